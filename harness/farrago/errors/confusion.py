"""Confusion matrices: which labels are taken for which others, with what is missed and what is spurious.

A pair counts with both labels, also where its spans overlap only. So a row of gold's label sums to the gold
items that have it, a column to the predicted ones, and what has no partner stands in the margins. ``status``
is of relations whose type and ends are right, ``realis`` of triggers whose span and type are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from farrago.errors.items import Found, Side
from farrago_schema.errors import CONFUSION_TABLES, Confused, ConfusionTable, ErrorLayer

Cell = tuple[str | None, str | None]
UNSAID = "none"
"""The label of an item that has none, such as a mention whose kind a system does not tell."""

OF_TYPES: dict[ErrorLayer, ConfusionTable] = {
    "mention": "mention",
    "entity": "entity",
    "relation": "relation",
    "trigger": "trigger",
}
OF_LABELS: dict[ErrorLayer, ConfusionTable] = {"mention": "mention_kind", "argument": "role"}
OF_RIGHT_ONES: dict[ErrorLayer, ConfusionTable] = {"relation": "status", "realis": "realis"}
LEFT_OUT = ("ignored", "duplicate")
RIGHT_ONES = ("right", "wrong_status", "wrong_realis")


class Confusion:
    """The matrices so far; items are counted one at a time and not kept."""

    def __init__(self) -> None:
        self._cells: dict[ConfusionTable, Counter[Cell]] = {name: Counter() for name in CONFUSION_TABLES}

    def add(self, item: Found) -> None:
        """Count an item in every matrix that it belongs to."""
        if item.kind in LEFT_OUT:
            return
        gold, predicted = item.gold, item.predicted
        types = (None if gold is None else gold.type, None if predicted is None else predicted.type)
        labels = _label(gold), _label(predicted)
        if table := OF_TYPES.get(item.layer):
            self._cells[table][types] += 1
        if table := OF_LABELS.get(item.layer):
            self._cells[table][labels] += 1
        if item.kind in RIGHT_ONES and (table := OF_RIGHT_ONES.get(item.layer)):
            self._cells[table][labels] += 1

    def cells(self) -> Iterator[Confused]:
        """Yield what was counted, table by table; labels in the order of the alphabet, margins last."""
        for table, counts in self._cells.items():
            for gold, predicted in sorted(
                counts, key=lambda cell: [(each is None, each or "") for each in cell]
            ):
                yield Confused(table, gold, predicted, counts[gold, predicted])


def _label(side: Side | None) -> str | None:
    return None if side is None else side.label or UNSAID
