"""How sure a score is and whether a difference is real: from counts by document alone.

Counts are arrays of whole numbers, documents × columns, with the same documents in the same order for every
system. A ``Score`` turns sums of counts into rates, vectorised over leading axes, NaN for a rate over 0. All
sums over resampled or swapped documents are exact, so the same call gives the same bits whatever linear
algebra library is below, and however many threads it uses.
"""

from farrago.stats.bootstrap import intervals
from farrago.stats.pairs import (
    LEVEL,
    SEED,
    SWAPS,
    Comparison,
    can_tell_apart,
    compare,
    compare_pairs,
    difference_intervals,
    holm,
    pooled,
    pooled_scale,
    ranks,
    smallest_p,
)
from farrago.stats.quantiles import MIN_DOCUMENTS, MOST_NULLS, Interval, interval
from farrago.stats.trials import Floats, Score, Trials, resampling, swapping

__all__ = [
    "LEVEL",
    "MIN_DOCUMENTS",
    "MOST_NULLS",
    "SEED",
    "SWAPS",
    "Comparison",
    "Floats",
    "Interval",
    "Score",
    "Trials",
    "can_tell_apart",
    "compare",
    "compare_pairs",
    "difference_intervals",
    "holm",
    "interval",
    "intervals",
    "pooled",
    "pooled_scale",
    "ranks",
    "resampling",
    "smallest_p",
    "swapping",
]
