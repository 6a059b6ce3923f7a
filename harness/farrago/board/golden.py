"""The items of gold one by one, in an order that all systems share, and which of them a system gets right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from farrago.errors import Found, Scene, found
from farrago.errors.items import Side
from farrago.matching import Labels
from farrago.scoring import metrics
from farrago.scoring.layers import is_annotated
from farrago_schema.errors import ErrorLayer
from farrago_schema.types import Document

LAYERS: dict[ErrorLayer, str] = {
    "mention": "mention.recall",
    "coref": "coref.ceafm_recall",
    "relation": "relation.recall",
    "trigger": "trigger.recall",
    "argument": "argument.plus_recall",
}
"""The layers whose items two systems are compared by, each with the score that an item counts for."""

Key: TypeAlias = tuple[str, object, str | None, str | None, str | None, object]


def items(document: Document, labels: Labels) -> dict[ErrorLayer, list[Found]]:
    """Return gold's items by layer, in the order of the text: what is right where gold is predicted."""
    scene = Scene(document, document.prediction(), labels)
    wanted = [layer for layer in LAYERS if is_annotated(metrics()[layer], document.layers)]
    kept: dict[ErrorLayer, list[Found]] = {layer: [] for layer in wanted}
    for each in found(scene, wanted):
        if each.gold is not None:
            kept[each.layer].append(each)
    return kept


def right(golden: Mapping[ErrorLayer, list[Found]], outcomes: Iterable[Found]) -> dict[str, bytes]:
    """Return by layer which of gold's items are right, as bits, the first item in the lowest of a byte."""
    places: dict[ErrorLayer, dict[Key, list[int]]] = {}
    for layer, known in golden.items():
        of_layer = places.setdefault(layer, {})
        for index, item in enumerate(known):
            assert item.gold is not None, "an item of gold"
            of_layer.setdefault(_key(item.gold), []).append(index)
    bits = {layer: bytearray((len(known) + 7) // 8) for layer, known in golden.items()}
    for outcome in outcomes:
        if outcome.gold is None or outcome.layer not in places:
            continue
        index = places[outcome.layer][_key(outcome.gold)].pop(0)
        if LAYERS[outcome.layer] not in outcome.costs:
            bits[outcome.layer][index // 8] |= 1 << index % 8
    return {layer: bytes(found) for layer, found in bits.items()}


def _key(side: Side) -> Key:
    return side.type, side.span, side.label, side.head, side.tail, side.tail_span
