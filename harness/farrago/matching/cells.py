"""Pairs of gold and predicted things that have something in common, in many documents: the best of them.

As ``assignment`` has it for one document, and by it where arrays do not settle all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple, TypeVar

import numpy as np

from farrago.matching.assignment import best_pairs, best_total
from farrago.matching.columns import Names, Truth, Whole
from farrago.matching.exchange import Cell
from farrago.matching.keys import runs

AnyArray = TypeVar("AnyArray", Whole, Truth)


class Cells(NamedTuple):
    """Pairs (gold, predicted) of fillers that share spans: how many, and how many of these gold names."""

    gold: Whole
    predicted: Whole
    shared: Whole
    names: Whole


def known(names: Names, wanted: Collection[str]) -> Truth:
    """Return for the number of each name whether it is among the wanted."""
    return np.array([name in wanted for name in names], dtype=np.bool_)


def certain(gold: Whole, predicted: Whole, weights: Whole) -> tuple[Whole, Whole]:
    """Return which cells every best assignment has, and which of the others are left to choose from.

    As ``assignment.certain``: such a cell weighs more than all others of its row and of its column together.
    """
    chosen: list[Whole] = []
    rest = np.arange(len(weights))
    while len(rest):
        row, column, weight = gold[rest], predicted[rest], weights[rest]
        in_row, in_column = np.bincount(row, weight), np.bincount(column, weight)
        found = 3 * weight > in_row[row] + in_column[column]
        if not found.any():
            break
        chosen.append(rest[found])
        taken_rows, taken_columns = (np.zeros(len(side), dtype=np.bool_) for side in (in_row, in_column))
        taken_rows[row[found]] = taken_columns[column[found]] = True
        rest = rest[~(taken_rows[row] | taken_columns[column])]
    return np.concatenate([rest[:0], *chosen]), rest


def best_totals(number: int, group: Whole, row: Whole, column: Whole, weights: Whole) -> Whole:
    """Return for so many groups of cells the largest sum of weights of a one-to-one assignment."""
    chosen, rest = certain(row, column, weights)
    totals = np.bincount(group[chosen], weights[chosen], number).astype(np.int64)
    left: dict[int, dict[Cell, int]] = {}
    cells = (each[rest].tolist() for each in (group, row, column, weights))
    for where, one, other, weight in zip(*cells, strict=True):
        left.setdefault(where, {})[one, other] = weight
    for where, part in left.items():
        totals[where] += best_total(part)
    return totals


def best_cells(row: Whole, column: Whole, weights: Whole, ranks: Callable[[], tuple[Whole, Whole]]) -> Whole:
    """Return which cells the best one-to-one assignment has, as ``best_pairs`` chooses among equals.

    ``ranks`` tells the places of rows and of columns in their order of preference, by number. Weights are
    below 2⁴⁰, so that floats hold their sums.
    """
    chosen, rest = certain(row, column, weights)
    if not len(rest):
        return chosen
    of_rows, of_columns = ranks()
    cells = list(zip(of_rows[row[rest]].tolist(), of_columns[column[rest]].tolist(), strict=True))
    number = dict(zip(cells, rest.tolist(), strict=True))
    found = best_pairs(dict(zip(cells, weights[rest].tolist(), strict=True)))
    more = [number[one, other] for other, one in found.items()]
    return np.append(chosen, np.array(more, dtype=np.int64))


def cells_of(gold: Whole, predicted: Whole, is_name: Truth) -> Cells:
    """Return the different pairs of what has something in common, and how often."""
    width = 1 + int(predicted.max(initial=0))
    keys = np.sort((gold * width + predicted) << 1 | is_name)
    starts, shared = runs(keys >> 1)
    names = np.diff(np.append(0, np.cumsum(keys & 1))[np.append(starts, len(keys))])
    return Cells(*np.divmod(keys[starts] >> 1, width), shared, names)


def at(values: AnyArray, numbers: Whole, none: int) -> AnyArray:
    """Return the values of those numbers, and another one for −1."""
    return np.append(values, none)[numbers]
