"""The rules that a JSON Schema cannot say: offsets, ids and references, the label set, the shape of gold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farrago_schema.ontology import Ontology
from farrago_schema.problems import Problem
from farrago_schema.types import Document, Input, Prediction
from farrago_schema.validate import documents
from farrago_schema.validate.labels import check_labels
from farrago_schema.validate.mentions import check_places, check_selectors, check_shared_spans, check_spans
from farrago_schema.validate.place import Place
from farrago_schema.validate.references import check_evidence, check_ids, check_references


def check_prediction(  # noqa: PLR0913  # what is known of a prediction, and how it is looked at
    prediction: Prediction,
    document: Document | Input | None,
    ontology: Ontology | None,
    *,
    file: str,
    line: int | None = None,
    shared_spans: bool = False,
) -> list[Problem]:
    """Return all that is wrong with a prediction for a document, in the order of its paths.

    Without a document, its text is left out of account; without an ontology, the types are. ``file`` and
    ``line`` are where the prediction stands, for the problems to name. With ``shared_spans``, two entities
    may have a span in common.
    """
    place = Place(file, line, prediction.id)
    problems = [
        *check_ids(prediction, place),
        *check_places(prediction, place),
        *check_references(prediction, place),
    ]
    if not shared_spans:
        problems += check_shared_spans(prediction, ontology, place)
    if document is not None:
        problems += check_selectors(prediction, document, place)
        problems += check_spans(prediction, document.text, place)
        problems += check_evidence(prediction, len(document.sentences), place)
    if ontology is not None:
        problems += check_labels(prediction, ontology, place)
    return _in_order(problems)


def check_document(
    document: Document, ontology: Ontology | None, *, file: str, line: int | None = None
) -> list[Problem]:
    """Return all that is wrong with a gold document; without an ontology, types are not checked."""
    place = Place(file, line, document.id)
    problems = [
        *check_ids(document, place),
        *check_spans(document, document.text, place),
        *check_shared_spans(document, ontology, place),
        *check_references(document, place),
        *documents.check_layout(document, place),
        *documents.check_crossing(document, place),
        *documents.check_completeness(document, ontology, place),
        *documents.check_duplicates(document, ontology, place),
    ]
    if document.sentences:
        problems += check_evidence(document, len(document.sentences), place)
    if ontology is not None:
        problems += check_labels(document, ontology, place)
    return _in_order(problems)


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of their paths, ``[2]`` before ``[10]``."""
    return sorted(problems, key=lambda problem: _steps(problem.path or ""))


def _steps(path: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdecimal() else (-1, step) for step in re.findall(r"\w+", path)]
