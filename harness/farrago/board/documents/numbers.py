"""Numbers for all that one side says of a document, by which a page and its data speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from farrago.errors.items import Side
from farrago.matching import Span
from farrago_schema.errors import ErrorLayer
from farrago_schema.types import (
    Document,
    Entity,
    Event,
    PredictedEntity,
    PredictedEvent,
    PredictedRelation,
    Prediction,
    Relation,
)

NONE = -1

Role = Literal["mention", "trigger"]


class Mark(NamedTuple):
    """A mention or a trigger; ``owner`` is the number of its entity or event."""

    role: Role
    span: Span
    type: str
    kind: str | None
    owner: int


class Ref(NamedTuple):
    """Where an item of a record stands: the numbers of its mark, of its tail's, and of its row in a list.

    The row is an entity for ``coref`` and ``entity``, an event for ``event_coref``, a relation, an argument.
    """

    mark: int = NONE
    tail: int = NONE
    row: int = NONE


class Numbers:
    """What gold or a prediction says, each kind of thing numbered from 0 in the order in which it is said.

    Marks are the mentions, entity by entity, then the triggers, event by event; arguments go on from event to
    event. Offsets must be there; places beyond the text are numbered too.
    """

    def __init__(self, side: Document | Prediction) -> None:
        self.entities: tuple[Entity | PredictedEntity, ...] = tuple(side.entities or ())
        self.relations: tuple[Relation | PredictedRelation, ...] = tuple(side.relations or ())
        self.events: tuple[Event | PredictedEvent, ...] = tuple(side.events or ())
        self.marks = [*self._mentions(), *self._triggers()]
        self.entity = {entity.id: number for number, entity in enumerate(self.entities)}
        self.arguments = [
            (number, argument) for number, event in enumerate(self.events) for argument in event.arguments
        ]
        self._by_place: dict[tuple[Role, Span, str], int] = {}
        self._by_owner: dict[tuple[Role, int, Span], int] = {}
        for number, mark in enumerate(self.marks):
            self._by_place.setdefault((mark.role, mark.span, mark.type), number)
            self._by_owner.setdefault((mark.role, mark.owner, mark.span), number)

    def _mentions(self) -> Iterator[Mark]:
        for number, entity in enumerate(self.entities):
            for mention in entity.mentions:
                yield Mark("mention", _span(mention.start, mention.end), entity.type, mention.kind, number)

    def _triggers(self) -> Iterator[Mark]:
        for number, event in enumerate(self.events):
            for trigger in event.triggers:
                yield Mark("trigger", _span(trigger.start, trigger.end), event.type, event.realis, number)

    def mark(self, role: Role, span: Span | None, type_: str) -> int:
        """Return the first mark of that place and type."""
        return NONE if span is None else self._by_place.get((role, span, type_), NONE)

    def owner(self, mark: int) -> int:
        """Return the number of the entity or event that a mark belongs to."""
        return NONE if mark == NONE else self.marks[mark].owner

    def ref(self, layer: ErrorLayer, side: Side | None) -> Ref:
        """Return where an item of a layer stands; what cannot be told is ``NONE``."""
        if side is None:
            return Ref()
        if layer == "relation":
            return self._relation(side)
        if layer == "argument":
            return self._argument(side)
        role: Role = "trigger" if layer in {"trigger", "realis", "event_coref"} else "mention"
        mark = self.mark(role, side.span, side.type)
        if layer not in {"coref", "event_coref", "entity"}:
            return Ref(mark)
        owner = self.owner(mark)
        return Ref(mark, self._of(role, owner, side.tail_span), owner)

    def _of(self, role: Role, owner: int, span: Span | None) -> int:
        return NONE if span is None else self._by_owner.get((role, owner, span), NONE)

    def _relation(self, side: Side) -> Ref:
        for number, head, tail in self._relations_by_type.get(side.type, ()):
            for one, other in ((head, tail), (tail, head)):  # the normal form turns symmetric ones
                types = f"from {self.entities[one].type} to {self.entities[other].type}"
                marks = self._of("mention", one, side.span), self._of("mention", other, side.tail_span)
                if types == (side.end_types or types) and _fits(marks, side):
                    return Ref(*marks, number)
        return Ref()

    @cached_property
    def _relations_by_type(self) -> dict[str, list[tuple[int, int, int]]]:
        """Relations with the numbers of their heads and tails."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        for number, each in enumerate(self.relations):
            ends = self.entity[each.head], self.entity[each.tail]
            found.setdefault(each.type, []).append((number, *ends))
        return found

    def _argument(self, side: Side) -> Ref:
        for number, event, filler in self._arguments_by_label.get((side.type, side.label), ()):
            marks = self._of("trigger", event, side.span), self._of("mention", filler, side.tail_span)
            if _fits(marks, side):
                return Ref(*marks, number)
        return Ref()

    @cached_property
    def _arguments_by_label(self) -> dict[tuple[str, str | None], list[tuple[int, int, int]]]:
        """Arguments with the numbers of their events and fillers, by type of the event and role."""
        found: dict[tuple[str, str | None], list[tuple[int, int, int]]] = {}
        for number, (event, each) in enumerate(self.arguments):
            key = self.events[event].type, each.role
            found.setdefault(key, []).append((number, event, self.entity[each.entity]))
        return found


def _fits(marks: tuple[int, int], side: Side) -> bool:
    """Tell whether marks stand where a record says, or nowhere if it says no place."""
    return all(
        (mark == NONE) == (span is None)
        for mark, span in zip(marks, (side.span, side.tail_span), strict=True)
    )


def _span(start: int | None, end: int | None) -> Span:
    assert start is not None, "places were given to all that has none"
    assert end is not None, "places were given to all that has none"
    return start, end
