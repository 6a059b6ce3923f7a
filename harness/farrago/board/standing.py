"""Where systems stand in a column: scores, how sure they are, and a test of every pair.

Each pair is tested by itself, so that a test made once holds whoever else enters, and is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from statistics import fmean, stdev
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from farrago import stats
from farrago.board.cache import Cache, digest
from farrago.board.columns import Column
from farrago.board.examined import Examined
from farrago.board.intervals import drawn, resampled
from farrago.board.parts import Part
from farrago.scoring import Bootstrap
from farrago.scoring.headline import NAME, headline_tally
from farrago.tally import Integers, Tally
from farrago_schema.leaderboard import Figure, Ranking, Track

REFERENCE = "reference"
TILE = 24
"""Pairs are tested in squares of so many systems by as many: what a trial sums serves many pairs."""


class Tested(Struct, frozen=True, array_like=True):
    """The score of the first system minus that of the second, its interval if one is shown, its p-value."""

    difference: float
    low: float | None
    high: float | None
    p: float

    def turned(self) -> Tested:
        """Return the same from the other side."""
        low, high = (None if end is None else 0.0 - end for end in (self.high, self.low))
        return Tested(0.0 - self.difference, low, high, self.p)


Ends = tuple[float | None, float | None]


class Known(Struct, frozen=True):
    """What was computed before of a column: tests by the digests of two systems, intervals by that of one."""

    pairs: dict[str, Tested]
    intervals: dict[str, Ends]


Pairs = dict[tuple[int, int], Tested]
"""By the places of two systems, the lower one first."""


@dataclass(frozen=True)
class Rival:
    """A system's counts by run and metric; ``digest`` tells its counts from all others."""

    track: Track
    digest: str
    runs: tuple[Mapping[str, Tally], ...]

    @classmethod
    def of(cls, examined: Examined, track: Track) -> Rival:
        """Take the counts out of a submission."""
        runs = []
        for run in examined.runs:
            tallies = {name: kept.tally() for name, kept in run.counts.items()}
            whole = headline_tally(tallies)
            runs.append(tallies if whole is None else tallies | {NAME: whole})
        stamps = (run.predictions.sha256 for run in examined.runs)
        return cls(track, digest([*stamps, *examined.system.layers])[:32], tuple(runs))

    def counts(self, column: Column, part: Part) -> list[Integers] | None:
        """Return the counts of each run that the column needs, documents × columns.

        ``None`` where one run has no score.
        """
        found = [
            None if (tally := run.get(column.metric)) is None else part.counts(tally, column)
            for run in self.runs
        ]
        known = [column.narrow(counts) for counts in found if counts is not None]
        if len(known) < len(found) or any(
            np.isnan(column.score_narrow(counts.sum(axis=0))) for counts in known
        ):
            return None
        return known


@dataclass(frozen=True)
class Tile:
    """A square of pairs to test in one column: the counts of the systems in it, and which pairs.

    Differences have intervals where a page shows them, which is on the whole of gold.
    """

    column: Column
    has_intervals: bool
    counts: dict[int, Integers]
    pairs: list[tuple[int, int]]
    ranking: Ranking
    bootstrap: Bootstrap


Test = Callable[[Iterable[Tile]], Iterable[Pairs]]
"""Tests tiles, here or in other processes, and may show how far it is."""


@dataclass(frozen=True)
class Testing:
    """How systems are tested; ``key`` is that of all else that a test depends on, for the cache."""

    ranking: Ranking
    bootstrap: Bootstrap
    cache: Cache
    key: str
    test: Test


class Standing(NamedTuple):
    """A column in a part of gold: each system's figure (``None``: no score), and the tests of all pairs."""

    figures: list[Figure | None]
    pairs: Pairs


def standing(rivals: Sequence[Rival], column: Column, part: Part, testing: Testing) -> Standing:
    """Score and test all systems in a column of a part."""
    runs = {place: counts for place, rival in enumerate(rivals) if (counts := rival.counts(column, part))}
    systems = list(runs.values())
    pooled = dict(zip(runs, stats.pooled(systems), strict=True))
    # What a mean is rounded to is part of what was tested.
    scale = stats.pooled_scale(systems) if any(len(each) > 1 for each in systems) else 1
    digests = {place: rivals[place].digest for place in runs}
    key = digest([testing.key, part.key, column.key, str(scale)])
    known = testing.cache.get(key, Known) or Known({}, {})
    pairs = _pairs(pooled, digests, (column, part), testing, known.pairs)
    intervals = {
        place: known.intervals.get(digests[place]) or _interval(counts, column, testing.bootstrap)
        for place, counts in pooled.items()
    }
    fresh = Known(
        {digests[a] + digests[b]: each for (a, b), each in pairs.items()},
        {digests[place]: ends for place, ends in intervals.items()},
    )
    if fresh != known:
        testing.cache.put(key, fresh)
    compete = {
        pair: each for pair, each in pairs.items() if len({rivals[place].track for place in pair}) == 1
    }
    ranks = stats.ranks(len(rivals), compete, testing.ranking.level)
    figures: list[Figure | None] = [None] * len(rivals)
    for place, counts in runs.items():
        scores = [float(column.score_narrow(each.sum(axis=0))) for each in counts]
        figures[place] = Figure(
            mean=fmean(scores),
            deviation=stdev(scores) if len(scores) > 1 else None,
            low=intervals[place][0],
            high=intervals[place][1],
            rank=None if rivals[place].track == REFERENCE else ranks[place],
        )
    return Standing(figures, pairs)


def seen_from(pairs: Pairs, one: int, other: int) -> Tested | None:
    """Return the test of two systems as the first of them sees it."""
    if one < other:
        return pairs.get((one, other))
    found = pairs.get((other, one))
    return None if found is None else found.turned()


def tested(tile: Tile) -> Pairs:
    """Test all pairs of a tile."""
    places = list(tile.counts)
    counts = list(tile.counts.values())
    index = {place: number for number, place in enumerate(places)}
    pairs = [(index[a], index[b]) for a, b in tile.pairs]
    documents, bootstrap, ranking = len(counts[0]), tile.bootstrap, tile.ranking
    swaps = _swapped(documents, ranking.swaps, ranking.seed)
    compared = stats.compare_pairs(counts, pairs, tile.column.score_narrow, swaps)
    if not tile.has_intervals:
        return {
            pair: Tested(comparison.difference, None, None, comparison.p)
            for pair, comparison in zip(tile.pairs, compared, strict=True)
        }
    resamples = drawn(documents, bootstrap.resamples, bootstrap.seed)
    ends = stats.difference_intervals(counts, pairs, tile.column.score_narrow, resamples, bootstrap.level)
    return {
        pair: Tested(comparison.difference, interval.low, interval.high, comparison.p)
        for pair, comparison, interval in zip(tile.pairs, compared, ends, strict=True)
    }


def _pairs(
    pooled: Mapping[int, Integers],
    digests: Mapping[int, str],
    place: tuple[Column, Part],
    testing: Testing,
    known: Mapping[str, Tested],
) -> Pairs:
    """Return the tests of all pairs: those that are known, and the others anew."""
    names = {(a, b): digests[a] + digests[b] for a, b in combinations(pooled, 2)}
    missing = [pair for pair, name in names.items() if name not in known]
    fresh: Pairs = {}
    for found in testing.test(_tiles(missing, pooled, place, testing)):
        fresh |= found
    return {pair: fresh.get(pair) or known[name] for pair, name in names.items()}


def _tiles(
    pairs: Iterable[tuple[int, int]],
    pooled: Mapping[int, Integers],
    place: tuple[Column, Part],
    testing: Testing,
) -> Iterator[Tile]:
    column, part = place
    squares: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, b in pairs:
        squares.setdefault((a // TILE, b // TILE), []).append((a, b))
    for square in squares.values():
        counts = {number: pooled[number] for number in sorted({each for pair in square for each in pair})}
        yield Tile(column, not part.key, counts, square, testing.ranking, testing.bootstrap)


def _interval(counts: Integers, column: Column, bootstrap: Bootstrap) -> Ends:
    documents = len(counts)
    values = np.concatenate([column.score_narrow(sums) for sums in resampled(counts, bootstrap)])
    found = stats.interval(values, bootstrap.level, documents, int(counts.any(axis=1).sum()))
    return found.low, found.high


_swapped = lru_cache(maxsize=4)(stats.swapping)
"""The same swaps serve all columns."""
