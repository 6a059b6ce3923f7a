"""Containers of places and seats of bodies: "X in Y", "X, Y", "based in Y"."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.relations import nouns
from farrago_baselines.rules.relations.graph import Found, Graph

PLACES = frozenset({"GPE", "LOC", "FAC"})


def containers(graph: Graph) -> Iterator[Found]:
    """Yield where places lie, and where bodies have their seat."""
    page = graph.page
    for place in graph.mentions:
        kind = graph.of(place).type
        if place.is_value or place.kind == "pronoun":
            continue
        after = page.low(place.last)
        if kind in PLACES and after in {"in", "at", "on", "of"} and not (after == "of" and kind != "GPE"):
            inner = graph.after(place.last + 1)
            if (
                inner is not None
                and _contains(graph, place, inner)
                and not inner.sentence_differs(page, place.first)
            ):
                yield Found("located_in", place, inner, f"X {after} Y", "current", place.head)
        elif kind in PLACES and after == ",":
            yield from _after_comma(graph, place)
        elif kind == "ORG" and after in {"in", "of"} and place.kind == "name":
            yield from _seat(graph, place, after)
        if place.kind == "name" and kind == "GPE" and page.tokens[place.last - 1].low.endswith("-based"):
            continue
    yield from _based(graph)


def _contains(graph: Graph, place: Mention, inner: Mention) -> bool:
    kinds = graph.of(place).type, graph.of(inner).type
    return kinds[1] in PLACES and not (kinds[0] == "GPE" and kinds[1] == "FAC")


def _after_comma(graph: Graph, place: Mention) -> Iterator[Found]:
    """Yield "Gaya, Niger" and "Fırım in Akdensoy, Türkiye": a place, a comma, a larger place, a stop."""
    page = graph.page
    inner = graph.starting(place.last + 1)
    if inner is None or inner.kind != "name" or graph.of(inner).type != "GPE" or place.kind != "name":
        return
    before = page.low(place.first - 1)
    after = page.low(inner.last)
    listed = after in {"and", "or"} or page.low(place.first - 1) == ","
    if (
        graph.is_state(place)
        or listed
        or (
            before not in {"in", "at", "from", "near", "to", "of"}
            and not page.tokens[place.first].text.isupper()
        )
    ):
        return
    yield Found("located_in", place, inner, "X, Y", "current", place.head)


def _seat(graph: Graph, body: Mention, preposition: str) -> Iterator[Found]:
    place = graph.starting(body.last + 1)
    if place is not None and graph.of(place).type == "GPE" and place.kind == "name" and preposition == "of":
        yield from nouns.seat(graph, body, place, "", "X of Y")


def _based(graph: Graph) -> Iterator[Found]:
    """Yield seats by their words: "based in Y", "with its seat in Y"."""
    page = graph.page
    for token in page.tokens:
        if token.low not in {"based", "headquartered", "seat"}:
            continue
        place = graph.after(token.index + 2)
        if (
            place is None
            or graph.of(place).type not in PLACES
            or page.low(token.index + 1) not in {"in", "at"}
        ):
            continue
        bodies = [
            m
            for m in graph.mentions
            if m.last <= token.index
            and graph.of(m).type == "ORG"
            and not m.sentence_differs(page, token.index)
        ]
        if bodies:
            yield Found("based_in", bodies[-1], place, f"{token.low} in", "current", token.index)
