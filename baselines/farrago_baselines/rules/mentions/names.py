"""Where names stand: runs of capitalised words, cut and joined by their shape.

This is the "surface grammar" of MUC name taggers such as Mikheev, Moens and Grover 1999. In headlines,
where capitals say nothing, the names of the running text are looked up, and words that are no English
taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules import gazetteer, lists, words
from farrago_baselines.rules.closed import CONJUNCTIONS, PREPOSITIONS
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.mentions.headlines import in_title, parts
from farrago_baselines.rules.mentions.runs import CALENDAR, JOINED, NEVER, PARTICLES, Name, cut
from farrago_baselines.rules.page import Line, Page, Token


def find(page: Page, knowledge: Knowledge) -> list[Name]:
    """Return the names of a page, in order, without overlap; first in running text, then in headlines."""
    known = _Known(page)
    found: list[Name] = []
    for line in page.lines:
        if line.layout != "boilerplate" and not line.titled:
            found.extend(_in_prose(page, line, knowledge, known))
    known_parts = parts(page, found)
    for line in page.lines:
        if line.layout != "boilerplate" and line.titled:
            found.extend(in_title(page, line, known_parts, knowledge))
    for name in found:
        start, end = page.span(name.first, name.last)
        name.text = page.text[start:end]
    return sorted(found, key=lambda name: name.first)


class _Known:
    """Words that the page writes with a capital where a common word would have none."""

    def __init__(self, page: Page) -> None:
        self.words: set[str] = set()
        for token in page.tokens:
            if (
                token.tag == "name"
                and not page.lines[token.line].titled
                and page.near(token.index, -1) is not None
            ):
                self.words.add(token.text)


def _in_prose(page: Page, line: Line, knowledge: Knowledge, known: _Known) -> Iterator[Name]:
    index = line.first
    while index < line.last:
        if not _begins(page, page.tokens[index], known, knowledge):
            index += 1
            continue
        last = _extend(page, index, line.last)
        yield from cut(page, index, last, knowledge)
        index = max(last, index + 1)


def _begins(page: Page, token: Token, known: _Known, knowledge: Knowledge) -> bool:
    """Tell whether a name may begin here."""
    if not token.capital or token.low in CALENDAR or token.low in NEVER or token.tag in {"punct", "num"}:
        return False
    if token.low.endswith(JOINED):
        return False
    if token.text.isupper() and len(token.text) > 2:
        return not _shouted(page, token)
    if token.tag == "name":
        return True
    if token.text in known.words and token.low not in CONJUNCTIONS | PREPOSITIONS:
        return True
    if gazetteer.state_code(token.text):
        return True
    return _first_of_sentence(page, token, knowledge)


def _shouted(page: Page, token: Token) -> bool:
    """Tell whether capitals are shouted words of a headline and no name: an English word among them."""
    if token.tag in {"det", "pron", "aux", "prep", "conj", "poss"}:
        return True
    line = page.lines[token.line]
    if token.index - line.first < 3 and any(
        t.text in {",", "–", "—", "("} for t in page.walk(token.index + 1, token.index + 3)
    ):
        return False  # a dateline
    beside = [other for step in (-1, 1) if (other := page.near(token.index, step)) is not None]
    loud = any(t.text.isupper() and len(t.text) > 1 for t in beside) or any(t.text == "!" for t in beside)
    return loud and bool(words.lookup(token.low))


def _first_of_sentence(page: Page, token: Token, knowledge: Knowledge) -> bool:
    """Tell whether a common word with the capital of a sentence's beginning begins a name all the same."""
    after = page.near(token.index, 1)
    if after is not None and after.text.isdigit() and token.text in NUMBERED:
        return True
    if (
        after is None
        or after.tag != "name"
        or after.low in CALENDAR
        or token.tag not in {"noun", "adj", "verb"}
    ):
        return False
    rare = words.frequency(token.low) < 1e-6
    if (
        knowledge.is_job(token.low)
        or token.lemma != token.low
        or (knowledge.head_type(token.low) and not rare)
    ):
        return False
    return token.tag != "verb" or token.form == "base"


NUMBERED = lists.words("places", "law_first") | lists.words("places", "fac_first")


def _extend(page: Page, first: int, end: int) -> int:
    """Return where the run of capitals that begins at ``first`` ends."""
    last = first + 1
    while last < end:
        token = page.tokens[last]
        if token.sentence != page.tokens[first].sentence:
            break
        if _continues(token):
            last += 1
        elif last + 1 < end and _continues(page.tokens[last + 1]) and _links(page, first, last):
            last += 2
        elif (
            token.text.isdigit()
            and len(token.text) <= 3
            and page.tokens[last - 1].low not in CALENDAR
            and _numbered(page, last)
        ):
            last += 1
            break
        else:
            break
    return last


def _continues(token: Token) -> bool:
    return (
        token.capital
        and token.tag not in {"punct"}
        and token.low not in CALENDAR
        and (token.tag not in {"pron", "aux", "det", "conj", "prep", "poss"} or token.text.isupper())
    )


def _numbered(page: Page, index: int) -> bool:
    """Tell whether a numeral belongs to the name before it: "Zenzi 4", but not "Orrel 47"."""
    after = page.near(index, 1)
    return after is None or after.tag not in {"noun", "name"} or after.low in {"launch", "handset"}


def _links(page: Page, first: int, index: int) -> bool:
    """Tell whether a small word joins the capitals on either side into one name."""
    token, before = page.tokens[index], page.tokens[index - 1]
    if token.low in PARTICLES or token.low in {"d'", "l'"}:
        return True
    if token.text in {"&"}:
        return True
    if token.low in {"of", "for"}:
        first_words = lists.words("places", "org_first") | lists.words("places", "law_first")
        after = page.tokens[index + 1]
        of_kind = before.text in lists.words("places", "org_last") and bool(words.lookup(after.low))
        return before.text in first_words or of_kind
    if token.low == "and":
        return _joined_by_and(page, first, index)
    return False


def _joined_by_and(page: Page, first: int, index: int) -> bool:
    """Tell whether "Tariff and Metering Panel" is one body: common words before, a body's word at the end."""
    last = index + 1
    while last < len(page.tokens) and _continues(page.tokens[last]):
        last += 1
    ends_as_body = page.tokens[last - 1].text in lists.words("places", "org_last") | lists.words(
        "places", "law_last"
    )
    common = all(words.lookup(t.low) for t in page.walk(first, index))
    return ends_as_body and common and last - index > 2
