"""A result for the terminal, at whatever width it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from farrago.formats import plain
from farrago.report import interval_rows
from farrago.report.rows import RATE_HEADINGS, percent
from farrago.report.tables import Table, tables
from farrago.scoring import metrics
from farrago.scoring.headline import NAME, PARTS
from farrago_schema.results import Result, Unlocated

MOST_SHOWN = 5
MAIN = ("F1", "rate")


def renderable(result: Result, *, types: bool = False, everything: bool = False) -> RenderableType:
    """Return the result but for its signature as tables: scores, types if asked for, breakdowns.

    Shown as ``tables`` says, and above and below them the headline and what must be known besides.
    """
    first, *others = tables(result, types=types, everything=everything)
    shown = [_title(result), _grid(first, (1, 0, 1, 0))]
    shown += [_grid(table, (0, 0, 1, 0)) for table in others]
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
    if result.intervals is not None:
        yield interval_rows.notice(result.intervals)
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
        yield plain(f"Not located, and spurious: {len(rest):,}: {first}{more}.")


def _title(result: Result) -> RenderableType:
    stamp = result.gold
    release = f"{stamp.name} {stamp.version} {stamp.split}" if stamp.version else stamp.name
    return Group(
        Text.assemble(
            (plain(result.predictions.name), "bold"), f" on {release}, {stamp.documents:,} documents"
        ),
        Text.assemble(("farrago ", "bold"), headline(result)),
    )


def _grid(table: Table, padding: tuple[int, int, int, int]) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    grid.add_column(Text(table.title), no_wrap=True, min_width=14)
    for heading in table.headings:
        is_text = heading == RATE_HEADINGS[-1]
        grid.add_column(
            Text(heading),
            justify="left" if is_text else "right",
            style="bold" if heading in MAIN else None,
            no_wrap=not is_text,
        )
    for line in table.lines:
        name = line.name if line.is_first else f"  {line.name}"
        cells = (Text(plain(cell)) for cell in (name, *line.cells))
        grid.add_row(*cells, style=None if line.is_first else "dim")
    return Padding(grid, padding, expand=False)
