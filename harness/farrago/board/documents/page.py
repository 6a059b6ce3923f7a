"""One document's page: gold as text and lists, and beside it, as data, what each system says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from farrago import pages
from farrago.board.documents import packing
from farrago.board.documents.differences import Difference, Record, without_gold
from farrago.board.documents.numbers import NONE, Numbers, Ref
from farrago.formats import plain
from farrago.matching.identity import NOWHERE
from farrago.view import Content, content_of
from farrago.view import page as view
from farrago.view.marks import Mark, marks_of
from farrago_schema.errors import ErrorLayer
from farrago_schema.types import Document

PACKAGE = "farrago.board.documents"
STYLES = ("page.css", "marks.css", "lists.css", "modes.css")
SCRIPTS = ("data.js", "text.js", "lists.js", "light.js", "show.js", "keys.js")

GROUPS: Mapping[str, tuple[ErrorLayer, ...]] = {
    "Mentions": ("mention", "value"),
    "Chains": ("coref", "entity"),
    "Relations": ("relation",),
    "Events": ("trigger", "realis", "event_coref"),
    "Arguments": ("argument",),
}
"""The layers that a reader switches. The first one of each is what its numbers are of."""

PLAIN_ERRORS = 120
"""About so many errors a page tells of without its script, shared among the systems."""
FEWEST = 3
"""A system with fewer would say nothing of itself: then the table of numbers stands alone."""


class System(NamedTuple):
    """A system on the document, with the end of the page's address that shows it."""

    name: str
    slug: str
    difference: Difference


class Place(NamedTuple):
    """Ids and files of all documents in order, and which of them this is."""

    documents: tuple[tuple[str, str], ...]
    number: int

    def beside(self, by: int) -> tuple[str, str] | None:
        """Return id and file of the document so many further on, if there is one."""
        number = self.number + by
        return self.documents[number] if 0 <= number < len(self.documents) else None


def page(
    document: Document, gold: Numbers | None, systems: Sequence[System], place: Place, values: Iterable[str]
) -> str:
    """Return the page; without ``gold``, what is not for systems to read stays out of it.

    ``values`` are the types of values, which are told from entities by colour.
    """
    style = pages.style(view.PACKAGE, view.STYLES[0]) + "".join(
        pages.static(PACKAGE, name) for name in STYLES
    )
    script = (
        '"use strict";\n(() => {\n' + "".join(pages.static(PACKAGE, name) for name in SCRIPTS) + "})();\n"
    )
    shown = document if gold else without_gold(document)
    content = content_of(shown)
    families = _families([gold or Numbers(shown), *(system.difference.said for system in systems)], values)
    template = pages.environment(PACKAGE).get_template("document.html.j2")
    return template.render(
        document=shown,
        content=content,
        is_hidden=gold is None,
        systems=systems,
        place=place,
        names=_names(content, gold or Numbers(shown)),
        family=view.family,
        families={
            name: label for name, label in view.LABELS.items() if name in {*families.values(), "trigger"}
        },
        starts=packing.starts(shown.text),
        groups=GROUPS,
        plain=_plain_errors(gold, systems),
        target=lambda record: _target(record, gold),
        data=_script_data(document, gold, systems, families),
        style=style,
        script=script,
        policy=pages.policy(style, script),
    )


def _families(sides: Iterable[Numbers], values: Iterable[str]) -> Mapping[str, str]:
    """Return the colour of each type that either side speaks of."""
    known = view.FAMILIES | dict.fromkeys(values, "value")
    types = sorted({entity.type for side in sides for entity in side.entities})
    return {plain(type_): known.get(type_, "other") for type_ in types}  # as the data has them


class Names(NamedTuple):
    """The ids of elements: letters that no system's slug begins with."""

    marks: Mapping[Mark, str]
    entities: Mapping[str, str]
    events: Mapping[str, str]
    relations: Mapping[tuple[str, str, str, str], str]
    arguments: Mapping[tuple[str, str, str], str]


def _names(content: Content, gold: Numbers) -> Names:
    entities = {entity.id: f"E{number}" for number, entity in enumerate(gold.entities)}
    events = {event.id or "": f"V{number}" for number, event in enumerate(gold.events)}
    firsts: dict[tuple[str, int], int] = {}
    for number, mark in enumerate(gold.marks):
        firsts.setdefault((mark.role, mark.owner), number)
    owners = {"mention": entities, "trigger": events}
    return Names(
        {
            mark: f"M{firsts[mark.role, int(owners[mark.role][mark.owner][1:])] + mark.number}"
            for mark in marks_of(content.document)
        },
        entities,
        events,
        {
            (each.type, each.head, each.tail, each.status or "current"): f"R{number}"
            for number, each in reversed(list(enumerate(gold.relations)))
        },
        {
            (gold.events[event].id or "", each.role, each.entity): f"A{number}"
            for number, (event, each) in reversed(list(enumerate(gold.arguments)))
        },
    )


def _plain_errors(gold: Numbers | None, systems: Sequence[System]) -> Mapping[str, list[Record]]:
    """Return by slug the errors to begin with, as many as there is room for: those that follow from none."""
    each = PLAIN_ERRORS // max(len(systems), 1)
    if each < FEWEST:
        return {}
    return {
        slug: sorted(
            (error for error in difference.errors if not error.cause), key=partial(_start, gold, difference)
        )[:each]
        for _, slug, difference in systems
    }


def _start(gold: Numbers | None, difference: Difference, record: Record) -> int:
    """Return where an error stands: where gold has it, or else where it is said."""
    if gold is not None and record.gold.mark != NONE:
        return gold.marks[record.gold.mark].span[0]
    said = record.predicted.mark
    return NOWHERE if said == NONE else difference.said.marks[said].span[0]


def _target(record: Record, gold: Numbers | None) -> str | None:
    """Return the id of the gold mark at which an error stands, if it has one."""
    ref: Ref = record.gold
    return None if gold is None or ref.mark == NONE else f"M{ref.mark}"


def _script_data(
    document: Document, gold: Numbers | None, systems: Sequence[System], families: Mapping[str, str]
) -> Markup:
    shared, parts = packing.data(document, gold, [system.difference for system in systems])
    value = {
        "hidden": gold is None,
        "groups": GROUPS,
        "families": families,
        "shared": shared,
        "systems": [{"slug": each.slug, "part": part} for each, part in zip(systems, parts, strict=True)],
    }
    return pages.inert(value)
