"""What is kept of a submission once it is scored: all that the pages say of it, and nothing of its text."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from farrago.tally import Tally
from farrago_schema.errors import Confused
from farrago_schema.problems import Problem
from farrago_schema.results import FileStamp, Interval, Number, System

Row = dict[str, Number]


class Kept(Struct, frozen=True, array_like=True):
    """A tally as bytes: whole numbers of 64 bits, documents × groups × columns."""

    columns: tuple[str, ...]
    documents: tuple[str, ...]
    groups: tuple[str, ...]
    numbers: bytes

    @classmethod
    def of(cls, tally: Tally) -> Kept:
        """Keep a tally."""
        return cls(tally.columns, tally.documents, tally.groups, tally.numbers.astype("<i8").tobytes())

    def tally(self) -> Tally:
        """Return the tally."""
        shape = len(self.documents), len(self.groups), len(self.columns)
        numbers = np.frombuffer(self.numbers, dtype="<i8").astype(np.int64).reshape(shape)
        return Tally(self.columns, self.documents, self.groups, numbers)


class KeptRun(Struct, frozen=True):
    """A scored file of predictions: the scores of the board's columns by key, and the counts behind them."""

    seed: str | None
    predictions: FileStamp
    signature: str
    scores: dict[str, float | None]
    counts: dict[str, Kept]


class Ends(Struct, frozen=True):
    """Intervals by metric and score, and by metric, type and score."""

    scores: dict[str, dict[str, Interval]]
    types: dict[str, dict[str, dict[str, Interval]]]


class Mistakes(Struct, frozen=True):
    """What became of the items of all runs.

    ``counts`` are by layer and kind, ``consequences`` by layer the errors that follow from another layer's;
    ``by_document`` counts errors by document and layer; ``right`` says by run, document and layer which of
    gold's items are right, as bits in the order of ``golden.items``.
    """

    counts: dict[str, dict[str, int]]
    consequences: dict[str, int]
    confusion: tuple[Confused, ...]
    by_document: dict[str, dict[str, int]]
    right: tuple[dict[str, dict[str, bytes]], ...]


class Examined(Struct, frozen=True):
    """A submission that is scored.

    ``scores``, ``types`` and ``breakdowns`` are those of a result of ``farrago score``, from the sums of all
    runs' counts, and so are ``intervals`` as far as pages show them; ``by_document`` are the scores of the
    board's columns in each document. ``told`` is what the first run says of each document beside gold, by id,
    as ``farrago.board.documents.packed`` keeps it.
    """

    system: System
    runs: tuple[KeptRun, ...]
    scores: dict[str, Row | None]
    types: dict[str, dict[str, Row]]
    breakdowns: dict[str, dict[str, dict[str, Row]]]
    intervals: Ends
    by_document: dict[str, dict[str, float | None]]
    duplicates: dict[str, int]
    located: dict[str, int]
    unlocated: int
    mistakes: Mistakes
    told: dict[str, bytes]


class Refused(Struct, frozen=True):
    """A submission that cannot be scored: its first problems, and how many it has."""

    problems: tuple[Problem, ...]
    total: int


class Outcome(Struct, frozen=True):
    """What came of a submission: one of the two."""

    examined: Examined | None = None
    refused: Refused | None = None


def summed(runs: list[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Return the sums of several runs' counts, by metric; a single run's are its own."""
    if len(runs) == 1:
        return dict(runs[0])
    return {name: _sum([run[name] for run in runs]) for name in runs[0]}


def _sum(tallies: list[Tally]) -> Tally:
    first = tallies[0]
    groups = sorted({group for tally in tallies for group in tally.groups})
    numbers = np.zeros((len(first.documents), len(groups), len(first.columns)), dtype=np.int64)
    for tally in tallies:
        assert tally.documents == first.documents, "every run answers for every document"
        numbers[:, np.searchsorted(groups, tally.groups)] += tally.numbers
    return Tally(first.columns, first.documents, tuple(groups), numbers)
