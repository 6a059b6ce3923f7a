"""Assignment against brute force and the library; alignment of entities, values and events."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

import strategies
from farrago.matching import Pair, Places, assignment, best_pairs, best_total, labels_of
from farrago.matching.clusters import UNIT, units
from farrago_schema.types import Span, Zone
from small import LABELS, gold, said

WEIGHTS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 3), max_size=14)

TIES = st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.just(1), min_size=1, max_size=30)


def every_assignment(weights: dict[tuple[int, int], int]) -> list[dict[int, int]]:
    """All one-to-one assignments of rows to columns along given pairs, by trying."""
    rows, columns = {row for row, _ in weights}, [*range(5), *[None] * 5]
    found = []
    for chosen in set(permutations(columns, len(rows))):
        pairs = {row: column for row, column in zip(sorted(rows), chosen, strict=True) if column is not None}
        if all(pair in weights for pair in pairs.items()):
            found.append(pairs)
    return found


@given(WEIGHTS.filter(lambda weights: len({row for row, _ in weights}) <= 3))
def test_the_best_assignment_is_found_and_among_equals_the_first(weights: dict[tuple[int, int], int]) -> None:
    def preference(pairs: dict[int, int]) -> tuple[int, list[int]]:
        early = [5 - pairs[row] if row in pairs else 0 for row in sorted({row for row, _ in weights})]
        return sum(weights[pair] for pair in pairs.items()), early

    best = max(every_assignment(weights), key=preference)
    assert {row: column for column, row in best_pairs(weights).items()} == best
    assert best_total(weights) == preference(best)[0]


@given(st.one_of(WEIGHTS.filter(bool), TIES))
def test_tiny_and_big_components_get_the_same_answer_as_small_ones(
    weights: dict[tuple[int, int], int],
) -> None:
    """Up to ``TINY`` all is tried; past ``SMALL`` the library assigns, and ties are settled by exchange."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "TINY", 0)
        expected, total = best_pairs(weights), best_total(weights)
        patch.setattr(assignment, "TINY", 12)
        assert best_pairs(weights) == expected
        assert best_total(weights) == total
        patch.setattr(assignment, "TINY", 0)
        patch.setattr(assignment, "SMALL", 0)
        assert best_pairs(weights) == expected
        assert best_total(weights) == total
        patch.setattr(assignment, "EXACT", 0)  # too large for floats: the same without the library
        assert best_pairs(weights) == expected
        assert best_total(weights) == total


def test_many_entities_that_all_cross_are_aligned_in_a_moment() -> None:
    chance = np.random.default_rng(5)
    weights = {
        (row, int(column)): 1 for row in range(400) for column in chance.choice(400, 12, replace=False)
    }
    weights |= {(row, row): 2 for row in range(0, 400, 3)}
    pairs = best_pairs(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert sum(weights[row, column] for column, row in pairs.items()) == best_total(weights)


@given(WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_is_nothing(weights: dict[tuple[int, int], int], chance: object) -> None:
    items = list(weights.items())
    chance.shuffle(items)  # type: ignore[attr-defined]
    assert best_pairs(dict(items)) == best_pairs(weights)


@pytest.mark.parametrize("shape", [(30, 30), (26, 60), (60, 26), (1, 70)])
def test_small_and_big_components_are_solved_alike(
    shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix = np.random.default_rng(7).integers(1, UNIT, shape)
    weights = {(i, j): int(matrix[i, j]) for i in range(shape[0]) for j in range(shape[1])}
    expected = int(matrix[linear_sum_assignment(matrix, maximize=True)].sum())
    assert best_total(weights) == expected
    monkeypatch.setattr(assignment, "SMALL", 1000)
    assert best_total(weights) == expected


def test_components_share_neither_rows_nor_columns() -> None:
    weights = {(0, 0): 1, (0, 1): 1, (1, 1): 1, (2, 5): 1, (3, 4): 1, (4, 4): 1}
    parts = sorted(sorted(part) for part in assignment.components(weights))
    assert parts == [[(0, 0), (0, 1), (1, 1)], [(2, 5)], [(3, 4), (4, 4)]]


def test_units_round_half_up() -> None:
    assert units(1, 1) == UNIT
    assert units(1, 2 * UNIT) == 1
    assert units(1, 2 * UNIT + 1) == 0
    assert units(0, 0) == 0


def alignment(
    gold_entities: dict[str, tuple[object, ...]], said_entities: dict[str, tuple[object, ...]]
) -> dict[str, str]:
    """Return predicted and gold entities that are aligned, by the first span of each."""
    pair = Pair(gold(gold_entities), said(said_entities), LABELS)
    return {
        pair.predicted.fillers[index].spans[0]: pair.gold.fillers[key].spans[0]  # type: ignore[misc]
        for index, key in enumerate(pair.alignment)
        if key >= 0
    }


class TestEntities:
    def test_most_shared_spans_come_first(self) -> None:
        found = alignment(
            {"e": ("PER", (0, 1), (2, 3), (4, 5))}, {"a": ("PER", (0, 1)), "b": ("ORG", (2, 3), (4, 5))}
        )
        assert found == {(2, 3): (0, 1)}

    def test_then_equal_types(self) -> None:
        found = alignment({"e": ("PER", (0, 1), (2, 3))}, {"a": ("ORG", (0, 1)), "b": ("PER", (2, 3))})
        assert found == {(2, 3): (0, 1)}

    def test_then_shared_names(self) -> None:
        found = alignment(
            {"e": ("PER", (0, 1, "pronoun"), (2, 3))}, {"a": ("PER", (0, 1)), "b": ("PER", (2, 3))}
        )
        assert found == {(2, 3): (0, 1)}

    def test_then_what_stands_first(self) -> None:
        found = alignment({"e": ("PER", (0, 1), (2, 3))}, {"a": ("PER", (2, 3)), "b": ("PER", (0, 1))})
        assert found == {(0, 1): (0, 1)}

    def test_the_sum_counts_and_not_the_single_best_pair(self) -> None:
        # a shares 2 spans with e and 2 with f; only if f takes it, b can be e's.
        found = alignment(
            {"e": ("PER", (0, 1), (2, 3), (4, 5)), "f": ("PER", (6, 7), (8, 9))},
            {"a": ("PER", (0, 1), (2, 3), (6, 7), (8, 9)), "b": ("PER", (4, 5))},
        )
        assert found == {(0, 1): (6, 7), (4, 5): (0, 1)}


def test_values_match_values_of_the_same_type_by_span_and_never_entities() -> None:
    gold_entities = {"t": ("TITLE", (0, 4)), "e": ("PER", (0, 4)), "u": ("TIME", (6, 9))}
    document = gold(gold_entities)
    prediction = said({"a": ("TITLE", (0, 4)), "b": ("TITLE", (6, 9))})
    pair = Pair(document, prediction, LABELS)
    assert [pair.gold.fillers[key].type for key in pair.alignment if key >= 0] == ["TITLE"]
    assert sum(key < 0 for key in pair.alignment) == 1


def test_events_align_by_triggers_first_and_arguments_only_break_ties() -> None:
    people = {"e1": ("PER", (0, 1)), "e2": ("PER", (2, 3))}
    one, two = [("Person", "e1")], [("Person", "e2")]
    document = gold(people, (), [("Arrest", [(10, 11), (12, 13)], one), ("Arrest", [(14, 15)], two)])
    # The first predicted event shares one trigger with each gold event; its argument is that of the second.
    tied = Pair(document, said(people, (), [("Arrest", [(10, 11), (14, 15)], two)]), LABELS)
    assert tied.gold.happenings[tied.event_alignment[0]].arguments == tied.predicted.happenings[0].arguments
    clear = Pair(document, said(people, (), [("Arrest", [(10, 11), (12, 13), (14, 15)], two)]), LABELS)
    assert clear.gold.happenings[clear.event_alignment[0]].triggers == ((10, 11), (12, 13))


def test_places() -> None:
    zones = [Zone(0, 10, "headline", "s1"), Zone(12, 20, "teaser", "s2"), Zone(20, 30, "boilerplate")]
    sentences = [Span(0, 10), Span(12, 16), Span(16, 20), Span(20, 30)]
    places = Places(gold(zones=zones, sentences=sentences))
    assert [places.zone((at, at + 1)) for at in (0, 10, 12, 29, 30)] == [
        "headline",
        None,
        "teaser",
        "boilerplate",
        None,
    ]
    assert [places.story((at, at + 1)) for at in (0, 12, 20)] == ["own", "stray", None]
    assert places.distance([(0, 1)], [(5, 6)]) == "0"
    assert places.distance([(0, 1)], [(13, 14), (21, 22)]) == "1-2"
    assert places.distance([(0, 1)], [(21, 22)]) == "3+"
    assert places.distance([(0, 1)], []) is None


def test_without_an_ontology_values_are_what_gold_calls_values() -> None:
    labels = labels_of(None, [gold({"x": ("TIME", (0, 4)), "e": ("PER", (6, 9))})])
    assert labels.values == {"TIME"}
    assert not labels.symmetric
    known = labels_of(strategies.ONTOLOGY)
    assert {"TIME", "MONEY", "TITLE"} <= known.values
    assert known.symmetric == {"family_of", "associate_of"}
    assert known.transitive == {"located_in", "part_of"}
