"""Times two ways of doing a thing in turn, and gives the ratio pair by pair: drift of the machine cancels."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from msgspec import Struct

Action = Callable[[], object]


class Ratio(Struct, frozen=True):
    """Ours against a peer: medians in seconds, and the median and the extremes of the pairwise ratio."""

    name: str
    ours: float
    peer: float
    ratio: float
    least: float
    most: float

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.ratio:.2f} x the peer ({self.least:.2f} to {self.most:.2f}); "
            f"{self.ours * 1000:.1f} ms against {self.peer * 1000:.1f} ms"
        )


def compare(name: str, ours: Action, peer: Action, *, runs: int = 15) -> Ratio:
    """Run both in turn ``runs`` times after one warm-up each."""
    ours()
    peer()
    pairs = [(_seconds(ours), _seconds(peer)) for _ in range(runs)]
    ratios = [a / b for a, b in pairs]
    return Ratio(
        name,
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
    )


def _seconds(action: Action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
