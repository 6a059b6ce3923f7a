"""``docs/peers.md`` is what a run of all peers writes, and on all their cases they agree with us."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.peers import Comparison, assignment, coreference, partial, tags
from bench.peers import page as pages

PAGE = Path(__file__).parents[2] / "docs" / "peers.md"
EXACT = 1e-7


@pytest.fixture(scope="module")
def found() -> dict[str, list[Comparison]]:
    modules = (tags, coreference, partial, assignment)
    return {module.__name__: module.compare() for module in modules}


def test_thousands_of_cases_are_equal(found: dict[str, list[Comparison]]) -> None:
    for comparisons in found.values():
        assert sum(each.cases for each in comparisons) >= 2000
        for each in comparisons:
            assert each.largest <= EXACT, each.peer


def test_what_is_listed_as_a_disagreement_is_one(found: dict[str, list[Comparison]]) -> None:
    listed = [one for each in found.values() for comparison in each for one in comparison.disagreements]
    assert len(listed) > 10
    for one in listed:
        assert one.theirs != one.ours, one.what
        assert one.who in {"ours", "theirs", "either"}


def test_the_page_is_up_to_date(found: dict[str, list[Comparison]], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tags, coreference, partial, assignment):
        monkeypatch.setattr(module, "compare", lambda name=module.__name__: found[name])
    assert PAGE.read_text(encoding="utf-8") == pages.page(), "run python -m bench.peers"
