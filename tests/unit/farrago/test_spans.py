"""Spans of many documents at once: read as a decoder reads them, and judged as one would judge each pair."""

from __future__ import annotations

import json
from itertools import accumulate

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.engine.disorder import are_apart, are_inside, are_nested, are_within
from farrago.engine.spans import FAR, offsets, read
from farrago.matching.pages import Spans
from farrago_schema.types import Span

Pair = tuple[int, int]
LENGTH = 12
WITHOUT_DIGITS = str.maketrans("", "", "0123456789")

numbers = st.integers(0, 10**8 - 1) | st.integers(0, 12)
written = st.lists(st.lists(st.builds(Span, numbers, numbers), max_size=5), min_size=1, max_size=60)
some = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(lambda pair: pair[0] < pair[1])


def spans_of(documents: list[list[Pair]]) -> Spans:
    pairs = [(number, *pair) for number, document in enumerate(documents) for pair in document]
    return Spans(*np.array(pairs, dtype=np.int64).reshape(-1, 3).T)


@st.composite
def apart(draw: st.DrawFn) -> list[list[Pair]]:
    """Spans of three documents in order, none over another."""
    found = []
    for _ in range(3):
        steps = draw(st.lists(st.integers(0, 3), max_size=8))
        edges = list(accumulate(steps))
        found.append(
            [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if start < end]
        )
    return found


@given(written)
def test_spans_are_read_as_a_decoder_reads_them(documents: list[list[Span]]) -> None:
    told = [offsets(msgspec.json.encode(document)) for document in documents]
    found = read([each for each in told if each is not None])
    expected = [(number, each.start, each.end) for number, spans in enumerate(documents) for each in spans]
    assert list(zip(*(column.tolist() for column in found), strict=True)) == expected


def test_a_number_of_too_many_digits_is_far_away() -> None:
    told = offsets(b'[{"start":7,"end":99999999},{"start":100000000,"end":123456789012345678901234}]')
    assert told is not None
    found = read([b"", told, b""])
    assert [column.tolist() for column in found] == [[1, 1], [7, FAR], [99999999, FAR]]


@given(written.filter(any))
def test_what_others_wrote_is_not_read(documents: list[list[Span]]) -> None:
    for document in filter(None, documents):
        line = msgspec.json.encode(document)
        plain = json.loads(line)
        assert offsets(json.dumps(plain).encode()) is None
        assert offsets(json.dumps(plain, separators=(",", ":"), sort_keys=True).encode()) is None
        assert offsets(line.replace(b':"', b':-"').replace(b'"start":', b'"start":-', 1)) is None
        assert offsets(line[:-1] + b',{"start":1,"end":2,"start":1}]') is None


@given(st.lists(st.lists(some, max_size=6), min_size=3, max_size=3))
def test_spans_are_apart_where_each_follows_the_one_before(documents: list[list[Pair]]) -> None:
    found = are_apart(spans_of(documents), np.array([LENGTH, LENGTH - 2, LENGTH]))
    expected = [
        end <= LENGTH - 2 * (number == 1) and (at == 0 or document[at - 1][1] <= start)
        for number, document in enumerate(documents)
        for at, (start, end) in enumerate(document)
    ]
    assert found.tolist() == expected


@given(apart(), apart())
def test_spans_are_inside_where_each_has_one_around_it(
    inner: list[list[Pair]], outer: list[list[Pair]]
) -> None:
    found = are_inside(spans_of(inner), spans_of(outer), 3)
    assert found.tolist() == [
        not around or all(_is_in(pair, around) for pair in within)
        for within, around in zip(inner, outer, strict=True)
    ]


@given(st.lists(st.lists(some, max_size=6), min_size=3, max_size=3), apart())
def test_spans_in_any_order_are_within_what_is_around_them(
    inner: list[list[Pair]], outer: list[list[Pair]]
) -> None:
    found = are_within(spans_of(inner), spans_of(outer), 3)
    assert found.tolist() == [
        not around or _is_in(pair, around)
        for within, around in zip(inner, outer, strict=True)
        for pair in within
    ]


def _is_in(pair: Pair, around: list[Pair]) -> bool:
    return any(start <= pair[0] and pair[1] <= end for start, end in around)


@given(st.lists(st.lists(some, max_size=7), min_size=3, max_size=3))
def test_spans_nest_where_no_two_cross(documents: list[list[Pair]]) -> None:
    spans = spans_of(documents)
    found = are_nested(spans)
    crossing = set(spans.documents[~found].tolist())
    assert crossing == {
        number
        for number, document in enumerate(documents)
        if any(a < c < b < d for a, b in document for c, d in document)
    }


@pytest.mark.parametrize("key", ["0start", "st0art", "start0", "5end", "en5d", "end5"])
def test_a_digit_in_a_key_is_not_ours(key: str) -> None:
    span = {"start": 0, "end": 7}
    other = {key if key.translate(WITHOUT_DIGITS) == name else name: offset for name, offset in span.items()}
    assert offsets(json.dumps([span, span], separators=(",", ":")).encode()) == b"0,7,0,7"
    assert offsets(json.dumps([span, other], separators=(",", ":")).encode()) is None
