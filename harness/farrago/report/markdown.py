"""A result as Markdown: the same lines as in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.report.rows import HEADINGS, lines
from farrago.report.text import headline, notices
from farrago.scoring import metrics
from farrago.scoring.headline import NAME
from farrago_schema.results import Result


def markdown(result: Result) -> str:
    """Return the scores as a table, with what must be known besides them, and the signature."""
    table = "\n".join(_table(result))
    parts = [f"**{NAME}** {headline(result)}", table, *notices(result), f"`{result.signature}`"]
    return "\n\n".join(parts) + "\n"


def _table(result: Result) -> Iterator[str]:
    yield f"| metric | {' | '.join(HEADINGS)} |"
    yield f"|---|{'--:|' * len(HEADINGS)}"
    for name, row in result.scores.items():
        if name != NAME:
            for line in lines(name, row, metrics()[name].primary):
                title = f"**{line.name}**" if line.is_first else f"{name}, {line.name}"
                yield f"| {title} | {' | '.join(line.cells)} |"
