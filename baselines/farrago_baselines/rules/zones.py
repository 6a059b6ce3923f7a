"""Zones and stories: which lines are headlines, captions, teasers, furniture, and which strayed in.

The shapes are those that work on boilerplate removal uses (Kohlschütter et al. 2010: length, case, words of
links), and strays are told by lexical cohesion (Hearst 1997): a paragraph that shares no name with the
page's own story belongs to another. With the stage off, every line is a body of the one story.
"""

from __future__ import annotations

from collections import Counter

from farrago_baselines.rules import gazetteer, lists, words
from farrago_baselines.rules.page import Layout, Line, Page

SNIPPET = 45  # tokens; a longer paragraph is not the snippet under a teaser


RARE = 2e-5  # of all words; one noun that rare in two paragraphs ties them


def mark(page: Page) -> None:
    """Give each line of a tagged page its layout and its story; a dateline stays with its paragraph."""
    for number, line in enumerate(page.lines):
        line.layout, line.rule = _layout(page, number, line)
    _snippets(page)
    _stories(page)


def _text(page: Page, line: Line) -> str:
    start, end = page.span(line.first, line.last)
    return page.text[start:end]


def _layout(page: Page, number: int, line: Line) -> tuple[Layout, str]:
    text = _text(page, line)
    low = text.lower()
    if any(phrase in low for phrase in lists.words("layout", "boilerplate")) and line.last - line.first < 30:
        return "boilerplate", "a phrase of the page's furniture"
    if number == 0:
        return "headline", "the first line"
    if any(phrase in low for phrase in lists.words("layout", "captions")):
        return "caption", "a picture's credit"
    if line.titled:
        return "teaser", "Title Case below the first line"
    if low.endswith(("…", "...")) and line.last - line.first < SNIPPET:
        return "teaser", "cut off"
    if number == 1 and line.last - line.first < 20 and text[-1] not in ".!?\"”:'’)…":
        return "headline", "a second line without a full stop"
    if line.last - line.first < 16 and text[-1] not in ".!?\"”:'’)…" and number > 0:
        return "teaser", "a short line without a full stop"
    return "body", "one paragraph a line"


def _snippets(page: Page) -> None:
    """Take the line straight below a teaser for its snippet.

    And a teaser about the page's own for a headline.
    """
    for above, line in zip(page.lines, page.lines[1:], strict=False):
        start, end = page.tokens[above.last - 1].end, page.tokens[line.first].start
        close = "\n\n" not in page.text[start:end]
        below = line.layout == "body" or (line.layout == "teaser" and not line.titled)
        if close and above.layout == "teaser" and below and line.last - line.first < SNIPPET:
            line.layout, line.rule = "teaser", "the snippet below a teaser"


def _stories(page: Page) -> None:
    """Number the stories: a teaser with its snippet, or a paragraph that shares no name.

    Is one of its own.
    """
    names = [_names(page, line) for line in page.lines]
    counts = Counter(name for each in names for name in each)
    story = 1
    messy = any(line.layout in {"teaser", "boilerplate"} for line in page.lines)
    for number, (line, mine) in enumerate(zip(page.lines, names, strict=True)):
        if number == 0 or line.layout == "boilerplate":
            continue
        if line.rule == "the snippet below a teaser":
            line.story = page.lines[number - 1].story
            continue
        shared = any(counts[name] > 1 and not _common_place(name) for name in mine)
        strays = line.layout == "teaser" or (messy and len(mine) >= 3 and _stands_alone(page, line))
        if not shared and strays and line.layout in {"teaser", "body"} and _is_foreign(page, number, names):
            story += 1
            line.story = story
            line.rule += "; shares no name with the page's own story"
        elif line.layout == "teaser" and line.titled and shared:
            line.layout, line.rule = "headline", "Title Case, about the page's own story"


def _stands_alone(page: Page, line: Line) -> bool:
    """Tell whether a paragraph may be a report of its own.

    Short, and not begun by a quotation, a pronoun, a label.
    """
    first = page.tokens[line.first]
    second = page.tokens[min(line.first + 1, line.last - 1)]
    return (
        line.last - line.first < 90
        and first.tag not in {"pron", "poss", "punct", "num"}
        and second.text not in {":", "("}
    )


def _is_foreign(page: Page, number: int, names: list[set[str]]) -> bool:
    """Tell whether the rest of the page, without teasers.

    Is a text that the line could have shared names with.
    """
    rest = set().union(*(n for i, n in enumerate(names) if i != number and page.lines[i].layout != "teaser"))
    return len(rest) >= 3 and (page.lines[number].layout == "teaser" or not _shares_nouns(page, number))


def _shares_nouns(page: Page, number: int) -> bool:
    """Tell whether a paragraph shares two rarer nouns with the others.

    Then it may tell of the same affair.
    """
    line = page.lines[number]
    mine = _nouns(page, line)
    shared = {
        noun
        for index, other in enumerate(page.lines)
        if index != number and other.layout != "teaser" and mine
        for noun in mine & _nouns(page, other)
    }
    return len(shared) >= 2 or any(words.frequency(noun) < RARE for noun in shared)


def _nouns(page: Page, line: Line) -> set[str]:
    return {
        t.lemma
        for t in page.walk(line.first, line.last)
        if t.tag == "noun" and not t.capital and len(t.low) > 3 and words.frequency(t.low) < 1e-4
    }


def _names(page: Page, line: Line) -> set[str]:
    return {
        gazetteer.fold(t.text)
        for t in page.walk(line.first, line.last)
        if (t.tag == "name" or (line.titled and t.capital and not words.is_common(t.low)))
        and len(t.text) > 2
        and t.low.capitalize() not in _CALENDAR
    }


_CALENDAR = frozenset(
    "January February March April May June July August September October November "
    "December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Photo Picture".split()
)


def _common_place(name: str) -> bool:
    """Tell whether a name is a state's: a shared country ties no stories together."""
    return gazetteer.state_code(name) is not None
