"""Errors as Markdown: counts and matrices as tables, items as blocks of text, in which nothing is markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from farrago.report.errors import lines
from farrago.report.errors.marks import LEGEND, pieces

if TYPE_CHECKING:
    from farrago.report.errors import ErrorReport
    from farrago_schema.errors import Outcome


def markdown(report: ErrorReport, *, confusion: bool) -> str:
    """Return counts and items, or the confusion matrices."""
    result = report.result
    parts = [f"**{_escaped(lines.title(result))}**"]
    if confusion:
        for table, cells in lines.matrices(result.confusion):
            parts += [f"### {table.replace('_', ' ')}", _table(*lines.square(cells))]
    else:
        parts.append(_table(("layer", *lines.COUNTS), *lines.counts(result)))
    parts += lines.notices(report)
    if not confusion:
        if result.items:
            parts.append(f"In context: `{LEGEND}`.")
        for heading, items in lines.groups(result):
            block = "\n".join(line for outcome in items for line in _item(outcome))
            parts += [f"### {heading}", f"```text\n{block}\n```"]
    return "\n\n".join(parts) + "\n"


def _item(outcome: Outcome) -> Iterator[str]:
    # No line begins with less than four blanks or with a fence, so that no text ends the block.
    yield f"    {lines.where(outcome)}  {lines.what(outcome)}"
    if context := "".join(piece.text for piece in pieces(outcome)):
        yield f"        {context}"


def _table(heading: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    rule = ("---", *("---:" for _ in heading[1:]))
    return "\n".join(f"| {' | '.join(map(_escaped, row))} |" for row in (heading, rule, *rows))


def _escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in "\\|*_`<[" else each for each in text)
