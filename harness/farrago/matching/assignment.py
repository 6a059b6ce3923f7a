"""The best one-to-one assignment, exact in whole numbers, component by component."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Weights = Mapping[tuple[int, int], int]

SMALL = 24
"""From this many rows and columns on, the library's solver is faster than its import costs."""


def components(weights: Weights) -> Iterator[Weights]:
    """Split pairs ``{(row, column): weight}`` into parts that share neither a row nor a column."""
    rows: dict[int, list[int]] = {}
    columns: dict[int, list[int]] = {}
    for row, column in weights:
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
        yield {pair: weights[pair] for pair in part}


def best_total(weights: Weights) -> int:
    """Return the largest sum of weights of a one-to-one assignment; weights are positive and below 2**40."""
    return sum(_component_total(part) for part in components(weights))


def best_pairs(weights: Weights) -> dict[int, int]:
    """Return ``{column: row}`` of the one-to-one assignment with the largest sum of positive weights.

    Among equal sums the answer is the first in lexicographic order: row 0 gets the lowest column that it can,
    then row 1, and so on. So it depends on the numbering alone, never on the order of the mapping.
    """
    pairs: dict[int, int] = {}
    for part in components(weights):
        if len(part) == 1:
            ((row, column),) = part
            pairs[column] = row
        else:
            pairs.update((column, row) for row, column in _first_of_the_best(part))
    return pairs


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


def _component_total(part: Weights) -> int:
    rows = {row: index for index, row in enumerate({row for row, _ in part})}
    columns = {column: index for index, column in enumerate({column for _, column in part})}
    if len(rows) == 1 or len(columns) == 1:
        return max(part.values())
    matrix = [[0] * len(columns) for _ in rows]
    for (row, column), weight in part.items():
        matrix[rows[row]][columns[column]] = weight
    if min(len(rows), len(columns)) <= SMALL:
        return sum(matrix[i][j] for i, j in hungarian(matrix))
    return _library_total(matrix)


def _library_total(matrix: list[list[int]]) -> int:
    """Solve a big component with scipy: whole numbers below 2**53 are exact in its floats."""
    import numpy as np  # noqa: PLC0415  # only big components pay for the import
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    weights = np.array(matrix, dtype=np.int64)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return int(weights[rows, columns].sum())


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
