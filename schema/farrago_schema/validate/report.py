"""What validation found, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from farrago_schema.problems import Problem
from farrago_schema.validate.sides import Side, entities_of, events_of, relations_of

MOST_KEPT = 10_000
"""Of one kind of problem in one file, so many are kept; the others are counted: memory stays bounded."""


class ValidationReport(Struct, frozen=True):
    """All that is wrong with a file, and how much of it there is.

    ``problems`` make the file invalid; ``warnings`` do not, and say what was probably not meant. ``counts``
    is the number of problems by code, most first, with those that were too many to keep. The other numbers
    count what was read, right or wrong; ``layers`` names the keys that were seen.
    """

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    counts: dict[str, int] = {}
    documents: int = 0
    entities: int = 0
    relations: int = 0
    events: int = 0
    layers: frozenset[str] = frozenset()

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.counts

    def __add__(self, other: ValidationReport) -> ValidationReport:
        return ValidationReport(
            self.problems + other.problems,
            self.warnings + other.warnings,
            dict((Counter(self.counts) + Counter(other.counts)).most_common()),
            self.documents + other.documents,
            self.entities + other.entities,
            self.relations + other.relations,
            self.events + other.events,
            self.layers | other.layers,
        )


def report_of(problems: Iterable[Problem] = (), warnings: Iterable[Problem] = ()) -> ValidationReport:
    """Return the report of problems that no counting of documents goes with."""
    found = Tallied()
    found.add(problems)
    found.warn_once(warnings)
    return found.report()


class Tallied:
    """A report in the making: problems are added as lines are read."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        self._layers: set[str] = set()

    def add(self, problems: Iterable[Problem]) -> None:
        """Count problems, and keep them unless there are too many of their kind."""
        for problem in problems:
            self._counts[problem.code] += 1
            if self._counts[problem.code] <= MOST_KEPT:
                self._problems.append(problem)

    def count(self, side: Side) -> None:
        """Count a document and what stands in it."""
        self._numbers["documents"] += 1
        for name, items in (
            ("entities", entities_of(side)),
            ("relations", relations_of(side)),
            ("events", events_of(side)),
        ):
            self._numbers[name] += len(items)
            if getattr(side, name) is not None:
                self._layers.add(name)

    def warn_once(self, warnings: Iterable[Problem]) -> None:
        """Add the warnings of a kind that this file does not have yet."""
        for warning in warnings:
            if all(warning.code != other.code for other in self._warnings):
                self._warnings.append(warning)

    def report(self) -> ValidationReport:
        """Return the report of all that was added."""
        return ValidationReport(
            tuple(self._problems),
            tuple(self._warnings),
            dict(self._counts.most_common()),
            self._numbers["documents"],
            self._numbers["entities"],
            self._numbers["relations"],
            self._numbers["events"],
            frozenset(self._layers),
        )
