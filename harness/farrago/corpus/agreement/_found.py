"""What the finders of differences yield, and how each side's reading is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from farrago.matching import Span
from farrago_schema.types import Entity, Event

Layer = Literal[
    "zones", "entities", "coref", "values", "relations", "events", "event_coref", "realis", "arguments"
]
Labelled = tuple[Span, str]
"""A span with a label."""

ONLY_A, ONLY_B = "only A", "only B"


class Found(Struct, frozen=True):
    """A difference before it has a number: ``places`` are the spans that it concerns, the main one first."""

    layer: Layer
    kind: str
    label: str
    places: tuple[Span, ...]
    a: str | None
    b: str | None
    note: str | None = None


def short(entity: Entity) -> str:
    """Return an entity's id, its type, and its name, its normal form or its first mention."""
    told = entity.name or entity.value
    if told is None and entity.mentions:
        told = min(entity.mentions, key=lambda mention: mention.start).text
    return f"{entity.id} ({entity.type}, {told})"


def happening(event: Event) -> str:
    """Return an event's id, type and triggers."""
    words = ", ".join(trigger.text for trigger in event.triggers) or "no trigger"
    return f"{event.id} ({event.type}: {words})"


def in_full(event: Event, entities: Mapping[str, Entity]) -> str:
    """Return an event with its realis and arguments: an adjudicator who takes it takes these with it."""
    arguments = "; ".join(f"{each.role} = {short(entities[each.entity])}" for each in event.arguments)
    return f"{happening(event)} {event.realis or ''}".rstrip() + (f"; {arguments}" if arguments else "")


def overlapping(one: Iterable[Labelled], two: Iterable[Labelled]) -> Iterator[tuple[Labelled, Labelled]]:
    """Yield pairs of spans of one label that overlap, one to one, those that share most of the text first."""
    candidates = sorted(
        (max(a[0][0], b[0][0]) - min(a[0][1], b[0][1]), a, b)
        for a in one
        for b in two
        if a[1] == b[1] and a[0][0] < b[0][1] and b[0][0] < a[0][1]
    )
    taken_a, taken_b = set[Labelled](), set[Labelled]()
    for _, a, b in candidates:
        if a not in taken_a and b not in taken_b:
            taken_a.add(a)
            taken_b.add(b)
            yield a, b
