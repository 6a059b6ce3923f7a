"""Holds what a system answers against what it was asked: one valid prediction a document, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from farrago.alignment import align
from farrago.systems.loading import failure
from farrago_schema import ontology
from farrago_schema.codec.explain import explain_value
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import Unlocated
from farrago_schema.types import Input, Prediction
from farrago_schema.validate import check_prediction

Answers = Generator[tuple[int | None, Prediction], None, None]
"""Line, ``None`` where there are no lines, and prediction, in the order in which a system says them."""


class Checked:
    """Counts, while predictions go by, what was located without offsets, and keeps what was not."""

    def __init__(self) -> None:
        self.located: Counter[str] = Counter()
        self.unlocated: list[Unlocated] = []


def of_function(
    said: Iterable[Prediction | Mapping[str, Any]], documents: Sequence[Input], name: str
) -> Answers:
    """Yield what a function in Python says, typed, and turn what it raises into an error with its place."""
    stream = iter(said)
    for number in range(len(documents) + 1):  # one more: a prediction too many is seen
        document = documents[number].id if number < len(documents) else None
        try:
            prediction = next(stream)
        except StopIteration:
            return
        except InputError:
            raise
        except Exception as error:
            raise InputError([failure(error, name, document)]) from error
        yield None, prediction if isinstance(prediction, Prediction) else _typed(prediction, name, document)


def checked(answers: Answers, documents: Sequence[Input], name: str, counts: Checked) -> Iterator[Prediction]:
    """Yield one prediction a document, with offsets for what came as text.

    Args:
        answers: what the system says.
        documents: what the system was asked for.
        name: what errors call the system.
        counts: counts what was located.

    Raises:
        InputError: a prediction is not valid, or of another document, or is missing, or one too many.
    """
    labels = ontology.load()
    for number, document in enumerate(documents):
        line, prediction = next(answers, (None, None))
        if prediction is None:
            rest = len(documents) - number - 1
            found = f"the end after {number} answers"
            expected = "its answer" + (f" and {rest} more" if rest else "")
            raise InputError([Problem("missing", name, found, expected, document=document.id)])
        if prediction.id != document.id:
            found = f"an answer to {prediction.id}"
            hint = "one prediction a document, in the order of the documents"
            raise InputError(
                [Problem("order", name, found, f"the answer to {document.id}", line, document.id, hint=hint)]
            )
        if problems := check_prediction(prediction, document, labels, file=name, line=line):
            raise InputError(problems)
        found_places = align(prediction, document, labels.value_types)
        counts.located.update(found_places.located)
        counts.unlocated += found_places.unlocated
        yield found_places.prediction
    for line, prediction in answers:
        found = f"one more answer, to {prediction.id}"
        raise InputError(
            [Problem("extra", name, found, f"the end after {len(documents)} answers", line, prediction.id)]
        )


def _typed(said: object, name: str, document: str | None) -> Prediction:
    try:
        return msgspec.convert(said, Prediction)
    except msgspec.ValidationError as error:
        problem = explain_value(error, said, file=name, number=0, document=document)
        raise InputError([replace(problem, line=None)]) from error
