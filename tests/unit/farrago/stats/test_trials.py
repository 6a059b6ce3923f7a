"""Sums over drawn documents are exact, and the same however they are cut into blocks."""

import numpy as np
import pytest

from farrago import stats
from farrago.stats import trials

LARGE = np.array([[2**44 + 1, 3, 0], [2**44 - 1, 2**31, 0], [7, 0, 0], [2**52, 1, 0]], dtype=np.int64)


def weights(draw, documents, number):
    """The weights of each document in each trial: sums of the unit matrix."""
    return draw(documents, number, 5).sums(np.eye(documents, dtype=np.int64)).T


@pytest.mark.parametrize("draw", [stats.resampling, stats.swapping])
def test_sums_of_large_counts_are_exact_to_the_last_bit(draw):
    found = draw(4, 500, 5).sums(LARGE)
    assert np.array_equal(found, (weights(draw, 4, 500) @ LARGE).T)


def test_a_resample_draws_as_many_documents_as_there_are():
    drawn = weights(stats.resampling, 30, 2000)
    assert (drawn.sum(axis=1) == 30).all()
    assert abs(drawn.var() - (1 - 1 / 30)) < 0.02, "of a multinomial"


def test_a_swap_takes_each_document_with_a_chance_of_one_half():
    swapped = weights(stats.swapping, 30, 2000)
    assert set(np.unique(swapped)) == {0, 1}
    assert abs(swapped.mean() - 0.5) < 0.01


@pytest.mark.parametrize("draw", [stats.resampling, stats.swapping])
@pytest.mark.parametrize("size", [4 * 7 * 3, 4 * 900, 1 << 25])
def test_blocks_change_no_sum(draw, size, monkeypatch):
    counts = np.random.default_rng(1).integers(0, 9, (7, 3))
    whole = draw(7, 321, 5).sums(counts)
    monkeypatch.setattr(trials, "_BYTES", size)
    monkeypatch.setattr(trials, "_DRAWN", max(7, size // 100))
    assert np.array_equal(draw(7, 321, 5).sums(counts), whole)


def test_no_block_is_larger_than_said(monkeypatch):
    monkeypatch.setattr(trials, "_BYTES", 1 << 12)
    counts = np.ones((10, 4), dtype=np.int64)
    assert max(block.nbytes for block in stats.resampling(10, 1000, 5).blocks(counts)) <= 1 << 12


@pytest.mark.parametrize("counts", [np.ones((3, 1)), -np.ones((4, 1))])
def test_counts_of_other_documents_and_below_0_are_refused(counts):
    with pytest.raises(ValueError, match="no counts of 4 documents"):
        stats.resampling(4, 10, 5).sums(counts.astype(np.int64))
