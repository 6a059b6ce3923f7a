"""What stands before a noun: demonyms, towns and bodies in "N Y X" compounds."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules import lists
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.relations import nouns
from farrago_baselines.rules.relations.graph import Found, Graph


def before_persons(graph: Graph) -> Iterator[Found]:
    """Yield what a place or body inside or before a noun for a person says of the person."""
    page = graph.page
    for person in graph.mentions:
        if person.kind != "nominal" or graph.of(person).type != "PER":
            continue
        lemma = page.tokens[person.head].lemma
        for inner in graph.inside(person):
            if inner.is_value or inner.kind == "pronoun":
                continue
            yield from _modifier(graph, person, inner, lemma)
        if graph.of(person).type == "PER" and person.rule == "a demonym noun for persons":
            yield from _nation(graph, person)
    for title in graph.mentions:
        if title.type == "TITLE":
            yield from _before_title(graph, title)


def _modifier(graph: Graph, person: Mention, inner: Mention, lemma: str) -> Iterator[Found]:
    kind = graph.of(inner).type
    if kind in {"GPE", "LOC"}:
        yield from origin(graph, person, inner, lemma)
    elif kind == "ORG":
        yield from nouns.between(graph, person, inner, lemma, "N Y")


def origin(graph: Graph, person: Mention, place: Mention, lemma: str) -> Iterator[Found]:
    """Yield what a place before a person says: an office of a state, a nation, or a home."""
    status = graph.is_former(person)
    if graph.is_state(place) and graph.of(place).type == "GPE":
        if lemma in lists.words("people", "state_offices"):
            yield Found("employed_by", person, place, "a nation and an office of it", status, person.head)
        else:
            yield Found("citizen_of", person, place, "a nation before a person", status, person.head)
    else:
        yield Found("lives_in", person, place, "a town before a person", status, person.head)


def _nation(graph: Graph, person: Mention) -> Iterator[Found]:
    from farrago_baselines.rules import gazetteer  # noqa: PLC0415  # only here

    code = gazetteer.state_code(person.text)
    if code is None:
        return
    for other in graph.mentions:
        if other.kind == "name" and other.type == "GPE" and gazetteer.state_code(other.text) == code:
            yield Found("citizen_of", person, other, "a demonym noun", "current", person.head)
            return


def _before_title(graph: Graph, title: Mention) -> Iterator[Found]:
    """Yield what stands before a title that stands before a name.

    "Graz magistrate Vella", "Bluefen chairman Orrel".
    """
    holder = graph.starting(title.last)
    other = graph.ending(title.first)
    if holder is None or other is None or graph.of(holder).type != "PER" or other is holder:
        return
    lemma = graph.page.tokens[title.head].lemma
    kind = graph.of(other).type
    if kind in {"GPE", "LOC"}:
        yield from origin(graph, holder, other, lemma)
    elif kind == "ORG":
        for found in nouns.between(graph, holder, other, lemma, "N Y X"):
            yield Found(found.type, found.head, found.tail, found.rule, graph.status(title.first), title.head)


def before_bodies(graph: Graph) -> Iterator[Found]:
    """Yield what a place inside a noun for a body or a building says of it."""
    page = graph.page
    for body in graph.mentions:
        if body.kind != "nominal" or graph.of(body).type not in {"ORG", "FAC", "LOC", "PRODUCT", "VEH"}:
            continue
        kind = graph.of(body).type
        for inner in graph.inside(body):
            if inner.is_value or inner.kind == "pronoun":
                continue
            inner_kind = graph.of(inner).type
            if inner_kind in {"GPE", "LOC"} and kind == "ORG":
                yield from nouns.seat(
                    graph, body, inner, page.tokens[body.head].lemma, "a place before a body"
                )
            elif inner_kind in {"GPE", "LOC", "FAC"} and kind in {"FAC", "LOC"}:
                yield Found("located_in", body, inner, "a place before a building", "current", body.head)
            elif inner_kind == "ORG" and kind in {"FAC", "VEH"}:
                yield Found("owns", inner, body, "a body before a building", "current", body.head)
            elif inner_kind == "ORG" and kind == "ORG":
                yield Found("part_of", body, inner, "a body before a body", "current", body.head)
