"""Intervals: Student's quantiles, the ends that are taken, and where there is none."""

import math

import numpy as np
import pytest
from scipy import stats as peer

from farrago import stats
from farrago.stats.quantiles import student, tail


def rate(numbers, axis=-1):
    top, bottom = np.moveaxis(numbers, axis, -1)[..., 0], np.moveaxis(numbers, axis, -1)[..., 1]
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom != 0)


@pytest.mark.parametrize("degrees", [7, 8, 15, 39, 99, 100_000])
@pytest.mark.parametrize("probability", [0.8, 0.9, 0.95, 0.975, 0.995])
def test_students_quantiles_are_scipys(degrees, probability):
    assert student(probability, degrees) == pytest.approx(peer.t.ppf(probability, degrees), abs=2e-3)


def test_the_share_left_out_is_hesterbergs():
    """Table 6 of Hesterberg (2015): a nominal 2.5 % is 1.0 % at 10, 1.6 % at 20, 2.2 % at 40 … documents."""
    for documents in (10, 20, 40, 1000):
        wide = math.sqrt(documents / (documents - 1)) * peer.t.ppf(0.975, documents - 1)
        assert tail(0.95, documents) == pytest.approx(peer.norm.cdf(-wide), rel=5e-3)
    assert tail(0.95, 10**9) == pytest.approx(0.025, rel=1e-6)


@pytest.mark.parametrize("documents", [12, 40])
def test_an_interval_is_scipys_percentile_bootstrap_at_the_expanded_level(documents):
    chance = np.random.default_rng(documents)
    size = chance.integers(5, 30, documents)
    counts = np.stack([chance.binomial(size, 0.6), size], axis=1)
    sums = stats.resampling(documents, 10_000, 1).sums(counts)
    found = stats.interval(rate(np.moveaxis(sums, 0, -1)), 0.95, documents)
    theirs = peer.bootstrap(
        (counts[:, 0], counts[:, 1]),
        lambda top, bottom, axis: top.sum(axis=axis) / bottom.sum(axis=axis),
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=10_000,
        confidence_level=1 - 2 * tail(0.95, documents),
        rng=2,
    ).confidence_interval
    # An end is the quantile of 10,000 draws: of this bootstrap's spread, its error is about 3 %.
    spread = np.std(rate(np.moveaxis(sums, 0, -1)))
    assert found.low == pytest.approx(theirs.low, abs=0.15 * spread)
    assert found.high == pytest.approx(theirs.high, abs=0.15 * spread)


def test_the_ends_are_values_that_occurred_as_many_from_either_side():
    values = np.random.default_rng(3).random(10_000)
    found = stats.interval(values, 0.95, 40)
    below, above = np.count_nonzero(values < found.low), np.count_nonzero(values > found.high)
    assert below == above == math.floor(tail(0.95, 40) * 10_001) - 1
    turned = stats.interval(-values, 0.95, 40)
    assert (turned.low, turned.high) == (-found.high, -found.low)


def test_there_is_none_under_eight_documents():
    assert stats.interval(np.ones(100), 0.95, 7) == stats.Interval(None, None, 0)
    assert stats.interval(np.ones(100), 0.95, 8) == stats.Interval(1, 1, 0)
    assert stats.interval(np.ones(100), 0.95, 100, 7).low is None, "nor for what occurs in so few"


def test_nulls_are_left_out_and_where_they_are_many_there_is_none():
    values = np.linspace(0, 1, 1000)
    values[:50] = np.nan
    found = stats.interval(values, 0.95, 100)
    assert found.nulls == 0.05
    assert values[50] < found.low < found.high <= 1
    values[50] = np.nan
    assert stats.interval(values, 0.95, 100) == stats.Interval(None, None, 0.051)
    assert math.isnan(values[0]), "and what was given stays as it is"


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_lies_between_0_and_1(level):
    with pytest.raises(ValueError, match="a level between 0 and 1"):
        tail(level, 20)
