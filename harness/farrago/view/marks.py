"""Marks on a text, and the text cut at them: spans may nest, share their ends, and even cross."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from farrago_schema.types import Document

Role = Literal["mention", "trigger"]


class Mark(Struct, frozen=True):
    """A mention or a trigger: the span, what it belongs to, and its number within that, from 0."""

    start: int
    end: int
    role: Role
    owner: str
    number: int
    type: str
    kind: str


class Piece(Struct, frozen=True):
    """A step of a marked text: a mark opens or closes, or (without a mark) text stands there.

    ``is_first`` tells where a mark opens from where one that was cut goes on, ``is_last`` where it ends.
    """

    step: Literal["open", "close", "text"]
    text: str = ""
    mark: Mark | None = None
    is_first: bool = True
    is_last: bool = True


def marks_of(document: Document) -> list[Mark]:
    """Return all mentions and triggers of a document in text order, outer ones first."""
    mentions = (
        Mark(mention.start, mention.end, "mention", entity.id, number, entity.type, mention.kind)
        for entity in document.entities
        for number, mention in enumerate(entity.mentions)
    )
    triggers = (
        Mark(trigger.start, trigger.end, "trigger", event.id, number, event.type, event.realis)
        for event in document.events
        for number, trigger in enumerate(event.triggers)
    )
    return sorted([*mentions, *triggers], key=_outer_first)


def pieces(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Yield the text between two offsets with the marks that touch it, well nested.

    Where two marks cross, and where one reaches over ``start`` or ``end``, it is cut: the later part opens
    again and says that it is not the first.

    Args:
        text: the whole text that the marks' offsets count in.
        marks: in the order of ``marks_of``.
        start: where to begin, in code points.
        end: where to stop, exclusive; by default the end of the text.
    """
    end = len(text) if end is None else end
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(min(max(edge, start), end) for mark in inside for edge in (mark.start, mark.end))}
    is_open: list[Mark] = []
    position = start
    for edge in sorted(edges):
        if edge > position:
            yield Piece("text", text=text[position:edge])
        yield from _closed(is_open, edge, end)
        if edge < end:
            for mark in (mark for mark in inside if max(mark.start, start) == edge):
                is_open.append(mark)
                yield Piece("open", mark=mark, is_first=mark.start >= start)
        position = edge


def _closed(is_open: list[Mark], edge: int, end: int) -> Iterator[Piece]:
    """Close what ends here, innermost first; what stands inside a closing mark and goes on opens again."""
    ending = [mark for mark in is_open if mark.end <= edge or edge == end]
    if not ending:
        return
    cut = is_open[is_open.index(ending[0]) :]
    for mark in reversed(cut):
        yield Piece("close", mark=mark, is_last=mark.end <= edge)
    del is_open[-len(cut) :]
    for mark in cut:
        if mark not in ending:
            is_open.append(mark)
            yield Piece("open", mark=mark, is_first=False)


def _outer_first(mark: Mark) -> tuple[int, int, bool, bool, str, str]:
    # Of marks with one span, the entity stands outside the value, and both outside the trigger.
    is_value = mark.kind == "value"
    return mark.start, -mark.end, mark.role == "trigger", is_value, mark.type, mark.owner


def lines(text: str) -> Iterable[tuple[int, int, int]]:
    """Yield the number (from 1), start and end of each line of a text that is not blank."""
    position = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, position, position + len(line)
        position += len(line) + 1
