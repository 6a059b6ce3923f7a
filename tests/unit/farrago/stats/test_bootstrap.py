"""Intervals of all scores are those of each score alone, whatever else is computed with them."""

import numpy as np
import pytest

import boards
import farrago
from farrago import stats
from farrago.scoring import Bootstrap, metrics
from farrago.stats import bootstrap
from farrago.tally import Tally

SMALL = Bootstrap(resamples=400, seed=3)


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    documents = boards.gold(12)
    return dict(farrago.score(boards.predict(documents, 0.7), gold=documents).tallies)


@pytest.fixture(scope="module")
def found(tallies):
    return stats.intervals(metrics(), tallies, SMALL)


def drawn(tally: Tally, group: str = "") -> np.ndarray:
    sums = stats.resampling(len(tally.documents), SMALL.resamples, SMALL.seed).sums(tally.by_document(group))
    return np.moveaxis(sums, 0, -1)


def test_every_score_of_every_metric_and_type_has_one(tallies, found):
    overall, types = found
    assert overall.keys() == tallies.keys()
    for name, tally in tallies.items():
        metric = metrics()[name]
        scores = set(metric.score(tally.total()))
        macro = {f"macro_{metric.primary}"} if metric.gold is not None and tally.facet("type") else set()
        assert overall[name].keys() == scores | macro | {f"doc_macro_{metric.primary}"}
        assert types.get(name, {}).keys() == tally.facet("type").keys()


def test_an_interval_is_that_of_the_score_alone(tallies, found):
    overall, types = found
    for name in ("mention", "coref", "relation", "argument", "farrago"):
        for column, values in metrics()[name].score(drawn(tallies[name])).items():
            assert overall[name][column] == stats.interval(values, 0.95, 12)
    values = metrics()["mention"].score(drawn(tallies["mention"], "type=PER"))["recall"]
    assert types["mention"]["PER"]["recall"] == stats.interval(values, 0.95, 12)


def test_the_macro_average_is_taken_anew_in_every_resample(tallies, found):
    tally, metric = tallies["mention"], metrics()["mention"]
    by_type = [drawn(tally, group) for group in tally.facet("type").values()]
    scores = np.stack([np.where(each[..., 2] > 0, metric.score(each)["f1"], np.nan) for each in by_type])
    assert found[0]["mention"]["macro_f1"].low == pytest.approx(
        stats.interval(np.nanmean(scores, axis=0), 0.95, 12).low
    )


def test_the_mean_over_documents_is_taken_over_those_drawn(tallies, found):
    tally = tallies["relation"]
    scores = metrics()["relation"].score(tally.by_document())["f1"]
    weights = stats.resampling(12, SMALL.resamples, SMALL.seed).sums(np.eye(12, dtype=np.int64))
    known = ~np.isnan(scores)
    means = (np.nan_to_num(scores) @ weights) / (known @ weights)
    expected = stats.interval(means, 0.95, 12)
    assert found[0]["relation"]["doc_macro_f1"].low == pytest.approx(expected.low, abs=1e-8)
    assert found[0]["relation"]["doc_macro_f1"].high == pytest.approx(expected.high, abs=1e-8)


def test_blocks_threads_and_other_metrics_change_no_bit(tallies, found, monkeypatch):
    monkeypatch.setattr(bootstrap, "_SUMS", 5 * SMALL.resamples)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert stats.intervals(metrics(), tallies, SMALL) == found
    alone = stats.intervals(metrics(), {"trigger": tallies["trigger"]}, SMALL)
    assert alone[0]["trigger"] == found[0]["trigger"]
    assert alone[1]["trigger"] == found[1]["trigger"]


def test_metrics_of_fewer_documents_are_resampled_by_themselves(tallies, found):
    half = tallies["coref"].only(tallies["coref"].documents[:9])
    overall, _ = stats.intervals(metrics(), tallies | {"coref": half}, SMALL)
    assert overall["mention"] == found[0]["mention"]
    values = metrics()["coref"].score(drawn(half))["conll_f1"]
    assert overall["coref"]["conll_f1"] == stats.interval(values, 0.95, 9)


def test_a_type_of_few_documents_has_none(tallies):
    rare = boards.gold(12)
    predictions = boards.predict(rare, 0.7)
    report = farrago.score(predictions, gold=rare)
    tally = report.tallies["mention"]
    numbers = tally.numbers.copy()
    numbers[7:, tally.groups.index("type=PER")] = 0
    overall, types = stats.intervals(
        metrics(), {"mention": Tally(tally.columns, tally.documents, tally.groups, numbers)}, SMALL
    )
    assert types["mention"]["PER"]["recall"].low is None
    assert types["mention"]["ORG"]["recall"].low is not None
    assert overall["mention"]["recall"].low is not None


def test_a_seed_and_a_level_matter(tallies, found):
    other = stats.intervals(metrics(), tallies, Bootstrap(400, 4))[0]["farrago"]["farrago"]
    narrow = stats.intervals(metrics(), tallies, Bootstrap(400, 3, 0.5))[0]["farrago"]["farrago"]
    mine = found[0]["farrago"]["farrago"]
    assert other != mine
    assert mine.low < narrow.low < narrow.high < mine.high


@pytest.mark.parametrize("wrong", [{"resamples": 0}, {"level": 95}, {"seed": -1}])
def test_a_bootstrap_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="resamples from 1"):
        Bootstrap(**wrong)
