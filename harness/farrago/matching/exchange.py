"""Among the best assignments the first in lexicographic order, found from any of them by exchanges.

All best assignments lie on the same cells: those where the prices that prove one of them best leave no slack
(complementary slackness; Schrijver 2003, Combinatorial Optimization, chapter 17). So each row in turn takes
the lowest such column that can be freed along a chain of them, without undoing what rows before it took.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

Cell = tuple[int, int]
Edges = list[dict[int, int]]
"""For each node on the left the nodes on the right that it may have, in order of preference, with weights."""


def first_of_equals(weights: Mapping[Cell, int], best: Iterable[Cell]) -> list[Cell]:
    """Return the first in lexicographic order of the assignments with as large a sum as ``best``.

    Row 0 gets the lowest column that it can, then row 1, and so on; no column is worse than any. ``best`` is
    an assignment with the largest sum; it uses cells of ``weights`` only.
    """
    rows, columns = (sorted(set(side)) for side in zip(*weights, strict=True))
    edges, mate = _doubled(rows, columns, weights, dict(best))
    tight = _tight(edges, mate)
    holders = [[left for left, rights in enumerate(tight) if right in rights] for right in range(len(mate))]
    for row in range(len(rows)):
        _prefer(row, tight[row], holders, mate)
    return [(rows[row], columns[mate[row]]) for row in range(len(rows)) if mate[row] < len(columns)]


def _doubled(
    rows: Sequence[int], columns: Sequence[int], weights: Mapping[Cell, int], best: Mapping[int, int]
) -> tuple[Edges, list[int]]:
    """Return a graph in which all is assigned, with what each node on the left has.

    A row without a column has a stand-in of its own, and so has a column without a row. The stand-ins of a
    cell have each other where the cell itself is taken. So each assignment is one where nothing is left over.
    """
    row_at, column_at = ({name: at for at, name in enumerate(side)} for side in (rows, columns))
    edges: Edges = [{} for _ in (*rows, *columns)]
    for (row, column), weight in sorted(weights.items()):
        at, across = row_at[row], column_at[column]
        edges[at][across] = weight
        edges[len(rows) + across][len(columns) + at] = 0
    mate = [0] * len(edges)
    for at, row in enumerate(rows):
        edges[at][len(columns) + at] = 0
        mate[at] = column_at[best[row]] if row in best else len(columns) + at
    owner = {column: row for row, column in best.items()}
    for across, column in enumerate(columns):
        edges[len(rows) + across][across] = 0
        mate[len(rows) + across] = len(columns) + row_at[owner[column]] if column in owner else across
    return edges, mate


def _tight(edges: Edges, mate: Sequence[int]) -> list[list[int]]:
    """Return for each node on the left the nodes on the right that some best assignment may give it."""
    price = [0] * len(mate)
    owner = {right: left for left, right in enumerate(mate)}
    todo, waiting = deque(range(len(mate))), set(range(len(mate)))
    while todo:
        left = todo.popleft()
        waiting.discard(left)
        gain = price[mate[left]] - edges[left][mate[left]]
        for right, weight in edges[left].items():
            if gain + weight > price[right]:
                price[right] = gain + weight
                if owner[right] not in waiting:
                    waiting.add(owner[right])
                    todo.append(owner[right])
    return [
        [right for right, weight in rights.items() if price[right] - weight == price[has] - rights[has]]
        for rights, has in zip(edges, mate, strict=True)
    ]


def _prefer(row: int, wanted: Sequence[int], holders: Sequence[Sequence[int]], mate: list[int]) -> None:
    """Give the row the first of the nodes wanted that can be freed; rows before it keep what they have."""
    has = mate[row]
    if wanted[0] == has:
        return
    moves: dict[
        int, tuple[int, int]
    ] = {}  # who leaves a node, and for which, so that in the end `has` is taken
    reached, todo = {has}, [has]
    while todo:
        right = todo.pop()
        for left in holders[right]:
            if left > row and mate[left] not in reached:
                reached.add(mate[left])
                moves[mate[left]] = left, right
                todo.append(mate[left])
    taken = mate[row] = next(right for right in wanted if right in reached)
    while taken != has:
        left, taken = moves[taken]
        mate[left] = taken
