"""Gold against itself: every metric that has anything to count must be perfect: 1, or 0 for errors."""

from __future__ import annotations

from collections.abc import Iterable

from farrago.report.gold import Gold
from farrago.scoring import metrics
from farrago_schema.types import (
    Document,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
    Result,
    Trigger,
)


def gold_as_predictions(gold: Gold) -> list[Prediction]:
    """Return what a perfect system would say."""
    return [as_prediction(document) for document in gold.documents.values()]


def as_prediction(document: Document) -> Prediction:
    """Return the gold of a document in the form of a prediction."""
    entities = (
        PredictedEntity(
            entity.id,
            entity.type,
            tuple(PredictedMention(each.start, each.end, kind=each.kind) for each in entity.mentions),
            entity.name,
            entity.value,
        )
        for entity in document.entities
    )
    relations = (
        PredictedRelation(each.type, each.head, each.tail, each.status, each.evidence or None)
        for each in document.relations
    )
    events = (
        PredictedEvent(
            event.type,
            event.id,
            event.realis,
            _spans(event.triggers),
            tuple(PredictedArgument(each.role, each.entity) for each in event.arguments),
        )
        for event in document.events
    )
    return Prediction(document.id, tuple(entities), tuple(relations), tuple(events))


def _spans(triggers: Iterable[Trigger]) -> tuple[PredictedMention, ...]:
    return tuple(PredictedMention(each.start, each.end) for each in triggers)


def not_perfect(result: Result) -> list[str]:
    """Return in words what is not perfect where gold is scored against itself."""
    found = []
    for name, row in result.scores.items():
        shown, perfect = metrics()[name].shown, metrics()[name].perfect
        for column, value in (row or {}).items():
            is_count = column in shown or column.endswith(("_nulls", "_types"))
            if not is_count and value is not None and value != perfect:
                found.append(f"{name}.{column} is {value}, not {perfect:g}")
    return found
