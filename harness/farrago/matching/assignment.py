"""The best one-to-one assignment, exact in whole numbers, component by component."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import itemgetter

from farrago.matching.exchange import Cell, first_of_equals

Weights = Mapping[Cell, int]

EXACT = 2**53
"""Below it the library's floats hold every whole number."""

TINY = 6
"""Up to this many pairs all assignments are tried."""

SMALL = 24
"""From this many rows and columns on, the library's solver is faster than its import costs."""


def components(pairs: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Split pairs (row, column) into parts that share neither a row nor a column."""
    rows: dict[int, list[int]] = {}
    columns: dict[int, list[int]] = {}
    for row, column in pairs:
        rows.setdefault(row, []).append(column)
        columns.setdefault(column, []).append(row)
    while rows:
        start, found = rows.popitem()
        part, reached = [(start, column) for column in found], found
        while reached:
            for row in columns.pop(reached.pop(), ()):
                if row in rows:
                    found = rows.pop(row)
                    part.extend((row, column) for column in found)
                    reached.extend(found)
        yield part


def certain(weights: Weights) -> tuple[list[Cell], Weights]:
    """Split off the pairs that every best assignment has; also return what is left to assign.

    Such a pair weighs more than all others of its row and of its column together: put in the place of those
    that an assignment without it has there, it gains. Most pairs are, and the others are few.
    """
    in_row: dict[int, int] = defaultdict(int)
    in_column: dict[int, int] = defaultdict(int)
    for (row, column), weight in weights.items():
        in_row[row] += weight
        in_column[column] += weight
    found = [pair for pair, weight in weights.items() if 3 * weight > in_row[pair[0]] + in_column[pair[1]]]
    if not found or len(found) == len(weights):
        return found, {} if found else weights
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    rest = {
        pair: weight for pair, weight in weights.items() if pair[0] not in rows and pair[1] not in columns
    }
    more, left = certain(rest)
    return found + more, left


def best_total(weights: Weights) -> int:
    """Return the largest sum of weights of a one-to-one assignment; weights are positive and below 2**40."""
    found, rest = certain(weights)
    return sum([weights[pair] for pair in found]) + sum([_total(part, rest) for part in components(rest)])


def _total(part: Collection[Cell], weights: Weights) -> int:
    inner = {pair: weights[pair] for pair in part}
    if len({row for row, _ in part}) == 1 or len({column for _, column in part}) == 1:
        return max(inner.values())
    return sum(inner[pair] for pair in (_first_by_trying(inner) if len(part) <= TINY else _any_best(inner)))


def best_pairs(weights: Weights) -> dict[int, int]:
    """Return ``{column: row}`` of the one-to-one assignment with the largest sum of positive weights.

    Among equal sums the answer is the first in lexicographic order: row 0 gets the lowest column that it can,
    then row 1, and so on. So it depends on the numbering alone, never on the order of the mapping.
    """
    return best_pairs_by(weights, weights.__getitem__)


def best_pairs_by(weights: Weights, finer: Callable[[Cell], int]) -> dict[int, int]:
    """Return the same for finer weights, which are asked for only where the given ones leave a choice.

    An assignment with a larger sum of the given weights has a larger sum of the finer ones, too.
    """
    found, rest = certain(weights)
    chosen = {column: row for row, column in found}
    for part in components(rest):
        chosen.update((column, row) for row, column in _first_of({pair: finer(pair) for pair in part}))
    return chosen


def _first_of(part: Weights) -> list[Cell]:
    """Solve one component, ties in lexicographic order, the way that is fastest at its size."""
    if len(part) <= TINY:
        return _first_by_trying(part)
    return _first_of_the_best(part) if is_small(part) else _first_by_exchange(part)


def _first_by_trying(part: Weights) -> list[Cell]:
    """Solve a tiny component: of all assignments, tried in the order of preference, the first best one."""
    choices: dict[int, list[tuple[Cell, int]]] = {}
    for pair in sorted(part):
        choices.setdefault(pair[0], []).append((pair, part[pair]))
    tried: list[tuple[int, tuple[Cell, ...], frozenset[int]]] = [(0, (), frozenset())]
    for options in choices.values():
        tried = [
            longer
            for total, pairs, taken in tried
            for longer in (
                *(
                    (total + weight, (*pairs, pair), taken | {pair[1]})
                    for pair, weight in options
                    if pair[1] not in taken
                ),
                (total, pairs, taken),
            )
        ]
    return list(max(tried, key=itemgetter(0))[1])


def is_small(part: Collection[Cell]) -> bool:
    """Tell whether a component is solved faster here than by the library that must be imported for it."""
    return min(len({row for row, _ in part}), len({column for _, column in part})) <= SMALL


def _first_of_the_best(part: Weights) -> list[tuple[int, int]]:
    """Solve one component, ties in lexicographic order.

    The order of preference is written into the weights: below the given weight stands a number in base
    ``columns + 1`` whose digits, row by row, say how early the row's column is (0: the row has none).
    """
    rows = sorted({row for row, _ in part})
    columns = sorted({column for _, column in part})
    base, digits = len(columns) + 1, len(rows)
    early = {column: len(columns) - index for index, column in enumerate(columns)}
    digit = {row: base ** (digits - 1 - index) for index, row in enumerate(rows)}
    scale = base**digits
    matrix = [
        [
            part[row, column] * scale + digit[row] * early[column] if (row, column) in part else 0
            for column in columns
        ]
        for row in rows
    ]
    chosen = ((rows[i], columns[j]) for i, j in hungarian(matrix))
    return [pair for pair in chosen if pair in part]


def _first_by_exchange(part: Weights) -> list[Cell]:
    """Solve one big component: any best assignment first, then what is preferred among its equals."""
    return first_of_equals(part, _any_best(part))


def _any_best(part: Weights) -> list[Cell]:
    """Return the cells of an assignment of a component with the largest sum."""
    rows, columns = ([*dict.fromkeys(side)] for side in zip(*part, strict=True))
    row_at, column_at = ({name: at for at, name in enumerate(side)} for side in (rows, columns))
    matrix = [[0] * len(columns) for _ in rows]
    for (row, column), weight in part.items():
        matrix[row_at[row]][column_at[column]] = weight
    exact = max(part.values()) * len(matrix) < EXACT
    pairs = _library_pairs(matrix) if exact and not is_small(part) else hungarian(matrix)
    return [cell for i, j in pairs if (cell := (rows[i], columns[j])) in part]


def _library_pairs(matrix: list[list[int]]) -> list[Cell]:
    """Solve a big component with scipy."""
    import numpy as np  # noqa: PLC0415  # only big components pay for the import
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    rows, columns = linear_sum_assignment(np.array(matrix, dtype=np.int64), maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def hungarian(matrix: list[list[int]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of an assignment of the largest sum; every row or every column is used.

    Shortest augmenting paths with potentials (Kuhn 1955; Jonker and Volgenant 1987), in whole numbers of any
    size.
    """
    if len(matrix) > len(matrix[0]):
        return [
            (row, column) for column, row in hungarian([list(line) for line in zip(*matrix, strict=True)])
        ]
    width = len(matrix[0])
    row_price, column_price = [0] * (len(matrix) + 1), [0] * (width + 1)
    owner = [0] * (width + 1)  # owner[column] = row; both count from 1, and 0 is the row that seeks a column
    for row in range(1, len(matrix) + 1):
        owner[0] = row
        _augment(matrix, owner, row_price, column_price)
    return [(owner[column] - 1, column - 1) for column in range(1, width + 1) if owner[column]]


def _augment(
    matrix: list[list[int]], owner: list[int], row_price: list[int], column_price: list[int]
) -> None:
    """Give the seeking row ``owner[0]`` a column along the cheapest path; a weight is a negative cost."""
    width = len(owner) - 1
    free = list(range(1, width + 1))
    slack: dict[int, int] = {}
    previous = [0] * (width + 1)
    done, column = [0], 0
    while owner[column]:
        row = owner[column]
        line, price = matrix[row - 1], row_price[row]
        for other in free:
            cost = -line[other - 1] - price - column_price[other]
            if other not in slack or cost < slack[other]:
                slack[other], previous[other] = cost, column
        nearest = min(free, key=slack.__getitem__)
        step = slack[nearest]
        for reached in done:
            row_price[owner[reached]] += step
            column_price[reached] -= step
        for other in free:
            slack[other] -= step
        free.remove(nearest)
        done.append(nearest)
        column = nearest
    while column:
        owner[column] = owner[previous[column]]
        column = previous[column]
