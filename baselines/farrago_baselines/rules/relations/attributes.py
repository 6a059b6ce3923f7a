"""Titles and ages: of the person beside whom they stand."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules.closed import BE
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.relations.graph import Found, Graph


def titles(graph: Graph) -> Iterator[Found]:
    """Yield who holds each title.

    The name after it, the nominal around it, or the subject of be and become.
    """
    for title in graph.mentions:
        if title.type != "TITLE":
            continue
        holder = _holder(graph, title)
        if holder is not None:
            yield Found(
                "holds_title", holder, title, f"title {title.rule}", graph.is_former(title), title.head
            )


def _holder(graph: Graph, title: Mention) -> Mention | None:
    for mention in graph.mentions:
        around = mention.first <= title.first and title.last <= mention.last
        if (
            mention.kind == "nominal"
            and graph.of(mention).type == "PER"
            and around
            and mention.head == title.head
        ):
            return mention
    name = graph.starting(title.last)
    if name is not None and name.type == "PER":
        return name
    if graph.page.low(title.last) == ",":
        for skip in (1, 2):
            name = graph.starting(title.last + skip)
            if name is not None and name.type == "PER" and name.kind == "name":
                return name
    if title.rule in {
        "after be",
        "after become",
        "after became",
        "after remain",
        "after as",
    } or title.rule.startswith("after "):
        return _subject(graph, title)
    return _apposed(graph, title)


def _subject(graph: Graph, title: Mention) -> Mention | None:
    """Return the nearest person before a title that a verb ascribes; a planned post has no holder."""
    page = graph.page
    for back in range(1, 12):
        token = page.near(title.first, -back)
        if token is None or token.text in {";", ".", '"'}:
            return None
        if token.low in {"will", "would", "to", "not", "may", "if"} and token.low not in BE:
            return None
        found = graph.ending(token.index + 1)
        if found is not None and graph.of(found).type == "PER" and found.kind in {"name", "pronoun"}:
            return found
    return None


def _apposed(graph: Graph, title: Mention) -> Mention | None:
    page = graph.page
    at = title.first - 1
    while at >= 0 and page.tokens[at].tag in {"det", "poss", "adj", "name", "noun"}:
        at -= 1
    if at < 1 or page.low(at) != ",":
        return None
    before = graph.ending(at) or graph.ending(at - 2)
    return before if before is not None and graph.of(before).type == "PER" else None


def ages(graph: Graph) -> Iterator[Found]:
    """Yield whose each age is: the person before the comma, around it, or before "aged"."""
    for age in graph.mentions:
        if age.type != "QUANTITY" or not (age.value or "").endswith((" year", " month", " week", " day")):
            continue
        person = _aged(graph, age)
        if person is not None:
            yield Found("aged", person, age, f"an age: {age.rule}", "current", age.first)


def _aged(graph: Graph, age: Mention) -> Mention | None:
    for mention in graph.mentions:
        if (
            mention.kind == "nominal"
            and mention.type == "PER"
            and mention.first <= age.first
            and age.last <= mention.last
        ):
            return mention
    page = graph.page
    at = age.first
    while (
        at > 0
        and page.low(at - 1) in {",", "(", "aged", "of", "is", "was", "who", "-"}
        and age.first - at < 4
    ):
        at -= 1
    before = graph.ending(at)
    if before is not None and graph.of(before).type == "PER":
        return before
    after = graph.starting(age.last)
    return after if after is not None and graph.of(after).type == "PER" else None
