"""From a file of predictions to counts: a good one is decoded and checked once, a bad one explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from farrago.scoring.counting import Options, Scored, score_documents
from farrago.scoring.registry import metrics
from farrago_schema import codec
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document, PredictedMention, Prediction
from farrago_schema.validate import check_prediction, validate_predictions

Gold = Mapping[str, Document]


def score_file(
    path: Path, gold: Gold, ontology: Ontology | None, options: Options, *, name: str | None = None
) -> Scored:
    """Score a file of predictions; ``name`` is what problems call it, by default its path.

    Raises:
        InputError: with everything that is wrong with the file.
    """
    file = name or str(path)
    try:
        numbered = codec.read_numbered(path, Prediction)
        return score_documents(gold, checked(numbered, gold, ontology, file), metrics(), options)
    except InputError as error:
        report = validate_predictions(path, gold, ontology, allow_missing=options.allow_missing)
        problems = report.problems or _all_unplaced(path, file) or error.problems
        raise InputError([msgspec.structs.replace(problem, file=file) for problem in problems]) from error


def checked(
    numbered: Iterable[tuple[int, Prediction]], gold: Gold, ontology: Ontology | None, file: str
) -> Iterator[Prediction]:
    """Pass predictions on that can be scored.

    Raises:
        InputError: at the first document with problems, with all of them.
    """
    for line, prediction in numbered:
        problems = check_prediction(prediction, gold.get(prediction.id), ontology, file=file, line=line)
        problems += _unplaced(prediction, file, line)
        if problems:
            raise InputError(problems)
        yield prediction


def _all_unplaced(path: Path, file: str) -> list[Problem]:
    return [
        problem
        for line, prediction in codec.read_numbered(path, Prediction)
        for problem in _unplaced(prediction, file, line)
    ]


def _unplaced(prediction: Prediction, file: str, line: int) -> Iterator[Problem]:
    """Yield mentions and triggers without offsets: to drop them silently would be to score something else."""
    for path, mention in _all_mentions(prediction):
        if mention.start is None:
            found, hint = f"the text {mention.text!r} alone", "this version scores offsets only"
            yield Problem("no-offsets", file, found, "start and end", line, prediction.id, path, hint=hint)


def _all_mentions(prediction: Prediction) -> Iterator[tuple[str, PredictedMention]]:
    for i, entity in enumerate(prediction.entities or ()):
        for j, mention in enumerate(entity.mentions):
            yield f"$.entities[{i}].mentions[{j}]", mention
    for i, event in enumerate(prediction.events or ()):
        for j, trigger in enumerate(event.triggers):
            yield f"$.events[{i}].triggers[{j}]", trigger
