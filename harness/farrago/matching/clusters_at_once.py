"""The counts of ``clusters`` in many documents at once: the same whole numbers, from arrays.

What is summed over clusters and pairs of clusters there is summed by document here. Sizes are below 2¹⁰, so
that the products in fractions fit into 63 bits.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from farrago.matching.cells import best_totals
from farrago.matching.clusters import UNIT
from farrago.matching.columns import Truth, Whole


class Clusters(NamedTuple):
    """The clusters of one side: the document of each, and its size; what has size 0 is no cluster."""

    document: Whole
    size: Whole


class Overlaps(NamedTuple):
    """Clusters of both sides, and how many mentions the pairs (gold, predicted) share that share any."""

    documents: int
    gold: Clusters
    predicted: Clusters
    row: Whole
    column: Whole
    shared: Whole

    def total(self, document: Whole, numbers: Whole | Truth) -> Whole:
        """Return the sum of the numbers in each document; below 2⁵³ it is exact."""
        return np.bincount(document, numbers, self.documents).astype(np.int64)

    @property
    def document(self) -> Whole:
        """The document of each pair."""
        return self.gold.document[self.row]


def counts(cells: Overlaps) -> Whole:
    """Return the row of ``clusters.COLUMNS`` for each document, shape ``(documents, columns)``."""
    said, held, document = cells.predicted, cells.gold, cells.document
    predicted, gold, shared = (cells.total(*side) for side in (said, held, (document, cells.shared)))
    of_predicted, of_gold = (cells.total(side.document, side.size > 0) for side in (said, held))
    precise, recalled = (
        _fractions(cells, side, each) for side, each in ((said, cells.column), (held, cells.row))
    )
    sizes = held.size[cells.row] + said.size[cells.column]
    groups = cells.documents, document, cells.row, cells.column
    together, pairs_said, pairs_held = (
        cells.total(where, pairs(numbers)) for where, numbers in ((document, cells.shared), said, held)
    )
    apart = pairs(shared) - precise.found - recalled.found + together
    return np.stack(
        [
            shared - cells.total(document, np.ones_like(document)),
            predicted - of_predicted,
            gold - of_gold,
            precise.b_cubed,
            recalled.b_cubed,
            best_totals(*groups, cells.shared),
            best_totals(*groups, units(2 * cells.shared, sizes)),
            together,
            pairs_said,
            pairs_held,
            apart,
            pairs(predicted) - pairs_said,
            pairs(gold) - pairs_held,
            precise.lea,
            recalled.lea,
            predicted,
            gold,
            of_predicted,
            of_gold,
        ],
        axis=1,
    )


class Fractions(NamedTuple):
    """By document, of one side: B³, LEA, and the pairs of mentions of a cluster that the other side has."""

    b_cubed: Whole
    lea: Whole
    found: Whole


def _fractions(cells: Overlaps, side: Clusters, cluster: Whole) -> Fractions:
    """Return what is summed over the clusters of a side; ``cluster`` is that of each pair."""
    found, squares = (
        np.bincount(cluster, numbers, len(side.size)).astype(np.int64)
        for numbers in (cells.shared, cells.shared**2)
    )
    links = (squares - found) // 2
    singletons = (cells.gold.size[cells.row] == 1) & (cells.predicted.size[cells.column] == 1)
    links[cluster[singletons]] = 1
    return Fractions(
        cells.total(side.document, units(squares, np.maximum(side.size, 1))),
        cells.total(side.document, units(side.size * links, np.maximum(pairs(side.size), 1))),
        cells.total(side.document, pairs(found)),
    )


def pairs(numbers: Whole) -> Whole:
    """Return how many pairs that many things make."""
    return numbers * (numbers - 1) // 2


def units(numerator: Whole, denominator: Whole) -> Whole:
    """Return fractions in units of 2⁻²⁸, rounded half up."""
    return (2 * UNIT * numerator + denominator) // (2 * denominator)
