"""A file of gold documents, and the description of a system."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from farrago_schema.codec.source import name_of, open_file
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System
from farrago_schema.types import Document
from farrago_schema.validate.checks import check_document
from farrago_schema.validate.fine import Judge
from farrago_schema.validate.lines import Item, items, read_item
from farrago_schema.validate.place import Place, quoted
from farrago_schema.validate.report import Tallied, ValidationReport

_LONGEST_SYSTEM = 2**20


def validate_documents(path: Path | str, ontology: Ontology | None) -> ValidationReport:
    """Return everything that is wrong with a file of gold; what it reads never raises.

    Without an ontology, the types are left out of account.
    """
    found = Tallied()
    seen: dict[str, int] = {}
    judge = Judge(ontology)
    try:
        for item in items(path, Document, "document"):
            found.warn_once(item.warnings)
            found.add(item.problems)
            found.add(_judged(item, ontology, judge, seen))
            if item.typed is not None:
                found.count(item.typed)
    except InputError as error:
        found.add(error.problems)
    else:
        if found.report().ok and not seen:
            found.add([Problem("empty-file", name_of(path), "no documents", "one line a document")])
    return found.report()


def validate_system(path: Path | str) -> list[Problem]:
    """Return everything that is wrong with the description of a system, ``system.json``."""
    try:
        with open_file(path) as source:
            data = source.read(_LONGEST_SYSTEM + 1)
    except InputError as error:
        return list(error.problems)
    place = Place(name_of(path))
    if len(data) > _LONGEST_SYSTEM:
        expected = f"one JSON object, {_LONGEST_SYSTEM} bytes at most"
        return [place.problem("long-file", None, f"more than {_LONGEST_SYSTEM} bytes", expected)]
    if not data.strip():
        return [place.problem("empty-file", None, "nothing", "one JSON object: who made this, and how")]
    item = read_item(data, place, msgspec.json.Decoder(System), "system")
    return item.problems if item.typed is None else [*item.problems, *_system(item.typed, place)]


def _judged(
    item: Item[Document], ontology: Ontology | None, judge: Judge, seen: dict[str, int]
) -> list[Problem]:
    place, problems = item.place, []
    if place.document is not None:
        if place.document in seen:
            found = f"{quoted(place.document)}, which line {seen[place.document]} is about already"
            problems.append(place.problem("duplicate-document", "$.id", found, "one line a document"))
        seen.setdefault(place.document, place.line or 0)
    if item.typed is not None and not judge.is_fine_document(item.typed):
        problems += check_document(item.typed, ontology, file=place.file, line=place.line)
    return problems


def _system(system: System, place: Place) -> list[Problem]:
    problems = []
    if not system.layers:
        hint = "a system that attempts nothing is not scored"
        problems.append(place.problem("no-layers", "$.layers", "[]", "at least one layer", hint=hint))
    for name, layers in (("layers", system.layers), ("given", system.given)):
        for i, layer in enumerate(layers):
            if layer in layers[:i]:
                found = f"{quoted(layer)} again"
                problems.append(place.problem("duplicate", f"$.{name}[{i}]", found, "each layer once"))
    if system.date is not None:
        try:
            date.fromisoformat(system.date)
        except ValueError:
            found = quoted(system.date)
            problems.append(place.problem("date", "$.date", found, "a day that there is, 2031-05-14"))
    return problems
