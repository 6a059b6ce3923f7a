"""Possessives and of-phrases: "X's N", "her N", "the N of X", "counsel for X", "a baker from X"."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.relations import nouns
from farrago_baselines.rules.relations.graph import Found, Graph

REPRESENTED = frozenset(
    {
        "lawyer",
        "counsel",
        "attorney",
        "agent",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "solicitor",
        "speaker",
        "delegate",
        "member",
        "deputy",
    }
)


def possessors(graph: Graph) -> Iterator[Found]:
    """Yield what genitives and possessive pronouns say of the noun that they stand before."""
    page = graph.page
    for token in page.tokens:
        if token.tag != "poss" and token.low not in {"'", "’"}:
            continue
        owner = (
            graph.ending(token.index) if token.low in {"'s", "’s", "'", "’"} else graph.starting(token.index)
        )
        if owner is None:
            continue
        noun = _possessed(graph, token.index + 1)
        if noun is not None and noun is not owner:
            yield from nouns.between(graph, noun, owner, page.tokens[noun.head].lemma, "a possessive")


def _possessed(graph: Graph, first: int) -> Mention | None:
    """Return the mention after a possessor, numerals, "own" and "former" between them allowed."""
    page = graph.page
    for index in range(first, min(first + 5, len(page.tokens))):
        if page.tokens[index].sentence != page.tokens[first - 1].sentence:
            return None
        found = [m for m in graph.all_starting(index) if not m.is_value and m.kind != "pronoun"]
        if found:
            nominal = next((m for m in found if m.kind == "nominal"), None)
            return nominal or found[0]
        if page.tokens[index].tag not in {"num", "adj", "noun", "adv"} and page.low(index) not in {
            "own",
            "former",
        }:
            return None
    return None


def of_phrases(graph: Graph) -> Iterator[Found]:
    """Yield what prepositions say of the mentions on either side."""
    page = graph.page
    for token in page.tokens:
        if token.low not in {"of", "for", "from", "at", "with", "to"}:
            continue
        noun = _governor(graph, token.index)
        other = graph.after(token.index + 1)
        if noun is None or other is None or other.sentence_differs(page, token.index):
            continue
        yield from _by_preposition(graph, noun, other, token.low)


def _governor(graph: Graph, index: int) -> Mention | None:
    """Return the mention before a preposition: a nominal, else a title's holder, else a name."""
    found = [m for m in graph.all_ending(index) if not m.is_value and m.kind != "pronoun"]
    nominal = next((m for m in found if m.kind == "nominal"), None)
    return nominal or (found[0] if found else None)


def _by_preposition(graph: Graph, noun: Mention, other: Mention, preposition: str) -> Iterator[Found]:
    lemma = graph.page.tokens[noun.head].lemma
    kind, owner = graph.of(noun).type, graph.of(other).type
    if preposition == "of":
        if noun.kind == "nominal":
            yield from nouns.between(graph, noun, other, lemma, "N of X")
        elif kind == "ORG" and owner == "GPE":
            yield from nouns.seat(graph, noun, other, "", "a body of a place")
        elif kind == "PER" and owner in {"GPE", "LOC"}:
            yield _home(graph, noun, other, "a person of a place")
        elif kind == "PER" and owner == "ORG":
            yield Found("employed_by", noun, other, "a person of a body", "current", noun.head)
    elif preposition == "from" and kind == "PER" and owner in {"GPE", "LOC"}:
        if noun.kind == "nominal" or graph.page.low(noun.last - 1) not in {"and"}:
            yield _home(graph, noun, other, "a person from a place")
    elif preposition == "for" and kind == "PER" and lemma in REPRESENTED:
        yield Found("represents", noun, other, f"{lemma} for X", "current", noun.head)
        if lemma.startswith("spokes"):
            yield Found("employed_by", noun, other, f"{lemma} for X", "current", noun.head)
    elif preposition in {"at", "with", "for"} and kind == "PER" and owner == "ORG" and noun.kind == "nominal":
        yield from nouns.between(graph, noun, other, lemma, f"N {preposition} X")
    elif (
        preposition == "to"
        and lemma in {"envoy", "ambassador", "adviser", "aide"}
        and owner in {"PER", "ORG", "GPE"}
    ):
        yield Found(
            "represents" if lemma != "adviser" else "employed_by",
            noun,
            other,
            f"{lemma} to X",
            "current",
            noun.head,
        )


def _home(graph: Graph, person: Mention, place: Mention, rule: str) -> Found:
    return Found(
        "citizen_of" if graph.is_state(place) else "lives_in", person, place, rule, "current", person.head
    )
