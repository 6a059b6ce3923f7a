"""What is said of a system, and of how it scored: ``system.json`` and what ``farrago score`` returns."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from farrago_schema.types import Identifier, Index, Layer

SystemKind = Literal["rules", "trained", "prompted", "annotator", "oracle", "other"]
Unplaced = Literal["absent", "elsewhere", "contested", "taken"]


class Usage(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a run of a prompted system took, and which of its answers were of no use.

    Tokens and cost are those of the answers that came, as the endpoint counted them: ``None`` where it did
    not count all of them, or where no prices are known.
    """

    model: Annotated[str, Meta(description="The model that was asked, as the endpoint calls it.")]
    prompt: Annotated[
        str, Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the instructions that it was given.")
    ]
    requests: Annotated[Index, Meta(description="How often it was asked, failed tries included.")]
    answers: Annotated[Index, Meta(description="How many documents it answered, usable or not.")]
    input_tokens: Annotated[Index | None, Meta(description="Tokens that it read.")] = None
    output_tokens: Annotated[Index | None, Meta(description="Tokens that it wrote.")] = None
    cost: Annotated[
        Annotated[float, Meta(ge=0)] | None, Meta(description="Tokens times the prices that the user gave.")
    ] = None
    currency: Annotated[str | None, Meta(description="Of the cost: ISO 4217.")] = None
    unusable: Annotated[
        dict[str, Index],
        Meta(description="Answers that count as empty predictions, by reason: refused, cut, empty, no-json."),
    ] = field(default_factory=dict)
    dropped: Annotated[Index, Meta(description="Items of usable answers that were not valid.")] = 0
    unanswered: Annotated[
        Index, Meta(description="Documents without an answer, which count as empty predictions.")
    ] = 0


class System(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who made a submission, and how: the content of ``system.json``."""

    schema_version: Annotated[
        str,
        Meta(pattern=r"^1\.[0-9]+$", description="The version of this schema that the submission follows."),
    ]
    name: Annotated[str, Meta(min_length=1, max_length=80, description="What the leaderboard calls it.")]
    kind: Annotated[
        SystemKind,
        Meta(description="How it works; annotator for people, oracle for what was shown the answers."),
    ]
    layers: Annotated[
        tuple[Layer, ...],
        Meta(description="What it attempts: in these layers, what it leaves out is scored as empty."),
    ]
    authors: Annotated[tuple[str, ...], Meta(description="Who made it.")] = ()
    url: Annotated[str | None, Meta(description="Where to read more: a paper, code or model card.")] = None
    description: Annotated[str, Meta(description="What it does, in a few sentences.")] = ""
    given: Annotated[tuple[Layer, ...], Meta(description="Gold layers that it was shown.")] = ()
    parameters: Annotated[str | None, Meta(description="Its size, such as 7B.")] = None
    training_data: Annotated[tuple[str, ...], Meta(description="What it was trained on.")] = ()
    licence: Annotated[str | None, Meta(description="An SPDX identifier or a name.")] = None
    date: Annotated[
        Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None,
        Meta(description="The day it was run, ISO 8601."),
    ] = None
    contact: Annotated[str | None, Meta(description="Whom to ask.")] = None
    usage: Annotated[Usage | None, Meta(description="What a run of a prompted system took.")] = None


class FileStamp(Struct, frozen=True, forbid_unknown_fields=True):
    """Which bytes were read: a name (never a machine's path), their SHA-256 and the number of documents."""

    name: Annotated[str, Meta(description="The file's name, never a machine's path.")]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="Of its bytes as stored.")]
    documents: Annotated[Index, Meta(description="How many it holds.")]


class GoldStamp(Struct, frozen=True, forbid_unknown_fields=True):
    """Which gold was scored against; ``version`` and ``split`` are ``None`` for gold of one's own."""

    name: Annotated[str, Meta(description="The corpus, or the file's name.")]
    sha256: Annotated[
        str, Meta(pattern=r"^[0-9a-f]{64}$", description="Of the content, or of the file's bytes.")
    ]
    documents: Annotated[Index, Meta(description="How many it holds.")]
    version: Annotated[str | None, Meta(description="The release; null for gold of one's own.")]
    split: Annotated[str | None, Meta(description="The split; null for gold of one's own.")]


class Unlocated(Struct, frozen=True, forbid_unknown_fields=True):
    """A mention or trigger without offsets whose text could not be located: it counts as spurious."""

    document: Annotated[Identifier, Meta(description="The document that it was predicted for.")]
    path: Annotated[str, Meta(description="The JSON path in the document's prediction.")]
    text: Annotated[str, Meta(description="What was looked for.")]
    reason: Annotated[
        Unplaced,
        Meta(
            description="absent: not in the text; elsewhere: not as that occurrence or in that sentence; "
            "contested: two entities claim it; taken: other mentions hold every place of it."
        ),
    ]


Number = int | float | None
Rate = Annotated[float, Meta(ge=0, le=1)]


class Interval(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a score may lie; ``low`` and ``high`` are ``None`` where too little is known to say."""

    low: Annotated[Rate | None, Meta(description="The lower end.")]
    high: Annotated[Rate | None, Meta(description="The upper end.")]
    nulls: Annotated[Rate, Meta(description="The share of resamples that have no score, a rate over 0.")]


class Intervals(Struct, frozen=True, forbid_unknown_fields=True):
    """Intervals of all scores, and how they were computed."""

    method: Annotated[
        Literal["expanded percentile bootstrap over documents"],
        Meta(description="Hesterberg 2015: percentiles that allow for few documents."),
    ]
    level: Annotated[Rate, Meta(description="The confidence, such as 0.95.")]
    resamples: Annotated[Annotated[int, Meta(ge=1)], Meta(description="How often documents were drawn.")]
    seed: Annotated[Index, Meta(description="Of the random numbers.")]
    scores: Annotated[
        dict[str, dict[str, Interval]], Meta(description="By metric and column: scores and their means.")
    ]
    types: Annotated[
        dict[str, dict[str, dict[str, Interval]]], Meta(description="By metric, type and column.")
    ]


class Result(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``farrago score --json`` prints.

    ``scores[metric][column]`` is a rate in [0, 1], a count, or ``None`` for a rate over 0; a metric whose
    layers were not attempted, or not annotated in gold, is ``None`` as a whole. ``types`` and ``breakdowns``
    hold the same columns by type, and by facet and value.
    """

    schema_version: Annotated[
        str, Meta(pattern=r"^1\.[0-9]+$", description="The version of this schema that the result follows.")
    ]
    scorer_version: Annotated[str, Meta(description="The version of farrago that scored.")]
    signature: Annotated[str, Meta(description="What a number depends on, in one line.")]
    gold: Annotated[GoldStamp, Meta(description="What was scored against.")]
    predictions: Annotated[FileStamp, Meta(description="What was scored.")]
    layers: Annotated[tuple[Layer, ...], Meta(description="What the system attempted.")]
    missing: Annotated[
        tuple[Identifier, ...],
        Meta(description="Ids of gold documents that had no prediction and were scored as empty."),
    ]
    duplicates: Annotated[
        dict[str, Index], Meta(description="How many exact duplicates were collapsed, by kind of item.")
    ]
    located: Annotated[
        dict[str, Index],
        Meta(description="How many mentions and triggers without offsets were located, by rule."),
    ]
    unlocated: Annotated[
        tuple[Unlocated, ...], Meta(description="Those that could not be located and count as spurious.")
    ]
    scores: Annotated[
        dict[str, dict[str, Number] | None],
        Meta(description="Numbers by metric and column; null for a metric whose layers are not there."),
    ]
    types: Annotated[
        dict[str, dict[str, dict[str, Number]]], Meta(description="The same by metric, type and column.")
    ]
    breakdowns: Annotated[
        dict[str, dict[str, dict[str, dict[str, Number]]]],
        Meta(description="The same by metric, facet, value and column."),
    ]
    intervals: Annotated[
        Intervals | None, Meta(description="How sure the scores are; null where that was not asked.")
    ] = None
