"""Compares documents as they are met: many at once where they are plain, else each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from farrago.engine.doubts import is_quoted
from farrago.engine.judged import Held, Irregular, Judged, Said
from farrago.matching.columns import Taken
from farrago.scoring import Counting
from farrago.scoring.counting import BATCH

BYTES = 2**24
"""How many bytes of lines may wait at most, whatever the number of documents."""


class Waiting(NamedTuple):
    """A document that waits for others: its columns, how long its text is, and the lines that it stands on.

    And the groups that it belongs to as a whole.

    Lines are small, and decoded again in the rare case that more must be known.
    """

    id: str
    taken: Taken
    slices: Sequence[str]
    length: int
    gold: bytes
    prediction: bytes


class Comparing:
    """Counts documents; whether predictions are valid may turn out only when their batch is full."""

    def __init__(self, counting: Counting, judged: Judged) -> None:
        self._counting, self.judged = counting, judged
        self._is_at_once = counting.is_at_once and judged.doubts is not None
        self._waiting: list[Waiting] = []
        self._bytes = 0

    def add(self, held: Held, said: Said) -> None:
        """Count a prediction of a document; raises ``Irregular`` if it is not valid, or the second one."""
        counting, document = self._counting, held.document
        if document.id in counting.done:
            raise Irregular
        taken = counting.columns.of(document, said.prediction) if self._is_at_once else None
        if taken is None or not is_quoted(said.prediction, document.text):
            counting.add(self.judged.pair(held, said.prediction), said.prediction)
            return
        counting.see(said.prediction)
        slices = counting.slices(document)
        self._waiting.append(Waiting(document.id, taken, slices, len(document.text), held.line, said.line))
        self._bytes += len(held.line) + len(said.line)
        if len(self._waiting) == BATCH or self._bytes > BYTES:
            self.compare()

    def compare(self) -> None:
        """Count what waits; raises ``Irregular`` if a prediction is not valid."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        if not waiting or self.judged.doubts is None:
            return
        batch = self._counting.batch([each.taken for each in waiting])
        doubtful = self.judged.doubts.of(batch, [each.length for each in waiting])
        if doubtful.any():
            for each, is_doubtful in zip(waiting, doubtful.tolist(), strict=True):
                if is_doubtful:
                    prediction = self.judged.prediction(each.prediction).prediction
                    document = self.judged.pair(self.judged.document(each.gold), prediction)
                    self._counting.add(document, prediction)
            waiting = [each for each, out in zip(waiting, doubtful.tolist(), strict=True) if not out]
            if not waiting:
                return
            batch = self._counting.batch([each.taken for each in waiting])
        self._counting.add_batch(batch, [each.id for each in waiting], [each.slices for each in waiting])
