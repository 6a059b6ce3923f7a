"""``docs/baselines.md`` is what a run of the reference systems writes, and its tables say what they claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.baselines import page as pages
from bench.baselines import runs, samples

from farrago_baselines.rules import run

PAGE = Path(__file__).parents[2] / "docs" / "baselines.md"


@pytest.fixture(scope="module")
def known() -> runs.Corpus:
    return runs.corpus()


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == pages.page(), "run make docs"


def test_every_stage_pass_and_pattern_has_its_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for kind, names in runs.parts().items():
        for name in names:
            assert f"without {kind} `{name}`" in text


def test_no_part_is_there_for_nothing(known: runs.Corpus) -> None:
    """Whatever is switched off changes some prediction on train or dev."""
    documents = [document.input() for document in (*known.train, *known.dev)]

    def predicted(off: frozenset[str]) -> list[object]:
        return list(run.predictions(run.analyse(each, known.learnt, off) for each in documents))

    whole = predicted(frozenset())
    for names in runs.parts().values():
        for name in names:
            assert predicted(frozenset({name})) != whole, name


def test_errors_listed_are_errors_and_at_most_ten_a_layer(known: runs.Corpus) -> None:
    counts, items = samples.errors(known, runs.analyses(known))
    for layer in samples.LAYERS:
        listed = samples.spread(items, layer)
        assert len(listed) <= samples.EACH
        assert all(item.kind not in {"right", "ignored", "duplicate"} for item in listed)
        assert counts[layer]
