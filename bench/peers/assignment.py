"""scipy's assignment: on rectangles, ties, and big noisy components, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.peers import Comparison
from farrago.matching import best_pairs, best_total

Weights = dict[tuple[int, int], int]
SMALL = 3000


def cases() -> Iterator[Weights]:
    """Yield weights of small rectangles full of ties, sparse ones, and big ones that noise joins together."""
    chance = Random(1955)
    for _ in range(SMALL):
        rows, columns = chance.randint(1, 7), chance.randint(1, 7)
        most = chance.choice((1, 2, 9, 2**39))
        density = chance.choice((0.2, 0.5, 1.0))
        yield _weights(chance, rows, columns, most, density)
    for rows, columns, density in (
        (30, 30, 0.1),
        (60, 25, 0.3),
        (25, 60, 0.3),
        (120, 120, 0.05),
        (150, 90, 0.5),
    ):
        for most in (1, 3, 2**28):
            yield _weights(chance, rows, columns, most, density)


def _weights(chance: Random, rows: int, columns: int, most: int, density: float) -> Weights:
    return {
        (row, column): chance.randint(1, most)
        for row in range(rows)
        for column in range(columns)
        if chance.random() < density
    }


def by_scipy(weights: Weights) -> int:
    """Return the largest total that scipy finds."""
    if not weights:
        return 0
    shape = [1 + max(pair[axis] for pair in weights) for axis in (0, 1)]
    matrix = np.zeros(shape, dtype=np.int64)
    for pair, weight in weights.items():
        matrix[pair] = weight
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    return int(matrix[rows, columns].sum())


def compare() -> list[Comparison]:
    """Run both on all cases; small ones by pairs, too."""
    number, largest = 0, 0
    for weights in cases():
        number += 1
        wanted = by_scipy(weights)
        largest = max(largest, abs(best_total(weights) - wanted))
        if number <= SMALL:
            total = sum(weights[row, column] for column, row in best_pairs(weights).items())
            largest = max(largest, abs(total - wanted))
    what = "largest sum of a one-to-one assignment, in whole numbers"
    return [Comparison("scipy.optimize.linear_sum_assignment", what, number, float(largest))]
