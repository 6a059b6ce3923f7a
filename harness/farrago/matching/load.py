"""How much may wait to be compared at once, so that memory does not grow with what is compared."""

from __future__ import annotations

from farrago.matching.columns import Taken

BATCH = 256
"""How many documents: calls on arrays of them cost nothing for each."""

PAIRS = 2**22
"""How many pairs of their items, and those of one document more: all of them may be held together."""

BYTES = 2**24
"""How many bytes of lines, and those of one document more."""


class Load:
    """What waits, in documents, pairs of their mentions and of their arguments, and bytes of their lines."""

    def __init__(self) -> None:
        self._documents = self._pairs = self._bytes = 0

    def add(self, taken: Taken, *lines: bytes) -> bool:
        """Add a document, with the lines that are kept of it; return whether no more may wait."""
        gold, predicted = taken.gold, taken.predicted
        self._documents += 1
        self._pairs += len(gold.starts) * len(predicted.starts) + len(gold.roles) * len(predicted.roles)
        self._bytes += sum(map(len, lines))
        return self._documents == BATCH or self._pairs > PAIRS or self._bytes > BYTES
