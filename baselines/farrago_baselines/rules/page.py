"""A document as the rules see it: tagged tokens with their lines, sentences and zones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from farrago_schema.types import Input

Tag = Literal[
    "noun", "verb", "adj", "adv", "name", "num", "det", "pron", "poss", "prep", "aux", "conj", "punct"
]
Layout = Literal["headline", "body", "caption", "teaser", "boilerplate"]


@dataclass(slots=True)
class Token:
    """A token with all that is known of it; ``index`` counts in the page, offsets in its text."""

    index: int
    start: int
    end: int
    text: str
    low: str
    sentence: int
    line: int
    tag: Tag = "noun"
    form: str = ""  # of a verb: base, s, past, participle, ing
    lemma: str = ""  # the base form for its tag

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(slots=True)
class Line:
    """A stretch of a line of the page: its tokens, what part of a page it is, and the story it belongs to."""

    first: int
    last: int  # exclusive
    layout: Layout = "body"
    story: int = 1
    titled: bool = False  # set in Title Case, so that capitals say nothing
    rule: str = "one paragraph a line"


@dataclass(slots=True)
class Page:
    """A document: its tokens, and which of them make up lines and sentences."""

    id: str
    text: str
    date: str
    tokens: list[Token]
    lines: list[Line] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def line_of(self, index: int) -> Line:
        """Return the line of a token."""
        return self.lines[self.tokens[index].line]

    def sentence_of(self, index: int) -> range:
        """Return the tokens of the sentence that holds a token."""
        return range(*self.sentences[self.tokens[index].sentence])

    def low(self, index: int) -> str:
        """Return a token's text in lower case, or nothing beyond the ends of the page."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def near(self, index: int, step: int) -> Token | None:
        """Return the token ``step`` further on, if it is in the same sentence."""
        other = index + step
        if 0 <= other < len(self.tokens) and self.tokens[other].sentence == self.tokens[index].sentence:
            return self.tokens[other]
        return None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens that a stretch of the text touches: the first, and the one after the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the tokens ``first`` to ``last``, exclusive."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def walk(self, first: int, last: int) -> list[Token]:
        """Return the tokens ``first`` to ``last``, exclusive."""
        return self.tokens[max(first, 0) : last]


def read(document: Input) -> Page:
    """Return the page of a document, with lines and sentences, not yet tagged."""
    page = Page(document.id, document.text, document.date, [])
    borders = [sentence.start for sentence in document.sentences]
    previous = (-1, -1)
    line = end = 0
    for start, stop in _pieces(document):
        line += "\n" in document.text[end:start]
        end = stop
        index = len(page.tokens)
        place = (line, bisect_right(borders, start))
        if place != previous:
            if line != previous[0]:
                page.lines.append(Line(index, index))
            page.sentences.append((index, index))
            previous = place
        page.lines[-1].last = index + 1
        page.sentences[-1] = (page.sentences[-1][0], index + 1)
        text = document.text[start:stop]
        low = text.lower().replace("’", "'")
        page.tokens.append(Token(index, start, stop, text, low, len(page.sentences) - 1, len(page.lines) - 1))
    page.starts = [token.start for token in page.tokens]
    page.ends = [token.end for token in page.tokens]
    return page


def _pieces(document: Input) -> Iterator[tuple[int, int]]:
    """Yield the tokens' offsets, with the parts of a hyphenated word put together again."""
    held: tuple[int, int] | None = None
    for span in document.tokens:
        text = document.text[span.start : span.end]
        if not text.strip():
            continue
        if held is not None and held[1] == span.start and _joins(document.text, held, span.start, text):
            held = (held[0], span.end)
            continue
        if held is not None:
            yield held
        held = (span.start, span.end)
    if held is not None:
        yield held


def _joins(text: str, held: tuple[int, int], at: int, piece: str) -> bool:
    before = text[held[0] : held[1]]
    if piece == "-":
        return before[-1:].isalnum() and text[at + 1 : at + 2].isalnum()
    return before.endswith("-") and len(before) > 1 and piece[:1].isalnum()
