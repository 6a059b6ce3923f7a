"""Nominals: noun phrases whose head says what they are.

Kept where the seven steps of GUIDELINES 4 keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from farrago_baselines.rules import lists, words
from farrago_baselines.rules.chunks import Chunk
from farrago_baselines.rules.closed import BE
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page, Token

GENERIC = frozenset(lists.read("generic")["determiners"].split())
BARE = frozenset(
    {
        "police",
        "customs",
        "prosecutors",
        "rebels",
        "hackers",
        "officials",
        "parliament",
        "management",
        "staff",
        "troops",
    }
)
THINGS = frozenset({"PRODUCT", "WEA", "VEH", "FAC", "LOC", "LAW"})


def find(
    page: Page, mentions: Sequence[Mention], chunks: Sequence[Chunk], knowledge: Knowledge
) -> list[Mention]:
    """Return the nominals of a page, with number, gender and definiteness."""
    names = [m for m in mentions if m.kind in {"name", "nominal"}]
    inside = {
        i
        for m in names
        for i in range(m.first, m.last)
        if m.type not in {"GPE", "LOC"} or m.kind == "nominal"
    }
    titles = {
        m.head
        for m in mentions
        if m.type == "TITLE" and m.rule != "in apposition, before a name" and "apposition" not in m.rule
    }
    starts = {m.first for m in names if m.kind == "name"}
    ends = {m.last for m in names if m.kind == "name"}
    found = []
    for chunk in chunks:
        if chunk.head in inside or page.line_of(chunk.head).layout == "boilerplate":
            continue
        label = knowledge.head_type(page.tokens[chunk.head].low)
        if label is None or chunk.head in titles:
            continue
        if label[0] == "PRODUCT" and not (_handled(page, chunk, knowledge) or _again(page, chunk)):
            continue
        if label[0] == "FAC" and _acts(page, chunk):
            label = ("ORG", "it acts,")
        kept = _keep(page, chunk, label[0], starts, ends)
        if kept is not None:
            found.append(_mention(page, _trim(chunk, names), label, kept))
    return [*found, *_without_noun(page)]


EITHER = frozenset(
    "office plant school hospital port harbour mill airport hotel station brewery bakery dairy".split()
)
WITHOUT_NOUN = frozenset("dead injured accused wounded missing bereaved condemned deceased".split())
AGED = re.compile(r"(?:\d+|[a-z]+)-year-olds?$")


def _acts(page: Page, chunk: Chunk) -> bool:
    """Tell whether a noun that may be a body or its building stands as the subject of an active verb."""
    after = page.near(chunk.head, 1)
    if page.tokens[chunk.head].low not in EITHER or after is None:
        return False
    modal = after.tag == "aux" and after.low in {"will", "would", "may", "has", "had", "could"}
    return modal or (
        after.tag == "verb" and after.form in {"past", "s"} and page.low(after.index + 1) != "by"
    )


def _again(page: Page, chunk: Chunk) -> bool:
    """Tell whether a definite thing is spoken of more than once."""
    if chunk.determiner < 0 or page.low(chunk.determiner) != "the":
        return False
    lemma = page.tokens[chunk.head].lemma
    return sum(t.lemma == lemma and t.tag == "noun" for t in page.tokens) > 1


def _without_noun(page: Page) -> Iterator[Mention]:
    """Yield "the dead" and "the 39-year-old": an adjective for persons where no noun follows."""
    for token in page.tokens:
        after, before = page.near(token.index, 1), page.near(token.index, -1)
        if after is not None and after.tag in {"noun", "adj", "name"}:
            continue
        old = bool(AGED.match(token.low))
        if before is None or before.low not in ({"the", "a", "an"} if old else {"the"}):
            continue
        if old or token.low in WITHOUT_NOUN:
            yield Mention(
                token.index,
                token.index + 1,
                token.start,
                token.end,
                "PER",
                "nominal",
                "an adjective for persons",
                head=token.index,
                number="s" if old and not token.low.endswith("s") else "p",
                definite=before.low == "the",
            )


HANDLING = frozenset(
    "Movement.Transport Business.Acquire Business.Launch Cyber.Breach Policy.Ban "
    "Policy.Approve Policy.Sanction "
    "Conflict.Attack Business.Invest Life.Die Life.Injure".split()
)


def _handled(page: Page, chunk: Chunk, knowledge: Knowledge) -> bool:
    """Tell whether a thing stands near a word for an event that things take part in.

    Or is made by someone.
    """
    for step in (*range(-8, 0), *range(1, 6)):
        token = page.near(chunk.head, step)
        if token is None:
            continue
        rules = knowledge.triggers.get((token.lemma, token.tag[0]), ())
        if any(rule.type in HANDLING for rule in rules):
            return True
    return False


def _trim(chunk: Chunk, names: Sequence[Mention]) -> Chunk:
    """Return the phrase without a name of a person or body that it would cut through."""
    first = chunk.first
    for name in names:
        if name.first < first < name.last <= chunk.head:
            first = name.last
    return Chunk(first, chunk.last, chunk.determiner, chunk.numeral, chunk.possessor)


def _keep(page: Page, chunk: Chunk, type_: str, starts: set[int], ends: set[int]) -> str | None:
    """Return the rule by which a phrase refers to a specific entity, or nothing."""
    determiner = page.low(chunk.determiner) if chunk.determiner >= 0 else ""
    if determiner in GENERIC or _is_predicate(page, chunk) or _is_unreal(page, chunk):
        return None
    if _in_apposition(page, chunk, starts, ends):
        return "in apposition to a name"
    if determiner in {"the", "this", "that", "these", "those", "both"}:
        return "definite"
    line = page.line_of(chunk.head)
    if line.titled or line.layout == "headline":
        return "in a headline"
    if chunk.possessor >= 0:
        return "possessed" if type_ not in {"PRODUCT"} or page.tokens[chunk.possessor].low == "'s" else None
    if chunk.numeral >= 0:
        return "counted" if type_ not in {"PRODUCT"} or _happened(page, chunk) else None
    if determiner in {"a", "an", "another", "some", "several"}:
        return "indefinite, and something happened" if _happened(page, chunk) else None
    return _bare(page, chunk, type_)


def _in_apposition(page: Page, chunk: Chunk, starts: set[int], ends: set[int]) -> bool:
    if chunk.last in starts and page.near(chunk.head, 1) is not None:
        return True
    after, second = page.near(chunk.head, 1), page.near(chunk.head, 2)
    if after is not None and after.text == "," and second is not None and second.index in starts:
        return chunk.possessor >= 0 or chunk.determiner >= 0
    left = min(i for i in (chunk.first, chunk.determiner, chunk.possessor, chunk.numeral) if i >= 0)
    before = page.near(left, -1)
    return before is not None and before.text in {",", "("} and before.index in ends


def _is_predicate(page: Page, chunk: Chunk) -> bool:
    """Tell whether a phrase says what somebody is: after be with an article, or after as."""
    left = min(i for i in (chunk.first, chunk.determiner, chunk.numeral) if i >= 0)
    before = page.near(left, -1)
    while before is not None and before.tag == "adv":
        before = page.near(before.index, -1)
    if before is None or chunk.possessor >= 0:
        return False
    indefinite = chunk.determiner < 0 or page.low(chunk.determiner) in {"a", "an"}
    return indefinite and (before.low in BE | {"as", "become", "became", "like", "than"})


def _is_unreal(page: Page, chunk: Chunk) -> bool:
    """Tell whether an indefinite phrase is only wished, possible or denied."""
    if chunk.determiner >= 0 and page.low(chunk.determiner) not in {"a", "an", "another"}:
        return False
    if chunk.possessor >= 0:
        return False
    after = page.near(chunk.head, 1)
    if after is not None and after.low in {"will", "would", "may", "might", "can", "could", "must", "should"}:
        return chunk.determiner >= 0
    for back in range(1, 7):
        token = page.near(min(i for i in (chunk.first, chunk.determiner) if i >= 0), -back)
        if token is None or token.tag == "punct":
            return False
        if token.low in {
            "not",
            "n't",
            "no",
            "without",
            "if",
            "may",
            "might",
            "could",
            "would",
            "want",
            "wants",
            "wanted",
            "need",
            "needs",
        }:
            return True
    return False


def _happened(page: Page, chunk: Chunk) -> bool:
    """Tell whether the sentence of an indefinite phrase tells something that happened."""
    return any(
        (token.tag == "verb" and token.form == "past")
        or token.low in {"has", "have", "was", "were", "had", "is", "are"}
        for index in page.sentence_of(chunk.head)
        for token in (page.tokens[index],)
    )


def _bare(page: Page, chunk: Chunk, type_: str) -> str | None:
    """Return the rule by which a noun without determiner refers, or nothing."""
    token = page.tokens[chunk.head]
    if token.low in BARE:
        return "a body known without an article"
    plural = number_of(token) == "p"
    after = page.near(chunk.head, 1)
    acts = after is not None and (
        (after.tag == "verb" and (after.form == "past" or (after.form == "base" and type_ == "PER")))
        or after.low in {"have", "had", "were", "are", "in", "of", "at"}
    )
    if plural and type_ == "PER" and (acts or page.low(chunk.first - 1) in {"told", "by", "of", "with"}):
        return "a bare plural of which something is told"
    if plural and type_ not in THINGS and acts:
        return "a bare plural of which something is told"
    return None


def number_of(token: Token) -> str:
    """Return s or p: the number of a noun, or nothing for one that is both."""
    base = words.lemma(token.low, "noun")
    if token.low in {"police", "people", "crew", "staff", "folk", "folks", "cattle", "livestock", "youth"}:
        return "p" if token.low != "crew" else ""
    return "p" if token.low != base and token.low.endswith(("s", "men", "en")) else "s"


def gender(low: str) -> str:
    """Return f or m where a noun tells it."""
    base = words.lemma(low, "noun")
    if base in lists.words("people", "female"):
        return "f"
    return "m" if base in lists.words("people", "male") else ""


def _mention(page: Page, chunk: Chunk, label: tuple[str, str], kept: str) -> Mention:
    type_, why = label
    start, end = page.span(chunk.first, chunk.last)
    token = page.tokens[chunk.head]
    determiner = page.low(chunk.determiner) if chunk.determiner >= 0 else ""
    return Mention(
        chunk.first,
        chunk.last,
        start,
        end,
        type_,
        "nominal",
        f"{kept}; {why} {token.low}",
        head=chunk.head,
        number=number_of(token),
        gender=gender(token.low) if type_ == "PER" else "n",
        definite=determiner in {"the", "this", "that", "these", "those"},
    )
