"""Everything that is wrong with one file of the inline form: its XML, its form, its text, its gold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from farrago.corpus import frozen
from farrago.importers import inline
from farrago_schema import validate
from farrago_schema.ontology import Ontology
from farrago_schema.problems import Problem

if TYPE_CHECKING:
    from farrago.importers._inline_read import Inspection


def inspect(path: Path, text: str | None, ontology: Ontology | None) -> tuple[Inspection, list[Problem]]:
    """Read a file and return what it says, with all problems in the order of its lines.

    ``text`` is the frozen text (``None``: not compared), ``ontology`` the label set (``None``: not checked).

    Raises:
        InputError: the file cannot be read at all.
    """
    inspection = inline.inspect(inline.load(path), file=str(path))
    problems = list(inspection.problems)
    if text is not None and inspection.text is not None:
        problems += text_problems(inspection, text, file=str(path))
    if inspection.document is not None:
        problems += _located(
            validate.check_document(inspection.document, ontology, file=str(path), line=None), inspection
        )
    return inspection, sorted(problems, key=lambda problem: problem.line or 0)


def text_problems(inspection: Inspection, text: str, *, file: str) -> Iterator[Problem]:
    """Say where the text without its tags is not the frozen text."""
    actual = inspection.text or ""
    for count, difference in enumerate(frozen.differences(actual, text)):
        if count == frozen.MAX_DIFFERENCES:
            yield Problem("text", file, "more differences", "the frozen text", document=inspection.id)
            return
        line, column = frozen.place(text, difference.frozen_start)
        here = frozen.caret(actual, difference.start, difference.end)
        there = frozen.caret(
            text, difference.frozen_start, difference.frozen_start + len(difference.expected)
        )
        yield Problem(
            "text",
            file,
            _quoted(difference.found),
            f"{_quoted(difference.expected)} at offset {difference.frozen_start} of the frozen text "
            f"(its line {line}, column {column})",
            file_line(inspection, difference.start),
            inspection.id,
            hint=f"here:\n{here}\nfrozen:\n{there}",
        )


def _quoted(text: str) -> str:
    return ascii(text) if not text.isprintable() else repr(text) if text else "nothing"


def file_line(inspection: Inspection, offset: int) -> int:
    """Return the file's line on which an offset of its text stands."""
    before = bisect_right([tag.start for tag in inspection.tags], offset)
    start, line = 0, inspection.text_line
    if before:
        start, line = inspection.tags[before - 1].start, inspection.tags[before - 1].line
    return line + (inspection.text or "").count("\n", start, offset)


def _located(problems: list[Problem], inspection: Inspection) -> Iterator[Problem]:
    """Give each problem of the document the file's line of the element that it is about."""
    for problem in problems:
        path = problem.path or ""
        while path and path not in inspection.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        yield msgspec.structs.replace(problem, line=inspection.lines.get(path, problem.line))
