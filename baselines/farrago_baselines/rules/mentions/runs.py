"""Runs of capitals: what they may hold, and how titles and nations are cut off their front."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from farrago_baselines.rules import gazetteer, lists, words
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page

PARTICLES = frozenset(
    "de da do du des dos das del della der den di van von und al el la le les y e i af av "
    "bin ibn ben ter ten zu".split()
)
CALENDAR = frozenset(
    "january february march april may june july august september october november "
    "december monday tuesday wednesday "
    "thursday friday saturday sunday christmas easter ramadan diwali dashain nowruz photo "
    "picture image".split()
)
# What a place is joined to with a hyphen; the place counts alone.
JOINED = tuple(
    f"-{how}"
    for how in "based born registered listed bound trained built made owned led flagged backed run".split()
)
NEVER = frozenset(
    "oh ah yes well hello interviewer host anchor voiceover narrator moderator "
    "correspondent i i'm mr mrs ms miss dr ok tv am pm gmt npt utc cet live clip "
    "presenter reporter newsreader transcript".split()
)
SUFFIXES = frozenset().union(
    *(lists.words("places", f"{kind}_last") for kind in ("org", "fac", "loc", "occasion", "law"))
)


@dataclass(slots=True)
class Name:
    """A run of tokens that is a name; ``rule`` says how it was found."""

    first: int
    last: int
    rule: str
    text: str = ""


def cut(page: Page, first: int, last: int, knowledge: Knowledge) -> Iterator[Name]:
    """Take titles and nations off the front of a run, and yield what remains."""
    first = _without_title(page, first, last, knowledge)
    if first >= last:
        return
    token = page.tokens[first]
    if knowledge.is_job(token.low) and page.low(first + 1) == "of" and first + 1 == last:
        return
    if page.low(first - 1) == "of" and knowledge.is_job(page.low(first - 2)) and words.lookup(token.low):
        return
    whole = page.text[token.start : page.tokens[last - 1].end]
    if gazetteer.state_code(whole) or (last - first > 1 and gazetteer.place_type(whole)):
        yield Name(first, last, "a known place")
        return
    two = page.text[token.start : page.tokens[min(first + 1, last - 1)].end]
    head = 2 if last - first > 2 and gazetteer.state_code(two) else 1
    if last - first > head and _nation_first(page, first, head, last):
        yield Name(first, first + head, "a nation before a name")
        yield from cut(page, first + head, last, knowledge)
        return
    yield Name(first, last, "capitals in running text")


def _nation_first(page: Page, first: int, head: int, last: int) -> bool:
    text = page.text[page.tokens[first].start : page.tokens[first + head - 1].end]
    if gazetteer.fold(text) not in gazetteer.demonyms():
        return False
    return not any(t.text in SUFFIXES for t in page.walk(first + head, last))


def _without_title(page: Page, first: int, last: int, knowledge: Knowledge) -> int:
    """Return where the name begins behind honorifics and capitalised jobs ("Colonel", "Prosecutor")."""
    while last - first > 1:
        token = page.tokens[first]
        if token.text in lists.words("people", "honorifics") or token.low in {
            "storm",
            "hurricane",
            "cyclone",
            "typhoon",
        }:
            first += 1
        elif knowledge.is_job(token.low) and not any(t.text in SUFFIXES for t in page.walk(first + 1, last)):
            if page.tokens[first + 1].tag != "name" and page.tokens[first + 1].low == "of":
                break
            first += 1
        else:
            break
    return first
