"""A result as a long table: a line a number, which pandas, Polars and R read as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from farrago import formats
from farrago.scoring import metrics
from farrago_schema.results import Number, Result

HEADINGS = ("metric", "column", "facet", "group", "value", "signature")
TYPE = "type"

Line = tuple[str, str, str, str, Number, str]


def csv(result: Result) -> str:
    """Return every number of a result: overall (``facet`` and ``group`` empty), by type and by facet.

    A rate over 0 has no value, and a metric that was not scored has none for its primary column. Each line
    bears the signature, so that the lines of many results can stand in one table.
    """
    return formats.csv_text(HEADINGS, _lines(result))


def _lines(result: Result) -> Iterator[Line]:
    for name, row in result.scores.items():
        yield from _numbers(result, name, row if row is not None else {metrics()[name].primary: None})
        for group, numbers in result.types.get(name, {}).items():
            yield from _numbers(result, name, numbers, TYPE, group)
        for facet, groups in result.breakdowns.get(name, {}).items():
            for group, numbers in groups.items():
                yield from _numbers(result, name, numbers, facet, group)


def _numbers(
    result: Result, metric: str, row: Mapping[str, Number], facet: str = "", group: str = ""
) -> Iterator[Line]:
    for column, value in row.items():
        yield metric, column, facet, group, value, result.signature
