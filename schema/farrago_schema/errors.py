"""What became of each item of a document: what ``farrago errors`` returns.

An ``Outcome`` is one flat record. It holds a gold item, a predicted one, or both of them as a pair; every
item of both sides is in exactly one record. A layer bears the name of the metric whose counts its records
reproduce: the number of records with ``relation.recall`` among their ``costs`` is the number of gold
relations that ``relation`` does not find correct.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from farrago_schema.results import FileStamp, GoldStamp
from farrago_schema.types import Identifier, Index, Offset

ErrorLayer = Literal[
    "mention", "value", "coref", "entity", "relation", "trigger", "realis", "event_coref", "argument"
]
ERROR_LAYERS: tuple[ErrorLayer, ...] = (
    "mention",
    "value",
    "coref",
    "entity",
    "relation",
    "trigger",
    "realis",
    "event_coref",
    "argument",
)
"""In the order in which one error makes others: what is not found cannot be attached or related."""

Kind = Literal[
    "right",
    "ignored",
    "duplicate",
    "missed",
    "spurious",
    "wrong_type",
    "wrong_span",
    "wrong_value",
    "wrong_mentions",
    "wrong_attachment",
    "wrong_end_type",
    "wrong_role",
    "wrong_status",
    "wrong_realis",
]
KINDS: tuple[Kind, ...] = (
    "right",
    "ignored",
    "duplicate",
    "missed",
    "spurious",
    "wrong_type",
    "wrong_span",
    "wrong_value",
    "wrong_mentions",
    "wrong_attachment",
    "wrong_end_type",
    "wrong_role",
    "wrong_status",
    "wrong_realis",
)
FINE: frozenset[Kind] = frozenset({"right", "ignored", "duplicate"})
"""What is no error: a duplicate and what gold leaves open neither help nor hurt."""

ConfusionTable = Literal[
    "mention", "mention_kind", "entity", "relation", "status", "trigger", "realis", "role"
]
CONFUSION_TABLES: tuple[ConfusionTable, ...] = (
    "mention",
    "mention_kind",
    "entity",
    "relation",
    "status",
    "trigger",
    "realis",
    "role",
)


def _said(text: str) -> Meta:
    return Meta(description=text)


class Outcome(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of one item. Of a side that the record does not have, every field is ``None``."""

    document: Annotated[Identifier, _said("The document's id.")]
    layer: Annotated[ErrorLayer, _said("The metric whose counts the records of the layer reproduce.")]
    kind: Annotated[
        Kind,
        _said(
            "right; ignored: neither right nor wrong, gold leaves it open; duplicate: said before; "
            "missed; spurious; wrong_type: the same place or ends, another type; wrong_span: they overlap; "
            "wrong_value: another normal form; wrong_mentions: an entity with too few of gold's mentions or "
            "too many others; wrong_attachment: a mention in another entity, a trigger in another event, a "
            "relation or an argument with another end; wrong_end_type: the type of an end is wrong; "
            "wrong_role, wrong_status, wrong_realis."
        ),
    ]
    cause: Annotated[
        ErrorLayer | None,
        _said("The layer with the error that this one follows from: an end that was not found, say."),
    ]
    type: Annotated[str, _said("Gold's type; the prediction's where there is nothing of gold.")]
    predicted_type: Annotated[str | None, _said("The prediction's type.")]
    message: Annotated[str, _said("What is wrong, in words.")]
    gold_start: Annotated[Offset | None, _said("Where it begins: a relation where its head does.")]
    gold_end: Annotated[Offset | None, _said("Where it ends, exclusive.")]
    gold_text: Annotated[str | None, _said("The words there.")]
    gold_label: Annotated[
        str | None,
        _said(
            "What else it says: the kind of a mention, the normal form of a value, the number of an entity's "
            "mentions, the status of a relation, the role of an argument, realis."
        ),
    ]
    gold_head: Annotated[str | None, _said("The name of a relation's head; an argument's trigger.")]
    gold_tail: Annotated[
        str | None,
        _said(
            "The name of a relation's tail, of the filler of a role, of the entity that a mention refers to; "
            "the first trigger of the event that a trigger names."
        ),
    ]
    gold_tail_start: Annotated[Offset | None, _said("Where the nearest mention of it begins.")]
    gold_tail_end: Annotated[Offset | None, _said("Where that ends, exclusive.")]
    predicted_start: Annotated[Offset | None, _said("The same of the prediction; null for text not found.")]
    predicted_end: Annotated[Offset | None, _said("Where it ends, exclusive.")]
    predicted_text: Annotated[str | None, _said("The words there, or those that were not found.")]
    predicted_label: Annotated[str | None, _said("What else the prediction says.")]
    predicted_head: Annotated[str | None, _said("The name of its head.")]
    predicted_tail: Annotated[str | None, _said("The name of its tail.")]
    predicted_tail_start: Annotated[Offset | None, _said("Where the nearest mention of its tail begins.")]
    predicted_tail_end: Annotated[Offset | None, _said("Where that ends, exclusive.")]
    zone: Annotated[str | None, _said("The kind of the zone in which it stands.")]
    story: Annotated[str | None, _said("own: the page's own story; stray: another; null: none.")]
    context: Annotated[str | None, _said("The sentence that holds it, or the line where there are none.")]
    context_start: Annotated[Offset | None, _said("Where the context begins in the text.")]
    costs: Annotated[tuple[str, ...], _said("The scores that it lowers, as metric.column of a result.")]
    source: Annotated[str | None, _said("File and line of the document's prediction.")]


class Confused(Struct, frozen=True, forbid_unknown_fields=True):
    """A cell of a confusion matrix: how many items of one label were given another."""

    table: Annotated[ConfusionTable, _said("Which labels: types of mentions, of events (trigger) …")]
    gold: Annotated[str | None, _said("Gold's label; null: spurious items.")]
    predicted: Annotated[str | None, _said("The prediction's label; null: missed items.")]
    count: Annotated[Index, _said("How many.")]


class Errors(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``farrago errors --json`` prints: the counts of all outcomes, and those that were asked for."""

    schema_version: Annotated[str, Meta(pattern=r"^1\.[0-9]+$", description="The version of this form.")]
    scorer_version: Annotated[str, _said("The version of farrago.")]
    gold: Annotated[GoldStamp, _said("What was compared with.")]
    predictions: Annotated[FileStamp, _said("What was examined.")]
    layers: Annotated[tuple[ErrorLayer, ...], _said("What the system attempts and gold has.")]
    missing: Annotated[
        tuple[Identifier, ...], _said("Ids of documents without a prediction, taken as empty.")
    ]
    counts: Annotated[
        dict[str, dict[str, Index]],
        _said("By layer and kind, of the types and documents asked for, whatever kinds are listed."),
    ]
    consequences: Annotated[
        dict[str, Index], _said("By layer, how many of its errors follow from one in another layer.")
    ]
    confusion: Annotated[tuple[Confused, ...], _said("The matrices, a cell a line; zeros are left out.")]
    items: Annotated[tuple[Outcome, ...], _said("The items of the kinds asked for, by document.")]
