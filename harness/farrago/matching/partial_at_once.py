"""The alignments of ``partial`` in many documents at once."""

from __future__ import annotations

import numpy as np

from farrago.matching.assignment import best_pairs
from farrago.matching.batch import Batch
from farrago.matching.cells import best_cells
from farrago.matching.columns import OFFSET, Arrays, Whole
from farrago.matching.exchange import Cell
from farrago.matching.keys import spread

EXACT = 2**40
"""Below it sums of weights are exact as floats."""


def aligned_at_once(batch: Batch, rows: Whole, columns: Whole) -> tuple[Whole, Whole]:
    """Return the pairs of the mentions of gold and of the prediction that are given, by their numbers.

    No two of them are equal in span and type.
    """
    gold, said = batch.gold, batch.predicted
    row, column = _overlapping(gold, said, rows, columns)
    document = gold.mention_document[row]
    shared = np.minimum(gold.end[row], said.end[column]) - np.maximum(gold.start[row], said.start[column])
    numbers = (
        np.bincount(side.mention_document[items], minlength=batch.documents)
        for side, items in ((gold, rows), (said, columns))
    )
    base = 1 + np.minimum(*numbers)
    length = 1 + np.bincount(document, shared, batch.documents).astype(np.int64)
    is_same = (gold.start[row] == said.start[column]) & (gold.end[row] == said.end[column])
    is_alike = gold.mention_type[row] == said.mention_type[column]
    if int(base.max(initial=1)) ** 2 * int(length.max(initial=1)) * 2 < EXACT:
        weights = ((is_same * base[document] + is_alike) * base[document] + 1) * length[document] + shared
        found = best_cells(row, column, weights, lambda: (_ranks(batch, gold), _ranks(batch, said)))
        return row[found], column[found]
    ranks = _ranks(batch, gold)[row], _ranks(batch, said)[column]
    large: dict[Cell, int] = {}
    places: dict[Cell, int] = {}
    for at, where in enumerate(document.tolist()):
        cell = int(ranks[0][at]), int(ranks[1][at])
        one, size = int(base[where]), int(length[where])
        large[cell] = ((int(is_same[at]) * one + int(is_alike[at])) * one + 1) * size + int(shared[at])
        places[cell] = at
    chosen = np.array([places[one, other] for other, one in best_pairs(large).items()], dtype=np.int64)
    return row[chosen], column[chosen]


def _overlapping(gold: Arrays, said: Arrays, rows: Whole, columns: Whole) -> tuple[Whole, Whole]:
    """Return the pairs of mentions that overlap."""
    starts = (gold.mention_document[rows] << OFFSET) + gold.start[rows]
    order = np.argsort(starts)
    longest = (gold.end[rows] - gold.start[rows]).max(initial=0)
    document = said.mention_document[columns] << OFFSET
    first = np.searchsorted(starts[order], document + np.maximum(said.start[columns] - longest, 0))
    last = np.searchsorted(starts[order], document + said.end[columns])
    place, which = spread(first, np.maximum(last - first, 0))
    row, column = rows[order[place]], columns[which]
    kept = gold.end[row] > said.start[column]
    return row[kept], column[kept]


def _ranks(batch: Batch, side: Arrays) -> Whole:
    """Return the places of mentions in the order of their documents, spans, and the names of their types."""
    names = np.argsort(np.argsort(np.array(list(batch.columns.filler_types))))
    ranks = np.empty(len(side.start), dtype=np.int64)
    order = np.lexsort((names[side.mention_type], side.end, side.start, side.mention_document))
    ranks[order] = np.arange(len(order))
    return ranks
