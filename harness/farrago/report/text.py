"""A result for the terminal, at whatever width it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from farrago.report.rows import COUNTS, F1, HEADINGS, RATES, Line, lines, percent
from farrago.scoring import Row, metrics
from farrago.scoring.headline import NAME, PARTS
from farrago_schema.results import Result, Unlocated

MOST_SHOWN = 5


def renderable(result: Result, *, types: bool = False, everything: bool = False) -> RenderableType:
    """Return the result but for its signature as tables: scores, types if asked for, breakdowns.

    A metric has one line, and one more if the headline counts another of its columns; ``everything`` shows
    all.
    """
    shown: list[RenderableType] = [_title(result), _scores(result, everything)]
    if types:
        shown += [_part(f"{name} by type", rows, name) for name, rows in result.types.items()]
    for name, facets in result.breakdowns.items():
        shown += [_part(f"{name} by {facet}", rows, name) for facet, rows in facets.items()]
    shown += [Text(line, style="yellow") for line in notices(result)]
    return Group(*shown)


def headline(result: Result) -> str:
    """Return the headline in words."""
    row = result.scores.get(NAME)
    mean = " + ".join(f"{metric}.{column}" for metric, column in PARTS.items())
    if row is None or row[NAME] is None:
        return f"no headline: it is the mean of {mean}, and not all of them are there"
    return f"{percent(row[NAME])}, the mean of {mean}"


def notices(result: Result) -> Iterator[str]:
    """Yield what a reader of the numbers must know besides them."""
    if result.missing:
        total = result.gold.documents
        yield f"{len(result.missing)} of {total} documents had no prediction and were scored as empty."
    if result.duplicates:
        found = ", ".join(f"{number:,} {name}" for name, number in result.duplicates.items())
        yield f"Exact duplicates were collapsed: {found}."
    if result.located or result.unlocated:
        yield from located(result.located, result.unlocated)
    nulls = {
        name: row["doc_macro_nulls"]
        for name, row in result.scores.items()
        if row is not None and row[metrics()[name].primary] is not None
    }
    if any(nulls.values()):
        found = ", ".join(f"{name} {number:,}" for name, number in nulls.items() if number)
        yield f"Documents with nothing to score are left out of the means over documents: {found}."


def located(by_rule: Mapping[str, int], rest: Sequence[Unlocated]) -> Iterator[str]:
    """Yield what became of mentions that came as text; the first of those that are nowhere, with reasons."""
    found = ", ".join(f"{number:,} {rule}" for rule, number in by_rule.items()) or "none"
    yield f"Mentions and triggers without offsets were located by their text: {found}."
    if rest:
        first = "; ".join(f"{each.text!r} in {each.document} ({each.reason})" for each in rest[:MOST_SHOWN])
        more = f"; and {len(rest) - MOST_SHOWN:,} more" if len(rest) > MOST_SHOWN else ""
        yield f"Not located, and spurious: {len(rest):,}: {first}{more}."


def _title(result: Result) -> RenderableType:
    stamp = result.gold
    release = f"{stamp.name} {stamp.version} {stamp.split}" if stamp.version else stamp.name
    return Group(
        Text.assemble((result.predictions.name, "bold"), f" on {release}, {stamp.documents:,} documents"),
        Text.assemble(("farrago ", "bold"), headline(result)),
    )


def _scores(result: Result, everything: bool) -> RenderableType:
    table = _table("metric", HEADINGS)
    for name, row in result.scores.items():
        if name != NAME:
            of_headline = PARTS.get(name, F1).removesuffix(F1).removesuffix("_")
            found = lines(name, row, metrics()[name].primary)
            _add(table, (line for line in found if everything or line.is_first or line.name == of_headline))
    return Padding(table, (1, 0), expand=False)


def _part(title: str, rows: Mapping[str, Row], metric: str) -> RenderableType:
    table = _table(title, (*RATES, *COUNTS))
    for value, row in rows.items():
        first = next(lines(value, row, metrics()[metric].primary))
        table.add_row(first.name, *first.cells[: len(RATES) + len(COUNTS)])
    return Padding(table, (1, 0, 0, 0), expand=False)


def _table(title: str, headings: Iterable[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(title, no_wrap=True, min_width=14)
    for heading in headings:
        style = "bold" if heading == "F1" else None
        table.add_column(heading, justify="right", style=style, no_wrap=True)
    return table


def _add(table: Table, found: Iterable[Line]) -> None:
    for line in found:
        name = line.name if line.is_first else f"  {line.name}"
        table.add_row(name, *line.cells, style=None if line.is_first else "dim")
