"""Every metric accounts for itself in its own file, and its worked examples come out as they say."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from farrago import manual, plugins
from farrago.manual import reading as module
from farrago.scoring import headline, metrics
from farrago.scoring.registry import PACKAGE

# A metric of somebody else's package need not say as much.
OURS = [*plugins.own(PACKAGE), headline.NAME]
TRIVIAL = {0, 1, None}


def test_every_metric_of_the_folder_has_an_account():
    assert {known.name for known in manual.accounts()} == {*OURS} == {*metrics()}


@pytest.mark.parametrize("name", OURS)
def test_an_account_leaves_nothing_out(name):
    assert manual.gaps(manual.account(name)) == []


@pytest.mark.parametrize("name", OURS)
def test_worked_examples_come_out_as_they_say(name):
    known = manual.account(name)
    workings = [manual.work(name, example) for example in known.examples]
    assert [problem for working in workings for problem in working.wrong] == []
    assert any(known.metric.primary in working.told for working in workings), "the main score is told"
    instructive = (working.row[each] for working in workings for each in working.told & {*known.columns})
    assert any(value not in TRIVIAL and value < 1 for value in instructive), "and something between 0 and 1"


@pytest.mark.parametrize("name", OURS)
def test_every_family_of_f1_stands_in_an_example_or_in_a_definition(name):
    known = manual.account(name)
    text = known.prose + known.line + "".join(known.sections.values())
    told = {column for example in known.examples for column in manual.work(name, example).told}
    for column in module_scores(known):
        family = column.removesuffix("f1")
        assert column in told or f"``{family}*``" in text or "Columns are those of" in text, column


def module_scores(known):
    return [each for each in known.columns if each.endswith("_f1") and not each.startswith(module.AVERAGES)]


def test_columns_are_those_of_a_result():
    known = manual.account("relation")
    assert {"precision", "boundaries_f1", "status_gold", "macro_f1", "doc_macro_nulls"} <= {*known.columns}
    assert "macro_f1" not in manual.account("coref").columns


def test_breakdowns_are_those_that_a_metric_counts():
    assert manual.account("trigger").facets == (
        "type",
        "kind",
        "topic",
        "register",
        "zone",
        "story",
        "realis",
    )
    assert "type" not in manual.account("coref").facets


class TestGaps:
    """What is left out is told: otherwise the tests above could not fail."""

    def known(self, **changed):
        return replace(manual.account("trigger"), **changed)

    def test_a_section(self):
        sections = {**manual.account("trigger").sections, "Source": ""}
        assert manual.gaps(self.known(sections=sections)) == ["no section 'Source'"]

    def test_the_example(self):
        assert manual.gaps(self.known(examples=())) == ["no section 'Example'"]

    def test_a_column(self):
        found = manual.gaps(self.known(columns=("f1", "id_f1", "soft_f1", "macro_f1")))
        assert found == ["the column 'soft_f1' is not explained"]


def test_a_metric_of_somebody_elses_may_say_less(monkeypatch):
    stranger = SimpleNamespace(__doc__="Counts sheep.\n\nAll of them.", METRIC=metrics()["mention"])
    monkeypatch.setattr(module, "metrics", lambda: {"sheep": stranger.METRIC})
    monkeypatch.setattr(module.plugins, "load", lambda *_: stranger)
    known = module.account("sheep")
    assert (known.line, known.prose, known.sections, known.examples) == (
        "Counts sheep.",
        "All of them.",
        {},
        (),
    )
    assert "## sheep\n\nCounts sheep.\n\nAll of them." in manual.chapter(known)
    assert len(module.gaps(known)) == 5
