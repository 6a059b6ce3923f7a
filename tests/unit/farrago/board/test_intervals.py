"""Intervals that pages show are those that ``farrago score`` prints, to the last bit."""

import pytest

import boards
from farrago.board import intervals
from farrago.board.examine import scored
from farrago.report import score_against
from farrago.scoring import Bootstrap, Options, chosen

GOLD = boards.gold(12)
BOOTSTRAP = Bootstrap(resamples=300)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = boards.submit(tmp_path_factory.mktemp("in"), "one", {None: boards.predict(GOLD, 0.6)})
    setting = boards.setting(GOLD, bootstrap=BOOTSTRAP)
    options = Options(bootstrap=BOOTSTRAP, metrics=chosen(["all"]))
    report = score_against(setting.gold, folder / "predictions.jsonl", options)
    return scored(folder, setting).intervals, report.result.intervals


def test_every_f1_has_the_interval_that_scoring_finds(both):
    shown, printed = both
    told = {(metric, name): each for metric, row in shown.scores.items() for name, each in row.items()}
    assert {("relation", "f1"), ("coref", "conll_f1"), ("coref", "muc_f1")} <= told.keys()
    for (metric, name), interval in told.items():
        assert interval == printed.scores[metric][name], (metric, name)


def test_so_have_the_types_that_pages_show_and_no_others_are_computed(both):
    shown, printed = both
    assert {"mention_name", "relation", "trigger", "argument"} <= shown.types.keys()
    assert shown.types.keys() <= set(intervals.TYPED)
    for metric, types in shown.types.items():
        for type_, row in types.items():
            for name, interval in row.items():
                assert interval == printed.types[metric][type_][name], (metric, type_, name)


def test_a_type_that_occurs_in_too_few_documents_has_none(both):
    shown, printed = both
    for metric in shown.types:
        absent = printed.types[metric].keys() - shown.types[metric].keys()
        assert all(each.low is None for type_ in absent for each in printed.types[metric][type_].values())
