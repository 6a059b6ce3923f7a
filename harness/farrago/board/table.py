"""From scored submissions to the rows of a leaderboard: tracks, figures, and the order of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from farrago.board.columns import COLUMNS, HEADLINE
from farrago.board.examined import Examined, KeptRun
from farrago.board.parts import Part
from farrago.board.standing import Rival, Standing, Testing, standing
from farrago_schema.leaderboard import Counted, Figure, Row, Run, Track
from farrago_schema.results import System

TRACKS: tuple[Track, ...] = ("open", "given", "reference")

Standings = Mapping[str, Mapping[str, Standing]]
"""By part and column; systems stand there in the order of their entries."""


@dataclass(frozen=True)
class Entry:
    """A scored submission under its name."""

    id: str
    examined: Examined

    @property
    def track(self) -> Track:
        """Return whom it competes with: references with nobody, who was given gold with their like."""
        return track_of(self.examined.system)


def track_of(system: System) -> Track:
    """Return whom a system competes with."""
    if system.kind in {"oracle", "annotator"}:
        return "reference"
    return "given" if system.given else "open"


def standings(entries: Sequence[Entry], parts: Sequence[Part], testing: Testing) -> Standings:
    """Score and test all systems in every column of every part."""
    rivals = [Rival.of(entry.examined, entry.track) for entry in entries]
    return {
        part.key: {column.key: standing(rivals, column, part, testing) for column in COLUMNS}
        for part in parts
    }


def order(entries: Sequence[Entry], found: Standings) -> list[int]:
    """Return the places of entries in the order of the page: by track, rank, score and name; blanks last."""

    def key(place: int) -> tuple[int, bool, int, float, str, str]:
        entry, figure = entries[place], found[""][HEADLINE.key].figures[place]
        rank = 0 if figure is None or figure.rank is None else figure.rank
        mean = 0.0 if figure is None else figure.mean
        name = entry.examined.system.name.casefold()
        return TRACKS.index(entry.track), figure is None, rank, -mean, name, entry.id

    return sorted(range(len(entries)), key=key)


def row(entry: Entry, place: int, found: Standings) -> Row:
    """Return the row of an entry, which stands at that place in the standings."""

    def figures(part: str) -> dict[str, Figure | None]:
        return {key: each.figures[place] for key, each in found[part].items()}

    return Row(
        id=entry.id,
        track=entry.track,
        system=entry.examined.system,
        figures=figures(""),
        parts={part: figures(part) for part in found if part},
        runs=tuple(map(_run, entry.examined.runs)),
    )


def counted(entries: Sequence[Entry]) -> dict[str, Counted]:
    """Return what the counts of all runs are counts of, by metric."""
    return {
        metric: Counted(kept.columns, kept.documents)
        for entry in entries
        for run in entry.examined.runs
        for metric, kept in run.counts.items()
    }


def _run(run: KeptRun) -> Run:
    counts = {metric: kept.tally().by_document().tolist() for metric, kept in run.counts.items()}
    return Run(
        seed=run.seed,
        predictions=run.predictions,
        signature=run.signature,
        scores=run.scores,
        counts=msgspec.convert(counts, type=dict[str, tuple[tuple[int, ...], ...]]),
    )
