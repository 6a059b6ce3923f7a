"""Scores a file of predictions against a file of gold in one pass over both, in one process or several.

Both files are read side by side and a document is forgotten once it is counted, so memory does not grow with
them. Files in the same order cost one look at each line; of a document that the other file has elsewhere the
place is remembered, and it is read again. Each process takes a stretch of both files; counts are whole
numbers and the means over documents are rounded once, so any number of processes gives the same bytes.

Plain documents are compared many at once (``comparing``).

This is for input that is as it should be. Whatever is not makes ``Irregular``: then the files are read the
slow way, which tells everything that is wrong with them. Gold that was found valid before is not checked
again (``verdicts``), and then only what is compared is decoded.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from farrago.engine.comparing import Comparing
from farrago.engine.judged import Held, Irregular, Judged, Said
from farrago.engine.verdicts import Verdict
from farrago.scoring import Counting, Options, Scored, selected
from farrago_schema import codec
from farrago_schema.ontology import Ontology

__all__ = ["Irregular", "Reader", "Verdict", "can_read", "score_files"]

SUFFIX = ".jsonl"
BUFFER = 2**20
"""How much of a file is read at a time, in bytes."""

RARELY = 100_000
"""How many containers more than before there may be until garbage is collected."""

WINDOW = 2**22
"""How far around its likely place in gold a document is looked for, in bytes, to cut both files alike."""


class Stretch(NamedTuple):
    """A part of a file, from byte to byte; both are the starts of lines."""

    start: int
    end: int


@dataclass
class Part:
    """What a process found: counts, and where the documents stand that its other stretch does not have."""

    counting: Counting
    gold: dict[str, int] = field(default_factory=dict)
    predictions: dict[str, int] = field(default_factory=dict)


def can_read(*paths: Path) -> bool:
    """Tell whether the engine reads all these files: plain JSON lines, whose lines it can find again."""
    return all(path.name.lower().endswith(SUFFIX) and path.is_file() for path in paths)


def score_files(  # noqa: PLR0913  # two files, and how they are scored
    predictions: Path,
    gold: Path,
    ontology: Ontology | None,
    options: Options,
    *,
    verdict: Verdict | None = None,
    jobs: int = 1,
) -> tuple[Scored, int]:
    """Score a file of predictions against a file of gold; also return how many documents gold has.

    Without a verdict gold is checked, and nothing is kept of that.

    Raises:
        Irregular: one of them may not be valid, or they are not about the same documents.
    """
    is_valid = verdict is not None and verdict.is_valid
    reader = Reader(predictions, gold, ontology, options, is_valid)
    parts = _in_processes(reader, _stretches(predictions, gold, jobs)) if jobs > 1 else [reader.read()]
    whole = reader.nothing()
    for part in parts:
        if whole.counting.done & part.counting.done:
            raise Irregular
        whole.counting.merge(part.counting)
        _join(whole.gold, part.gold)
        _join(whole.predictions, part.predictions)
    reader.finish(whole)
    documents = len(whole.counting.done) + len(whole.counting.missing)
    if not documents:
        raise Irregular
    if verdict is not None and not is_valid:
        verdict.keep()
    return whole.counting.scored(), documents


def _join(places: dict[str, int], others: Mapping[str, int]) -> None:
    if places.keys() & others.keys():
        raise Irregular
    places.update(others)


@dataclass(frozen=True)
class Reader:
    """Reads stretches of two files side by side, and counts what they have in common."""

    predictions: Path
    gold: Path
    ontology: Ontology | None
    options: Options
    is_valid: bool

    def nothing(self) -> Part:
        """Return a part without documents."""
        return Part(Counting(selected(self.options.metrics), self.options))

    def read(self, said: Stretch | None = None, held: Stretch | None = None) -> Part:
        """Count what stretches of both files, or the whole of them, have in common."""
        part = self.nothing()
        comparing = Comparing(part.counting, self._judged(part.counting))
        judged = comparing.judged
        predictions, gold = _lines(self.predictions, said), _lines(self.gold, held)
        with _rarely_collected():
            while True:
                of_gold, of_said = next(gold, None), next(predictions, None)
                if of_gold is None and of_said is None:
                    comparing.compare()
                    return part
                document = None if of_gold is None else judged.document(of_gold[1])
                prediction = None if of_said is None else judged.prediction(of_said[1])
                if document is not None and prediction is not None and document.id == prediction.id:
                    comparing.add(document, prediction)
                    continue
                if document is not None and of_gold is not None:
                    self._meet(part, comparing, document, of_gold[0])
                if prediction is not None and of_said is not None:
                    self._answer(part, comparing, prediction, of_said[0])

    def _judged(self, counting: Counting) -> Judged:
        return Judged(self.ontology, self.options, counting, is_valid=self.is_valid)

    def _meet(self, part: Part, comparing: Comparing, document: Held, at: int) -> None:
        """Count a gold document if its prediction was seen before, else remember where it is."""
        place = part.predictions.pop(document.id, None)
        if place is not None:
            comparing.add(document, comparing.judged.prediction(_line_at(self.predictions, place)))
        elif document.id in part.gold or document.id in part.counting.done:
            raise Irregular
        else:
            part.gold[document.id] = at

    def _answer(self, part: Part, comparing: Comparing, prediction: Said, at: int) -> None:
        """Count a prediction if its gold was seen before, else remember where it is."""
        place = part.gold.pop(prediction.id, None)
        if place is not None:
            comparing.add(comparing.judged.document(_line_at(self.gold, place)), prediction)
        elif prediction.id in part.predictions or prediction.id in part.counting.done:
            raise Irregular
        else:
            part.predictions[prediction.id] = at

    def finish(self, part: Part) -> None:
        """Count what stood in different stretches, and by leave of the options what has no prediction."""
        judged = self._judged(part.counting)
        comparing = Comparing(part.counting, judged)
        for id_, place in part.predictions.items():
            if id_ not in part.gold or id_ in part.counting.done:
                raise Irregular
            document = judged.document(_line_at(self.gold, part.gold.pop(id_)))
            comparing.add(document, judged.prediction(_line_at(self.predictions, place)))
        if part.gold and not self.options.allow_missing:
            raise Irregular
        for id_ in sorted(part.gold):
            if id_ in part.counting.done:
                raise Irregular
            part.counting.add_missing(judged.checked(_line_at(self.gold, part.gold[id_])).document)
        comparing.compare()


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Let garbage wait: documents come and go without cycles, and looking for these costs a tenth of all."""
    thresholds = gc.get_threshold()
    gc.set_threshold(RARELY, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _lines(path: Path, stretch: Stretch | None) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a stretch, each with the byte where it starts."""
    with path.open("rb", buffering=BUFFER) as stream:
        at, end = stretch or Stretch(0, path.stat().st_size)
        stream.seek(at)
        while at < end and (line := stream.readline(codec.LINE_LIMIT + 1)):
            if len(line) > codec.LINE_LIMIT:
                raise Irregular
            yield at, line
            at += len(line)


def _line_at(path: Path, place: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(place)
        return stream.readline()


class _Identified(msgspec.Struct):
    id: str


def _stretches(predictions: Path, gold: Path, jobs: int) -> list[tuple[Stretch, Stretch]]:
    """Cut both files into as many stretches, before the same documents if these stand about alike."""
    cuts = [(0, 0)]
    said, held = predictions.stat().st_size, gold.stat().st_size
    with predictions.open("rb") as of_said, gold.open("rb") as of_gold:
        for number in range(1, jobs):
            cut = _line_start(of_said, said * number // jobs)
            id_ = _id_at(of_said, cut)
            cuts.append((cut, _find(of_gold, id_, held * number // jobs)))
    # In another order gold's cuts may go backward: then its stretches are empty, and all is still read once.
    starts = zip(*(accumulate(side, max) for side in zip(*cuts, strict=True)), strict=True)
    edges = [*starts, (said, held)]
    return [
        (Stretch(start[0], end[0]), Stretch(start[1], end[1]))
        for start, end in pairwise(edges)
        if start != end
    ]


def _line_start(stream: BinaryIO, near: int) -> int:
    """Return where the first line starts that starts at a byte or after it."""
    if near == 0:
        return 0
    stream.seek(near - 1)
    stream.readline(codec.LINE_LIMIT)
    return stream.tell()


def _id_at(stream: BinaryIO, place: int) -> str | None:
    stream.seek(place)
    try:
        return msgspec.json.decode(stream.readline(codec.LINE_LIMIT), type=_Identified).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _find(stream: BinaryIO, id_: str | None, near: int) -> int:
    """Return where the line of a document starts near a byte; if it is not there, where some line does."""
    first = at = _line_start(stream, max(0, near - WINDOW))
    likely = _line_start(stream, near)
    while id_ is not None and at <= first + 2 * WINDOW:
        stream.seek(at)
        line = stream.readline(codec.LINE_LIMIT)
        if not line:
            break
        try:
            if msgspec.json.decode(line, type=_Identified).id == id_:
                return at
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            break
        at += len(line)
    return likely


def _in_processes(reader: Reader, stretches: Sequence[tuple[Stretch, Stretch]]) -> list[Part]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # only who asks for several pays for it

    with ProcessPoolExecutor(max_workers=len(stretches)) as pool:
        return [future.result() for future in [pool.submit(reader.read, *each) for each in stretches]]
