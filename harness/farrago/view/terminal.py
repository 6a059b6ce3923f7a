"""A document for the terminal: ``[text]id`` is a mention, ``‹text›id`` a trigger; colours say types."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from farrago.formats import plain
from farrago.view.content import Content, EntityRow, EventRow, Line
from farrago.view.marks import Piece
from farrago.view.page import family

COLOURS = {
    "person": "blue",
    "organisation": "red",
    "place": "green",
    "thing": "magenta",
    "work": "yellow",
    "value": "cyan",
    "trigger": "bold",
}


def renderable(content: Content) -> RenderableType:
    """Return the text line by line with its marks, then tables of what they refer to."""
    parts: list[RenderableType] = [_facts(content), _text(content.lines)]
    for title, rows in (("entity", content.entities), ("value", content.values)):
        if rows:
            parts.append(Padding(_entities(title, rows), (1, 0, 0, 0)))
    if content.relations:
        parts.append(Padding(_relations(content), (1, 0, 0, 0)))
    if content.events:
        parts.append(Padding(_events(content.events), (1, 0, 0, 0)))
    return Group(*parts)


def _facts(content: Content) -> RenderableType:
    meta = content.document.meta
    facts = (meta.kind, meta.date, meta.split, meta.topic, meta.register, meta.region, *meta.blemishes)
    return Padding(
        Text.assemble((plain(content.document.id), "bold"), "  ", plain(", ".join(filter(None, facts)))),
        (0, 0, 1, 0),
    )


def _text(lines: Iterable[Line]) -> Table:
    table = Table.grid(padding=(0, 1, 1, 0))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for line in lines:
        zone = line.runs[-1].zone
        margin = [str(line.number)] if zone is None else [str(line.number), zone.kind, zone.story or ""]
        table.add_row(
            plain(" ".join(filter(None, margin))), _marked(p for run in line.runs for p in run.pieces)
        )
    return table


def _marked(pieces: Iterable[Piece]) -> Text:
    text = Text()
    is_open: list[str] = []
    for piece in pieces:
        if piece.mark is None:
            text.append(plain(piece.text), " ".join(is_open))
            continue
        left, right = "‹›" if piece.mark.role == "trigger" else "[]"
        colour = COLOURS.get(family(piece.mark), "default")
        if piece.step == "open":
            text.append(left if piece.is_first else "", colour)
            is_open.append(colour)
        else:
            is_open.pop()
            text.append(f"{right}{plain(piece.mark.owner)}" if piece.is_last else "", f"dim {colour}")
    return text


def _entities(title: str, rows: Iterable[EntityRow]) -> Table:
    table = _table(title, "type", "name" if title == "entity" else "form", "mentions")
    for row in rows:
        said = ", ".join(f"{number} {kind}" for kind, number in row.kinds.items())
        name = row.entity.name if title == "entity" else row.entity.value
        table.add_row(plain(row.entity.id), plain(row.entity.type), plain(name or ""), plain(said or "none"))
    return table


def _relations(content: Content) -> Table:
    table = _table("head", "relation", "tail", "status")
    for row in content.relations:
        status = "" if row.status == "current" else row.status
        table.add_row(*map(plain, (row.head.title, row.type, row.tail.title, status)))
    return table


def _events(rows: Iterable[EventRow]) -> Table:
    table = _table("event", "type", "realis", "words", "arguments")
    for row in rows:
        arguments = "; ".join(f"{role}: {filler.title}" for role, filler in row.arguments)
        words = ", ".join(row.words)
        table.add_row(*map(plain, (row.event.id, row.event.type, row.event.realis, words, arguments)))
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(first, style="bold", overflow="fold")
    for heading in others:
        table.add_column(heading, overflow="fold")
    return table
