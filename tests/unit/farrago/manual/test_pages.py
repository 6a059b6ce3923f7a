"""The account as a page and in the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from farrago import manual
from farrago.manual import text
from farrago.scoring import metrics

PAGE = Path(__file__).parents[4] / "docs" / "metrics.md"


def test_the_page_in_the_repository_is_what_the_metrics_say():
    assert PAGE.read_text(encoding="utf-8") == manual.page(manual.accounts()), "stale: make docs"


def test_the_page_has_a_chapter_for_every_metric_and_a_link_to_each():
    page = manual.page(manual.accounts())
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == [*metrics()]
    assert re.findall(r"\]\(#(\w+)\)", page) == [*metrics()]
    assert page.count("```") % 2 == 0
    assert "``" not in page.replace("```", "")


@pytest.mark.parametrize("name", ["relation", "coref", "mention_partial"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_account_fits_the_terminal_and_loses_nothing(name, width):
    known = manual.account(name)
    shown = [*text.paragraphs(known, width)]
    assert max(len(line) for _, body in shown for line in body.splitlines()) <= width
    words = " ".join(body for _, body in shown).split()
    assert set(known.prose.replace("``", "").split()) <= set(words)
    for example in known.examples:
        assert set(example.source.split()) <= set(words)
