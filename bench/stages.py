"""``python -m bench.stages [FORM]``: where the time of a document goes, in microseconds, step by step.

Each step is timed on each of a thousand documents as they come, so that caches are as cold as in a real run.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, cast

import msgspec

from bench.corpora import DIFFERENT, Corpus, Form, corpus
from bench.parse import Annotated
from farrago.engine.judged import BareDocument
from farrago.matching import Pair, labels_of
from farrago.scoring import DEFAULT, metrics
from farrago.scoring.headline import NAME
from farrago.scoring.sums import MetricSums
from farrago_schema import ontology
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.fine import Judge, has_distinct_keys

T = TypeVar("T")

GOAL = 5
"""Scoring with the default metrics was to take so many times the floor."""

FLOOR = "decoding alone, without text and tokens"
ONCE = "one pass over all items of both sides, for scale"
NEW = "new gold: "
REQUEST = " (by request)"


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
    _score(made, clock)
    _check(made, clock)
    gc.enable()
    return {step: spent / DIFFERENT / 1000 for step, spent in clock.spent.items()}


def _score(made: Corpus, clock: Clock) -> None:
    """Time what is done with gold that is known."""
    labels = ontology.load()
    judge, values = Judge(labels), labels_of(labels)
    floor, bare = msgspec.json.Decoder(Annotated).decode, msgspec.json.Decoder(BareDocument).decode
    whole, said = msgspec.json.Decoder(Document).decode, msgspec.json.Decoder(Prediction).decode
    counted = {name: metric for name, metric in metrics().items() if name != NAME}
    sums = {name: MetricSums() for name in counted}
    for held, told in _lines(made):
        parsed = clock(FLOOR, lambda: (floor(held), floor(told)))  # noqa: B023  # run at once
        clock(ONCE, lambda: one_pass(*parsed))  # noqa: B023
        gold, prediction = clock("decoding", lambda: (bare(held), said(told)))  # noqa: B023
        document = cast("Document", gold)
        clock("checking predictions", lambda: judge.is_fine_prediction(prediction, document))  # noqa: B023
        pair = clock("normal forms", lambda: Pair(document, prediction, values))  # noqa: B023
        clock("alignment of mentions", lambda: (pair.mention_alignment, pair.overlap))  # noqa: B023
        clock("alignment of entities", lambda: (pair.typed_alignment, pair.lenient_typed_alignment))  # noqa: B023
        clock("alignment of events", lambda: (pair.event_alignment, pair.roleless_event_alignment))  # noqa: B023
        pair.document = whole(held)
        for name, metric in counted.items():
            asked = "" if name in DEFAULT else REQUEST
            counts = clock(f"{name}{asked}", lambda: metric.count(pair))  # noqa: B023
            clock(f"sums by type{asked}", lambda: sums[name].add(counts, (), metric))  # noqa: B023


def _check(made: Corpus, clock: Clock) -> None:
    """Time what is done besides with gold that is not known."""
    judge, whole = Judge(ontology.load()), msgspec.json.Decoder(Document).decode
    for held, _ in _lines(made):
        document = clock(f"{NEW}decoding all of it", lambda: whole(held))  # noqa: B023
        clock(f"{NEW}checking it", lambda: judge.is_fine_document(document))  # noqa: B023
        clock(f"{NEW}checking its keys", lambda: has_distinct_keys(held, document))  # noqa: B023


def _lines(made: Corpus) -> Iterator[tuple[bytes, bytes]]:
    with made.gold.open("rb") as gold, made.predictions.open("rb") as said:
        yield from zip(gold, said, strict=True)


def is_usual(step: str) -> bool:
    """Tell whether a step is one of scoring with the default metrics against known gold."""
    return step not in {FLOOR, ONCE} and not step.startswith(NEW) and not step.endswith(REQUEST)


def main() -> None:
    """Print a line for each step."""
    for step, spent in measure("dense" if "dense" in sys.argv else "sparse").items():
        print(f"{step:50} {spent:6.0f}")


if __name__ == "__main__":
    main()
