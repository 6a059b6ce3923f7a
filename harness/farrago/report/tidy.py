"""A result as a long table: a line a number, which pandas, Polars and R read as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from farrago import formats
from farrago.scoring import metrics
from farrago_schema.results import Interval, Number, Result

HEADINGS = ("metric", "column", "facet", "group", "value", "low", "high", "signature")
TYPE = "type"

Line = tuple[str, str, str, str, Number, Number, Number, str]
Ends = Mapping[str, Interval]


def csv(result: Result) -> str:
    """Return every number of a result: overall (``facet`` and ``group`` empty), by type and by facet.

    A rate over 0 has no value, and a metric that was not scored has none for its primary column. Each line
    bears the signature, so that the lines of many results can stand in one table. ``low`` and ``high`` are
    the interval's ends, where intervals were asked for and there is one.
    """
    return formats.csv_text(HEADINGS, _lines(result))


def _lines(result: Result) -> Iterator[Line]:
    known, by_type = _ends(result)
    for name, row in result.scores.items():
        numbers = row if row is not None else {metrics()[name].primary: None}
        yield from _numbers(result, name, numbers, ends=known.get(name))
        for group, numbers in result.types.get(name, {}).items():
            yield from _numbers(
                result, name, numbers, facet=TYPE, group=group, ends=by_type.get(name, {}).get(group)
            )
        for facet, groups in result.breakdowns.get(name, {}).items():
            for group, numbers in groups.items():
                yield from _numbers(result, name, numbers, facet=facet, group=group)


def _ends(result: Result) -> tuple[Mapping[str, Ends], Mapping[str, Mapping[str, Ends]]]:
    """Return the intervals by metric, and by metric and type."""
    found = result.intervals
    return ({}, {}) if found is None else (found.scores, found.types)


def _numbers(  # noqa: PLR0913  # the cells of a line
    result: Result,
    metric: str,
    row: Mapping[str, Number],
    *,
    facet: str = "",
    group: str = "",
    ends: Ends | None = None,
) -> Iterator[Line]:
    for column, value in row.items():
        found = (ends or {}).get(column)
        low, high = (None, None) if found is None else (found.low, found.high)
        yield metric, column, facet, group, value, low, high, result.signature
