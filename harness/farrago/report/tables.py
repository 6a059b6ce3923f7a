"""A result as tables of texts: what the terminal, Markdown and LaTeX show alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from farrago.report import interval_rows
from farrago.report.rows import (
    COUNTS,
    F1,
    HEADINGS,
    RATE_HEADINGS,
    RATES,
    Line,
    has_f1,
    lines,
    percent,
    rates,
)
from farrago.scoring import Row, metrics
from farrago.scoring.headline import NAME, PARTS
from farrago_schema.results import Intervals, Result

OTHER = "other rates"


class Table(Struct, frozen=True):
    """A title, which heads the first column, the headings of the other columns, and lines."""

    title: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def tables(result: Result, *, types: bool = False, everything: bool = False) -> Iterator[Table]:
    """Yield the tables of a result: every F1, rates that are none, types if asked for, and breakdowns.

    A metric has one line, and one more if the headline counts another of its columns; ``everything`` shows
    all.
    """
    yield Table("metric", HEADINGS, tuple(_f1_lines(result, everything)))
    others = [
        line
        for name, row in result.scores.items()
        if name != NAME
        for line in rates(name, row, metrics()[name])
        if everything or line.name == f"{name}.{metrics()[name].primary}"
    ]
    if others:
        yield Table(OTHER, RATE_HEADINGS, tuple(others))
    if types:
        for name, rows in result.types.items():
            yield _part(f"{name} by type", rows, name)
    for name, facets in result.breakdowns.items():
        for facet, rows in facets.items():
            yield _part(f"{name} by {facet}", rows, name)
    if result.intervals is not None:
        yield from _intervals(result.intervals, types=types, everything=everything)


def _intervals(found: Intervals, *, types: bool, everything: bool) -> Iterator[Table]:
    overall = (line for _, line in interval_rows.overall(found, everything=everything))
    yield Table(interval_rows.title(found), interval_rows.HEADINGS, tuple(overall))
    for name, rows in found.types.items() if types else ():
        firsts = (
            next(interval_rows.interval_lines(value, row, metrics()[name].primary, everything=False))
            for value, row in rows.items()
        )
        lines_ = tuple(Line(each.name, True, each.cells[:3]) for each in firsts)
        yield Table(f"{interval_rows.title(found)}, {name}", interval_rows.HEADINGS[:3], lines_)


def _f1_lines(result: Result, everything: bool) -> Iterator[Line]:
    for name, row in result.scores.items():
        if name != NAME:
            of_headline = PARTS.get(name, F1).removesuffix(F1).removesuffix("_")
            for line in lines(name, row, metrics()[name]):
                if everything or line.is_first or line.name == of_headline:
                    yield line


def _part(title: str, rows: Mapping[str, Row], name: str) -> Table:
    metric = metrics()[name]
    if not has_f1(metric):
        cells = {
            value: (percent(row[metric.primary]), *(f"{row[column]:,}" for column in metric.shown))
            for value, row in rows.items()
        }
        found = [Line(value, True, each) for value, each in cells.items()]
        return Table(title, (metric.primary, *metric.shown), tuple(found))
    headings = (*RATES, *COUNTS)
    firsts = (next(lines(value, row, metric)) for value, row in rows.items())
    return Table(
        title, headings, tuple(Line(each.name, True, each.cells[: len(headings)]) for each in firsts)
    )
