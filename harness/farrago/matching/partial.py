"""Mentions and the mentions that they overlap, one to one: exactly, in part, and with another type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from farrago.matching.annotation import Span
from farrago.matching.assignment import best_pairs

Typed = tuple[Span, str]


def aligned(gold: Iterable[Typed], predicted: Iterable[Typed]) -> dict[Typed, Typed]:
    """Return the predicted mention of each gold mention that has one; mentions are told once each."""
    same = set(gold) & set(predicted)
    partner = {item: item for item in same}
    rows, columns = sorted(set(gold) - same), sorted(set(predicted) - same)
    overlaps = {
        (row, column): shared
        for column, item in enumerate(columns)
        for row, shared in _overlapping(item, rows)
    }
    for column, row in best_pairs(_weights(rows, columns, overlaps)).items():
        partner[rows[row]] = columns[column]
    return partner


def _overlapping(item: Typed, rows: Sequence[Typed]) -> Iterator[tuple[int, int]]:
    """Yield the mentions that the item overlaps, and in how many code points."""
    (start, end), _ = item
    for row, (span, _) in enumerate(rows):
        if span[0] >= end:
            return  # rows stand in the order of their starts
        if start < span[1]:
            yield row, min(end, span[1]) - max(start, span[0])


def _weights(
    rows: Sequence[Typed], columns: Sequence[Typed], overlaps: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], int]:
    """Write what is to be maximised in its order into one number: each digit can hold the sum over all pairs.

    Equal span and type is not among it: what has that is a pair in every best alignment.
    """
    base = 1 + min(len(rows), len(columns))
    length = 1 + sum(overlaps.values())
    return {
        (row, column): (
            (int(rows[row][0] == columns[column][0]) * base + int(rows[row][1] == columns[column][1])) * base
            + 1
        )
        * length
        + shared
        for (row, column), shared in overlaps.items()
    }
