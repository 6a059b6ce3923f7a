"""``python -m bench.stages [FORM]``: where the time of a document goes, in microseconds, step by step.

Each step is timed on each of a thousand documents as they come, so that caches are as cold as in a real run.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from bench.corpora import DIFFERENT, Form, corpus
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
GOLD = "gold that is not known: "
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
    made = corpus(form, DIFFERENT)
    labels = ontology.load()
    judge, values, clock = Judge(labels), labels_of(labels), Clock()
    floor, bare = msgspec.json.Decoder(Annotated).decode, msgspec.json.Decoder(BareDocument).decode
    gold, said = msgspec.json.Decoder(Document).decode, msgspec.json.Decoder(Prediction).decode
    counted = {name: metric for name, metric in metrics().items() if name != NAME}
    sums = {name: MetricSums() for name in counted}
    gc.disable()
    with made.gold.open("rb") as of_gold, made.predictions.open("rb") as of_said:
        for held, told in zip(of_gold, of_said, strict=True):
            parsed = clock(FLOOR, lambda: (floor(held), floor(told)))  # noqa: B023  # run at once
            clock(ONCE, lambda: one_pass(*parsed))  # noqa: B023
            clock("decoding, known gold", lambda: (bare(held), said(told)))  # noqa: B023
            document, prediction = clock(f"{GOLD}decoding the rest of it", lambda: gold(held)), said(told)  # noqa: B023
            clock(f"{GOLD}checking it", lambda: judge.is_fine_document(document))  # noqa: B023
            clock(f"{GOLD}its keys", lambda: has_distinct_keys(held, document))  # noqa: B023
            clock("checking predictions", lambda: judge.is_fine_prediction(prediction, document))  # noqa: B023
            pair = clock("normal forms", lambda: Pair(document, prediction, values))  # noqa: B023
            clock("alignment of mentions", lambda: (pair.mention_alignment, pair.overlap))  # noqa: B023
            clock("alignment of entities", lambda: (pair.typed_alignment, pair.lenient_typed_alignment))  # noqa: B023
            clock("alignment of events", lambda: (pair.event_alignment, pair.roleless_event_alignment))  # noqa: B023
            for name, metric in counted.items():
                asked = "" if name in DEFAULT else REQUEST
                counts = clock(f"{name}{asked}", lambda: metric.count(pair))  # noqa: B023
                clock(f"sums by type{asked}", lambda: sums[name].add(counts, (), metric))  # noqa: B023
    gc.enable()
    return {step: spent / DIFFERENT / 1000 for step, spent in clock.spent.items()}


def is_usual(step: str) -> bool:
    """Tell whether a step is one of scoring with the default metrics against known gold."""
    return step not in {FLOOR, ONCE} and not step.startswith(GOLD) and not step.endswith(REQUEST)


def main() -> None:
    """Print a line for each step."""
    for step, spent in measure("dense" if "dense" in sys.argv else "sparse").items():
        print(f"{step:50} {spent:6.0f}")


if __name__ == "__main__":
    main()
