"""Typed entities, counted by hand."""

from __future__ import annotations

import pytest

from small import count, gold, right, said

DOCUMENT = gold(
    {"e1": ("PER", (0, 3), (10, 13), (20, 22)), "e2": ("ORG", (30, 35)), "t": ("TIME", (40, 44))},
)


def test_gold_is_right_and_values_are_left_out() -> None:
    prediction = said(
        {"a": ("PER", (0, 3), (10, 13), (20, 22)), "b": ("ORG", (30, 35)), "t": ("TIME", (40, 44))}
    )
    assert right("entity", DOCUMENT, prediction) == (2, 2, 2)
    assert right("entity", DOCUMENT, prediction, "exact_") == (2, 2, 2)


@pytest.mark.parametrize(
    ("mentions", "correct"),
    [
        (((0, 3), (10, 13)), 1),  # 2 of 3
        (((0, 3), (10, 13), (20, 22), (50, 53), (60, 63)), 1),  # 3 of 5
        (((0, 3), (10, 13), (50, 53)), 0),  # 2 of 4: exactly a half is not more than a half
        (((0, 3),), 0),
    ],
)
def test_more_than_a_half_of_all_mentions_must_be_shared(
    mentions: tuple[tuple[int, int], ...], correct: int
) -> None:
    prediction = said({"a": ("PER", *mentions)})
    assert right("entity", DOCUMENT, prediction) == (correct, 1, 2)
    assert right("entity", DOCUMENT, prediction, "exact_") == (0, 1, 2)


def test_types_must_agree() -> None:
    prediction = said({"a": ("ORG", (0, 3), (10, 13), (20, 22))})
    assert right("entity", DOCUMENT, prediction) == (0, 1, 2)
    rows = [count("entity", DOCUMENT, prediction, f"type={name}") for name in ("PER", "ORG")]
    assert [[*row.values()][:3] for row in rows] == [[0, 0, 1], [0, 1, 1]]


def test_an_entity_without_mentions_is_none() -> None:
    assert right("entity", DOCUMENT, said({"a": ("PER",)})) == (0, 0, 2)


def test_one_gold_entity_is_right_once_even_where_a_prediction_shares_spans() -> None:
    twins = {"a": ("PER", (0, 3), (10, 13), (20, 22)), "b": ("PER", (0, 3), (10, 13), (20, 22), (50, 53))}
    assert right("entity", DOCUMENT, said(twins))[0] <= 1


def test_halves_of_an_entity_are_both_wrong() -> None:
    document = gold({"e": ("PER", (0, 3), (10, 13))})
    parts = said({"a": ("PER", (0, 3)), "b": ("PER", (10, 13))})
    assert right("entity", document, parts) == (0, 2, 1)
