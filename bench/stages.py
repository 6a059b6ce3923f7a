"""``python -m bench.stages [FORM]``: where the time of a document goes, in microseconds, step by step.

Each step is timed on each of a thousand documents as they come, so that caches are as cold as in a real run.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import msgspec

from bench.corpora import DIFFERENT, corpus
from bench.parse import Annotated
from farrago.matching import Pair, labels_of
from farrago.scoring import DEFAULT, metrics
from farrago.scoring.headline import NAME
from farrago_schema import ontology
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.fine import Judge, has_distinct_keys

T = TypeVar("T")


class Clock:
    """Adds up the time of steps."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def __call__(self, step: str, action: Callable[[], T]) -> T:
        """Run and time an action."""
        start = time.perf_counter_ns()
        result = action()
        self.spent[step] += time.perf_counter_ns() - start
        return result


def main() -> None:
    """Print a line for each step."""
    made = corpus("dense" if "dense" in sys.argv else "sparse", DIFFERENT)
    labels = ontology.load()
    judge, values, clock = Judge(labels), labels_of(labels), Clock()
    bare = msgspec.json.Decoder(Annotated).decode
    gold, said = msgspec.json.Decoder(Document).decode, msgspec.json.Decoder(Prediction).decode
    with made.gold.open("rb") as of_gold, made.predictions.open("rb") as of_said:
        for held, told in zip(of_gold, of_said, strict=True):
            clock("decoding alone, without text and tokens", lambda: (bare(held), bare(told)))  # noqa: B023  # run at once
            document, prediction = clock("decoding", lambda: (gold(held), said(told)))  # noqa: B023
            clock("checking gold", lambda: judge.is_fine_document(document))  # noqa: B023
            clock("checking gold's keys", lambda: has_distinct_keys(held, document))  # noqa: B023
            clock("checking predictions", lambda: judge.is_fine_prediction(prediction, document))  # noqa: B023
            pair = clock("normal forms", lambda: Pair(document, prediction, values))  # noqa: B023
            clock("alignment of entities", lambda: (pair.typed_alignment, pair.lenient_typed_alignment))  # noqa: B023
            clock("alignment of events", lambda: (pair.event_alignment, pair.roleless_event_alignment))  # noqa: B023
            for name, metric in metrics().items():
                if name != NAME:
                    step = name if name in DEFAULT else f"{name} (by request)"
                    clock(step, lambda: metric.count(pair))  # noqa: B023
    for step, spent in clock.spent.items():
        print(f"{step:42} {spent / DIFFERENT / 1000:6.0f}")


if __name__ == "__main__":
    main()
