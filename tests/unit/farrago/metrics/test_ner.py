"""Chunks of tokens, counted by hand."""

from __future__ import annotations

import math

import msgspec
import pytest

from farrago_schema.types import Document, PredictedEntity, PredictedMention, Prediction, Span, Zone
from small import count, gold, right, said, scores

TOKENS = tuple(Span(start, start + 9) for start in range(0, 200, 10))
SENTENCES = (Span(0, 49), Span(50, 99), Span(100, 199))


def tokenized(entities: dict[str, tuple[object, ...]], **more: object) -> Document:
    """Return a document with tokens of nine letters, one every ten, in sentences of five, five and ten."""
    document = gold(entities, sentences=SENTENCES, **more)  # type: ignore[arg-type]
    return msgspec.structs.replace(document, tokens=TOKENS)


DOCUMENT = tokenized(
    {
        "e1": ("PER", (0, 19), (20, 29, "nominal"), (30, 39, "pronoun")),
        "e2": ("ORG", (50, 79)),
        "e3": ("GPE", (60, 69)),
        "x1": ("TIME", (100, 109)),
    }
)
PLACELESS = Prediction("d", (PredictedEntity("a", "PER", (PredictedMention(text="nowhere"),)),))


def test_a_chunk_is_right_with_its_type_and_both_ends() -> None:
    prediction = said({"a": ("PER", (0, 19)), "b": ("ORG", (50, 69)), "x": ("TITLE", (100, 109))})
    # Gold is PER, ORG and TIME: a nominal, a pronoun and the GPE inside ORG have no tags.
    assert right("ner", DOCUMENT, prediction) == (1, 3, 3)
    assert scores("ner", DOCUMENT, prediction) == {"precision": 1 / 3, "recall": 1 / 3, "f1": 1 / 3}


def test_what_is_nested_has_no_tags_on_either_side() -> None:
    prediction = said({"b": ("ORG", (50, 79)), "c": ("GPE", (60, 69)), "d": ("PER", (70, 79))})
    assert right("ner", DOCUMENT, prediction) == (1, 1, 3)


def test_the_outermost_hides_what_is_right_inside_it() -> None:
    assert right("ner", DOCUMENT, said({"a": ("PER", (0, 19)), "b": ("EVENT", (0, 39))})) == (0, 1, 3)


def test_a_mention_without_a_kind_counts_as_a_name() -> None:
    assert right("ner", DOCUMENT, said({"a": ("PER", (20, 29))})) == (0, 1, 3)
    assert right("ner", DOCUMENT, said({"a": ("PER", (20, 29, "nominal"), (30, 39, "pronoun"))})) == (0, 0, 3)


def test_spans_that_touch_the_same_tokens_are_equal() -> None:
    assert right("ner", DOCUMENT, said({"a": ("PER", (5, 12))})) == (1, 1, 3)


def test_a_token_belongs_to_the_first_of_two() -> None:
    document = tokenized({"e1": ("PER", (0, 4)), "e2": ("ORG", (4, 19))})
    prediction = said({"a": ("PER", (0, 9)), "b": ("ORG", (10, 19))})
    assert right("ner", document, prediction) == (2, 2, 2)


def test_of_two_that_cross_the_second_has_the_rest() -> None:
    prediction = said({"a": ("PER", (0, 19)), "b": ("ORG", (10, 29)), "c": ("ORG", (20, 39))})
    document = tokenized({"e1": ("PER", (0, 19)), "e2": ("ORG", (20, 29)), "e3": ("ORG", (30, 39))})
    assert right("ner", document, prediction) == (3, 3, 3)


def test_neighbours_of_one_type_are_two_chunks() -> None:
    document = tokenized({"e1": ("PER", (0, 9)), "e2": ("PER", (10, 19))})
    assert right("ner", document, said({"a": ("PER", (0, 19))})) == (0, 1, 2)


def test_a_name_over_two_sentences_begins_in_each() -> None:
    document = tokenized({"e1": ("ORG", (40, 59))})
    assert right("ner", document, said({"a": ("ORG", (40, 49)), "b": ("ORG", (50, 59))})) == (2, 2, 2)


@pytest.mark.parametrize(("outer", "inner"), [("COUNT", "PER"), ("ORG", "TIME"), ("TIME", "TITLE")])
def test_of_equal_spans_the_outer_one_by_the_guidelines_is_tagged(outer: str, inner: str) -> None:
    document = tokenized({"e1": (inner, (0, 9)), "e2": (outer, (0, 9))})
    assert right("ner", document, said({"a": (outer, (0, 9))})) == (1, 1, 1)
    assert right("ner", document, said({"a": (inner, (0, 9))})) == (0, 1, 1)


def test_what_touches_no_token_is_not_counted() -> None:
    assert right("ner", DOCUMENT, said({"a": ("PER", (9, 10))})) == (0, 0, 3)


def test_where_gold_has_no_tokens_nothing_is_counted() -> None:
    untokenized = gold({"e1": ("PER", (0, 9))})
    for prediction in (said({"a": ("PER", (0, 9))}), PLACELESS):
        assert right("ner", untokenized, prediction) == (0, 0, 0)


def test_a_mention_without_a_place_is_wrong() -> None:
    assert right("ner", DOCUMENT, PLACELESS) == (0, 1, 3)


def test_values_are_tagged_only_where_gold_annotates_them() -> None:
    document = tokenized({"e1": ("PER", (0, 9))}, layers=("entities", "coref"))
    assert right("ner", document, said({"a": ("PER", (0, 9)), "x": ("TIME", (20, 29))})) == (1, 1, 1)


def test_by_type_and_zone() -> None:
    zones = (Zone(0, 49, "headline", "s1"), Zone(50, 199, "body", "s1"))
    document = tokenized({"e1": ("PER", (0, 9)), "e2": ("ORG", (50, 59))}, zones=zones)
    prediction = said({"a": ("PER", (0, 9)), "b": ("PER", (60, 69))})
    groups = ("type=PER", "type=ORG", "zone=headline", "zone=body")
    found = [tuple(count("ner", document, prediction, group, "zone").values()) for group in groups]
    assert found == [(1, 2, 1), (0, 0, 1), (1, 1, 1), (0, 1, 1)]


def test_nothing_against_nothing_is_null() -> None:
    assert all(math.isnan(value) for value in scores("ner", tokenized({}), said({})).values())
