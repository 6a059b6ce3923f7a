"""From scored submissions to the rows of a leaderboard: means over runs, ranks within tracks, order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

import msgspec

from farrago import stats
from farrago.board.columns import COLUMNS, HEADLINE, Column
from farrago.board.submissions import Submission
from farrago.report import Report
from farrago.tally import Tally
from farrago_schema.leaderboard import Counted, Figure, Ranking, Row, Run, Track
from farrago_schema.results import Result

TRACKS: tuple[Track, ...] = ("open", "given", "reference")


@dataclass(frozen=True)
class Entrant:
    """A submission with all its runs scored, by seed."""

    submission: Submission
    runs: Mapping[str | None, Report]

    @property
    def track(self) -> Track:
        """Return whom it competes with: references with nobody, who was given gold with their like."""
        if self.submission.system.kind in {"oracle", "annotator"}:
            return "reference"
        return "given" if self.submission.system.given else "open"

    def scores(self, column: Column) -> list[float] | None:
        """Return the column's score in each run; ``None`` if there is none in any of them."""
        found = [_score(run.result, column) for run in self.runs.values()]
        known = [score for score in found if score is not None]
        return known if len(known) == len(found) else None


def rows(entrants: Sequence[Entrant], ranking: Ranking) -> tuple[Row, ...]:
    """Return the rows in the order of the page: by track, rank, score and name; no score comes last."""
    places = {column.key: _places(entrants, column, ranking) for column in COLUMNS}
    unordered = [
        Row(
            id=entrant.submission.id,
            track=entrant.track,
            system=entrant.submission.system,
            figures={
                column.key: _figure(entrant, column, places[column.key].get(entrant.submission.id))
                for column in COLUMNS
            },
            runs=tuple(_run(seed, run) for seed, run in entrant.runs.items()),
        )
        for entrant in entrants
    ]
    return tuple(sorted(unordered, key=_order))


def counted(entrants: Sequence[Entrant]) -> dict[str, Counted]:
    """Return what the counts of all runs are counts of, by metric."""
    return {
        metric: Counted(tally.columns, tally.documents)
        for entrant in entrants
        for run in entrant.runs.values()
        for metric, tally in _kept(run.tallies).items()
    }


def _places(entrants: Sequence[Entrant], column: Column, ranking: Ranking) -> dict[str, int]:
    places: dict[str, int] = {}
    for track in ("open", "given"):
        rivals = [entrant for entrant in entrants if entrant.track == track and entrant.scores(column)]
        counts = stats.pooled(
            [[run.tallies[column.metric].by_document() for run in rival.runs.values()] for rival in rivals]
        )
        found = stats.ranks(counts, column.score, swaps=ranking.swaps, seed=ranking.seed, level=ranking.level)
        places |= {rival.submission.id: place for rival, place in zip(rivals, found, strict=True)}
    return places


def _figure(entrant: Entrant, column: Column, place: int | None) -> Figure | None:
    scores = entrant.scores(column)
    if scores is None:
        return None
    return Figure(fmean(scores), stdev(scores) if len(scores) > 1 else None, place)


def _run(seed: str | None, run: Report) -> Run:
    counts = {metric: tally.by_document().tolist() for metric, tally in _kept(run.tallies).items()}
    return Run(
        seed=seed,
        predictions=run.result.predictions,
        signature=run.result.signature,
        scores={column.key: _score(run.result, column) for column in COLUMNS},
        counts=msgspec.convert(counts, type=dict[str, tuple[tuple[int, ...], ...]]),
    )


def _kept(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    # The headline counts nothing of its own: its counts are those of its parts.
    return {
        column.metric: tallies[column.metric]
        for column in COLUMNS
        if column != HEADLINE and column.metric in tallies
    }


def _score(result: Result, column: Column) -> float | None:
    return (result.scores.get(column.metric) or {}).get(column.name)


def _order(row: Row) -> tuple[int, bool, int, float, str, str]:
    figure = row.figures[HEADLINE.key]
    place = 0 if figure is None or figure.rank is None else figure.rank
    mean = 0.0 if figure is None else figure.mean
    return (TRACKS.index(row.track), figure is None, place, -mean, row.system.name.casefold(), row.id)
