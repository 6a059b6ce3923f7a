"""The lines of the text that a difference concerns, with its places marked."""

from __future__ import annotations

from collections.abc import Iterable

from farrago.matching import Span

OPEN, CLOSE, CUT = "⟦", "⟧", "…"
ROOM = 70
"""How many code points before the first and after the last marked place are shown."""


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, on which an offset stands."""
    return text.count("\n", 0, offset) + 1


def lines(text: str, places: Iterable[Span]) -> tuple[str, ...]:
    """Return the lines of the places, in order, each with its number: ``12: … the ⟦pilot⟧ said …``."""
    by_line: dict[int, set[Span]] = {}
    for place in places:
        by_line.setdefault(line_of(text, place[0]), set()).add(place)
    return tuple(f"{number}: {_marked(text, marks)}" for number, marks in sorted(by_line.items()))


def _marked(text: str, marks: set[Span]) -> str:
    first, last = min(start for start, _ in marks), max(end for _, end in marks)
    begin, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    end = len(text) if end < 0 else end
    left, right = _word_start(text, first - ROOM, begin), _word_end(text, last + ROOM, end)
    # At one offset what ends closes before what begins opens; of nested marks the outer one opens first.
    closing = [(stop, 0, -start, CLOSE) for start, stop in marks]
    opening = [(start, 1, -stop, OPEN) for start, stop in marks]
    shown, position = "", left
    for offset, _, _, sign in sorted(closing + opening):
        shown += text[position:offset] + sign
        position = offset
    shown += text[position:right]
    return (CUT * (left > begin) + shown + CUT * (right < end)).replace("\n", " ⏎ ")


def _word_start(text: str, offset: int, begin: int) -> int:
    """Return the start of a word at or before the offset, not before the line's begin."""
    while offset > begin and not text[offset - 1].isspace():
        offset -= 1
    return max(offset, begin)


def _word_end(text: str, offset: int, end: int) -> int:
    while offset < end and not text[offset].isspace():
        offset += 1
    return min(offset, end)
