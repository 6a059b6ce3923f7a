"""The tables of the corpus tools in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farrago.corpus.tables import Table

BAR = 16
"""How many columns of the terminal the longest bar takes."""


def print_tables(tables: Iterable[Table]) -> None:
    """Print tables to standard output, as wide as the terminal is: the first column left, numbers right."""
    from rich import box
    from rich.bar import Bar
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console()
    for table in tables:
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
        for index, column in enumerate(table.columns):
            grid.add_column(
                table.title if index == 0 else column, justify="right" if index else "left", no_wrap=index > 0
            )
        if table.bars is not None:
            grid.add_column("", justify="left", width=BAR)
        longest = max(table.bars or (), default=0)
        for index, row in enumerate(table.rows):
            drawn = [] if table.bars is None else [Bar(longest or 1, 0, table.bars[index], width=BAR)]
            grid.add_row(*map(Text, row), *drawn)
        console.print(grid)
        console.print()
