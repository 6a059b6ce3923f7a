"""A result as tables for a paper: the same as in the terminal, in the style of ``booktabs``."""

from __future__ import annotations

import re

from farrago import formats
from farrago.report.tables import Table, tables
from farrago.report.text import headline, notices
from farrago.scoring.headline import NAME
from farrago_schema.results import Result


def latex(result: Result, *, types: bool = False, everything: bool = False) -> str:
    """Return one table environment for each table; every one bears the signature."""
    stamp = result.gold
    release = f"{stamp.name} {stamp.version} {stamp.split}" if stamp.version else stamp.name
    about = f"{result.predictions.name} on {release}, {stamp.documents:,} documents"
    first, *others = tables(result, types=types, everything=everything)
    notes = [f"{NAME} {headline(result)}.", *notices(result)]
    found = [_table(first, f"{about}.", result.signature, notes)]
    found += [_table(table, f"{about}: {table.title}.", result.signature, []) for table in others]
    return "\n".join([formats.LATEX_PREAMBLE, *found])


def _table(table: Table, caption: str, signature: str, notes: list[str]) -> str:
    rows, of = [], ""
    for line in table.lines:
        of = line.name if line.is_first else of
        rows.append([line.name if line.is_first else f"{of}, {line.name}", *line.cells])
    label = "tab:farrago-" + re.sub(r"[^a-z0-9]+", "-", table.title.lower()).strip("-")
    headings = (table.title, *table.headings)
    return formats.latex_table(headings, rows, caption=caption, label=label, signature=signature, notes=notes)
