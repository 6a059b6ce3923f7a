"""The leaderboard as data: what ``farrago board`` writes beside its page as ``leaderboard.json``.

The counts of every run are kept by document, so that any two systems can be compared later without their
predictions. ``leaderboard.schema.json`` says the same for other languages; a test keeps the two equal, and
``python -m farrago_schema.leaderboard`` writes it anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from farrago_schema import schemas
from farrago_schema.problems import Problem
from farrago_schema.results import FileStamp, GoldStamp, System
from farrago_schema.types import Identifier, Index

NAME = "leaderboard"

Track = Literal["open", "given", "reference"]
Place = Annotated[int, Meta(ge=1)]
Rate = Annotated[float, Meta(ge=0, le=1)]
Matrix = tuple[tuple[int, ...], ...]


def _said(text: str) -> Meta:
    return Meta(description=text)


class Figure(Struct, frozen=True, forbid_unknown_fields=True):
    """A system's score in one column."""

    mean: Annotated[Rate, _said("The mean over runs.")]
    deviation: Annotated[
        Annotated[float, Meta(ge=0)] | None,
        _said("The sample standard deviation over runs; null for one run."),
    ]
    low: Annotated[Rate | None, _said("The lower end of its interval; null where too little is known.")]
    high: Annotated[Rate | None, _said("The upper end.")]
    rank: Annotated[
        Place | None,
        _said("One plus the number of significantly better systems of the track; null for references."),
    ]


class Run(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of predictions: its scores, and the counts that they follow from."""

    seed: Annotated[str | None, _said("What tells the files of several runs apart; null for a single run.")]
    predictions: Annotated[FileStamp, _said("Which bytes were scored.")]
    signature: Annotated[str, _said("The line that reproduces the scores.")]
    scores: Annotated[dict[str, Rate | None], _said("Scores by column; null for what was not attempted.")]
    counts: Annotated[
        dict[str, Matrix],
        _said("By metric: a row a document, a number a column, as `counted` of the leaderboard names them."),
    ]


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A system on the board."""

    id: Annotated[str, _said("The name of the submission's folder.")]
    track: Annotated[
        Track, _said("Whom it competes with: all, those that were given gold as well, or nobody.")
    ]
    system: Annotated[System, _said("Who made the submission, and how.")]
    figures: Annotated[dict[str, Figure | None], _said("Scores by column; null for what was not attempted.")]
    parts: Annotated[
        dict[str, dict[str, Figure | None]],
        _said(
            "The same by part of gold, as `parts` of the leaderboard names them; null also where a column "
            "does not count such a part."
        ),
    ]
    runs: Annotated[tuple[Run, ...], _said("The system's runs, by seed.")]


class Refusal(Struct, frozen=True, forbid_unknown_fields=True):
    """A submission that is not scored."""

    id: Annotated[str, _said("The name of the submission's folder.")]
    problems: Annotated[tuple[Problem, ...], _said("The first problems.")]
    total: Annotated[Index, _said("The number of all its problems.")]


class Counted(Struct, frozen=True, forbid_unknown_fields=True):
    """What a metric counted."""

    columns: Annotated[tuple[str, ...], _said("The names of the counts.")]
    documents: Annotated[tuple[Identifier, ...], _said("The documents that gold annotates for the metric.")]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of gold that figures are given for besides the whole."""

    name: Annotated[str, _said("facet=value: documents of a kind, or items whose names training data has.")]
    documents: Annotated[tuple[Identifier, ...], _said("The documents that it is in.")]


class Ranking(Struct, frozen=True, forbid_unknown_fields=True):
    """How ranks and intervals were found."""

    method: Annotated[
        Literal["paired approximate randomisation over documents"],
        _said("The test and its correction."),
    ]
    swaps: Annotated[Index, _said("The number of random swaps.")]
    seed: Annotated[Index, _said("The seed of the swaps.")]
    level: Annotated[Rate, _said("The p-value up to which a difference is significant.")]
    resamples: Annotated[Index, _said("How often documents were drawn for an interval, from the same seed.")]
    confidence: Annotated[Rate, _said("The confidence of an interval.")]


class Leaderboard(Struct, frozen=True, forbid_unknown_fields=True):
    """All systems on one gold, and the submissions that were refused."""

    schema_version: Annotated[str, Meta(pattern=r"^1\.[0-9]+$", description="The version of this form.")]
    scorer_version: Annotated[str, _said("The version of the scorer.")]
    gold: Annotated[GoldStamp, _said("What was scored against.")]
    headline: Annotated[str, _said("The column that ranks the board.")]
    columns: Annotated[tuple[str, ...], _said("The scores on the board, as metric.column of a result.")]
    parts: Annotated[tuple[Part, ...], _said("The parts of gold that rows have figures of.")]
    counted: Annotated[dict[str, Counted], _said("What the counts of the runs are counts of, by metric.")]
    ranking: Annotated[Ranking, _said("How ranks were found.")]
    rows: Annotated[tuple[Row, ...], _said("The systems in the order of the page.")]
    refused: Annotated[tuple[Refusal, ...], _said("What is not on the board, and why.")]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of ``leaderboard.json``, made from the types."""
    return schemas.schema_of(Leaderboard, NAME)


if __name__ == "__main__":
    path = Path(__file__).with_name(f"{NAME}.schema.json")
    path.write_text(schemas.render(json_schema()), encoding="utf-8")
