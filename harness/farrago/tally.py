"""Counts of a metric: documents × groups × columns of whole numbers, which sum without rounding.

Every column is an integer, so the counts of a corpus are the sums of its documents' counts bit for bit, in
any split and order (law 7). Groups are strings: ``""`` for everything, else ``facet=value`` (``type=PER``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

OVERALL = ""

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Score = Callable[[Integers], Floats]
"""Maps counts, shape ``(…, columns)``, to scores, shape ``(…)``."""
Counts = Mapping[str, Sequence[int]]
"""What a metric counts in one document: a row of whole numbers, one a column, for each group."""


@dataclass(frozen=True, eq=False)
class Block:
    """Counts of many documents: for each group whole numbers of the shape ``(documents, columns)``."""

    documents: Sequence[str]
    groups: Mapping[str, Integers]


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of documents × groups × columns. Documents stand in the order of their ids, groups in their own.

    ``numbers`` has the shape ``(len(documents), len(groups), len(columns))``.
    """

    columns: tuple[str, ...]
    documents: tuple[str, ...]
    groups: tuple[str, ...]
    numbers: Integers

    @classmethod
    def of(cls, columns: Sequence[str], rows: Mapping[str, Counts], blocks: Sequence[Block] = ()) -> Tally:
        """Build a tally of the counts of each document, by id, and of blocks of other documents."""
        documents = sorted([*rows, *(document for block in blocks for document in block.documents)])
        groups = sorted({OVERALL}.union(*rows.values(), *(block.groups for block in blocks)))
        place = {group: index for index, group in enumerate(groups)}
        numbers = np.zeros((len(documents), len(groups), len(columns)), dtype=np.int64)
        at = {document: index for index, document in enumerate(documents)}
        cells = [
            (at[document], place[group], row)
            for document, counts in rows.items()
            for group, row in counts.items()
        ]
        if cells:
            which, where, found = zip(*cells, strict=True)
            numbers[list(which), list(where)] = found
        for block in blocks:
            own = [at[document] for document in block.documents]
            for group, of_group in block.groups.items():
                numbers[own, place[group]] = of_group
        return cls(tuple(columns), tuple(documents), tuple(groups), numbers)

    def __add__(self, other: Tally) -> Tally:
        """Return the tally of both corpora.

        Raises:
            ValueError: the columns differ, or a document is in both.
        """
        if self.columns != other.columns:
            raise ValueError(f"tallies of different columns: {self.columns} and {other.columns}")
        if shared := set(self.documents) & set(other.documents):
            raise ValueError(f"documents in both tallies: {', '.join(sorted(shared))}")
        documents = sorted((*self.documents, *other.documents))
        groups = sorted({*self.groups, *other.groups})
        numbers = np.zeros((len(documents), len(groups), len(self.columns)), dtype=np.int64)
        for part in (self, other):
            rows = np.searchsorted(documents, part.documents)
            places = np.searchsorted(groups, part.groups)
            numbers[np.ix_(rows, places)] = part.numbers
        return Tally(self.columns, tuple(documents), tuple(groups), numbers)

    def document_scores(self, score: Score) -> Floats:
        """Return what ``score`` gives each document's overall counts, shape ``(documents,)``."""
        return score(self.by_document())

    def total(self, group: str = OVERALL) -> Integers:
        """Return the sums over documents of one group, shape ``(columns,)``; zeros for an unknown group."""
        return np.asarray(self.by_document(group).sum(axis=0))

    def by_document(self, group: str = OVERALL) -> Integers:
        """Return one group's counts, shape ``(documents, columns)``; zeros for an unknown group."""
        if group not in self.groups:
            return np.zeros((len(self.documents), len(self.columns)), dtype=np.int64)
        return self.numbers[:, self.groups.index(group)]

    def only(self, documents: Iterable[str]) -> Tally:
        """Return the slice of those documents that are in this tally."""
        wanted = set(documents)
        kept = [index for index, document in enumerate(self.documents) if document in wanted]
        names = tuple(self.documents[index] for index in kept)
        return Tally(self.columns, names, self.groups, self.numbers[kept])

    def facet(self, name: str) -> dict[str, str]:
        """Return the values of a facet and the groups that hold them: ``{"PER": "type=PER", …}``."""
        return _values(self.groups, name)


@dataclass(frozen=True, eq=False)
class Totals:
    """The sums of a tally whose documents were not kept, and each document's score, in any order."""

    columns: tuple[str, ...]
    sums: Mapping[str, Integers]
    scores: Floats

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in their own order."""
        return tuple(sorted({OVERALL, *self.sums}))

    def document_scores(self, score: Score) -> Floats:  # noqa: ARG002  # they were scored by it on the way
        """Return each document's score, shape ``(documents,)``."""
        return self.scores

    def total(self, group: str = OVERALL) -> Integers:
        """Return the sums over documents of one group, shape ``(columns,)``; zeros for an unknown group."""
        zeros = np.zeros(len(self.columns), dtype=np.int64)
        return self.sums.get(group, zeros)

    def facet(self, name: str) -> dict[str, str]:
        """Return the values of a facet and the groups that hold them: ``{"PER": "type=PER", …}``."""
        return _values(self.groups, name)


AnyTally = Tally | Totals


def _values(groups: Iterable[str], facet: str) -> dict[str, str]:
    prefix = f"{facet}="
    return {group[len(prefix) :]: group for group in groups if group.startswith(prefix)}


def beside(tallies: Mapping[str, Tally]) -> Tally:
    """Join tallies column by column, over the documents that all of them hold; overall counts only.

    A column of the part ``name`` is called ``name.column``.
    """
    shared = sorted(set.intersection(*(set(tally.documents) for tally in tallies.values())))
    parts = [tally.only(shared).by_document() for tally in tallies.values()]
    columns = tuple(f"{name}.{column}" for name, tally in tallies.items() for column in tally.columns)
    return Tally(columns, tuple(shared), (OVERALL,), np.concatenate(parts, axis=1)[:, np.newaxis])
