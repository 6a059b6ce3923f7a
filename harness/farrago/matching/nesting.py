"""Mentions inside mentions: which of two with the same span is the outer one, and which are outermost."""

from __future__ import annotations

from collections.abc import Iterable

from farrago.matching.annotation import Span

Marked = tuple[Span, str, bool]
"""A span, its type, and whether it is a value's."""

# Of mentions with the same span these stand outside others; the rest of the values stands inside everything.
NESTING = {"COUNT": 0, "an entity": 1, "PENALTY": 2, "a value": 3}


def nesting(type_: str, *, is_value: bool) -> int:
    """Return the place of a mention among those with the same span, outermost first, by the guidelines."""
    return NESTING.get(type_, NESTING["a value" if is_value else "an entity"])


def outermost(marked: Iterable[Marked]) -> list[tuple[Span, str]]:
    """Return the spans that no other one contains, each with its type, in text order.

    Of two equal spans the outer one by the guidelines is kept, else the first type in the alphabet; of two
    that cross both are kept.
    """
    kept: list[tuple[Span, str]] = []
    end = -1
    for span, type_, _ in sorted(marked, key=_outer_first):
        if span[1] > end:
            end = span[1]
            kept.append((span, type_))
    return kept


def _outer_first(marked: Marked) -> tuple[int, int, int, str]:
    (start, end), type_, is_value = marked
    return start, -end, nesting(type_, is_value=is_value), type_
