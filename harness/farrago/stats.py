"""Whether a difference is real: paired randomisation over documents, from counts alone, and ranks.

Counts are arrays of whole numbers, documents × columns, with the same documents in the same order for every
system. A ``Score`` turns sums of counts into rates, vectorised over leading axes, NaN for a rate over 0.
Swapped sums are exact, so the same call gives the same bits whatever linear algebra library is below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from farrago.tally import Integers

SWAPS = 10_000
SEED = 20_310_514
LEVEL = 0.05

Floats = npt.NDArray[np.float64]
Score = Callable[[Integers], Floats]

_CELLS = 4_000_000  # numbers held at once: 32 MB of doubles
_EXACT = 2**53  # up to here doubles count whole numbers without a gap
_TIE = 1e-12  # differences closer than rounding are the same difference


@dataclass(frozen=True)
class Comparison:
    """The score of A minus that of B on the same documents, and the p-value of it (two-sided)."""

    difference: float
    p: float


def compare(a: Integers, b: Integers, score: Score, *, swaps: int = SWAPS, seed: int = SEED) -> Comparison:
    """Test the difference of two systems by paired approximate randomisation over documents.

    Each of ``swaps`` trials exchanges the two systems' counts in a random half of the documents;
    p = (c + 1) / (n + 1), with c the number of the n trials whose difference is at least as large as the
    one found (Noreen 1989, Computer-Intensive Methods for Testing Hypotheses). A trial without a score counts
    as large.

    Raises:
        ValueError: the counts are not of the same shape, documents × columns.
    """
    if a.shape != b.shape or a.ndim != 2:
        raise ValueError(f"counts of shapes {a.shape} and {b.shape} are not paired")
    (comparison,) = _compared([a, b], [(0, 1)], score, swaps, seed)
    return comparison


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
    systems: Sequence[Integers], score: Score, *, swaps: int = SWAPS, seed: int = SEED, level: float = LEVEL
) -> list[int]:
    """Return the rank of each system: one plus the number of systems that are significantly better.

    The family that Holm corrects for is a system's comparisons with those that score higher: a submission
    that scores lower, however often it is repeated, changes no rank above it.
    """
    scores = [float(score(counts.sum(axis=0))) for counts in systems]
    families = [[rival for rival, value in enumerate(scores) if value > own] for own in scores]
    pairs = [(rival, own) for own, family in enumerate(families) for rival in family]
    compared = dict(zip(pairs, _compared(systems, pairs, score, swaps, seed), strict=True))
    adjusted = [holm([compared[rival, own].p for rival in family]) for own, family in enumerate(families)]
    return [1 + sum(p <= level for p in p_values) for p_values in adjusted]


def can_tell_apart(documents: int, level: float = LEVEL) -> bool:
    """Tell whether a difference can ever be found: of 2ⁿ ways to swap n documents, two are extreme."""
    return 2.0 ** (1 - documents) <= level


def _compared(
    systems: Sequence[Integers], pairs: Sequence[tuple[int, int]], score: Score, swaps: int, seed: int
) -> list[Comparison]:
    """Compare pairs of systems by the same swaps; what a swap moves is summed once a system."""
    totals = [counts.sum(axis=0) for counts in systems]
    found = [float(score(totals[a]) - score(totals[b])) for a, b in pairs]
    large = [0] * len(pairs)
    for moved in _moved(systems, swaps, seed):
        for index, (a, b) in enumerate(pairs):
            shift = moved[a] - moved[b]
            trial = np.abs(score(totals[a] - shift) - score(totals[b] + shift))
            large[index] += int(np.count_nonzero(~(trial < abs(found[index]) - _TIE)))
    return [
        Comparison(difference, (count + 1) / (swaps + 1))
        for difference, count in zip(found, large, strict=True)
    ]


def _moved(systems: Sequence[Integers], swaps: int, seed: int) -> Iterator[list[Integers]]:
    """Yield, in blocks of trials, the sums of each system over the documents to swap: (trials, columns)."""
    if not systems:
        return
    assert all(counts.sum(axis=0).max(initial=0) < _EXACT for counts in systems), "counts beyond 2⁵³"
    values = [counts.astype(np.float64) for counts in systems]
    documents, columns = systems[0].shape
    block = max(1, _CELLS // max(1, documents, columns * len(systems)))
    random = np.random.Generator(np.random.PCG64(seed))
    for start in range(0, swaps, block):
        # One double a document, so that the trials do not depend on how they are cut into blocks.
        chosen = (random.random((min(block, swaps - start), documents)) < 0.5).astype(np.float64)
        yield [(chosen @ counts).astype(np.int64) for counts in values]
