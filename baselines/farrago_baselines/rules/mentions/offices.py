"""Titles: offices and jobs ascribed to someone (GUIDELINES 6, TITLE).

They stand before a name, in apposition to one, or after be, become, appoint and as.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farrago_baselines.rules import lists
from farrago_baselines.rules.closed import BE
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page, Token

HELD = frozenset(
    "former ex- then new incoming outgoing acting interim late first retired longtime "
    "veteran disgraced current popular newly".split()
)
CONNECTORS = frozenset({"of", "for"})
ASCRIBING = frozenset("become remain appoint name elect hire choose crown install nominate promote".split())
PAIRS = {
    ("managing", "partner"),
    ("senior", "partner"),
    ("chief", "executive"),
    ("vice", "chair"),
    ("press", "aide"),
}
BODIES = frozenset(
    "police army navy bank company firm club union team agency council party court "
    "ministry government charity".split()
)
POSTS = frozenset("post job position office role title".split())


def find(page: Page, names: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """Return the titles of a page."""
    persons = [m for m in names if m.type == "PER" and m.kind == "name"]
    starts = {m.first: m for m in persons}
    ends = {m.last: m for m in persons}
    covered = {i for m in names if m.kind == "name" and m.type != "GPE" for i in range(m.first, m.last)}
    found: dict[int, Mention] = {}
    for token in page.tokens:
        if token.index in covered or not _may_be(page, token, knowledge):
            continue
        rule = _rule(page, token, starts, ends, knowledge)
        if rule is not None:
            mention = _mention(page, token, rule, knowledge, covered)
            found[mention.last] = mention
    return list(found.values())


def _may_be(page: Page, token: Token, knowledge: Knowledge) -> bool:
    after = page.near(token.index, 1)
    if after is not None and after.tag in {"noun", "adj"} and not page.lines[token.line].titled:
        return False  # not the head of the office: "chief" in "chief executive"
    if token.tag not in {"noun", "name", "adj"} or (
        token.low == "member" and page.low(token.index + 1) == "of"
    ):
        return False
    head_of = token.low == "head" and _with_complement(page, token) > token.index + 1
    pair = (page.low(token.index - 1), token.low) in PAIRS
    if not (knowledge.is_job(token.low) or pair or head_of):
        return False
    return page.line_of(token.index).layout != "boilerplate"


def _rule(
    page: Page, token: Token, starts: dict[int, Mention], ends: dict[int, Mention], knowledge: Knowledge
) -> str | None:
    """Return the rule by which a job noun is ascribed to someone, or nothing."""
    last = _with_complement(page, token)
    after = page.tokens[last] if last < len(page.tokens) else None
    if after is not None and after.tag == "poss":
        return None
    same = after is not None and after.sentence == token.sentence
    if token.index + 1 in starts and page.tokens[token.index + 1].sentence == token.sentence:
        return "before a name"
    if last in starts and same:
        return "before a name"
    named = _behind_titles(page, last + 1, starts)
    if same and after is not None and after.text == "," and named is not None and _closes(page, named):
        return "in apposition, before a name"
    if _apposed(page, token, ends, knowledge):
        return "in apposition, after a name"
    return _ascribed(page, token, knowledge)


def _behind_titles(page: Page, index: int, starts: dict[int, Mention]) -> Mention | None:
    """Return the name that begins at a token, or behind one capitalised word there ("Colonel")."""
    return starts.get(index) or (
        starts.get(index + 1) if index < len(page.tokens) and page.tokens[index].capital else None
    )


def _closes(page: Page, name: Mention) -> bool:
    """Tell whether a name between commas is an apposition and not the next of a list."""
    after = page.near(name.last - 1, 1)
    return (
        after is None
        or after.text in {",", ".", ";", "–", ")"}
        or after.low in {"who", "has", "had", "was", "is"}
        or after.tag in {"verb", "aux"}
    )


def _with_complement(page: Page, token: Token) -> int:
    """Return where an office ends that goes on with of and a bare noun: "keeper of gauges"."""
    of, noun = page.near(token.index, 1), page.near(token.index, 2)
    if (
        of is not None
        and of.low in CONNECTORS
        and noun is not None
        and (noun.tag == "noun" or (noun.tag == "name" and token.capital and token.tag == "name"))
    ):
        return noun.index + 1
    return token.index + 1


def _apposed(page: Page, token: Token, ends: dict[int, Mention], knowledge: Knowledge) -> bool:
    """Tell whether the noun phrase follows a name and a comma, an age between them allowed."""
    first = _first_word(page, token, knowledge)
    before = page.near(first, -1)
    while before is not None and (
        before.tag in {"det", "poss", "adj"} or before.low in HELD or before.tag in {"name", "noun"}
    ):
        before = page.near(before.index, -1)
    if before is None or before.text not in {",", "("}:
        return False
    if before.index in ends:
        return True
    age = page.near(before.index, -1)
    return age is not None and age.text.isdigit() and (age.index - 1) in ends


def _ascribed(page: Page, token: Token, knowledge: Knowledge) -> str | None:
    """Return the rule if a verb or "as" ascribes the office."""
    first = _first_word(page, token, knowledge)
    before = page.near(first, -1)
    article = before is not None and before.low in {"a", "an", "the", "its", "his", "her", "their"}
    while before is not None and (before.low in HELD | {"a", "an", "the", "its", "their", "new"}):
        before = page.near(before.index, -1)
    if before is None:
        return None
    if before.low == "as" and page.low(before.index + 1) not in {"the"}:
        return "after as"
    if before.tag == "verb" and before.lemma in ASCRIBING:
        return f"after {before.low}"
    if before.low in BE and article:
        return "after be"
    if before.low == "of" and page.low(before.index - 1) in POSTS:
        return "the post of it"
    if before.tag == "name" and any(
        t.tag == "verb" and t.lemma in ASCRIBING for t in _window(page, before.index, 5)
    ):
        return "after a verb that ascribes it and a name"
    return None


def _window(page: Page, index: int, back: int) -> Iterator[Token]:
    for step in range(1, back + 1):
        token = page.near(index, -step)
        if token is not None:
            yield token


def _first_word(page: Page, token: Token, knowledge: Knowledge) -> int:
    """Return the first token of the office: modifiers that a visiting card would have."""
    first = token.index
    while (before := page.near(first, -1)) is not None and before.low not in HELD:
        named = before.tag == "name" and not (
            before.low in lists.words("people", "job_modifiers") and page.lines[before.line].titled
        )
        body = knowledge.head_type(before.low)
        if body is not None and before.low in BODIES:
            break
        if named or before.low in {"own"} or before.tag not in {"noun", "adj", "verb", "name"}:
            break
        if before.tag == "verb" and before.low not in lists.words("people", "job_modifiers"):
            break
        if before.tag == "adj" and before.low not in lists.words("people", "job_modifiers"):
            break
        first = before.index
    return first


def _mention(page: Page, token: Token, rule: str, knowledge: Knowledge, covered: set[int]) -> Mention:
    first = _first_word(page, token, knowledge)
    last = (
        _with_complement(page, token)
        if "name" not in rule or page.low(token.index + 1) in CONNECTORS
        else token.index + 1
    )
    if (
        any(index in covered for index in range(token.index + 1, last))
        and not page.tokens[last - 1].low.islower()
    ):
        last = token.index + 1
    if last - 1 in covered:
        last = token.index + 1
    start, end = page.span(first, last)
    return Mention(first, last, start, end, "TITLE", "value", rule, head=token.index)
