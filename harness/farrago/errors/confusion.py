"""Confusion matrices: which labels are taken for which others, with what is missed and what is spurious.

A pair counts with both labels, also where its spans overlap only. So a row of gold's label sums to the gold
items that have it, a column to the predicted ones, and what has no partner stands in the margins. ``status``
is of relations whose type and ends are right, ``realis`` of triggers whose span and type are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from farrago_schema.errors import CONFUSION_TABLES, Confused, ConfusionTable, ErrorLayer, Outcome

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


class Confusion:
    """The matrices so far; outcomes are counted one at a time and not kept."""

    def __init__(self) -> None:
        self._cells: dict[ConfusionTable, Counter[Cell]] = {name: Counter() for name in CONFUSION_TABLES}

    def add(self, outcome: Outcome) -> None:
        """Count an outcome in every matrix that it belongs to."""
        if outcome.kind in LEFT_OUT:
            return
        has_gold, is_predicted = outcome.kind != "spurious", outcome.kind != "missed"
        if table := OF_TYPES.get(outcome.layer):
            self._cells[table][outcome.type if has_gold else None, outcome.predicted_type] += 1
        cell = (
            (outcome.gold_label or UNSAID) if has_gold else None,
            (outcome.predicted_label or UNSAID) if is_predicted else None,
        )
        if table := OF_LABELS.get(outcome.layer):
            self._cells[table][cell] += 1
        if outcome.kind in {"right", "wrong_status", "wrong_realis"} and (
            table := OF_RIGHT_ONES.get(outcome.layer)
        ):
            self._cells[table][cell] += 1

    def cells(self) -> Iterator[Confused]:
        """Yield what was counted, table by table; labels in the order of the alphabet, margins last."""
        for table, counts in self._cells.items():
            for gold, predicted in sorted(
                counts, key=lambda cell: [(each is None, each or "") for each in cell]
            ):
                yield Confused(table, gold, predicted, counts[gold, predicted])
