"""Noun phrases: determiner, modifiers, head noun, found by the parts of speech alone.

Abney 1991, "Parsing by chunks".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from farrago_baselines.rules import words
from farrago_baselines.rules.page import Page, Token

OUTSIDE = frozenset(
    "all both several some another other such more many few each every any no own half "
    "certain various same only most what enough".split()
)


@dataclass(slots=True)
class Chunk:
    """A base noun phrase: ``first`` to ``last`` (exclusive) without determiner, numeral or possessor."""

    first: int
    last: int
    determiner: int = -1
    numeral: int = -1
    possessor: int = -1  # the "'s" or the possessive pronoun before it

    @property
    def head(self) -> int:
        """The token of the head noun."""
        return self.last - 1


def find(page: Page) -> list[Chunk]:
    """Return the noun phrases of a tagged page whose head is a common noun, in order."""
    return [_grow(page, token.index) for token in page.tokens if _is_head(page, token)]


def _is_head(page: Page, token: Token) -> bool:
    if token.tag != "noun" or token.low in OUTSIDE or not token.low[0].isalpha():
        return False
    after = page.near(token.index, 1)
    return after is None or after.tag not in {"noun"} or _new_phrase(page, after)


def _new_phrase(page: Page, token: Token) -> bool:
    """Tell whether a noun after a noun begins another phrase."""
    return token.line != page.tokens[token.index - 1].line


def _grow(page: Page, head: int) -> Chunk:
    first = head
    while _modifies(page, first - 1, head):
        first -= 1
    chunk = Chunk(first, head + 1)
    for token in _before(page, first):
        if token.tag == "num":
            chunk.numeral = token.index
        elif token.tag == "poss":
            chunk.possessor = token.index
        elif token.tag == "det":
            chunk.determiner = token.index
        elif token.low not in OUTSIDE:
            break
    return chunk


def _before(page: Page, first: int) -> Iterator[Token]:
    """Yield what stands before the modifiers.

    Numerals, quantifiers, determiner or possessor, from right to left.
    """
    token = page.near(first, -1)
    while token is not None and (token.tag in {"num", "poss", "det"} or token.low in OUTSIDE):
        yield token
        if token.tag in {"poss", "det"} and token.low not in OUTSIDE:
            return
        token = page.near(token.index, -1)


def _modifies(page: Page, index: int, head: int) -> bool:
    if index < 0:
        return False
    token = page.tokens[index]
    if token.sentence != page.tokens[head].sentence or token.low in OUTSIDE:
        return False
    if token.tag in {"noun", "name"}:
        return _same_line(page, index, head)
    if token.tag == "adj":
        return True
    if token.tag == "verb":
        return _is_participle(page, token)
    return (
        token.tag == "adv" and token.low.endswith("ly") and index > 0 and page.tokens[index - 1].tag == "det"
    )


def _same_line(page: Page, index: int, head: int) -> bool:
    return page.tokens[index].line == page.tokens[head].line


def _is_participle(page: Page, token: Token) -> bool:
    """Tell whether a participle stands before its noun.

    "the detained pilot", but not "detained pilots said".
    """
    if token.form not in {"past", "ing"} or "verb" not in words.lookup(token.low):
        return False
    before = page.near(token.index, -1)
    if before is None:
        return page.lines[token.line].titled
    return before.tag in {"det", "poss", "adj", "num"}
