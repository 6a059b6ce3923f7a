"""What ``farrago compare --json`` prints: for each score, all pairs of systems and the ranks.

``comparison.schema.json`` says the same for other languages; a test keeps the two equal, and
``python -m farrago_schema.comparison`` writes it anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from farrago_schema import schemas
from farrago_schema.results import FileStamp, GoldStamp, Rate
from farrago_schema.types import Index

NAME = "comparison"

Count = Annotated[int, Meta(ge=1)]
Difference = Annotated[float, Meta(ge=-1, le=1)]


def _said(text: str) -> Meta:
    return Meta(description=text)


class Compared(Struct, frozen=True, forbid_unknown_fields=True):
    """A system in a comparison."""

    name: Annotated[str, _said("What it is called here: its folder or file, or what the caller named it.")]
    runs: Annotated[
        tuple[FileStamp, ...], _said("Its files of predictions; none where only its counts were given.")
    ]


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """Two systems and one score. All but the names and the counts is null where either has no score."""

    a: Annotated[str, _said("The first system.")]
    b: Annotated[str, _said("The second system.")]
    difference: Annotated[Difference | None, _said("The score of a minus that of b.")]
    low: Annotated[
        Difference | None, _said("The lower end of the difference's interval; null where there is none.")
    ]
    high: Annotated[Difference | None, _said("The upper end.")]
    p: Annotated[Rate | None, _said("Of the paired approximate randomisation test, two-sided.")]
    p_holm: Annotated[Rate | None, _said("The same, adjusted for all pairs of this score (Holm 1979).")]
    wins: Annotated[Index, _said("Documents where a is better.")]
    ties: Annotated[Index, _said("Documents where both score the same.")]
    losses: Annotated[Index, _said("Documents where b is better.")]
    unscored: Annotated[Index, _said("Documents where either has no score, a rate over 0.")]


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """One score of one metric: every system's value and rank, and the pairs, which are one family to Holm."""

    metric: Annotated[str, _said("The metric.")]
    column: Annotated[str, _said("The score, as in the result of farrago score.")]
    documents: Annotated[Index, _said("How many documents are compared.")]
    smallest_p: Annotated[Rate, _said("The smallest p that so many documents and swaps can give.")]
    scores: Annotated[dict[str, Rate | None], _said("By system; null for none, or not attempted.")]
    ranks: Annotated[
        dict[str, Count | None],
        _said("By system: one plus the number of systems that are better with p up to 1 − level."),
    ]
    pairs: Annotated[tuple[Pair, ...], _said("The pairs, in the order of the systems.")]


class Comparison(Struct, frozen=True, forbid_unknown_fields=True):
    """Systems compared on the same documents."""

    schema_version: Annotated[str, Meta(pattern=r"^1\.[0-9]+$", description="The version of this schema.")]
    scorer_version: Annotated[str, _said("The version of farrago that compared.")]
    signature: Annotated[str, _said("What the numbers depend on, in one line.")]
    gold: Annotated[GoldStamp | None, _said("What was scored against; null where only counts were given.")]
    method: Annotated[
        Literal["paired approximate randomisation, expanded percentile bootstrap, over documents"],
        _said("How p and intervals were computed."),
    ]
    swaps: Annotated[Count, _said("Trials of the test.")]
    resamples: Annotated[Count, _said("Draws for the intervals.")]
    seed: Annotated[Index, _said("Of the random numbers of both.")]
    level: Annotated[Rate, _said("The confidence of intervals; p up to 1 − level is called significant.")]
    by: Annotated[str | None, _said("The part that was compared, facet=value; null for everything.")]
    baseline: Annotated[
        str | None, _said("The system that all others are compared with; null for all pairs.")
    ]
    systems: Annotated[tuple[Compared, ...], _said("The systems.")]
    families: Annotated[tuple[Family, ...], _said("By score, the headline first.")]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema 2020-12 of a comparison, made from the types."""
    return schemas.schema_of(Comparison, NAME)


if __name__ == "__main__":
    path = Path(__file__).with_name(f"{NAME}.schema.json")
    path.write_text(schemas.render(json_schema()), encoding="utf-8")
