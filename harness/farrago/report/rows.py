"""The lines of the printed tables: one for each F1 or other rate, with what it was computed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from farrago.formats import NULL
from farrago.metrics import Metric
from farrago_schema.results import Number

RATES = ("P", "R", "F1")
COUNTS = ("correct", "pred", "gold")
AVERAGES = ("macro", "doc")
HEADINGS = (*RATES, *COUNTS, *AVERAGES)
RATE_HEADINGS = ("rate", "doc", "counts")

F1 = "f1"
FAMILY = ("precision", "recall", F1)
AVERAGED = MACRO, DOCUMENT_MACRO = "macro_", "doc_macro_"


class Line(Struct, frozen=True):
    """A line of a table: its name, whether it is a metric's first, and its cells under the headings."""

    name: str
    is_first: bool
    cells: tuple[str, ...]


def has_f1(metric: Metric) -> bool:
    """Tell whether the metric's primary score is an F1, or a mean of several, and no other rate."""
    return metric.primary.endswith(F1)


def lines(name: str, row: Mapping[str, Number] | None, metric: Metric) -> Iterator[Line]:
    """Yield the lines of one metric, or of a part of it, under ``HEADINGS``: one for each F1, its own first.

    A metric that has no F1 yields none.
    """
    if not has_f1(metric):
        return
    if row is None:
        yield Line(name, True, (NULL,) * len(HEADINGS))
        return
    for column in f1_columns(row, metric):
        is_first = column == metric.primary
        yield Line(
            name if is_first else column.removesuffix(F1).removesuffix("_"), is_first, _cells(row, column)
        )


def f1_columns(row: Iterable[str], metric: Metric) -> list[str]:
    """Return which of a metric's columns are F1, its own first; none of a metric that has none."""
    if not has_f1(metric):
        return []
    found = (column for column in row if column.endswith(F1) and not column.startswith(AVERAGED))
    return [metric.primary, *(column for column in found if column != metric.primary)]


def rates(name: str, row: Mapping[str, Number] | None, metric: Metric) -> Iterator[Line]:
    """Yield the lines of a metric's rates that are no precision, recall or F1, under ``RATE_HEADINGS``."""
    if row is None:
        if not has_f1(metric):
            yield Line(f"{name}.{metric.primary}", True, (NULL, NULL, ""))
        return
    for column in row:
        if column in metric.shown or column.endswith((*FAMILY, "_types", "_nulls")):
            continue
        if not column.startswith(AVERAGED):
            mean = DOCUMENT_MACRO + column
            cells = percent(row[column]), percent(row[mean]) if mean in row else "", counts(row, metric)
            yield Line(f"{name}.{column}", True, cells)


def counts(row: Mapping[str, Number], metric: Metric) -> str:
    """Return in words the counts that stand under no heading of a table of F1."""
    apart = [
        name for name in metric.shown if not (has_f1(metric) and name in {"correct", "predicted", "gold"})
    ]
    told = ", ".join(f"{name} {row[name]:,}" for name in apart)
    return told if metric.perfect else f"{told}; less is better"


def percent(value: Number) -> str:
    """Return a rate in per cent with two digits; a dash for null."""
    return NULL if value is None else f"{100 * value:.2f}"


def _cells(row: Mapping[str, Number], column: str) -> tuple[str, ...]:
    family = column.removesuffix(F1)
    scores = (f"{family}precision", f"{family}recall", column)
    counted = (f"{family}correct", f"{family}predicted", f"{family}gold")
    macros = (MACRO + column, DOCUMENT_MACRO + column)
    return (
        *(percent(row[name]) if name in row else "" for name in scores),
        *(f"{row[name]:,}" if row.keys() >= set(counted) else "" for name in counted),
        *(percent(row[name]) if name in row else "" for name in macros),
    )
