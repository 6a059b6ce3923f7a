"""Random clusterings of mentions, and what our metric says of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

import numpy as np
import numpy.typing as npt

from farrago.matching import clusters
from farrago.scoring import metrics

Clustering = list[set[int]]
NUMBER = 4000


def clustering(chance: Random, mentions: list[int]) -> Clustering:
    """Deal some of the mentions among clusters of all sizes; often most are singletons, or all are one."""
    kept = chance.sample(mentions, chance.choice((chance.randint(0, len(mentions)), len(mentions))))
    number = chance.choice((1, 2, 3, 4, 5, len(mentions), 3 * len(mentions)))
    groups: dict[int, set[int]] = {}
    for mention in kept:
        groups.setdefault(chance.randrange(number), set()).add(mention)
    return list(groups.values())


def disturbed(chance: Random, key: Clustering) -> Clustering:
    """Change a clustering a little, as a good system would."""
    response = [set(cluster) for cluster in key]
    for _ in range(chance.randint(0, 3)):
        one, other = chance.randrange(len(response)), chance.randrange(len(response))
        moved = response[one].pop() if response[one] else chance.randrange(100, 999)
        if chance.random() < 0.7:
            response[other].add(moved)
    return [cluster for cluster in response if cluster]


# Written by hand: Luo 2005 and Vilain et al. 1995 argue with such cases.
BY_HAND: tuple[tuple[Clustering, Clustering], ...] = (
    ([{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}], [{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}]),
    ([{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}], [{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, {6, 7}]),
    ([{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}], [set(range(1, 13))]),
    ([{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}], [{one} for one in range(1, 13)]),
    ([{1, 2, 3, 4}], [{1, 2}, {3, 4}]),
    ([{1, 2}, {3, 4}], [{1, 2, 3, 4}]),
    ([{1, 2, 3}], [{1, 2, 3}]),
    ([{1}, {2}, {3}], [{1}, {2}, {3}]),
    ([{1, 2}], [{3, 4}]),
    ([{1, 2}], []),
    ([], [{1, 2}]),
)


@cache
def cases() -> Sequence[tuple[Clustering, Clustering]]:
    """Return clusterings by hand and at random, each a (key, response)."""
    chance = Random(2031)
    found = list(BY_HAND)
    for _ in range(NUMBER):
        mentions = list(range(chance.randint(1, chance.choice((3, 9, 16, 16)))))
        key = clustering(chance, mentions)
        near = bool(key) and chance.random() < 0.5
        found.append((key, disturbed(chance, key) if near else clustering(chance, mentions)))
    return found


@cache
def ours() -> dict[str, npt.NDArray[np.float64]]:
    """Score every case by itself; NaN is null."""
    rows = np.array([clusters.count(key, response) for key, response in cases()], dtype=np.int64)
    return {name: np.asarray(values) for name, values in metrics()["coref"].score(rows).items()}


def score(key: Clustering, response: Clustering) -> dict[str, float]:
    """Score one case."""
    counts = np.array(clusters.count(key, response), dtype=np.int64)
    return {name: float(value) for name, value in metrics()["coref"].score(counts).items()}
