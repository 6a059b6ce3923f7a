"""The tables of the corpus tools in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farrago.corpus.tables import Table

NAMES = 18
"""How much of the first column a narrow terminal leaves: less, and nobody knows what a row is about."""
EDGES = 4
"""What the measure of a grid leaves out: the edges of its box, which are not drawn."""
BAR = 16
"""How many columns of the terminal the longest bar takes."""


def print_tables(tables: Iterable[Table]) -> None:
    """Print tables to standard output, as wide as the terminal is: the first column left, numbers right."""
    from rich import box
    from rich.bar import Bar
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console()
    wide = console.options.update(width=10_000)
    for table in tables:
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
        for index, column in enumerate(table.columns):
            if index:
                grid.add_column(column, justify="right", no_wrap=True)
            else:
                named = max((len(row[0]) for row in table.rows), default=0)
                grid.add_column(table.title, overflow="fold", min_width=min(NAMES, named))
        if table.bars is not None:
            grid.add_column("", justify="left", width=BAR)
        longest = max(table.bars or (), default=0)
        for index, row in enumerate(table.rows):
            drawn = [] if table.bars is None else [Bar(longest or 1, 0, table.bars[index], width=BAR)]
            grid.add_row(*map(Text, row), *drawn)
        # What is wider than the terminal is wrapped by it: that is hard to read, but loses no figure.
        console.width = max(console.width, Measurement.get(console, wide, grid).minimum + EDGES)
        console.print(grid)
        console.print()
