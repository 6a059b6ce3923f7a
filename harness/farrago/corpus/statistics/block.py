"""What statistics are made of: named rows of numbers, a column for each part of the corpus or measure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from farrago.corpus.tables import Table
from farrago_schema.results import Number
from farrago_schema.types import Document

Parts = Mapping[str, Sequence[Document]]
"""The parts of a corpus by name: its splits, all of it, its stories and its pages; they may overlap."""

ALL = "all"
NULL = "–"


class Block(Struct, frozen=True):
    """Rows of numbers by name; ``share`` tells that they are rates, from 0 to 1.

    ``bar`` is the column whose numbers are drawn as bars, null where bars say nothing.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: dict[str, tuple[Number, ...]]
    share: bool = False
    bar: str | None = None


def parts_of(corpus: Parts) -> Parts:
    """Return the splits of a corpus, all of it, and its stories and pages where it has both."""
    documents = [document for split in corpus.values() for document in split]
    kinds = {
        name: [document for document in documents if document.meta.kind == kind]
        for kind, name in (("story", "stories"), ("page", "pages"))
    }
    both = kinds if all(kinds.values()) else {}
    return {**corpus, ALL: documents, **both}


def table(block: Block) -> Table:
    """Return a block as it is printed."""
    rows = [(name, *(_text(value, share=block.share) for value in row)) for name, row in block.rows.items()]
    bars = None
    if block.bar is not None:
        place = block.columns.index(block.bar)
        bars = tuple(float(row[place] or 0) for row in block.rows.values())
    return Table(block.title, (block.title, *block.columns), rows, bars)


def comma_separated(blocks: Iterable[Block]) -> str:
    """Return all blocks as one table of CSV: a line a number, with its block, row and column."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(("table", "row", "column", "value"))
    for block in blocks:
        for name, row in block.rows.items():
            for column, value in zip(block.columns, row, strict=True):
                writer.writerow((block.key, name, column, "" if value is None else value))
    return page.getvalue()


def _text(value: Number, *, share: bool) -> str:
    if value is None:
        return NULL
    if share:
        return f"{100 * value:.1f} %"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
