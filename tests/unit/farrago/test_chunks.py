"""Chunks of tokens, tags and nesting, by hand; ``tests/golden`` compares the reading of tags with a peer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from farrago.matching import Tokens, chunks_of, nesting, outermost, tags_of
from farrago_schema.types import Span
from small import gold

# Words of three letters; the last two are of a second sentence.
DOCUMENT = replace(
    gold(),
    tokens=(Span(0, 3), Span(4, 7), Span(8, 11), Span(11, 14), Span(15, 18)),
    sentences=(Span(0, 11), Span(11, 18)),
)
TOKENS = Tokens(DOCUMENT)


@pytest.mark.parametrize(
    ("span", "tokens"),
    [
        ((0, 3), (0, 1)),
        ((2, 5), (0, 2)),
        ((3, 4), (1, 1)),
        ((8, 11), (2, 3)),
        ((10, 12), (2, 4)),
        ((0, 99), (0, 5)),
        ((50, 60), (5, 5)),
    ],
)
def test_a_span_covers_the_tokens_that_it_touches(span: tuple[int, int], tokens: tuple[int, int]) -> None:
    assert TOKENS.cover(span) == tokens


def test_chunks_do_not_overlap_and_end_with_their_sentence() -> None:
    spans = [((0, 2), "A"), ((2, 5), "B"), ((9, 16), "C")]
    assert TOKENS.chunks(spans) == [(0, 1, "A"), (1, 2, "B"), (2, 3, "C"), (3, 5, "C")]


def test_a_document_without_sentences_is_one() -> None:
    assert Tokens(replace(DOCUMENT, sentences=())).chunks([((9, 16), "C")]) == [(2, 5, "C")]


def test_the_span_of_tokens_is_from_the_first_to_the_last() -> None:
    assert TOKENS.span(1, 3) == (4, 11)


def test_tags_of_chunks() -> None:
    assert tags_of([(0, 2, "A"), (2, 3, "A"), (4, 5, "B")], 5) == ["B-A", "I-A", "B-A", "O", "B-B"]


@given(st.lists(st.integers(0, 12), unique=True), st.data())
def test_chunks_are_read_back_from_their_tags(edges: list[int], data: st.DataObject) -> None:
    stretches = [edge for edge in pairwise(sorted(edges)) if data.draw(st.booleans())]
    chunks = [(first, last, data.draw(st.sampled_from("AB"))) for first, last in stretches]
    assert chunks_of(tags_of(chunks, 12)) == chunks


@pytest.mark.parametrize(
    ("tags", "chunks"),
    [
        ("I-A I-A O I-A", [(0, 2, "A"), (3, 4, "A")]),  # IOB1
        ("I-A B-A", [(0, 1, "A"), (1, 2, "A")]),
        ("B-A I-B", [(0, 1, "A"), (1, 2, "B")]),
        ("B-A E-A S-A I-A", [(0, 2, "A"), (2, 3, "A"), (3, 4, "A")]),  # IOBES
        ("O I I", [(1, 3, "_")]),
        ("B-A-B I-A-B", [(0, 2, "A-B")]),
    ],
)
def test_chunks_of_tags(tags: str, chunks: list[tuple[int, int, str]]) -> None:
    assert chunks_of(tags.split()) == chunks


def test_outermost_of_nested_equal_and_crossing_spans() -> None:
    marked = [
        ((4, 8), "GPE", False),
        ((0, 10), "ORG", False),
        ((8, 12), "PER", False),
        ((20, 25), "TIME", True),
        ((20, 25), "PER", False),
        ((30, 31), "B", False),
        ((30, 31), "A", False),
    ]
    expected = [((0, 10), "ORG"), ((8, 12), "PER"), ((20, 25), "PER"), ((30, 31), "A")]
    assert outermost(marked) == outermost(marked[::-1]) == expected


def test_nesting_follows_the_guidelines() -> None:
    places = [
        nesting("COUNT", is_value=True),
        nesting("PER", is_value=False),
        nesting("PENALTY", is_value=True),
        nesting("TIME", is_value=True),
    ]
    assert places == sorted(set(places))
