"""Names as stretches of tokens: what a token-level scorer sees of spans, and of BIO tags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from farrago.matching.annotation import Span
from farrago.matching.nesting import outermost
from farrago_schema.types import Document

Chunk = tuple[int, int, str]
"""The first token, the token after the last, and the type."""

OUTSIDE = "O"
GOES_ON = frozenset({"IB", "II", "EB", "EI"})
"""A tag's prefix and the one before it, where both are of one chunk if they are of one type."""


class Tokens:
    """The tokens of a document, in order, and where sentences part them."""

    def __init__(self, document: Document) -> None:
        self._starts = [token.start for token in document.tokens]
        self._ends = [token.end for token in document.tokens]
        self._edges = [bisect_left(self._starts, sentence.start) for sentence in document.sentences]

    def cover(self, span: Span) -> tuple[int, int]:
        """Return the tokens that the span touches, end exclusive; both are the same where it touches none."""
        first = bisect_right(self._ends, span[0])
        return first, max(first, bisect_left(self._starts, span[1]))

    def span(self, first: int, last: int) -> Span:
        """Return the span of the tokens ``first`` to ``last``, end exclusive."""
        return self._starts[first], self._ends[last - 1]

    def chunks(self, outermost: Iterable[tuple[Span, str]]) -> list[Chunk]:
        """Return the chunks of spans, none inside another, that stand in text order.

        A token that a span touches belongs to it, and to the first of two. A span over two sentences is a
        chunk in each; one that touches no token of its own is none.
        """
        found: list[Chunk] = []
        taken = 0
        for span, type_ in outermost:
            first, last = self.cover(span)
            first = max(first, taken)
            if first < last:
                taken = last
                found.extend((start, end, type_) for start, end in self._by_sentence(first, last))
        return found

    def _by_sentence(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        edges = self._edges[bisect_right(self._edges, first) : bisect_left(self._edges, last)]
        return pairwise((first, *edges, last))


def tags_of(chunks: Iterable[Chunk], tokens: int) -> list[str]:
    """Return the BIO tag (IOB2) of each of the tokens; chunks do not overlap."""
    tags = [OUTSIDE] * tokens
    for first, last, type_ in chunks:
        tags[first:last] = [f"B-{type_}", *[f"I-{type_}"] * (last - first - 1)]
    return tags


def tags_in(document: Document) -> list[str]:
    """Return the BIO tag of each token of gold: of the outermost names and values."""
    names = (
        ((mention.start, mention.end), entity.type, mention.kind == "value")
        for entity in document.entities
        for mention in entity.mentions
        if mention.kind in ("name", "value")
    )
    return tags_of(Tokens(document).chunks(outermost(names)), len(document.tokens))


def chunks_of(tags: Sequence[str]) -> list[Chunk]:
    """Return the chunks of one sentence's tags, in IOB1, IOB2 or IOBES, also where these are ill-formed.

    Read as by ``conlleval`` (Tjong Kim Sang and Buchholz 2000), and seqeval by default: a chunk goes on while
    an ``I`` or ``E`` follows a ``B`` or ``I`` of its type; every other tag but ``O`` begins one. A tag
    without a type has the type ``_``.
    """
    found: list[Chunk] = []
    before = (OUTSIDE, "")
    for index, tag in enumerate(tags):
        prefix, type_ = tag[:1], tag[1:].removeprefix("-") or "_"
        if prefix + before[0] in GOES_ON and type_ == before[1]:
            found[-1] = (found[-1][0], index + 1, type_)
        elif prefix != OUTSIDE:
            found.append((index, index + 1, type_))
        before = prefix, type_
    return found
