"""Any two systems beside each other: tests, documents, and the items that only one of them gets right.

The page holds the data of all systems once, and shows two of them; what it shows of a pair was computed here.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from farrago.board import golden
from farrago.board.columns import COLUMNS, HEADLINE
from farrago.board.documents import file_names
from farrago.board.render import Member, Site
from farrago.board.standing import Tested, seen_from
from farrago.errors import Found, Scene
from farrago.formats import plain

PATH = "compare.html"
UNIT = 10_000
"""Scores and differences are whole numbers of this part of one."""

SHOWN = 24
"""The table of all pairs shows so many systems, the first ones."""

LONGEST = 90
LAYERS = {
    "mention": "Mentions",
    "coref": "Mentions in their entity",
    "relation": "Relations",
    "trigger": "Triggers",
    "argument": "Arguments",
}


class Cell(NamedTuple):
    """How far the system of a row is ahead of that of a column; ``None`` where that is not known."""

    tested: Tested | None
    verdict: str


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the page, if there are two systems to compare: path and content."""
    members = site.members
    if len(members) < 2:
        return
    shown = [member for member in members if member.row.figures[HEADLINE.key] is not None][:SHOWN]
    yield (
        PATH,
        site.page(
            PATH,
            "compare.html.j2",
            script="compare.js",
            members=members,
            shown=shown,
            matrix=[(member, [_cell(site, member, other) for other in shown]) for member in shown],
            data=_data(site),
        ),
    )


def _cell(site: Site, one: Member, other: Member) -> Cell:
    if one is other:
        return Cell(None, "same")
    tested = seen_from(site.board.standing("", HEADLINE.key).pairs, one.place, other.place)
    if tested is None:
        return Cell(None, "none")
    if tested.p > site.board.data.ranking.level:
        return Cell(tested, "chance")
    return Cell(tested, "ahead" if tested.difference > 0 else "behind")


def _data(site: Site) -> dict[str, object]:
    gold = site.board.setting.gold
    documents = sorted(gold.documents)
    files = file_names(documents)
    pairs = list(combinations(site.members, 2))
    return {
        "unit": UNIT,
        "level": site.board.data.ranking.level,
        "confidence": site.board.data.ranking.confidence,
        "columns": [column.label for column in COLUMNS],
        "documents": [[id_, gold.documents[id_].meta.kind or "", files[id_]] for id_ in documents],
        "systems": [_system(member, documents) for member in site.members],
        "pairs": [
            [
                _numbers(seen_from(site.board.standing("", column.key).pairs, a.place, b.place))
                for a, b in pairs
            ]
            for column in COLUMNS
        ],
        "layers": [[layer, LAYERS[layer]] for layer in golden.LAYERS],
        "items": None if site.is_hidden else [_items(site, id_) for id_ in documents],
        "right": None if site.is_hidden else [_right(site, member, documents) for member in site.members],
    }


def _system(member: Member, documents: Sequence[str]) -> dict[str, object]:
    by_document = member.entry.examined.by_document
    figures = [member.row.figures[column.key] for column in COLUMNS]
    return {
        "label": member.label,
        "slug": member.slug,
        "scores": [None if figure is None else _whole(figure.mean) for figure in figures],
        "documents": [[_whole(by_document[id_].get(column.key)) for column in COLUMNS] for id_ in documents],
    }


def _numbers(tested: Tested | None) -> list[float | None] | None:
    """Return difference and ends in whole units, and p as it is."""
    if tested is None:
        return None
    return [_whole(tested.difference), _whole(tested.low), _whole(tested.high), round(tested.p, 6)]


def _whole(rate: float | None) -> int | None:
    return None if rate is None else round(UNIT * rate)


def _items(site: Site, id_: str) -> list[list[str]]:
    """Return the gold items of a document in words, by layer."""
    setting = site.board.setting
    document = setting.gold.documents[id_]
    scene = Scene(document, document.prediction(), setting.gold.labels)
    return [[_words(scene, item) for item in setting.items[id_].get(layer, ())] for layer in golden.LAYERS]


def _words(scene: Scene, item: Found) -> str:
    text = plain(item.message(scene))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _right(site: Site, member: Member, documents: Sequence[str]) -> list[list[str | None]]:
    """Return which items a system gets right in most of its runs, by document and layer, as Base64."""
    runs = member.entry.examined.mistakes.right
    attempted = set(member.entry.examined.mistakes.counts)
    found = []
    for id_ in documents:
        known = site.board.setting.items[id_]
        found.append(
            [
                _majority([run.get(id_, {}).get(layer, b"") for run in runs], len(known.get(layer, ())))
                if layer in attempted
                else None
                for layer in golden.LAYERS
            ]
        )
    return found


def _majority(runs: Sequence[bytes], items: int) -> str:
    if len(runs) == 1:
        return b64encode(runs[0]).decode()
    numbers = [int.from_bytes(run, "little") for run in runs]
    bits = 0
    for place in range(items):
        if 2 * sum(number >> place & 1 for number in numbers) > len(runs):
            bits |= 1 << place
    return b64encode(bits.to_bytes((items + 7) // 8, "little")).decode()
