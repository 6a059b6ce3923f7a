"""Crimes and penalties: what someone is accused or convicted of, and what follows (GUIDELINES 6)."""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules import lists, words
from farrago_baselines.rules.chunks import Chunk
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page, Token

PUNISHING = frozenset(
    "jail sentence imprison give get receive face serve hand ban bar suspend want term "
    "condemn behind demand seek".split()
)
COURT = frozenset(
    "jail sentence court judge verdict convicted prison guilty jailed prosecutors "
    "prosecutor barred banned commission".split()
)
PENALTIES = frozenset(
    {"suspended sentence", "life sentence", "life", "community service", "house arrest", "death penalty"}
)


def find(
    page: Page, mentions: Sequence[Mention], chunks: Sequence[Chunk], knowledge: Knowledge
) -> list[Mention]:
    """Return the crimes and penalties of a page."""
    heads = {chunk.head: chunk for chunk in chunks}
    return [*_crimes(page, heads, knowledge), *_penalties(page, mentions), *_named_penalties(page, heads)]


def _crimes(page: Page, heads: dict[int, Chunk], knowledge: Knowledge) -> list[Mention]:
    found: dict[int, Mention] = {}
    governors = lists.read("crimes")["governors"].split()
    for token in page.tokens:
        if page.line_of(token.index).layout == "boilerplate":
            continue
        if token.low in {"of", "with", "for", "over", "on", "to"} and _governed(page, token, governors):
            mention = _complement(page, token, heads, knowledge)
            if mention is not None:
                found[mention.first] = mention
    for mention in list(found.values()):
        second = _second(page, mention, heads, knowledge)
        if second is not None:
            found.setdefault(second.first, second)
    return list(found.values())


def _governed(page: Page, preposition: Token, governors: list[str]) -> bool:
    """Tell whether a word that a crime hangs on stands shortly before the preposition."""
    for back in range(1, 8):
        token = page.near(preposition.index, -back)
        if (
            token is None
            or token.text in {";", ":"}
            or (token.tag == "verb" and back > 1 and f"{token.lemma}={preposition.low}" not in governors)
        ):
            return False
        if f"{token.lemma}={preposition.low}" in governors or f"{token.low}={preposition.low}" in governors:
            return True
    return False


def _complement(
    page: Page, preposition: Token, heads: dict[int, Chunk], knowledge: Knowledge
) -> Mention | None:
    after = page.near(preposition.index, 1)
    if after is None:
        return None
    if after.low.endswith("ing") and "verb" in words.lookup(after.low):
        last = _object(page, after, heads)
        return _mention(page, after.index, last, "CRIME", "a gerund after its governor")
    for step in range(1, 6):
        token = page.near(preposition.index, step)
        if token is None or token.tag in {"verb", "pron", "aux"} or token.text in {",", ";", "."}:
            return None
        if token.index in heads:
            chunk = heads[token.index]
            if token.low in knowledge.crimes or token.lemma in knowledge.crimes:
                return _mention(
                    page,
                    max(chunk.first, preposition.index + 1),
                    chunk.last,
                    "CRIME",
                    "a crime noun after its governor",
                )
            return None
    return None


def _object(page: Page, gerund: Token, heads: dict[int, Chunk]) -> int:
    """Return where a gerund ends with its object, if the object is a plain noun phrase."""
    for step in range(1, 7):
        token = page.near(gerund.index, step)
        if token is None or token.tag in {"prep", "punct", "conj", "pron", "verb", "aux"}:
            break
        if token.index in heads:
            return token.index + 1
        after = page.near(token.index, 1)
        if token.tag == "name" and (after is None or after.tag not in {"name", "noun", "adj"}):
            return token.index + 1
    return gerund.index + 1


def _second(page: Page, mention: Mention, heads: dict[int, Chunk], knowledge: Knowledge) -> Mention | None:
    """Return a crime that is joined to another by and."""
    joint = page.near(mention.last - 1, 1)
    if joint is None or joint.low != "and":
        return None
    for step in range(2, 5):
        token = page.near(mention.last - 1, step)
        if token is not None and token.index in heads and token.lemma in knowledge.crimes:
            chunk = heads[token.index]
            return _mention(page, max(chunk.first, joint.index + 1), chunk.last, "CRIME", "joined to a crime")
    return None


def _penalties(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Return durations and sums that a verdict imposes, with a bare complement ("in prison")."""
    found = []
    for value in mentions:
        if value.type != "TIME" or not (value.value or "").startswith("P"):
            continue
        before = [t for back in range(1, 7) if (t := page.near(value.first, -back)) is not None]
        after = [t for step in (1, 2) if (t := page.near(value.last - 1, step)) is not None]
        in_prison = [t.low for t in after] in (
            ["in", "prison"],
            ["in", "jail"],
            ["behind", "bars"],
            ["of", "hard"],
        )
        suspended = any(t.low == "suspended" for t in after)
        if in_prison or suspended or (any(t.lemma in PUNISHING for t in before) and _in_court(page, value)):
            last = value.last + 2 if in_prison else value.last
            found.append(_mention(page, value.first, last, "PENALTY", "a term after a verb of punishing"))
    return found


def _in_court(page: Page, value: Mention) -> bool:
    return any(
        page.tokens[i].low in COURT or page.tokens[i].lemma in COURT for i in page.sentence_of(value.first)
    ) or any(
        t.lemma in {"jail", "sentence"}
        for t in page.walk(_line_above(page, value.first), page.line_of(value.first).last)
    )


def _line_above(page: Page, index: int) -> int:
    """Return where the line begins, or the headline above it if it is the snippet of a teaser."""
    line = page.line_of(index)
    above = page.tokens[index].line - 1
    return page.lines[above].first if line.layout == "teaser" and above >= 0 else line.first


def _named_penalties(page: Page, heads: dict[int, Chunk]) -> list[Mention]:
    found = []
    for chunk in heads.values():
        start, end = page.span(chunk.first, chunk.last)
        if page.text[start:end].lower() in PENALTIES - {"life"}:
            found.append(_mention(page, chunk.first, chunk.last, "PENALTY", "a penalty by name"))
        elif page.tokens[chunk.head].lemma in {"match", "game"} and chunk.numeral >= 0:
            before = page.near(chunk.numeral, -1)
            if before is not None and before.low == "for" and _in_court_words(page, chunk):
                found.append(_mention(page, chunk.numeral, chunk.last, "PENALTY", "a number of matches"))
    return found


def _in_court_words(page: Page, chunk: Chunk) -> bool:
    return any(page.tokens[i].lemma in {"ban", "bar", "suspend"} for i in page.sentence_of(chunk.head))


def _mention(page: Page, first: int, last: int, type_: str, rule: str) -> Mention:
    start, end = page.span(first, last)
    return Mention(first, last, start, end, type_, "value", rule, head=last - 1)
