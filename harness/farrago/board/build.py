"""The whole way: submissions are read and scored; what is wrong with one keeps it off the board."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from threadpoolctl import threadpool_limits

from farrago import stats
from farrago.board import table
from farrago.board.cache import Cache, key_of, key_of_setting
from farrago.board.columns import COLUMNS, HEADLINE
from farrago.board.examine import Setting, examine
from farrago.board.examined import Outcome
from farrago.board.parts import Part, parts_of
from farrago.board.standing import Pairs, Standing, Testing, Tile, tested
from farrago.board.submissions import id_of, read
from farrago_schema import leaderboard as schema
from farrago_schema.leaderboard import Leaderboard, Ranking, Refusal
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import SCHEMA_VERSION

T = TypeVar("T")

Watch = Callable[[Iterable[T], int, str], Iterable[T]]
"""Passes items on one by one, of so many, and may show how far it is with what."""


@dataclass(frozen=True)
class Board:
    """A leaderboard, and what its pages show besides; entries and their places are those of the rows."""

    data: Leaderboard
    setting: Setting
    parts: tuple[Part, ...]
    entries: tuple[table.Entry, ...]
    folders: tuple[Path, ...]
    places: tuple[int, ...]
    standings: table.Standings

    def standing(self, part: str, column: str) -> Standing:
        """Return how systems stand in a column of a part."""
        return self.standings[part][column]


@dataclass(frozen=True)
class How:
    """How a board is made: by how many processes, with which cache, and who watches."""

    jobs: int = 1
    cache: Cache = field(default_factory=lambda: Cache(None))
    watch: Watch[Any] = lambda items, _number, _what: items


def all_processors() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def leaderboard(folders: Sequence[Path], setting: Setting, how: How | None = None) -> Board:
    """Score the submissions in the folders, and rank those that are valid and complete."""
    # The work is shared by processes: threads of linear algebra within them would wait for each other.
    with threadpool_limits(1, "blas"):
        return _leaderboard(folders, setting, how or How())


def _leaderboard(folders: Sequence[Path], setting: Setting, how: How) -> Board:
    entries: list[table.Entry] = []
    places: list[Path] = []
    refused: list[Refusal] = []
    outcomes = how.watch(_outcomes(folders, setting, how), len(folders), "Scoring")
    for folder, outcome in zip(folders, outcomes, strict=True):
        if outcome.examined is not None:
            entries.append(table.Entry(id_of(folder), outcome.examined))
            places.append(folder)
        if outcome.refused is not None:
            refused.append(Refusal(id_of(folder), outcome.refused.problems, outcome.refused.total))
    return _board(entries, places, refused, setting, how)


def _board(
    entries: Sequence[table.Entry],
    folders: Sequence[Path],
    refused: Sequence[Refusal],
    setting: Setting,
    how: How,
) -> Board:
    parts = tuple(parts_of(setting.gold.documents, seen=setting.training is not None))
    ranking = _ranking(setting)
    testing = Testing(ranking, setting.bootstrap, how.cache, key_of_setting(setting), _tester(how))
    found = table.standings(entries, parts, testing)
    ordered = table.order(entries, found)
    data = Leaderboard(
        schema_version=SCHEMA_VERSION,
        scorer_version=version("farrago"),
        gold=setting.gold.stamp,
        headline=HEADLINE.key,
        columns=tuple(column.key for column in COLUMNS),
        parts=tuple(schema.Part(part.key, part.documents) for part in parts if part.key),
        counted=table.counted(entries),
        ranking=ranking,
        rows=tuple(table.row(entries[place], place, found) for place in ordered),
        refused=tuple(refused),
    )
    return Board(
        data=data,
        setting=setting,
        parts=parts,
        entries=tuple(entries[place] for place in ordered),
        folders=tuple(folders[place] for place in ordered),
        places=tuple(ordered),
        standings=found,
    )


def check_site(site: Path, place: Path) -> None:
    """Refuse a site among the submissions: the next run would take it for one.

    Raises:
        InputError: the site lies in the folder of submissions, or is it.
    """
    if site.resolve().is_relative_to(place.resolve()):
        expected = "a folder outside the submissions"
        raise InputError([Problem("site", str(site), "a folder among the submissions", expected)])


def _ranking(setting: Setting) -> Ranking:
    return Ranking(
        method="paired approximate randomisation over documents",
        swaps=stats.SWAPS,
        seed=stats.SEED,
        level=stats.LEVEL,
        resamples=setting.bootstrap.resamples,
        confidence=setting.bootstrap.level,
    )


def _outcomes(folders: Sequence[Path], setting: Setting, how: How) -> Iterator[Outcome]:
    """Yield what came of each folder, in their order: what is kept, and the others scored."""
    kept = {folder: _kept(folder, setting, how.cache) for folder in folders}
    missing = [folder for folder, (_, outcome) in kept.items() if outcome is None]
    fresh = _examined(missing, setting, how.jobs)
    for key, outcome in kept.values():
        if outcome is not None:
            yield outcome
            continue
        found = next(fresh)
        if key is not None:
            how.cache.put(key, found)
        yield found


def _kept(folder: Path, setting: Setting, cache: Cache) -> tuple[str | None, Outcome | None]:
    """Return the key of a submission, ``None`` if it cannot even be read, and what is kept under it."""
    try:
        key = key_of(read(folder, setting.split), folder, setting)
    except InputError:
        return None, None
    return key, cache.get(key, Outcome)


def _examined(folders: Sequence[Path], setting: Setting, jobs: int) -> Iterator[Outcome]:
    if jobs == 1 or len(folders) < 2:
        for folder in folders:
            yield examine(folder, setting)
        return
    with ProcessPoolExecutor(min(jobs, len(folders)), initializer=_begin, initargs=(setting,)) as pool:
        yield from pool.map(_examine, folders)


_setting: list[Setting] = []
"""What the submissions of this process are scored against: it is sent to a process once."""


def _begin(setting: Setting) -> None:
    _alone()
    _setting[:] = [setting]
    gc.freeze()  # gold stays: it need not be looked through for garbage again and again


def _alone() -> None:
    threadpool_limits(1, "blas")  # a process that is started afresh does not inherit it


def _examine(folder: Path) -> Outcome:
    return examine(folder, _setting[0])


def _tester(how: How) -> Callable[[Iterable[Tile]], Iterator[Pairs]]:
    """Return what tests tiles, in as many processes as may be."""

    def test(tiles: Iterable[Tile]) -> Iterator[Pairs]:
        found = list(tiles)
        if how.jobs == 1 or len(found) < 2:
            yield from how.watch(map(tested, found), len(found), "Comparing")
            return
        with ProcessPoolExecutor(how.jobs, initializer=_alone) as pool:
            yield from how.watch(pool.map(tested, found), len(found), "Comparing")

    return test
