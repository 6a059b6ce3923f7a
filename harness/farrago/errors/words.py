"""What is wrong with an item, in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from farrago_schema.errors import ErrorLayer, Kind

_BLANK = re.compile(r"\s")


class Told(Struct, frozen=True, gc=False):
    """One side of a record: its type, its words, what else it says, its ends, and whether it has a place.

    ``end_types`` are the types of a relation's head and tail, in words.
    """

    type: str
    text: str
    label: str
    head: str
    tail: str
    is_found: bool
    end_types: str = ""


def message(layer: ErrorLayer, kind: Kind, gold: Told | None, predicted: Told | None) -> str:
    """Return one line that says what is wrong; names stand in quotes."""
    expected, said = both(layer, kind, gold, predicted)
    return f"{expected}; predicted {said}" if expected and said else expected or said or ""


def both(
    layer: ErrorLayer, kind: Kind, gold: Told | None, predicted: Told | None
) -> tuple[str | None, str | None]:
    """Return what gold says, and what the prediction says instead; ``None`` for a side that says nothing.

    Of a pair that differs, the second is what differs, no more than that; of one that does not, ``None``.
    """
    say = _PHRASES[layer]
    if gold is not None and predicted is not None:
        return say(gold), None if kind == "right" else _difference(layer, kind, gold, predicted)
    side = gold or predicted
    assert side is not None, "a record has a side"
    told = say(side) + ("" if side.is_found else ", which stands nowhere in the text")
    return (told, None) if predicted is None else (None, told)


def _difference(layer: ErrorLayer, kind: Kind, gold: Told, predicted: Told) -> str:
    """Return what the prediction says instead, no more than that."""
    if kind in {"wrong_value", "wrong_role", "wrong_status", "wrong_realis"}:
        return predicted.label or "nothing"
    if kind == "wrong_type":
        return predicted.type
    if kind == "wrong_end_type":
        return f"{predicted.end_types}, gold {gold.end_types}"
    if kind == "wrong_span":
        return quoted(predicted.text) + (f" {predicted.type}" if predicted.type != gold.type else "")
    if kind == "wrong_attachment" and layer in {"coref", "event_coref"}:
        return f"with {'another ' * (gold.tail == predicted.tail)}{quoted(predicted.tail)}"
    is_argument = kind == "wrong_attachment" and layer == "argument"
    return _other_end(gold, predicted) if is_argument else _PHRASES[layer](predicted)


def _other_end(gold: Told, predicted: Told) -> str:
    """Return the event or the filler that an argument has instead; things may be called alike."""
    if gold.head != predicted.head:
        return f"of {quoted(predicted.head)}"
    if gold.tail != predicted.tail:
        return quoted(predicted.tail)
    return f"another {quoted(predicted.head)} or {quoted(predicted.tail)}"


def quoted(text: str) -> str:
    """Return a text in quotes, on one line; a blank at its end may be all that is wrong with it."""
    return f"“{_BLANK.sub(' ', text)}”"


def _typed(told: Told) -> str:
    return f"{told.type} {quoted(told.text)}"


def _value(told: Told) -> str:
    return f"{_typed(told)} = {told.label or 'nothing'}"


def _realis(told: Told) -> str:
    return f"{_typed(told)}, {told.label or 'realis not said'}"


def _mention(told: Told) -> str:
    return _typed(told) + (f" ({told.label})" if told.label and told.label != "value" else "")


def _attached(told: Told) -> str:
    return f"{quoted(told.text)} is {quoted(told.tail)}" if told.text != told.tail else _typed(told)


def _entity(told: Told) -> str:
    return f"{told.type} {quoted(told.tail)} ({told.label} mention{'s' * (told.label != '1')})"


def _relation(told: Told) -> str:
    status = "" if told.label == "current" else f", {told.label}"
    return f"{told.type}({quoted(told.head)}, {quoted(told.tail)}){status}"


def _argument(told: Told) -> str:
    return f"{told.type} {quoted(told.head)} {told.label}: {quoted(told.tail)}"


_PHRASES: dict[ErrorLayer, Callable[[Told], str]] = {
    "mention": _mention,
    "value": _value,
    "coref": _attached,
    "entity": _entity,
    "relation": _relation,
    "trigger": _typed,
    "realis": _realis,
    "event_coref": _attached,
    "argument": _argument,
}
