"""Counts summed on the way: what is left of a document is a double a metric, for the means over them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from farrago.items import ItemCounts, Many
from farrago.metrics import Metric
from farrago.tally import OVERALL, Counts, Totals

BLOCK = 64
"""How many documents are summed at once: few enough that what waits stays in the processor's cache."""

SCORED = 1024
"""How many documents are scored at once: enough that a score takes no time for each."""


@dataclass
class MetricSums:
    """The sums of one metric so far, and its score of each document; counts wait for a block to fill."""

    sums: dict[str, list[int]] = field(default_factory=dict)
    scores: array[float] = field(default_factory=lambda: array("d"))
    counts: list[Counts] = field(default_factory=list)
    rows: list[Sequence[int]] = field(default_factory=list)

    def add(self, counts: Counts, slices: Iterable[str], metric: Metric) -> None:
        """Add the counts of a document, also to the groups that it belongs to as a whole."""
        row = counts[OVERALL]
        self.counts.append(counts)
        self.rows.append(row)
        for group in slices:
            self._sum(group, row)
        if len(self.counts) == BLOCK:
            self._sum_up()
        if len(self.rows) == SCORED:
            self._score(metric)

    def add_many(self, counts: Many, slices: Sequence[Sequence[str]], metric: Metric) -> None:
        """Add the counts of many documents, each also to the groups that it belongs to as a whole."""
        for group in {group for groups in slices for group in groups}:
            rows = counts.rows[[group in groups for groups in slices]]
            self._sum(group, rows.sum(axis=0).tolist())
        self.scores.extend(metric.score(counts.rows)[metric.primary].tolist())
        for group, row in counts.totals().items():
            self._sum(group, row.tolist())

    def flush(self, metric: Metric) -> None:
        """Sum and score what is waiting."""
        self._sum_up()
        self._score(metric)

    def _sum_up(self) -> None:
        for group, row in _joined(self.counts):
            self._sum(group, row)
        self.counts = []

    def _score(self, metric: Metric) -> None:
        if self.rows:
            rows = np.array(self.rows, dtype=np.int64)
            self.scores.extend(metric.score(rows)[metric.primary].tolist())
        self.rows = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added."""
        return not (self.sums or self.counts)

    def merge(self, other: MetricSums, metric: Metric) -> None:
        """Add the sums of other documents."""
        self.flush(metric)
        other.flush(metric)
        self.scores.extend(other.scores)
        for group, row in other.sums.items():
            self._sum(group, row)

    def _sum(self, group: str, row: Sequence[int]) -> None:
        known = self.sums.get(group)
        self.sums[group] = list(row) if known is None else [a + b for a, b in zip(known, row, strict=True)]

    def totals(self, metric: Metric) -> Totals:
        """Return the sums as a tally without its documents."""
        self.flush(metric)
        sums = {group: np.array(self.sums[group], dtype=np.int64) for group in sorted(self.sums)}
        return Totals(metric.columns, sums, np.array(self.scores, dtype=np.float64))


def _joined(parts: Sequence[Counts]) -> Iterable[tuple[str, Sequence[int]]]:
    """Return rows by group, whose sums are those of all parts; a group may come up again."""
    items = [part for part in parts if isinstance(part, ItemCounts)]
    if items:
        yield from ItemCounts.joined(items).items()
    rows: dict[str, list[Sequence[int]]] = {}
    for part in parts:
        if not isinstance(part, ItemCounts):
            for group, row in part.items():
                rows.setdefault(group, []).append(row)
    for group, found in rows.items():
        yield group, list(map(sum, zip(*found, strict=True)))
