"""``python -m bench.stages [FORM]``: where the time of a document goes, in microseconds, step by step.

Documents come in batches, as in a real run; what is done to each is timed as it comes, so that caches are as
cold as there.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TypeVar, cast

import msgspec

from bench.corpora import DIFFERENT, Corpus, Form, corpus
from bench.parse import Annotated
from farrago.engine.doubts import Doubts, is_quoted
from farrago.engine.judged import BareDocument, Judged, layout_of
from farrago.matching import Labels, Pair, labels_of
from farrago.matching.batch import Batch
from farrago.matching.columns import Columns
from farrago.matching.load import BATCH
from farrago.scoring import DEFAULT, Counting, Options, metrics, selected
from farrago.scoring.headline import NAME
from farrago.scoring.sums import MetricSums
from farrago_schema import ontology
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.fine import Judge

T = TypeVar("T")

GOAL = 5
"""Scoring with the default metrics was to take so many times the floor."""

FLOOR = "decoding alone, without text and tokens"
ONCE = "one pass over all items of both sides, for scale"
ALONE = "one that is not plain, all of it by itself"
NEW = "new gold: "
REQUEST = " (by request)"
FIRST = "decoding"


class Clock:
    """Adds up the time of steps, of the processor: others at work on the machine matter less."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def __call__(self, step: str, action: Callable[[], T]) -> T:
        """Run and time an action."""
        start = time.thread_time_ns()
        result = action()
        self.spent[step] += time.thread_time_ns() - start
        return result


def one_pass(*sides: Annotated) -> list[object]:
    """Look once at each mention, relation, trigger and argument."""
    return [
        item
        for side in sides
        for layer in (
            [each.start for entity in side.entities for each in entity.mentions],
            [each.head for each in side.relations],
            [each.start for event in side.events for each in event.triggers],
            [each.role for event in side.events for each in event.arguments],
        )
        for item in layer
    ]


def measure(form: Form) -> Mapping[str, float]:
    """Return the microseconds that each step takes a document."""
    made, clock = corpus(form, DIFFERENT), Clock()
    gc.disable()
    labels = labels_of(ontology.load())
    _score(made, labels, clock)
    _score_more(made, labels, clock)
    _score_alone(made, labels, clock)
    _check(made, labels, clock)
    gc.enable()
    return {step: spent / DIFFERENT / 1000 for step, spent in clock.spent.items()}


def _score(made: Corpus, labels: Labels, clock: Clock) -> None:
    """Time what is done with gold that is known, by the default metrics."""
    floor, bare = msgspec.json.Decoder(Annotated).decode, msgspec.json.Decoder(BareDocument).decode
    said, columns, doubts = msgspec.json.Decoder(Prediction).decode, Columns(labels), Doubts(ontology.load())
    sums = {name: MetricSums() for name in DEFAULT}
    for lines in _batches(made):
        taken, lengths = [], []
        for held, told in lines:
            parsed = clock(FLOOR, lambda: (floor(held), floor(told)))  # noqa: B023  # run at once
            clock(ONCE, lambda: one_pass(*parsed))  # noqa: B023
            gold, prediction = clock(FIRST, lambda: (bare(held), said(told)))  # noqa: B023
            document = cast("Document", gold)
            clock("checking texts and ids", lambda: is_quoted(prediction, document.text))  # noqa: B023
            sides = clock("taking apart", lambda: columns.of(document, prediction))  # noqa: B023
            assert sides is not None, "all documents of this corpus are plain"
            taken.append(sides)
            lengths.append(len(document.text))
        batch = clock("arrays", lambda: Batch(columns, taken))  # noqa: B023
        clock("checking all else", lambda: doubts.of(batch, lengths))  # noqa: B023
        clock("alignment of mentions", lambda: (batch.mention_alignment, batch.cells))  # noqa: B023
        clock("alignment of entities", lambda: (batch.typed_alignment, batch.lenient_typed_alignment))  # noqa: B023
        clock("alignment of events", lambda: (batch.event_alignment, batch.roleless_event_alignment))  # noqa: B023
        _count(batch, sums, "", clock)


def _score_more(made: Corpus, labels: Labels, clock: Clock) -> None:
    """Time what the other metrics need, and them."""
    whole, said = msgspec.json.Decoder(Document).decode, msgspec.json.Decoder(Prediction).decode
    columns = Columns(labels, reads_page=True)
    sums = {name: MetricSums() for name in metrics() if name not in DEFAULT}
    for lines in _batches(made):
        found = (columns.of(whole(held), said(told)) for held, told in lines)
        batch = Batch(columns, [sides for sides in found if sides is not None])
        _ = batch.odd, batch.typed_alignment, batch.roleless_event_alignment
        clock(f"zones, sentences and tokens{REQUEST}", lambda: batch.pages)  # noqa: B023
        _count(batch, sums, REQUEST, clock)


def _count(batch: Batch, sums: Mapping[str, MetricSums], asked: str, clock: Clock) -> None:
    slices: list[tuple[str, ...]] = [()] * batch.documents
    for name, known in sums.items():
        metric = metrics()[name]
        if metric.count_many is not None:
            counts = clock(f"{name}{asked}", lambda: metric.count_many(batch))  # type: ignore[misc]  # noqa: B023
            clock(f"sums{asked}", lambda: known.add_many(counts, slices, metric))  # noqa: B023


def _score_alone(made: Corpus, labels: Labels, clock: Clock) -> None:
    """Time a document that is compared by itself: the default metrics and all that comes before them."""
    bare, said = msgspec.json.Decoder(BareDocument).decode, msgspec.json.Decoder(Prediction).decode
    judge, counted = Judge(ontology.load()), [metrics()[name] for name in DEFAULT if name != NAME]

    def alone(document: Document, prediction: Prediction) -> None:
        judge.is_fine_prediction(prediction, document)
        pair = Pair(document, prediction, labels)
        for metric in counted:
            metric.count(pair)

    for held, told in _lines(made):
        document, prediction = cast("Document", bare(held)), said(told)
        clock(ALONE, lambda: alone(document, prediction))  # noqa: B023


def _check(made: Corpus, labels: Labels, clock: Clock) -> None:
    """Time what is done besides with gold that is not known, or more than with known gold."""
    options = Options(labels=labels, by_document=False)
    counting = Counting(selected(DEFAULT), options)
    known, new = (Judged(ontology.load(), options, counting, is_valid=is_valid) for is_valid in (True, False))
    columns, doubts = Columns(labels), Doubts(ontology.load())
    spent = Clock()
    for lines in _batches(made):
        taken, laid, lengths = [], [], []
        for line, told in lines:
            prediction = new.prediction(told).prediction
            known.document(line)  # or the first to read it would pay for both
            spent("part", lambda: known.document(line))  # noqa: B023  # run at once
            held = spent("all", lambda: new.document(line))  # noqa: B023
            sides = spent("apart", lambda: columns.of(held.document, prediction))  # noqa: B023
            found = clock(f"{NEW}texts, names, keys and tokens", lambda: new.laid(held))  # noqa: B023
            assert sides is not None, "all documents of this corpus are plain"
            assert found is not None, "all documents of this corpus are valid"
            taken.append(sides)
            laid.append(found)
            lengths.append(len(held.document.text))
        batch = Batch(columns, taken)
        _ = batch.odd
        clock(f"{NEW}checking all else", lambda: doubts.of_gold(batch, lengths, layout_of(laid)))  # noqa: B023
    clock.spent[f"{NEW}decoding more of it"] = max(0, spent.spent["all"] - spent.spent["part"])
    clock.spent[f"{NEW}taking it apart, more"] = max(0, spent.spent["apart"] - clock.spent["taking apart"])


def _lines(made: Corpus) -> Iterator[tuple[bytes, bytes]]:
    with made.gold.open("rb") as gold, made.predictions.open("rb") as said:
        yield from zip(gold, said, strict=True)


def _batches(made: Corpus) -> Iterator[list[tuple[bytes, bytes]]]:
    lines = _lines(made)
    while some := list(islice(lines, BATCH)):
        yield some


def is_usual(step: str) -> bool:
    """Tell whether a step is one of scoring with the default metrics against known gold."""
    return step not in {FLOOR, ONCE, ALONE} and not step.startswith(NEW) and not step.endswith(REQUEST)


def main() -> None:
    """Print a line for each step."""
    for step, spent in measure("dense" if "dense" in sys.argv else "sparse").items():
        print(f"{step:50} {spent:6.0f}")


if __name__ == "__main__":
    main()
