"""A file of predictions: every line by itself, then all of them against the gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from farrago_schema.codec.source import name_of
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.checks import check_prediction
from farrago_schema.validate.lines import Item, items
from farrago_schema.validate.nearest import nearest
from farrago_schema.validate.place import Place, quoted
from farrago_schema.validate.report import Tallied, ValidationReport
from farrago_schema.validate.salvage import salvage

Gold = Mapping[str, Document]
_HOW_TO_MISS = "--allow-missing scores what is missing as empty, and the signature says so"


def validate_predictions(
    path: Path | str,
    gold: Gold | None,
    ontology: Ontology | None,
    *,
    allow_missing: bool = False,
    shared_spans: bool = False,
) -> ValidationReport:
    """Return everything that is wrong with a file of predictions; what it reads never raises.

    Args:
        path: a file in one of the formats of ``codec``; ``-`` is standard input.
        gold: the documents by id; ``None`` leaves their texts out of account, and which of them there are.
        ontology: the label set; ``None`` leaves the types out of account.
        allow_missing: do not ask for a prediction of every document.
        shared_spans: let two entities of a prediction have a span in common.
    """
    found = Tallied()
    seen: dict[str, int] = {}
    nameless: list[int] = []
    try:
        for item in items(path, Prediction, "prediction"):
            found.add(_judged(item, gold, ontology, found, shared_spans=shared_spans))
            found.warn_once(item.warnings)
            if item.place.document is not None:
                found.add(_document(item.place, item.place.document, gold, seen))
            elif item.place.line is not None and not item.is_blank:
                nameless.append(item.place.line)
    except InputError as error:
        found.add(error.problems)
    else:
        found.add(_absent(name_of(path), gold, seen, nameless, allow_missing=allow_missing))
    return found.report()


def _judged(
    item: Item[Prediction],
    gold: Gold | None,
    ontology: Ontology | None,
    found: Tallied,
    *,
    shared_spans: bool,
) -> list[Problem]:
    """Return what is wrong with one line; of a broken one, also what is wrong with its whole parts."""
    file, line = item.place.file, item.place.line
    document = (gold or {}).get(item.place.document or "")
    check = partial(check_prediction, file=file, line=line, shared_spans=shared_spans)
    if item.typed is not None:
        found.count(item.typed)
        return item.problems + check(item.typed, document, ontology)
    rest = salvage(item.value, item.broken, item.unknown_keys)
    if rest is None:
        return item.problems
    found.count(rest.prediction)
    others = check(rest.prediction, document, ontology)
    return item.problems + [problem for problem in others if rest.concerns(problem)]


def _document(place: Place, id_: str, gold: Gold | None, seen: dict[str, int]) -> Iterator[Problem]:
    """Yield what is wrong with the id of a line, and remember it."""
    if id_ in seen:
        found = f"{quoted(id_)}, which line {seen[id_]} is about already"
        hint = "keep one of them: a document's layers stand on one line"
        yield place.problem("duplicate-document", "$.id", found, "one line a document", hint=hint)
    elif gold is not None and id_ not in gold:
        near = nearest(id_, gold)
        expected = f"the id of one of the gold's {len(gold)} documents"
        other = "are these the predictions of another split, or of another corpus?"
        yield place.problem("unknown-document", "$.id", quoted(id_), expected, nearest=near, hint=other)
    seen.setdefault(id_, place.line or 0)


def _absent(
    file: str, gold: Gold | None, seen: Mapping[str, int], nameless: list[int], *, allow_missing: bool
) -> Iterator[Problem]:
    """Yield what the file as a whole lacks."""
    if allow_missing:
        return
    if not seen and not nameless:
        wanted = f"one line for each of the gold's {len(gold)} documents" if gold else "one line a document"
        yield Problem("empty-file", file, "no documents", wanted, hint=_HOW_TO_MISS if gold else None)
        return
    hint = _HOW_TO_MISS
    if nameless:
        hint = f"its line may be one of those without an id: {', '.join(map(str, nameless[:10]))}"
    for id_ in gold or ():
        if id_ not in seen:
            yield Problem("missing-document", file, "no line", "a prediction of it", document=id_, hint=hint)
