"""Partial credit: tables of the two sources, an exhaustive search for the alignment, and its corners."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.matching.partial import Typed, aligned
from small import count, gold, said, scores

Answer = tuple[tuple[int, int], ...]


def test_every_category_and_every_measure() -> None:
    document = gold(
        {
            "e1": ("PER", (0, 10), (20, 30)),
            "e2": ("ORG", (40, 50)),
            "e3": ("ORG", (60, 70)),
            "e4": ("GPE", (80, 90)),
        }
    )
    prediction = said(
        {
            "a": ("PER", (0, 10), (22, 30), (100, 105)),  # right, a part of it, nowhere
            "b": ("GPE", (40, 50), (60, 72)),  # of another type, of another type and too long
        }
    )
    assert count("mention_partial", document, prediction) == {
        "correct": 1,
        "incorrect": 2,
        "partial": 1,
        "missed": 1,
        "spurious": 1,
        "predicted": 5,
        "gold": 5,
        "exact_correct": 2,
        "ent_type_correct": 2,
    }
    found = scores("mention_partial", document, prediction)
    right = {"": 1.5, "strict_": 1, "exact_": 2, "partial_": 2 + 2 / 2, "ent_type_": 2}
    for measure, number in right.items():
        for name in ("precision", "recall", "f1"):
            assert found[f"{measure}{name}"] == pytest.approx(number / 5)


def test_a_pair_counts_for_golds_type_and_a_spurious_mention_for_its_own() -> None:
    document = gold({"e1": ("PER", (0, 10)), "e2": ("ORG", (20, 30))})
    prediction = said({"a": ("GPE", (0, 10), (50, 60)), "b": ("ORG", (20, 25))})
    found = {
        name: count("mention_partial", document, prediction, f"type={name}") for name in ("PER", "ORG", "GPE")
    }
    told = ("incorrect", "partial", "spurious", "predicted", "gold")
    assert [[row[name] for name in told] for row in found.values()] == [
        [1, 0, 0, 1, 1],
        [0, 1, 0, 1, 1],
        [0, 0, 1, 1, 0],
    ]


def test_one_gold_mention_gives_credit_once() -> None:
    document = gold({"e1": ("PER", (0, 30))})
    pieces = said({"a": ("PER", (0, 10), (10, 20), (20, 30))})
    found = count("mention_partial", document, pieces)
    assert (found["partial"], found["spurious"]) == (1, 2)


def test_neighbours_do_not_overlap() -> None:
    found = count("mention_partial", gold({"e1": ("PER", (0, 10))}), said({"a": ("PER", (10, 20))}))
    assert (found["missed"], found["spurious"]) == (1, 1)


def test_nothing_against_nothing_is_null() -> None:
    assert all(math.isnan(value) for value in scores("mention_partial", gold(), said({})).values())


def test_to_take_back_a_wrong_mention_of_a_right_span_can_lift_recall() -> None:
    """The corner that the documentation names: spans come before types, and both before the sum."""
    document = gold({"e1": ("PER", (0, 10))})
    both = said({"a": ("ORG", (0, 10)), "b": ("PER", (0, 5))})
    assert scores("mention_partial", document, both)["recall"] == 0
    assert scores("mention_partial", document, said({"b": ("PER", (0, 5))}))["recall"] == 0.5


@st.composite
def mentions(draw: st.DrawFn) -> list[Typed]:
    """Draw up to four different mentions in a short text, so that nearly all of them overlap."""
    starts = st.integers(0, 6)
    spans = st.tuples(starts, st.integers(1, 4)).map(lambda place: (place[0], place[0] + place[1]))
    return draw(st.lists(st.tuples(spans, st.sampled_from("AB")), max_size=4, unique=True))


@given(gold=mentions(), predicted=mentions())
def test_the_alignment_is_the_best_of_all(gold: list[Typed], predicted: list[Typed]) -> None:
    rows, columns = sorted(gold), sorted(predicted)
    best = max(
        _alignments(rows, columns),
        key=lambda answer: (_worth([(rows[i], columns[j]) for i, j in answer]), _early(rows, answer)),
    )
    assert aligned(gold, predicted) == {rows[i]: columns[j] for i, j in best}


def _alignments(rows: Sequence[Typed], columns: Sequence[Typed]) -> Iterator[Answer]:
    """Yield every set of pairs of mentions that overlap, none in two pairs."""
    places: list[int | None] = [*range(len(columns)), *[None] * len(rows)]
    for chosen in set(permutations(places, len(rows))):
        pairs = tuple((i, j) for i, j in enumerate(chosen) if j is not None)
        if all(_shared(rows[i], columns[j]) > 0 for i, j in pairs):
            yield pairs


def _shared(one: Typed, other: Typed) -> int:
    return min(one[0][1], other[0][1]) - max(one[0][0], other[0][0])


def _worth(pairs: Sequence[tuple[Typed, Typed]]) -> tuple[int, ...]:
    """Count what the definition maximises, in its order."""
    return (
        sum(one == other for one, other in pairs),
        sum(one[0] == other[0] for one, other in pairs),
        sum(one[1] == other[1] for one, other in pairs),
        len(pairs),
        sum(_shared(one, other) for one, other in pairs),
    )


def _early(rows: Sequence[Typed], answer: Answer) -> list[float]:
    """Rank by the first predicted mention for the first gold mention, then for the second …; none is last."""
    partner = dict(answer)
    return [-float(partner.get(i, math.inf)) for i in range(len(rows))]
