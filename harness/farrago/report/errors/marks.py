"""An item in its context: «gold» and [predicted], so that no colour is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from farrago.formats import plain
from farrago_schema.errors import Outcome

MARGIN = 60
"""How many code points are shown before the first mark and after the last."""

LEGEND = "«gold» [predicted]"
BRACKETS = {"gold": ("«", "»"), "predicted": ("[", "]")}
Who = Literal["gold", "predicted"]


class Piece(Struct, frozen=True):
    """A stretch of the context, or a bracket of ``who``."""

    text: str
    who: Who | None = None


def pieces(outcome: Outcome) -> Iterator[Piece]:
    """Yield the context with its marks, cut to what is around them; nothing where there is no context."""
    if outcome.context is None or outcome.context_start is None:
        return
    low, high = outcome.context_start, outcome.context_start + len(outcome.context)
    spans = [span for span in _spans(outcome) if low <= span[0] and span[1] <= high]
    first = _cut(outcome.context, min(start for start, _, _ in spans) - low, -MARGIN) + low
    last = _cut(outcome.context, max(end for _, end, _ in spans) - low, MARGIN) + low
    at = first
    yield Piece("… " if first > low else "")
    for offset, bracket, who in _brackets(spans):
        yield Piece(plain(outcome.context[at - low : offset - low]))
        yield Piece(bracket, who)
        at = offset
    yield Piece(plain(outcome.context[at - low : last - low]))
    yield Piece(" …" if last < high else "")


def _cut(text: str, offset: int, far: int) -> int:
    """Return where the text is cut that far before or after an offset: between words, if there are any."""
    if far < 0:
        start = max(offset + far, 0)
        gap = text.find(" ", start, offset)
        return start if start == 0 or gap < 0 else gap + 1
    end = min(offset + far, len(text))
    gap = text.rfind(" ", offset, end)
    return end if end == len(text) or gap < 0 else gap


def _spans(outcome: Outcome) -> Iterator[tuple[int, int, Who]]:
    places: tuple[tuple[int | None, int | None, Who], ...] = (
        (outcome.gold_start, outcome.gold_end, "gold"),
        (outcome.gold_tail_start, outcome.gold_tail_end, "gold"),
        (outcome.predicted_start, outcome.predicted_end, "predicted"),
        (outcome.predicted_tail_start, outcome.predicted_tail_end, "predicted"),
    )
    for start, end, who in dict.fromkeys(places):
        if start is not None and end is not None:
            yield start, end, who


def _brackets(spans: list[tuple[int, int, Who]]) -> list[tuple[int, str, Who]]:
    """Return where which bracket stands; what opens first closes last, and what closes comes before."""
    found: list[tuple[tuple[int, int, int, bool], tuple[int, str, Who]]] = []
    for start, end, who in spans:
        left, right = BRACKETS[who]
        found.append(((start, 1, -end, who == "predicted"), (start, left, who)))
        found.append(((end, 0, -start, who == "gold"), (end, right, who)))
    return [mark for _, mark in sorted(found, key=lambda each: each[0])]
