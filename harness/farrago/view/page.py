"""A document as one HTML file: the text with its marks, and beside it who, what and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from farrago import pages
from farrago.view.content import Content, EntityRow, EventRow
from farrago.view.marks import Mark, marks_of

PACKAGE = "farrago.view"
STYLES = ("text.css", "document.css")

FAMILIES = {
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "VEH": "thing",
    "WEA": "thing",
    "PRODUCT": "thing",
    "LAW": "work",
    "OCCASION": "work",
}
"""Types that share a colour; every mark also says its type in words. Types of other label sets have none."""

LABELS = {
    "person": "Persons",
    "organisation": "Organisations",
    "place": "Places",
    "thing": "Things",
    "work": "Laws and occasions",
    "other": "Other types",
    "value": "Values",
    "trigger": "Events",
}


def page(content: Content, *, title: str | None = None) -> str:
    """Return the page: style and script inside, readable without the script, and nothing from elsewhere."""
    style, script = pages.style(PACKAGE, *STYLES), pages.static(PACKAGE, "document.js")
    names = _names(content)
    marks = marks_of(content.document)
    shown = set(map(family, marks))
    return (
        pages.environment(PACKAGE)
        .get_template("document.html.j2")
        .render(
            content=content,
            document=content.document,
            title=title or content.document.id,
            owner=names,
            anchor={mark: f"m{number}" for number, mark in enumerate(marks)},
            family=family,
            families={name: label for name, label in LABELS.items() if name in shown},
            refers=lambda row: _refers(row, names),
            style=style,
            script=script,
            policy=pages.policy(style, script),
        )
    )


def family(mark: Mark) -> str:
    """Return the class that gives a mark its colour."""
    if mark.role == "trigger":
        return "trigger"
    return "value" if mark.kind == "value" else FAMILIES.get(mark.type, "other")


def _names(content: Content) -> Mapping[tuple[str, str], str]:
    """Return a short harmless name, by role and id, for each entity (``e0``) and event (``v0``)."""
    entities: Iterable[EntityRow] = (*content.entities, *content.values)
    names = {("mention", row.entity.id): f"e{number}" for number, row in enumerate(entities)}
    return names | {("trigger", row.event.id): f"v{number}" for number, row in enumerate(content.events)}


def _refers(row: EventRow, names: Mapping[tuple[str, str], str]) -> str:
    """Return the names of an event and of all that fills its roles."""
    fillers = (names["mention", filler.entity.id] for _, filler in row.arguments)
    return " ".join(dict.fromkeys((names["trigger", row.event.id], *fillers)))
