"""Which outcomes somebody wants to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from farrago.report.errors.survey import Survey
from farrago_schema.errors import FINE, ErrorLayer, Kind, Outcome


@dataclass(frozen=True)
class Wanted:
    """A choice of outcomes; what is empty chooses nothing out.

    Attributes:
        layers: the layers to look at.
        types: gold's type or the prediction's is one of these.
        documents: ids of documents.
        kinds: the kinds to list.
        roots: list only errors that follow from no other layer's.
        everything: list also what is right, ignored or a duplicate.
        limit: list at most so many of each layer and kind.
    """

    layers: frozenset[ErrorLayer] = frozenset()
    types: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    roots: bool = False
    everything: bool = False
    limit: int | None = None

    def layers_of(self, examined: Survey) -> list[ErrorLayer]:
        """Return the layers to look at, of those that there are."""
        return [layer for layer in examined.layers if not self.layers or layer in self.layers]

    def outcomes(self, examined: Survey) -> Iterator[Outcome]:
        """Yield the outcomes of the layers, types and documents: what is counted."""
        for outcome in examined.outcomes(self.layers_of(examined), self.documents):
            if not self.types or {outcome.type, outcome.predicted_type} & self.types:
                yield outcome

    def listed(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield those of the outcomes that are of the kinds, as many as may be."""
        seen: Counter[tuple[str, str]] = Counter()
        for outcome in outcomes:
            if self._is_listed(outcome):
                group = outcome.layer, outcome.kind
                seen[group] += 1
                if self.limit is None or seen[group] <= self.limit:
                    yield outcome

    def _is_listed(self, outcome: Outcome) -> bool:
        if self.roots and outcome.cause is not None:
            return False
        if self.kinds:
            return outcome.kind in self.kinds
        return self.everything or outcome.kind not in FINE
