"""A table as the tools of the corpus print it: rows of texts, the first column words, the others numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Table(NamedTuple):
    """A title, the headings of the columns, and rows of as many texts.

    ``bars`` are lengths, one a row, that a terminal draws beside them; without them nothing is drawn.
    """

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    bars: tuple[float, ...] | None = None


def markdown(table: Table) -> str:
    """Return a table in Markdown, without its title."""
    head = f"| {' | '.join(table.columns)} |\n|---|{'---:|' * (len(table.columns) - 1)}"
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in table.rows)])


def in_sections(tables: Iterable[Table]) -> str:
    """Return tables in Markdown, each under its title."""
    return "\n\n".join(f"## {table.title}\n\n{markdown(table)}" for table in tables)
