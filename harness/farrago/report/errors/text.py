"""Errors for the terminal, at whatever width it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from farrago.formats import plain
from farrago.report.errors import lines
from farrago.report.errors.marks import LEGEND, pieces
from farrago_schema.errors import Outcome

if TYPE_CHECKING:
    from farrago.report.errors import ErrorReport

STYLES = {"gold": "bold green", "predicted": "bold red", None: ""}


def renderable(report: ErrorReport, width: int, *, confusion: bool) -> RenderableType:
    """Return counts, then items in their contexts; or the confusion matrices."""
    result = report.result
    parts: list[RenderableType] = [Text(lines.title(result), style="bold")]
    if confusion:
        parts += [_matrix(plain(table), cells, width) for table, cells in lines.matrices(result.confusion)]
    else:
        parts.append(Padding(_table("layer", lines.COUNTS, lines.counts(result)), (1, 0)))
    parts += [Text(line, style="yellow") for line in lines.notices(report)]
    if not confusion:
        if result.items:
            parts.append(Text(f"In context: {LEGEND}", style="dim"))
        for heading, items in lines.groups(result):
            parts += [Text(f"\n{heading}", style="bold"), *map(_item, items)]
    return Group(*parts)


def _item(outcome: Outcome) -> RenderableType:
    shown = Text()
    for piece in pieces(outcome):
        shown.append(piece.text, STYLES[piece.who])
    head = Text.assemble((lines.where(outcome), "dim"), "  ", lines.what(outcome))
    return Group(Padding(head, (0, 0, 0, 2)), Padding(shown, (0, 0, 0, 6)) if shown else Text(""))


def _matrix(title: str, cells: lines.Cells, width: int) -> RenderableType:
    """Return a matrix as a square where that fits, else as a list of what is taken for what."""
    rows = list(lines.square(cells))
    needed = sum(max(len(row[column]) for row in rows) + 2 for column in range(len(rows[0])))
    heading, *body = rows if needed <= width else lines.sparse(cells)
    return Padding(
        Group(Text(title, style="bold"), _table(heading[0], heading[1:], iter(body))), (1, 0, 0, 0)
    )


def _table(first: str, headings: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(first, no_wrap=True)
    for heading in headings:
        is_words = heading in {"wrong in", "taken for"}
        table.add_column(heading, justify="left" if is_words else "right", no_wrap=not is_words)
    for row in rows:
        table.add_row(*map(plain, row))
    return table
