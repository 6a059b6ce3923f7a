"""A result as Markdown: the same tables as in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from farrago import formats
from farrago.report.rows import Line
from farrago.report.tables import Table, tables
from farrago.report.text import headline, notices
from farrago.scoring.headline import NAME
from farrago_schema.results import Result


def markdown(result: Result, *, types: bool = False, everything: bool = True) -> str:
    """Return the tables, with what must be known besides them, and the signature."""
    parts = [f"**{NAME}** {formats.markdown(headline(result))}"]
    parts += [_table(table).strip() for table in tables(result, types=types, everything=everything)]
    parts += [formats.markdown(notice) for notice in notices(result)]
    return "\n\n".join([*parts, formats.markdown_code(result.signature)]) + "\n"


def _table(table: Table) -> str:
    headings = map(formats.markdown, (table.title, *table.headings))
    return formats.markdown_table(list(headings), _rows(table.lines))


def _rows(lines: tuple[Line, ...]) -> Iterator[list[str]]:
    of = ""
    for line in lines:
        of = line.name if line.is_first else of
        name = (
            f"**{formats.markdown(line.name)}**" if line.is_first else formats.markdown(f"{of}, {line.name}")
        )
        yield [name, *map(formats.markdown, line.cells)]
