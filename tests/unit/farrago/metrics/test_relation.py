"""Relations after entity alignment, counted by hand."""

from __future__ import annotations

import pytest

from small import gold, right, said

ENTITIES = {"e1": ("PER", (0, 3), (10, 13)), "e2": ("ORG", (20, 25)), "e3": ("PER", (30, 33))}


def test_ends_must_have_the_right_type_except_for_boundaries() -> None:
    document = gold(ENTITIES, [("leads", "e1", "e2")])
    prediction = said({"a": ("PER", (0, 3)), "b": ("GPE", (20, 25))}, [("leads", "a", "b")])
    assert right("relation", document, prediction) == (0, 1, 1)
    assert right("relation", document, prediction, "boundaries_") == (1, 1, 1)


def test_symmetric_relations_are_unordered_and_others_are_not() -> None:
    document = gold(ENTITIES, [("family_of", "e1", "e3"), ("leads", "e1", "e2")])
    prediction = said(ENTITIES, [("family_of", "e3", "e1"), ("leads", "e2", "e1")])
    assert right("relation", document, prediction) == (1, 2, 2)


def test_a_symmetric_relation_said_both_ways_counts_once() -> None:
    document = gold(ENTITIES, [("family_of", "e1", "e3")])
    prediction = said(ENTITIES, [("family_of", "e3", "e1"), ("family_of", "e1", "e3")])
    assert right("relation", document, prediction) == (1, 1, 1)


def test_parts_of_an_entity_share_its_credit_only_in_lenient() -> None:
    document = gold(ENTITIES, [("leads", "e1", "e2")])
    parts = {"a": ("PER", (0, 3)), "b": ("PER", (10, 13)), "c": ("ORG", (20, 25))}
    prediction = said(parts, [("leads", "a", "c"), ("leads", "b", "c")])
    assert right("relation", document, prediction) == (1, 2, 1)
    assert right("relation", document, prediction, "lenient_") == (1, 1, 1)


def test_what_gold_denies_is_no_gold_and_a_prediction_of_it_is_ignored() -> None:
    document = gold(ENTITIES, [("leads", "e1", "e2", "denied")])
    assert right("relation", document, said(ENTITIES, [("leads", "e1", "e2")])) == (0, 0, 0)
    assert right("relation", document, said(ENTITIES, [("leads", "e3", "e2")])) == (0, 1, 0)


def test_a_prediction_that_is_itself_denied_claims_nothing() -> None:
    document = gold(ENTITIES, [("leads", "e1", "e2")])
    assert right("relation", document, said(ENTITIES, [("leads", "e1", "e2", "denied")])) == (0, 0, 1)


PLACES = {"p": ("GPE", (0, 1)), "q": ("GPE", (2, 3)), "r": ("GPE", (4, 5)), "s": ("GPE", (6, 7))}
CHAIN = [("located_in", "p", "q"), ("located_in", "q", "r"), ("located_in", "r", "s")]


@pytest.mark.parametrize(("head", "tail"), [("p", "r"), ("p", "s"), ("q", "s")])
def test_what_follows_by_closure_is_neither_right_nor_wrong(head: str, tail: str) -> None:
    prediction = said(PLACES, [("located_in", head, tail), ("located_in", "p", "q")])
    assert right("relation", gold(PLACES, CHAIN), prediction) == (1, 1, 3)


def test_closure_does_not_turn_around_or_mix_relations() -> None:
    prediction = said(PLACES, [("located_in", "r", "p"), ("part_of", "p", "r")])
    assert right("relation", gold(PLACES, CHAIN), prediction) == (0, 2, 3)


def test_status_counts_in_its_own_columns_only() -> None:
    document = gold(ENTITIES, [("leads", "e1", "e2", "former"), ("leads", "e3", "e2")])
    prediction = said(ENTITIES, [("leads", "e1", "e2"), ("leads", "e3", "e2")])
    assert right("relation", document, prediction) == (2, 2, 2)
    assert right("relation", document, prediction, "status_") == (1, 2, 2)


def test_a_relation_to_a_pronoun_singleton_wins_nothing_beside_the_named_entity() -> None:
    document = gold(
        {"e1": ("PER", (0, 3), (10, 12, "pronoun")), "e2": ("ORG", (20, 25))}, [("leads", "e1", "e2")]
    )
    parts = {"he": ("PER", (10, 12)), "name": ("PER", (0, 3)), "org": ("ORG", (20, 25))}
    assert right("relation", document, said(parts, [("leads", "he", "org")])) == (0, 1, 1)
    assert right("relation", document, said(parts, [("leads", "name", "org")])) == (1, 1, 1)
