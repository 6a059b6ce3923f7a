"""The lines of the printed tables of intervals: beside each line of scores one of intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from farrago.formats import NULL
from farrago.report.rows import AVERAGED, F1, Line
from farrago.scoring import metrics
from farrago.scoring.headline import NAME, PARTS
from farrago_schema.results import Interval, Intervals

HEADINGS = ("P", "R", "F1", "macro", "doc")


def title(found: Intervals) -> str:
    """Return what the intervals are, as the head of their first column."""
    return f"{100 * found.level:g} % interval"


def interval_lines(
    name: str, row: Mapping[str, Interval], primary: str, *, everything: bool
) -> Iterator[Line]:
    """Yield the lines of one metric, or of a part of it: the primary score first, and others if asked for.

    The score that the headline counts is always among them.
    """
    yield Line(name, True, _cells(row, primary))
    for column in row:
        is_line = column.endswith((F1, "accuracy")) and column != primary and not column.startswith(AVERAGED)
        if is_line and (everything or column == PARTS.get(name)):
            yield Line(column.removesuffix(F1).removesuffix("_"), False, _cells(row, column))


def overall(found: Intervals, *, everything: bool) -> Iterator[tuple[str, Line]]:
    """Yield the lines of all metrics, each with its metric; the headline as any other."""
    for name, row in found.scores.items():
        primary = metrics()[name].primary if name != NAME else NAME
        for line in interval_lines(name, row, primary, everything=everything):
            yield name, line


def span(interval: Interval | None) -> str:
    """Return an interval in per cent with one digit, a dash where there is none, nothing for no score."""
    if interval is None:
        return ""
    if interval.low is None or interval.high is None:
        return NULL
    # Five intervals of 100.0–100.0 would not fit a line.
    return "–".join(f"{100 * end:.1f}".replace("100.0", "100") for end in (interval.low, interval.high))


def notice(found: Intervals) -> str:
    """Return how the intervals were made, and what a dash means."""
    return (
        f"Intervals: expanded percentile bootstrap, {found.resamples:,} resamples of the documents, seed "
        f"{found.seed}. There is none for what occurs in fewer than 8 documents, nor where over 5 % of the "
        "resamples have no score."
    )


def _cells(row: Mapping[str, Interval], column: str) -> tuple[str, ...]:
    family = column.removesuffix(F1) if column.endswith(F1) else f"{column}:"
    names = (f"{family}precision", f"{family}recall", column, f"macro_{column}", f"doc_macro_{column}")
    return tuple(span(row.get(name)) for name in names)
