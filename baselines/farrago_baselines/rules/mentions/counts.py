"""Counts: how many an event concerned, marked only where they fill a role (GUIDELINES 6, COUNT)."""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules.chunks import Chunk
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.mentions.numbers import amount, plain
from farrago_baselines.rules.page import Page

# Verbs and nouns of events that have a role for a count, by what they count.
PERSONS = frozenset(
    "die kill injure wound hurt drown slay dead perish scald burn hospitalise maim "
    "succumb murder shoot lay_off sack dismiss trap deceased".split()
)
JOBS = frozenset("cut axe shed lay redundancy layoff lose retrench dismiss sack job post notice".split())
GOODS = frozenset(
    "ship carry transport smuggle seize steal truck ferry deliver load export copy leak "
    "expose lift bring".split()
)
DAMAGE = frozenset("destroy wreck gut flatten flood batter swallow damage bury".split())


def find(
    page: Page,
    nominals: list[Mention],
    mentions: Sequence[Mention],
    chunks: Sequence[Chunk],
    knowledge: Knowledge,
) -> list[Mention]:
    """Return the counts of a page; ``nominals`` gains the bare numbers that stand for persons."""
    taken = {i for m in mentions if m.kind == "value" for i in range(m.first, m.last)}
    heads = {chunk.numeral: chunk for chunk in chunks if chunk.numeral >= 0}
    found = []
    for token in page.tokens:
        if token.tag != "num" or token.index in taken or page.line_of(token.index).layout == "boilerplate":
            continue
        number = _amount(page, token.index)
        if number is None:
            continue
        first = _first(page, token.index)
        chunk = heads.get(token.index)
        if chunk is not None and _concerns(page, chunk, knowledge):
            found.append(_mention(page, first, chunk.last, number, "a number and noun in an event"))
        elif chunk is None and _bare(page, token.index, first):
            found.append(_mention(page, first, token.index + 1, number, "a bare number of dead or hurt"))
            nominals.append(_pronoun(page, first, token.index + 1))
    return found


def _first(page: Page, index: int) -> int:
    while (before := page.near(index, -1)) is not None and before.tag == "num":
        index = before.index
    return index


def _amount(page: Page, index: int) -> str | None:
    """Return the number that ends with the token at ``index``, if it is the last of its numeral."""
    after = page.near(index, 1)
    if after is not None and after.tag == "num":
        return None
    start, end = page.span(_first(page, index), index + 1)
    value = amount(page.text[start:end])
    return None if value is None or (value < 2 and page.low(index) != "one") else plain(value)


def _concerns(page: Page, chunk: Chunk, knowledge: Knowledge) -> bool:
    """Tell whether the words next to a counted noun name an event that counts such things."""
    around = _around(page, chunk.numeral, chunk.head)
    noun = page.tokens[chunk.head].lemma
    if noun in {"job", "post", "redundancy"}:
        return bool(around & JOBS)
    found = knowledge.head_type(page.tokens[chunk.head].low)
    if found is None:
        return bool(around & GOODS) and noun in {
            "record",
            "file",
            "account",
            "crate",
            "load",
            "box",
            "bag",
            "container",
        }
    if found[0] == "PER":
        return bool(around & (PERSONS | JOBS))
    if found[0] in {"PRODUCT", "WEA", "VEH"}:
        return bool(around & (GOODS | DAMAGE))
    return found[0] == "FAC" and bool(around & DAMAGE)


def _around(page: Page, first: int, last: int) -> set[str]:
    near = [page.near(first, -back) for back in range(1, 6)] + [page.near(last, step) for step in range(1, 6)]
    return {token.lemma for token in near if token is not None} | {
        token.low for token in near if token is not None
    }


def _bare(page: Page, index: int, first: int) -> bool:
    after, before = page.near(index, 1), page.near(first, -1)
    next_words = {
        t.lemma for step in (1, 2, 3) if (t := page.near(index, step)) is not None and t.tag != "num"
    }
    if (after is not None and after.tag in {"noun", "name"}) or page.tokens[index].low == "one":
        return False
    if next_words & {"dead", "injure", "hurt", "kill", "wound", "die", "drown", "lay"}:
        return True
    return (
        before is not None
        and before.lemma in {"kill", "injure", "wound", "hurt", "leave"}
        and bool(next_words & {"dead", "injure", "hurt"} or before.lemma != "leave")
    )


def _mention(page: Page, first: int, last: int, value: str, rule: str) -> Mention:
    start, end = page.span(first, last)
    return Mention(first, last, start, end, "COUNT", "value", rule, value=value, head=last - 1)


def _pronoun(page: Page, first: int, last: int) -> Mention:
    start, end = page.span(first, last)
    return Mention(
        first, last, start, end, "PER", "pronoun", "a bare number of persons", head=last - 1, number="p"
    )
