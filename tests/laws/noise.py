"""Real gold, and what a bad system might say of it: dense enough that every kind of error occurs at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

from msgspec.structs import replace

import strategies
from farrago import data
from farrago_schema.types import (
    Document,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)
from laws.cases import Case

T = TypeVar("T")
RATE = 0.12
STATUSES = ("current", "former", "denied", None)
ENTITY_TYPES = tuple(strategies.ONTOLOGY.entity_types)
RELATION_TYPES = tuple(strategies.ONTOLOGY.relation_types)
EVENT_TYPES = tuple(strategies.ONTOLOGY.event_types)


@cache
def real() -> tuple[Document, ...]:
    """Return the gold of dev."""
    return tuple(data.read_split(Path(__file__).resolve().parents[2] / "dataset", "dev"))


def noisy_case(chance: Random) -> Case:
    """Return a real document, some of whose gold is denied or without normal form, with a bad prediction."""
    document = chance.choice(real())
    relations = [
        replace(each, status="denied") if chance.random() < RATE else each for each in document.relations
    ]
    entities = [
        replace(each, value=None) if each.value and chance.random() < RATE else each
        for each in document.entities
    ]
    document = replace(document, relations=tuple(relations), entities=tuple(entities))
    return Case(document, _Noise(chance).prediction(document))


class _Noise:
    """Changes what it is given, now and then."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def prediction(self, document: Document) -> Prediction:
        gold = document.prediction()
        entities = self.entities(gold.entities or ())
        ids = [each.id for each in entities]
        relations = [
            self.relation(each, ids)
            for each in self.some((*(gold.relations or ()), *self.closed(gold)))
            if {each.head, each.tail} <= set(ids)
        ]
        events = [self.event(each, ids) for each in self.some(gold.events or ())]
        return Prediction(document.id, tuple(entities), tuple(relations), tuple(events))

    def is_time(self) -> bool:
        return self.chance.random() < RATE

    def some(self, items: tuple[T, ...]) -> list[T]:
        """Drop some, say some twice."""
        return [item for each in items if not self.is_time() for item in [each] * (1 + self.is_time())]

    def entities(self, gold: tuple[PredictedEntity, ...]) -> list[PredictedEntity]:
        found = [replace(each, mentions=self.mentions(each.mentions)) for each in gold if not self.is_time()]
        for index, entity in enumerate(found):
            if entity.value is not None or not any(each.kind != "value" for each in entity.mentions):
                found[index] = replace(entity, value=None if self.is_time() else entity.value)
            elif self.is_time():
                found[index] = replace(entity, type=self.chance.choice(ENTITY_TYPES))
            elif self.is_time():  # its first mention goes to another entity
                other = self.chance.randrange(len(found))
                if other != index and all(each.kind != "value" for each in found[other].mentions):
                    more = (*found[other].mentions, *entity.mentions[:1])
                    found[other] = replace(found[other], mentions=more)
                    found[index] = replace(entity, mentions=entity.mentions[1:])
            elif self.is_time():
                found.append(replace(entity, id=f"{entity.id} split", mentions=entity.mentions[::2]))
                found[index] = replace(entity, mentions=entity.mentions[1::2])
        copies = [replace(each, id=f"{each.id} copy") for each in found if each.mentions and self.is_time()]
        return [*found, *copies]

    def mentions(self, mentions: tuple[PredictedMention, ...]) -> tuple[PredictedMention, ...]:
        return tuple(map(self.mention, self.some(mentions)))

    def mention(self, mention: PredictedMention) -> PredictedMention:
        assert mention.end is not None
        end = mention.end + self.is_time()
        return replace(mention, end=end, text=None, kind=None if self.is_time() else mention.kind)

    def closed(self, gold: Prediction) -> tuple[PredictedRelation, ...]:
        """Return what two steps of a relation of containment make, and others like it."""
        steps = gold.relations or ()
        return tuple(
            PredictedRelation(one.type, one.head, other.tail)
            for one in steps
            for other in steps
            if one.tail == other.head and one.type == other.type
        )

    def relation(self, relation: PredictedRelation, ids: list[str]) -> PredictedRelation:
        if self.is_time():
            relation = replace(relation, head=relation.tail, tail=relation.head)
        if self.is_time():
            relation = replace(relation, tail=self.chance.choice(ids))
        if self.is_time():
            relation = replace(relation, type=self.chance.choice(RELATION_TYPES))
        if self.is_time():
            relation = replace(relation, status=self.chance.choice(STATUSES))
        return relation

    def event(self, event: PredictedEvent, ids: list[str]) -> PredictedEvent:
        if self.is_time():
            event = replace(event, type=self.chance.choice(EVENT_TYPES))
        if self.is_time():
            event = replace(event, realis=self.chance.choice(("actual", "possible", "negated", None)))
        arguments = [
            PredictedArgument(
                "Place" if self.is_time() else each.role,
                self.chance.choice(ids) if self.is_time() else each.entity,
            )
            for each in self.some(event.arguments)
            if each.entity in ids
        ]
        return replace(event, triggers=self.mentions(event.triggers), arguments=tuple(arguments))
