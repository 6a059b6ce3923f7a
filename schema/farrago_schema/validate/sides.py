"""Gold and predictions seen alike: their layers as tuples, their mentions with JSON paths."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_schema.ontology import Ontology
from farrago_schema.types import (
    Argument,
    Document,
    Entity,
    Event,
    Mention,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
    Relation,
    Trigger,
)

Side = Document | Prediction
AnyEntity = Entity | PredictedEntity
AnyRelation = Relation | PredictedRelation
AnyEvent = Event | PredictedEvent
AnyArgument = Argument | PredictedArgument
AnyMention = Mention | Trigger | PredictedMention


def entities_of(side: Side) -> tuple[AnyEntity, ...]:
    """Return the entities and values; none where the layer is absent."""
    return side.entities or ()


def mentions_of(entity: AnyEntity) -> tuple[Mention | PredictedMention, ...]:
    """Return the mentions of an entity or value."""
    return entity.mentions


def is_value(entity: AnyEntity, ontology: Ontology | None) -> bool:
    """Tell whether it is a value: by its type, or if that is not known by the kind of its mentions."""
    if ontology is not None and (ontology.is_value(entity.type) or entity.type in ontology.entity_types):
        return ontology.is_value(entity.type)
    return any(mention.kind == "value" for mention in mentions_of(entity))


def relations_of(side: Side) -> tuple[AnyRelation, ...]:
    """Return the relations; none where the layer is absent."""
    return side.relations or ()


def events_of(side: Side) -> tuple[AnyEvent, ...]:
    """Return the events; none where the layer is absent."""
    return side.events or ()


def arguments_of(event: AnyEvent) -> tuple[AnyArgument, ...]:
    """Return the arguments of an event."""
    return event.arguments


def by_id(side: Side) -> dict[str, AnyEntity]:
    """Return the entities and values by id; of two with one id, the first."""
    found: dict[str, AnyEntity] = {}
    for entity in entities_of(side):
        found.setdefault(entity.id, entity)
    return found


def all_mentions(side: Side) -> Iterator[tuple[str, AnyMention]]:
    """Yield every mention and every trigger with its JSON path."""
    for i, entity in enumerate(entities_of(side)):
        for j, mention in enumerate(mentions_of(entity)):
            yield f"$.entities[{i}].mentions[{j}]", mention
    for i, event in enumerate(events_of(side)):
        triggers: tuple[AnyMention, ...] = event.triggers
        for j, trigger in enumerate(triggers):
            yield f"$.events[{i}].triggers[{j}]", trigger
