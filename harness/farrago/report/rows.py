"""The lines of the printed tables: one for each F1 or other score, with what it was computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from farrago_schema.results import Number

NULL = "–"
RATES = ("P", "R", "F1")
COUNTS = ("correct", "pred", "gold")
AVERAGES = ("macro", "doc")
HEADINGS = (*RATES, *COUNTS, *AVERAGES)

F1, ACCURACY = "f1", "accuracy"
AVERAGED = MACRO, DOCUMENT_MACRO = "macro_", "doc_macro_"


class Line(Struct, frozen=True):
    """A line of a table: its name, whether it is a metric's first, and its cells under ``HEADINGS``."""

    name: str
    is_first: bool
    cells: tuple[str, ...]


def lines(name: str, row: Mapping[str, Number] | None, primary: str) -> Iterator[Line]:
    """Yield the lines of one metric, or of a part of it: the primary score first."""
    if row is None:
        yield Line(name, True, (NULL,) * len(HEADINGS))
        return
    yield Line(name, True, _cells(row, primary))
    for column in row:
        if column.endswith((F1, ACCURACY)) and column != primary and not column.startswith(AVERAGED):
            yield Line(column.removesuffix(F1).removesuffix("_"), False, _cells(row, column))


def percent(value: Number) -> str:
    """Return a rate in per cent with two digits; a dash for null."""
    return NULL if value is None else f"{100 * value:.2f}"


def _cells(row: Mapping[str, Number], column: str) -> tuple[str, ...]:
    family = column.removesuffix(F1)
    rates = (f"{family}precision", f"{family}recall", column)
    counts = (f"{family}correct", f"{family}predicted", f"{family}gold")
    macros = (MACRO + column, DOCUMENT_MACRO + column)
    return (
        *(percent(row[name]) if name in row else "" for name in rates),
        *(f"{row[name]:,}" if row.keys() >= set(counts) else "" for name in counts),
        *(percent(row[name]) if name in row else "" for name in macros),
    )
