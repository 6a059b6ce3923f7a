"""The tables of the corpus tools in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from farrago.corpus.tables import Table


def print_tables(tables: Iterable[Table]) -> None:
    """Print tables to standard output, as wide as the terminal is: the first column left, numbers right."""
    from rich import box
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
        for row in table.rows:
            grid.add_row(*map(Text, row))
        console.print(grid)
        console.print()
