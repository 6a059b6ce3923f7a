"""What a view shows, in the order in which it is read: lines with zones, then who, what and what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from farrago.view.marks import Mark, Piece, lines, marks_of, pieces
from farrago_schema.types import Document, Entity, Event, Zone


class Run(Struct, frozen=True):
    """A stretch of a line that lies in one zone, or in none."""

    zone: Zone | None
    pieces: tuple[Piece, ...]


class Line(Struct, frozen=True):
    """A line of the text that is not blank, with its number in the file, from 1."""

    number: int
    runs: tuple[Run, ...]


class EntityRow(Struct, frozen=True):
    """An entity or a value: what to call it, how often it is mentioned in which kind, and its mentions."""

    entity: Entity
    title: str
    kinds: Mapping[str, int]
    marks: tuple[Mark, ...]


class RelationRow(Struct, frozen=True):
    """A relation with its ends."""

    type: str
    status: str
    head: EntityRow
    tail: EntityRow


class EventRow(Struct, frozen=True):
    """An event: its triggers in text order, the words of them, and its arguments as (role, filler)."""

    event: Event
    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    arguments: tuple[tuple[str, EntityRow], ...]


class Content(Struct, frozen=True):
    """All that a view shows of a document; rows stand in the order of their first mention."""

    document: Document
    lines: tuple[Line, ...]
    entities: tuple[EntityRow, ...]
    values: tuple[EntityRow, ...]
    relations: tuple[RelationRow, ...]
    events: tuple[EventRow, ...]


def content_of(document: Document) -> Content:
    """Arrange a document whose references hold."""
    marks = marks_of(document)
    places: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        places.setdefault((mark.role, mark.owner), []).append(mark)
    rows = {
        entity.id: _entity_row(document, entity, places.get(("mention", entity.id), []))
        for entity in document.entities
    }
    ordered = sorted(rows.values(), key=lambda row: _place(row.marks))
    rank = {row.entity.id: index for index, row in enumerate(ordered)}
    relations = sorted(
        document.relations, key=lambda relation: (rank[relation.head], relation.type, rank[relation.tail])
    )
    events = [
        _event_row(document, event, places.get(("trigger", event.id), []), rows) for event in document.events
    ]
    return Content(
        document,
        tuple(_lines(document, marks)),
        tuple(row for row in ordered if not is_value(row.entity)),
        tuple(row for row in ordered if is_value(row.entity)),
        tuple(RelationRow(each.type, each.status, rows[each.head], rows[each.tail]) for each in relations),
        tuple(sorted(events, key=lambda row: _place(row.marks))),
    )


def is_value(entity: Entity) -> bool:
    """Tell whether this is a value: its mentions say so."""
    return any(mention.kind == "value" for mention in entity.mentions)


def _lines(document: Document, marks: list[Mark]) -> Iterator[Line]:
    for number, start, end in lines(document.text):
        touching = [mark for mark in marks if mark.start < end and mark.end > start]
        runs = (
            Run(zone, tuple(pieces(document.text, touching, left, right)))
            for zone, left, right in _zoned(document, start, end)
        )
        yield Line(number, tuple(runs))


def _zoned(document: Document, start: int, end: int) -> Iterator[tuple[Zone | None, int, int]]:
    """Cut a line where zones begin and end; white space between two zones belongs to neither."""
    position = start
    for zone in sorted(document.zones, key=lambda zone: zone.start):
        left, right = max(zone.start, start), min(zone.end, end)
        if left < right and left >= position:
            if left > position:
                yield None, position, left
            yield zone, left, right
            position = right
    if position < end:
        yield None, position, end


def _entity_row(document: Document, entity: Entity, marks: list[Mark]) -> EntityRow:
    texts = [document.text[mark.start : mark.end] for mark in marks]
    title = entity.name or (texts[0] if texts else entity.id)
    return EntityRow(entity, title, Counter(mark.kind for mark in marks), tuple(marks))


def _event_row(
    document: Document, event: Event, marks: list[Mark], rows: Mapping[str, EntityRow]
) -> EventRow:
    words = tuple(document.text[mark.start : mark.end] for mark in marks)
    arguments = sorted(
        ((argument.role, rows[argument.entity]) for argument in event.arguments),
        key=lambda each: (each[0], _place(each[1].marks)),
    )
    return EventRow(event, words, tuple(marks), tuple(arguments))


def _place(marks: tuple[Mark, ...] | list[Mark]) -> tuple[int, int]:
    return (marks[0].start, -marks[0].end) if marks else (-1, 0)
