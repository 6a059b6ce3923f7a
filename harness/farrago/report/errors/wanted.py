"""Which outcomes somebody wants to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from farrago.errors import Found
from farrago.report.errors.survey import Item, Survey
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

    def items(self, examined: Survey) -> Iterator[Item]:
        """Yield the items of the layers, types and documents: what is counted."""
        for item in examined.items(self.layers_of(examined), self.documents):
            if not self.types or self._is_of_type(item.found):
                yield item

    def listed(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Yield the records of those items that are of the kinds, as many as may be."""
        seen: Counter[tuple[str, str]] = Counter()
        for item in items:
            if self._is_listed(item.found):
                group = item.found.layer, item.found.kind
                seen[group] += 1
                if self.limit is None or seen[group] <= self.limit:
                    yield item.outcome()

    def _is_of_type(self, found: Found) -> bool:
        return any(side is not None and side.type in self.types for side in (found.gold, found.predicted))

    def _is_listed(self, found: Found) -> bool:
        if self.roots and found.cause is not None:
            return False
        if self.kinds:
            return found.kind in self.kinds
        return self.everything or found.kind not in FINE
