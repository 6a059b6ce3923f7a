"""Names in headlines, where capitals say nothing: those of the running text, and what is no English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from farrago_baselines.rules import gazetteer, words
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.mentions.runs import CALENDAR, NEVER, PARTICLES, SUFFIXES, Name, cut
from farrago_baselines.rules.page import Line, Page, Token


def parts(page: Page, names: Iterable[Name]) -> dict[str, list[tuple[str, ...]]]:
    """Return the names of running text by their first word, for headlines to be looked up in.

    Longest first.
    """
    table: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        run = tuple(t.text for t in page.walk(name.first, name.last))
        for begin in range(len(run)):
            for end in range(begin + 1, len(run) + 1):
                part = run[begin:end]
                if _stands_alone(part, run):
                    table.setdefault(part[0].lower(), set()).add(tuple(w.lower() for w in part))
    return {word: sorted(runs, key=lambda r: (-len(r), r)) for word, runs in table.items()}


def _stands_alone(part: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """Tell whether a part of a name may be used for it in a headline."""
    if part == run:
        return True
    if len(part) > 1:
        return part == run[: len(part)]
    word = part[0].lower()
    return len(word) > 2 and word not in PARTICLES and not words.lookup(word)


def in_title(
    page: Page, line: Line, parts: dict[str, list[tuple[str, ...]]], knowledge: Knowledge
) -> Iterator[Name]:
    """Yield the names of a line in Title Case; ``parts`` are the running text's by their first word."""
    index = line.first
    while index < line.last:
        token = page.tokens[index]
        run = next((r for r in parts.get(token.low, ()) if _matches(page, index, r, line.last)), None)
        if run is not None and token.capital and token.low not in CALENDAR:
            yield Name(index, index + len(run), "a name of the page, in a headline")
            index += len(run)
            continue
        last = index
        while last < line.last and _foreign(page.tokens[last], knowledge):
            last += 1
        last = _with_suffix(page, index, last, line.last)
        if last > index:
            yield from cut(page, index, last, knowledge)
        index = max(last, index + 1)


def _matches(page: Page, index: int, run: tuple[str, ...], end: int) -> bool:
    return index + len(run) <= end and all(page.tokens[index + n].low == word for n, word in enumerate(run))


def _foreign(token: Token, knowledge: Knowledge) -> bool:
    """Tell whether a capitalised word of a headline is no English word, or is a place."""
    if (
        not token.capital
        or token.low in CALENDAR | NEVER
        or token.tag in {"pron", "aux", "det", "prep", "conj", "poss", "punct", "num"}
    ):
        return False
    if gazetteer.state_code(token.text):
        return True
    return (
        not words.lookup(token.low.removesuffix("'s"))
        and knowledge.head_type(token.low) is None
        and words.frequency(token.low) < 2e-6
    )


def _with_suffix(page: Page, first: int, last: int, end: int) -> int:
    """Return the end of a foreign run with the word of a body, cup or law behind it."""
    while first < last < end and page.tokens[last].text in SUFFIXES and page.tokens[last].tag != "verb":
        last += 1
    return last
