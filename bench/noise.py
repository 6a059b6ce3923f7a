"""Predictions that are gold with a part of everything wrong: valid, as a system's answer would be."""

from __future__ import annotations

import random

from farrago_schema.ontology import Ontology
from farrago_schema.types import (
    Document,
    Entity,
    Event,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)

NOISE = 0.25
Span = tuple[int, int]


def predicted(
    document: Document, labels: Ontology, chance: random.Random, noise: float = NOISE
) -> Prediction:
    """Return gold where each item is left out, moved, retyped or invented with a chance of ``noise``."""
    entities = _entities(document, labels, chance, noise)
    types = {entity.id: entity.type for entity in entities}
    relations = []
    for relation in document.relations:
        tail = chance.choice(tuple(types)) if chance.random() < noise else relation.tail
        known = labels.relation_types[relation.type]
        if types.get(relation.head) in known.head and types.get(tail) in known.tail:
            relations.append(PredictedRelation(relation.type, relation.head, tail))
    events = tuple(
        _event(event, types, labels, chance, noise)
        for event in document.events
        if chance.random() > noise / 4
    )
    return Prediction(document.id, entities, tuple(relations), events)


def _entities(
    document: Document, labels: Ontology, chance: random.Random, noise: float
) -> tuple[PredictedEntity, ...]:
    """Return entities with some mentions missing, off by a token's part, or in another entity."""
    owned: dict[str, dict[Span, str]] = {entity.id: {} for entity in document.entities}
    real = [entity for entity in document.entities if not labels.is_value(entity.type)]
    taken: set[Span] = set()
    for entity in document.entities:
        for mention in entity.mentions:
            span, owner, kind = (mention.start, mention.end), entity, mention.kind
            if chance.random() < noise:
                what = chance.choice(("missing", "moved", "entity"))
                if what == "missing":
                    continue
                if what == "moved":
                    span = (mention.start, min(len(document.text), mention.end + chance.randint(1, 3)))
                elif entity in real:
                    owner = chance.choice(real)
            if span not in taken:
                taken.add(span)
                owned[owner.id][span] = kind
    return tuple(
        PredictedEntity(
            entity.id,
            _type(entity, labels, chance, noise),
            tuple(PredictedMention(*span, kind=kind) for span, kind in owned[entity.id].items()),  # type: ignore[arg-type]  # kinds are gold's
            value=entity.value,
        )
        for entity in document.entities
        if owned[entity.id]
    )


def _type(entity: Entity, labels: Ontology, chance: random.Random, noise: float) -> str:
    if labels.is_value(entity.type) or chance.random() > noise / 2:
        return entity.type
    return chance.choice(tuple(labels.entity_types))


def _event(
    event: Event, types: dict[str, str], labels: Ontology, chance: random.Random, noise: float
) -> PredictedEvent:
    type_ = chance.choice(tuple(labels.event_types)) if chance.random() < noise else event.type
    roles = labels.event_types[type_].roles
    arguments = []
    for argument in event.arguments:
        filler = chance.choice(tuple(types)) if chance.random() < noise else argument.entity
        if types.get(filler) in roles.get(argument.role, ()):
            arguments.append(PredictedArgument(argument.role, filler))
    triggers = tuple(PredictedMention(trigger.start, trigger.end) for trigger in event.triggers)
    return PredictedEvent(type_, event.id, event.realis, triggers, tuple(arguments))
