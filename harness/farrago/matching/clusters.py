"""Counts of two partitions of mentions into clusters: MUC, B³, CEAF, BLANC and LEA, in whole numbers.

MUC (Vilain et al. 1995): a cluster of n mentions is n − 1 links; the links that both sides hold are the same
number seen from either side. CEAFm and CEAFe (Luo 2005): what clusters share under the best one-to-one
alignment, in mentions (φ₃) and as similarity (φ₄). BLANC (Luo et al. 2014): pairs of mentions that are in one
cluster, and pairs that are not. LEA (Moosavi and Strube 2016): how much of each cluster's links is found,
weighted by its size.

Fractions are fixed-point numbers in units of 2⁻²⁸, rounded once for each cluster (B³, LEA) or pair of
clusters (CEAFe), half up: so sums are exact, and equal to a sum of floats to about 1e-9 a cluster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from farrago.matching.assignment import best_total
from farrago.matching.exchange import Cell

UNIT = 1 << 28

COLUMNS = (
    "muc_correct",
    "muc_predicted",
    "muc_gold",
    "bcub_precise",
    "bcub_recalled",
    "ceafm_correct",
    "ceafe_correct",
    "blanc_coref_correct",
    "blanc_coref_predicted",
    "blanc_coref_gold",
    "blanc_apart_correct",
    "blanc_apart_predicted",
    "blanc_apart_gold",
    "lea_precise",
    "lea_recalled",
    "predicted_mentions",
    "gold_mentions",
    "predicted_clusters",
    "gold_clusters",
)

FRACTIONS = frozenset({"bcub_precise", "bcub_recalled", "ceafe_correct", "lea_precise", "lea_recalled"})
"""Columns in units of 2⁻²⁸."""

Cluster = Collection[Hashable]


class Overlap(Struct, frozen=True):
    """Sizes of gold and predicted clusters, and how many mentions each (gold, predicted) pair shares.

    What has size 0 is no cluster. ``found`` are, for each side, the mentions of each cluster that the other
    side has, and ``squares`` the sums over the pairs of a cluster of the squares of what they share.
    """

    gold: Sequence[int]
    predicted: Sequence[int]
    shared: Mapping[Cell, int]
    found: tuple[Sequence[int], Sequence[int]]
    squares: tuple[Sequence[int], Sequence[int]]


def overlap(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Overlap:
    """Compare clusters; a mention stands in one cluster of each side."""
    holder = {mention: index for index, cluster in enumerate(gold) for mention in cluster}
    both = [
        (holder[mention], index)
        for index, cluster in enumerate(predicted)
        for mention in cluster
        if mention in holder
    ]
    return overlap_of(list(map(len, gold)), list(map(len, predicted)), Counter(both))


def overlap_of(gold: Sequence[int], predicted: Sequence[int], shared: Mapping[Cell, int]) -> Overlap:
    """Compare clusters of these sizes, of which each pair shares so many mentions; size 0 leaves one out."""
    held, said, held_squares, said_squares = ([0] * len(side) for side in (gold, predicted) * 2)
    cells: dict[Cell, int] = {}
    for cell, number in shared.items():
        one, other = cell
        if gold[one] and predicted[other]:
            cells[cell] = number
            held[one] += number
            said[other] += number
            held_squares[one] += number * number
            said_squares[other] += number * number
    return Overlap(gold, predicted, cells, (held, said), (held_squares, said_squares))


def count(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> tuple[int, ...]:
    """Return the row of ``COLUMNS`` for clusters of mentions."""
    return counts(overlap(gold, predicted))


def counts(cells: Overlap) -> tuple[int, ...]:
    """Return the row of ``COLUMNS``; ``FRACTIONS`` are in units of 2⁻²⁸."""
    predicted, gold = sum(cells.predicted), sum(cells.gold)
    of_predicted, of_gold = (len(sizes) - sizes.count(0) for sizes in (cells.predicted, cells.gold))
    return (
        sum(cells.shared.values()) - len(cells.shared),
        predicted - of_predicted,
        gold - of_gold,
        *b_cubed(cells),
        best_total(cells.shared),
        best_total(similarity(cells)),
        *blanc(cells),
        *lea(cells),
        predicted,
        gold,
        of_predicted,
        of_gold,
    )


def b_cubed(cells: Overlap) -> tuple[int, int]:
    """Return the sums of the mentions' precision and of their recall in units (Bagga and Baldwin 1998).

    A mention that the other side lacks adds 0, as in the CoNLL scorer 8.01.
    """
    gold, predicted = cells.squares
    return sum(map(units, predicted, cells.predicted)), sum(map(units, gold, cells.gold))


def similarity(cells: Overlap) -> dict[tuple[int, int], int]:
    """Return φ₄ of Luo 2005 in units for pairs of clusters K and R that overlap: 2|K ∩ R| / (|K| + |R|)."""
    return {
        (gold, predicted): units(2 * number, cells.gold[gold] + cells.predicted[predicted])
        for (gold, predicted), number in cells.shared.items()
    }


def blanc(cells: Overlap) -> tuple[int, int, int, int, int, int]:
    """Return how many pairs of mentions are in one cluster: on both sides, predicted, gold; then those apart.

    Luo et al. 2014: C and N of a side are its pairs within a cluster and across clusters; a pair of which the
    other side lacks a mention is in neither of the other's.
    """
    gold, predicted = cells.found
    together = sum(map(pairs, cells.shared.values()))
    # Pairs of shared mentions that are apart on both sides: all, but for those together on one side or both.
    apart = pairs(sum(gold)) - sum(map(pairs, gold)) - sum(map(pairs, predicted)) + together
    said, held = sum(map(pairs, cells.predicted)), sum(map(pairs, cells.gold))
    return (
        *(together, said, held),
        *(apart, pairs(sum(cells.predicted)) - said, pairs(sum(cells.gold)) - held),
    )


def lea(cells: Overlap) -> tuple[int, int]:
    """Return the sums over predicted and over gold clusters of size × share of links found, in units.

    Moosavi and Strube 2016: a cluster of n mentions has n (n − 1) / 2 links, a singleton one link to itself,
    which only a singleton holds, too.
    """
    links = [
        [(square - number) // 2 for number, square in zip(*side, strict=True)]
        for side in zip(cells.found, cells.squares, strict=True)
    ]
    for one, other in cells.shared:
        if cells.gold[one] == cells.predicted[other] == 1:
            links[0][one] = links[1][other] = 1
    return _resolved(links[1], cells.predicted), _resolved(links[0], cells.gold)


def _resolved(found: Sequence[int], sizes: Sequence[int]) -> int:
    return sum(
        [units(size * links, pairs(size) or 1) for links, size in zip(found, sizes, strict=True) if links]
    )


def pairs(number: int) -> int:
    """Return how many pairs that many things make."""
    return number * (number - 1) // 2


@lru_cache(maxsize=2**14)
def units(numerator: int, denominator: int) -> int:
    """Return the fraction in units of 2⁻²⁸, rounded half up; 0 over 0 is 0."""
    return (2 * numerator * UNIT + denominator) // (2 * denominator) if numerator else 0
