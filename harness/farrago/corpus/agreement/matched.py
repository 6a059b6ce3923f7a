"""Two passes over one document, with what stands for what: the ground on which differences are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from farrago.matching import Filler, Happening, Labels, Pair, Span
from farrago_schema.types import Document, Entity, Event

EntityIds = Mapping[str, str]
"""The ids of one side's entities or events that stand for one of the other side's."""


@dataclass(frozen=True)
class Matched:
    """Both passes, their entities and events by id, and which of B's stand for which of A's, one to one."""

    a: Document
    b: Document
    labels: Labels

    @cached_property
    def pair(self) -> Pair:
        """The pair that the metrics count, A as gold."""
        return Pair(self.a, self.b.prediction(), self.labels)

    @cached_property
    def a_entities(self) -> dict[str, Entity]:
        """A's entities and values by id."""
        return {entity.id: entity for entity in self.a.entities}

    @cached_property
    def b_entities(self) -> dict[str, Entity]:
        """B's entities and values by id."""
        return {entity.id: entity for entity in self.b.entities}

    @cached_property
    def a_events(self) -> dict[str, Event]:
        """A's events by id."""
        return {event.id: event for event in self.a.events}

    @cached_property
    def b_events(self) -> dict[str, Event]:
        """B's events by id."""
        return {event.id: event for event in self.b.events}

    @cached_property
    def entity_of(self) -> EntityIds:
        """The id of A's entity or value for each of B's that stands for one."""
        gold = _filler_ids(self.a.entities, self.pair.gold.fillers)
        predicted = _filler_ids(self.b.entities, self.pair.predicted.fillers)
        return {
            predicted[index]: gold[key]
            for index, key in enumerate(self.pair.alignment)
            if key in gold and index in predicted
        }

    @cached_property
    def event_of(self) -> EntityIds:
        """The id of A's event for each of B's that stands for one."""
        gold = _event_ids(self.a.events, self.pair.gold.happenings)
        predicted = _event_ids(self.b.events, self.pair.predicted.happenings)
        return {
            predicted[index]: gold[key]
            for index, key in enumerate(self.pair.event_alignment)
            if key in gold and index in predicted
        }

    @cached_property
    def implied(self) -> set[tuple[str, str, str]]:
        """What follows from A's relations by containment, in A's ids."""
        ids = _filler_ids(self.a.entities, self.pair.gold.fillers)
        return {(type_, ids[head], ids[tail]) for type_, head, tail in self.pair.implied}

    def is_value(self, entity: Entity) -> bool:
        """Tell whether it is a value, which matches by span, and not an entity."""
        return entity.type in self.labels.values


def spans_of(entity: Entity) -> tuple[Span, ...]:
    """Return the spans of an entity's mentions, in order."""
    return tuple(sorted({(mention.start, mention.end) for mention in entity.mentions}))


def triggers_of(event: Event) -> tuple[Span, ...]:
    """Return the spans of an event's triggers, in order."""
    return tuple(sorted({(trigger.start, trigger.end) for trigger in event.triggers}))


def _filler_ids(entities: Iterable[Entity], fillers: Iterable[Filler]) -> dict[int, str]:
    """Return the id of the entity that each filler of the normal form was made of, by index."""
    known = {(entity.type, spans_of(entity)): entity.id for entity in entities}
    return {
        index: known[filler.type, tuple(sorted(filler.kinds))]
        for index, filler in enumerate(fillers)
        if (filler.type, tuple(sorted(filler.kinds))) in known
    }


def _event_ids(events: Iterable[Event], happenings: Iterable[Happening]) -> dict[int, str]:
    known = {(event.type, triggers_of(event)): event.id for event in events}
    return {
        index: known[happening.type, happening.triggers]
        for index, happening in enumerate(happenings)
        if (happening.type, happening.triggers) in known
    }
