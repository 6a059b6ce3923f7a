"""Pronouns, with person, number and gender; coreference drops those that it finds no antecedent for."""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.page import Page, Token

# number, gender, person or kind
FORMS: dict[str, tuple[str, str]] = {
    **dict.fromkeys("he him his himself".split(), ("s", "m")),
    **dict.fromkeys("she her hers herself".split(), ("s", "f")),
    **dict.fromkeys("it its itself".split(), ("s", "n")),
    **dict.fromkeys("they them their theirs themselves".split(), ("p", "")),
    **dict.fromkeys("i me my mine myself".split(), ("s", "")),
    **dict.fromkeys("we us our ours ourselves".split(), ("p", "")),
    **dict.fromkeys("who whom whose which".split(), ("", "")),
}
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
RELATIVE = frozenset("who whom whose which that".split())
WEATHER = frozenset("rain snow be seem appear take cost turn".split())
PERSONAL_TYPE = "PER"


def find(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the pronouns of a page outside names."""
    inside = {i for m in mentions if m.kind == "name" for i in range(m.first, m.last)}
    ends = {m.last: m for m in mentions if m.kind in {"name", "nominal"}}
    found = []
    for token in page.tokens:
        if token.index in inside or page.line_of(token.index).layout == "boilerplate":
            continue
        if token.low == "that" and token.tag == "pron" and _relative_that(page, token, ends):
            found.append(_mention(token, "", "", "a relative that"))
        elif token.low in FORMS and not (token.text == "US" or _expletive(page, token)):
            number, gender = FORMS[token.low]
            if token.low in {"who", "which", "whose", "whom"} and _asks(page, token):
                continue
            found.append(_mention(token, number, gender, f"the pronoun {token.low}"))
    return found


def _mention(token: Token, number: str, gender: str, rule: str) -> Mention:
    return Mention(
        token.index,
        token.index + 1,
        token.start,
        token.end,
        PERSONAL_TYPE,
        "pronoun",
        rule,
        head=token.index,
        number=number,
        gender=gender,
    )


def _relative_that(page: Page, token: Token, ends: dict[int, Mention]) -> bool:
    """Tell whether "that" takes up the noun straight before it and a verb follows."""
    after = page.near(token.index, 1)
    return token.index in ends and after is not None and after.tag in {"verb", "aux"}


def _asks(page: Page, token: Token) -> bool:
    before = page.near(token.index, -1)
    return before is None or (before.tag == "verb" and token.low != "who")


def _expletive(page: Page, token: Token) -> bool:
    """Tell whether "it" stands for nothing.

    Weather, "it is ... that", "it took a law" (Lappin and Leass 1994).
    """
    if token.low != "it":
        return False
    after = page.near(token.index, 1)
    if after is None:
        return False
    if after.low in {"is", "was", "'s"}:
        rest = [t for step in range(2, 8) if (t := page.near(token.index, step)) is not None]
        return any(t.low in {"that", "who", "to"} for t in rest[:5]) or any(
            t.low[0].isdigit() for t in rest[:1]
        )
    return after.lemma in {"take", "rain", "snow", "seem", "appear"} and after.tag == "verb"
