"""What the words before a name say of it: titles, trades, prepositions, articles, a noun beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from farrago_baselines.rules import lists
from farrago_baselines.rules.chunks import Chunk
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.mentions.evidence import BODY_OF, TRADES, Said, trade
from farrago_baselines.rules.mentions.runs import Name
from farrago_baselines.rules.page import Page, Token

SERVING = frozenset(
    "play plays played playing work works worked working drive drives drove demonstrates acts".split()
)
GOVERNED = frozenset("mayor governor prefect town city village port province district capital".split())
INVESTING = frozenset("inject invest sink put pump pour".split())
IN_PLACE = {
    "in": 2.6,
    "near": 2.2,
    "at": 1.4,
    "from": 1.2,
    "to": 0.8,
    "outside": 1.8,
    "off": 1.2,
    "around": 1.6,
    "between": 0.8,
    "through": 1.2,
    "across": 1.6,
    "towards": 1.6,
    "beyond": 1.5,
    "on": 0.0,
    "into": 0.5,
    "of": 0.3,
    "above": 1.2,
}


def before(page: Page, name: Name, heads: Mapping[int, Chunk], knowledge: Knowledge) -> Iterator[Said]:
    """Yield what the words before a name say."""
    before = page.near(name.first, -1)
    if before is None:
        return
    if before.text in lists.words("people", "honorifics"):
        yield "PER", 6.0, "an honorific"
    elif before.lemma in TRADES and before.tag == "noun":
        yield from trade(name, f"the noun {before.low} before it")
    elif knowledge.is_job(before.low) and before.tag in {"noun", "name"}:
        yield "PER", 4.0, "a title before it"
    elif before.index in heads:
        yield from _noun_before(before, knowledge)
    elif before.text == "/" and page.line_of(name.first).layout == "caption":
        yield "ORG", 4.0, "the agency of a picture's credit"
    elif (
        before.text == ":"
        and page.low(before.index - 1) in {"photo", "picture", "image"}
        and len(name.text.split()) > 1
    ):
        yield "PER", 2.0, "a picture's credit"
    elif before.low == "aboard" or (before.low == "the" and page.low(before.index - 1) == "aboard"):
        yield "VEH", 3.0, "after aboard"
    elif before.low in IN_PLACE:
        yield from _preposition_before(page, name, before)
    if before.low in {"a", "an"} and name.last - name.first == 1:
        yield "PRODUCT", 1.2, "one of them"
    elif before.low == "beat" or before.lemma in {"beat", "thrash", "defeat", "host", "visit", "trounce"}:
        yield "ORG", 1.5, f"after {before.low}"
    if before.low == "the" and name.last - name.first == 1:
        yield from _article_before(page, name)
    if before.text == "," and _place_pair(page, before.index, name):
        yield "GPE", 1.6, "a place after a place and a comma"
    noun = _appositive_before(page, name, before)
    if noun is not None:
        found = knowledge.head_type(noun.low)
        if noun.low not in {noun.lemma, "police"}:
            return
        if noun.lemma in TRADES:
            yield from trade(name, f"in apposition to {noun.low}")
        elif found is not None:
            yield found[0], 3.2, f"in apposition to {noun.low}"


def _noun_before(before: Token, knowledge: Knowledge) -> Iterator[Said]:
    found = knowledge.head_type(before.low)
    if found is not None:
        yield found[0], 3.4, f"the noun {before.low} before it"


def _preposition_before(page: Page, name: Name, before: Token) -> Iterator[Said]:
    after = page.near(name.last - 1, 1)
    possessed = after is not None and after.tag == "poss"
    if name.last - name.first <= 3 and not possessed:
        yield "GPE", IN_PLACE[before.low], f"after {before.low}"
    if before.low == "on" and name.last - name.first == 1 and not possessed:
        yield "LOC", 1.2, "after on"
    if before.low == "for" and any(page.low(before.index - b) in SERVING for b in (1, 2, 3)):
        yield "ORG", 1.5, "whom one works or plays for"
    if before.low == "into" and any(
        page.tokens[i].lemma in INVESTING for i in page.sentence_of(before.index)
    ):
        yield "ORG", 1.5, "what money goes into"
    if before.low == "of":
        noun = page.near(before.index, -1)
        if noun is not None and noun.low in GOVERNED:
            yield "GPE", 2.5, f"{noun.low} of it"
        elif noun is not None and noun.low in BODY_OF:
            yield "ORG", 2.0, f"{noun.low} of it"


def _article_before(page: Page, name: Name) -> Iterator[Said]:
    """Yield what "the" before a name of one word says: no person and no town has it."""
    after = page.near(name.last - 1, 1)
    if after is not None and after.tag in {"noun", "adj"}:
        return
    for type_, weight in (("ORG", 1.2), ("VEH", 0.6), ("PRODUCT", 0.6), ("PER", -2.0), ("GPE", -1.5)):
        yield type_, weight, "an article before it"


def _place_pair(page: Page, comma: int, name: Name) -> bool:
    place = page.near(comma, -1)
    behind = page.near(name.last - 1, 1)
    if place is None or place.tag != "name":
        return False
    first = place.index
    while (step := page.near(first, -1)) is not None and step.tag == "name":
        first = step.index
    prep = page.near(first, -1)
    return prep is not None and prep.low in IN_PLACE and (behind is None or behind.tag == "punct")


def _appositive_before(page: Page, name: Name, before: Token) -> Token | None:
    """Return the noun that a name follows as an apposition: "his own dredger, the Koemboe"."""
    index = before.index
    if before.low == "the":
        step = page.near(index, -1)
        if step is None:
            return None
        index = step.index
    if page.tokens[index].text not in {",", "–"}:
        return None
    noun = page.near(index, -1)
    after = page.near(name.last - 1, 1)
    closes = after is None or after.text in {",", ".", ";", "–", ")", ":"}
    return noun if noun is not None and noun.tag == "noun" and closes else None
