"""Compares documents as they are met: many at once where they are plain, else each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from farrago.engine.doubts import is_quoted
from farrago.engine.judged import Held, Irregular, Judged, Laid, Said, layout_of
from farrago.matching.columns import Taken
from farrago.matching.load import Load
from farrago.scoring import Counting


class Waiting(NamedTuple):
    """A document that waits for others, with all that is needed when its turn comes.

    That is its columns, the groups that it belongs to as a whole, how long its text is, how it is laid out if
    that is still to be seen, and the lines that it stands on: they are small, and decoded again in the rare
    case that more must be known.
    """

    id: str
    taken: Taken
    slices: Sequence[str]
    length: int
    laid: Laid | None
    gold: bytes
    prediction: bytes


class Comparing:
    """Counts documents; whether both sides are valid may turn out only when their batch is full."""

    def __init__(self, counting: Counting, judged: Judged) -> None:
        self._counting, self.judged = counting, judged
        self._waiting: list[Waiting] = []
        self._load = Load()

    def add(self, held: Held, said: Said) -> None:
        """Count a prediction of a document; raises ``Irregular`` if it is not valid, or the second one."""
        counting, document = self._counting, held.document
        if document.id in counting.done:
            raise Irregular
        doubts, columns = self.judged.doubts, counting.columns
        taken = None if doubts is None else columns.of(document, said.prediction)
        laid = None if taken is None or held.is_valid else self.judged.laid(held)
        if (
            taken is None
            or (laid is None and not held.is_valid)
            or not is_quoted(said.prediction, document.text)
        ):
            counting.add(self.judged.pair(held, said.prediction), said.prediction)
            return
        counting.see(said.prediction)
        slices = counting.slices(document)
        lines = held.line, said.line
        self._waiting.append(Waiting(document.id, taken, slices, len(document.text), laid, *lines))
        if self._load.add(taken, *lines):
            self.compare()

    def compare(self) -> None:
        """Count what waits; raises ``Irregular`` if one is not valid."""
        waiting, self._waiting, self._load = self._waiting, [], Load()
        if not waiting or self.judged.doubts is None:
            return
        batch = self._counting.batch([each.taken for each in waiting])
        lengths = [each.length for each in waiting]
        doubtful = self.judged.doubts.of(batch, lengths)
        if not self.judged.is_valid:
            laid = [each.laid for each in waiting if each.laid is not None]
            layout = batch.pages.layout if self._counting.columns.reads_page else layout_of(laid)
            doubtful |= self.judged.doubts.of_gold(batch, lengths, layout)
        if doubtful.any():
            for each, is_doubtful in zip(waiting, doubtful.tolist(), strict=True):
                if is_doubtful:
                    prediction = self.judged.prediction(each.prediction).prediction
                    document = self.judged.pair(self.judged.checked(each.gold), prediction)
                    self._counting.add(document, prediction)
            waiting = [each for each, out in zip(waiting, doubtful.tolist(), strict=True) if not out]
            if not waiting:
                return
            batch = self._counting.batch([each.taken for each in waiting])
        self._counting.add_batch(batch, [each.id for each in waiting], [each.slices for each in waiting])
