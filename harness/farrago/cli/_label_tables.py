"""The label set for people: tables of its types, for a terminal or in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from farrago_schema.ontology import EventType, Ontology


class Table(NamedTuple):
    """A title, the names of the columns, and rows of as many texts; a text may have several lines."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def tables(labels: Ontology) -> Iterator[Table]:
    """Yield the tables of entity types, value types, relations and events."""
    yield Table(
        f"Entity types ({len(labels.entity_types)})",
        ("type", "what", "not", "told apart from"),
        [
            (name, known.definition, known.excludes, _lines(known.confused_with))
            for name, known in labels.entity_types.items()
        ],
    )
    yield Table(
        f"Value types ({len(labels.value_types)})",
        ("type", "what", "not", "told apart from", "normal form"),
        [
            (
                name,
                known.definition,
                known.excludes,
                _lines(known.confused_with),
                known.normal_form or "–",
            )
            for name, known in labels.value_types.items()
        ],
    )
    yield Table(
        f"Relations ({len(labels.relation_types)})",
        ("relation", "head → tail", "what", "told apart from"),
        [
            (
                name,
                _ends(labels, name),
                f"{known.definition} {known.excludes}".strip(),
                _lines(known.confused_with),
            )
            for name, known in labels.relation_types.items()
        ],
    )
    yield Table(
        f"Events ({len(labels.event_types)})",
        ("event", "what, and triggers", "roles and their fillers", "told apart from"),
        [
            (name, _with_triggers(known), _roles(known.roles), _lines(known.confused_with))
            for name, known in labels.event_types.items()
        ],
    )


def as_json(labels: Ontology) -> str:
    """Return the label set as the JSON that ``farrago_schema.ontology.load`` reads."""
    return msgspec.json.format(msgspec.json.encode(labels), indent=1).decode() + "\n"


def as_markdown(labels: Ontology) -> str:
    """Return the tables in Markdown, under headings of the second level."""
    return "\n".join(_markdown(table) for table in tables(labels))


def print_tables(labels: Ontology) -> None:
    """Print the tables to standard output, as wide as the terminal is."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console()
    for table in tables(labels):
        grid = Grid(
            title=table.title, title_justify="left", box=box.SIMPLE_HEAD, show_lines=True, expand=True
        )
        for column in table.columns:
            first = column == table.columns[0]
            grid.add_column(
                column, no_wrap=first, style="bold cyan" if first else "", ratio=None if first else 1
            )
        for row in table.rows:
            grid.add_row(*map(Text, row))
        console.print(grid)


def _markdown(table: Table) -> str:
    lines = [f"## {table.title}", "", _line(table.columns), _line(["---"] * len(table.columns))]
    lines += [_line([f"`{name}`", *rest]) for name, *rest in table.rows]
    return "\n".join(lines) + "\n"


def _line(cells: list[str] | tuple[str, ...]) -> str:
    escaped = (cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _ends(labels: Ontology, relation: str) -> str:
    known = labels.relation_types[relation]
    arrow = "–" if labels.is_symmetric(relation) else "→"
    return f"{', '.join(known.head)} {arrow} {', '.join(known.tail)}"


def _with_triggers(event: EventType) -> str:
    return f"{event.definition}\n({', '.join(event.triggers)})"


def _roles(roles: Mapping[str, tuple[str, ...]]) -> str:
    return "\n".join(f"{role}: {', '.join(admitted)}" for role, admitted in roles.items())


def _lines(texts: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {text}" for name, text in texts.items())
