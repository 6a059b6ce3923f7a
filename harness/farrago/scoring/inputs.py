"""From a file of predictions to counts: a good one is decoded and checked once, a bad one explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from farrago.importers import conll
from farrago.scoring.counting import score_documents
from farrago.scoring.options import Options, Scored
from farrago.scoring.registry import selected
from farrago_schema import codec
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from farrago_schema.validate import check_prediction, validate_predictions
from farrago_schema.validate.fine import Judge

Gold = Mapping[str, Document]


def score_file(path: Path, gold: Gold, ontology: Ontology | None, options: Options) -> Scored:
    """Score a file of predictions.

    Raises:
        InputError: with everything that is wrong with the file.
    """
    valid = read_predictions(path, gold, ontology, options)
    if conll.is_tagged(path):
        return score_documents(gold, valid, selected(options.metrics), options)
    shared = options.compat == "conll"
    with explained(path, gold, ontology, allow_missing=options.allow_missing, shared_spans=shared):
        return score_documents(gold, valid, selected(options.metrics), options)


def read_predictions(
    path: Path, gold: Gold, ontology: Ontology | None, options: Options
) -> Iterator[Prediction]:
    """Yield the predictions of a file, also of one of tags.

    Raises:
        InputError: at the first that cannot be scored.
    """
    if conll.is_tagged(path):
        numbered: Iterable[tuple[int, Prediction]] = conll.predictions(path, gold, options.scheme)
    else:
        numbered = codec.read_numbered(path, Prediction)
    shared = options.compat == "conll"
    yield from checked(numbered, gold, ontology, codec.name_of(path), shared_spans=shared)


@contextmanager
def explained(
    path: Path,
    gold: Gold,
    ontology: Ontology | None,
    *,
    allow_missing: bool = False,
    shared_spans: bool = False,
) -> Iterator[None]:
    """Tell of a file that turns out to be bad while it is read everything that is wrong with it.

    Raises:
        InputError: with all problems of the file.
    """
    try:
        yield
    except InputError as error:
        report = validate_predictions(
            path, gold, ontology, allow_missing=allow_missing, shared_spans=shared_spans
        )
        raise InputError(report.problems or error.problems) from error


def checked(
    numbered: Iterable[tuple[int, Prediction]],
    gold: Gold,
    ontology: Ontology | None,
    file: str,
    *,
    shared_spans: bool = False,
) -> Iterator[Prediction]:
    """Pass predictions on that can be scored.

    Raises:
        InputError: at the first document with problems, with all of them.
    """
    judge = Judge(ontology)
    for line, prediction in numbered:
        document = gold.get(prediction.id)
        if document is not None and judge.is_fine_prediction(prediction, document):
            yield prediction
            continue
        problems = check_prediction(
            prediction, document, ontology, file=file, line=line, shared_spans=shared_spans
        )
        if problems:
            raise InputError(problems)
        yield prediction
