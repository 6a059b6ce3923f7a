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
    last = -1
    for start, negative, _, type_ in sorted(
        [(start, -end, nesting(type_, is_value=value), type_) for (start, end), type_, value in marked]
    ):
        if -negative > last:
            last = -negative
            kept.append(((start, last), type_))
    return kept
