"""Whether a difference is real: paired randomisation over documents, its interval, and ranks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from farrago.stats.quantiles import Interval, interval
from farrago.stats.trials import Score, Trials, swapping
from farrago.tally import Integers

SWAPS = 10_000
SEED = 20_310_514
LEVEL = 0.05

MEAN_BITS = 10

_EXACT = 2**53
_TIE = 1e-12  # differences closer than rounding are the same difference


@dataclass(frozen=True)
class Comparison:
    """The score of A minus that of B on the same documents, and the p-value of it (two-sided)."""

    difference: float
    p: float


class SupportsComparison(Protocol):
    """What ranks need of a comparison."""

    @property
    def difference(self) -> float:
        """The score of the first minus that of the second."""

    @property
    def p(self) -> float:
        """The p-value of it."""


def compare(a: Integers, b: Integers, score: Score, *, swaps: int = SWAPS, seed: int = SEED) -> Comparison:
    """Test the difference of two systems by paired approximate randomisation over documents.

    Each of ``swaps`` trials exchanges the two systems' counts in a random half of the documents;
    p = (c + 1) / (n + 1), with c the number of the n trials whose difference is at least as large as the
    one found (Noreen 1989, Computer-Intensive Methods for Testing Hypotheses). A trial without a score counts
    as large.

    Raises:
        ValueError: the counts are not of the same shape, documents × columns.
    """
    (comparison,) = compare_pairs([a, b], [(0, 1)], score, swapping(len(a), swaps, seed))
    return comparison


def compare_pairs(
    systems: Sequence[Integers], pairs: Sequence[tuple[int, int]], score: Score, swaps: Trials
) -> list[Comparison]:
    """Compare pairs of systems by the same swaps; what a swap moves is summed once a system.

    Raises:
        ValueError: the counts are not all of the same shape, documents × columns.
    """
    if not pairs:
        return []
    shape = systems[0].shape
    if len(shape) != 2 or any(counts.shape != shape for counts in systems):
        raise ValueError(f"counts of shapes {[counts.shape for counts in systems]} are not paired")
    totals = [counts.sum(axis=0) for counts in systems]
    # Doubles hold these numbers exactly, and are divided without being converted in each trial.
    is_exact = all(total.max(initial=0) <= _EXACT for total in totals)
    found = [float(score(totals[a]) - score(totals[b])) for a, b in pairs]
    large = [0] * len(pairs)
    for block in swaps.blocks(np.concatenate(systems, axis=1)):
        numbers = block.astype(np.float64) if is_exact else block
        moved = np.moveaxis(numbers.reshape(len(systems), shape[1], -1), 1, -1)
        for index, (a, b) in enumerate(pairs):
            shift = moved[a] - moved[b]
            trial = np.abs(score(totals[a] - shift) - score(totals[b] + shift))
            large[index] += int(np.count_nonzero(~(trial < abs(found[index]) - _TIE)))
    return [
        Comparison(difference, (count + 1) / (swaps.number + 1))
        for difference, count in zip(found, large, strict=True)
    ]


def difference_intervals(
    systems: Sequence[Integers],
    pairs: Sequence[tuple[int, int]],
    score: Score,
    resamples: Trials,
    level: float,
) -> list[Interval]:
    """Return the interval of each pair's difference, both systems scored on the same resampled documents."""
    values = [
        np.concatenate([score(np.moveaxis(block, 0, -1)) for block in resamples.blocks(counts)])
        for counts in systems
    ]
    occurs = [counts.any(axis=1) for counts in systems]
    return [
        interval(values[a] - values[b], level, resamples.documents, int((occurs[a] | occurs[b]).sum()))
        for a, b in pairs
    ]


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust the p-values of one family (Holm 1979, Scandinavian Journal of Statistics 6)."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for step, index in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - step) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def ranks(
    systems: int, compared: Mapping[tuple[int, int], SupportsComparison], level: float = LEVEL
) -> list[int]:
    """Return the rank of each of so many systems: one plus the number of those that are significantly better.

    ``compared`` are the comparisons of pairs that compete, each pair once. Whether one system is better than
    another is a matter of these two: one test, no correction. So no submission, good or bad, new or a copy,
    changes who else is better than whom. A correction over a row's rivals would let anybody erase a lead by
    entering variants that score a little higher than the row.
    """
    found = [1] * systems
    for (a, b), comparison in compared.items():
        if comparison.p <= level and comparison.difference:
            found[b if comparison.difference > 0 else a] += 1
    return found


def smallest_p(documents: int, swaps: int = SWAPS) -> float:
    """Return the smallest p-value that can come out: of 2ⁿ ways to swap n documents, two are extreme."""
    return max(2.0 ** (1 - documents), 1 / (swaps + 1))


def can_tell_apart(documents: int, level: float = LEVEL) -> bool:
    """Tell whether a difference can ever be found on so many documents."""
    return smallest_p(documents) <= level


def pooled(systems: Sequence[Sequence[Integers]]) -> list[Integers]:
    """Return the mean counts of each system's runs: it weighs the same however often it was run."""
    scale = pooled_scale(systems)
    return [np.rint(np.mean(runs, axis=0) * scale).astype(np.int64) for runs in systems]


def pooled_scale(systems: Sequence[Sequence[Integers]]) -> int:
    """Return what one count is in mean counts: 2¹⁰, or as much as keeps their sums below 2⁵².

    Up to there doubles are exact.
    """
    largest = max((float(np.mean(runs, axis=0).sum(axis=0).max(initial=1)) for runs in systems), default=1)
    return int(2 ** max(0, min(MEAN_BITS, 52 - math.ceil(math.log2(largest)))))
