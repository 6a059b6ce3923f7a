"""Systems with different numbers of runs are compared by their means, however odd the numbers."""

from types import SimpleNamespace

import numpy as np

from farrago import stats
from farrago.board import table
from farrago.tally import Tally


def entrant(*rows: list[list[int]]) -> SimpleNamespace:
    runs = {
        str(seed): SimpleNamespace(
            tallies={"m": Tally.of(("correct", "gold"), {f"d{i}": {"": row} for i, row in enumerate(run)})}
        )
        for seed, run in enumerate(rows)
    }
    return SimpleNamespace(runs=runs)


COLUMN = SimpleNamespace(metric="m")
RUN = [[2**40, 2**41], [3, 4]]


def test_a_single_run_keeps_its_proportions():
    (counts,) = table._pooled([entrant([[1, 2], [3, 4]])], COLUMN)
    assert np.array_equal(counts, 2**table.MEAN_BITS * np.array([[1, 2], [3, 4]]))


def test_many_runs_of_large_counts_stay_where_sums_are_exact():
    pooled = table._pooled([entrant(*[RUN] * number) for number in (31, 37, 29, 41)], COLUMN)
    assert all(np.array_equal(counts, pooled[0]) for counts in pooled)
    assert max(int(counts.sum()) for counts in pooled) < 2**53
    ranks = stats.ranks(pooled, lambda numbers: numbers[..., 0] / numbers[..., 1], swaps=100)
    assert ranks == [1, 1, 1, 1]


def test_a_mean_is_between_its_runs():
    (counts,) = table._pooled([entrant([[0, 4]], [[1, 4]], [[1, 4]])], COLUMN)
    assert abs(counts[0, 0] / counts[0, 1] - 1 / 6) < 1e-3
