"""Evidence of relations, counted by hand."""

from __future__ import annotations

import pytest

from small import gold, right, said

ENTITIES = {"e1": ("PER", (0, 3)), "e2": ("ORG", (20, 25)), "e3": ("PER", (30, 33))}
DOCUMENT = gold(
    ENTITIES, [("leads", "e1", "e2", "current", [0, 2]), ("family_of", "e1", "e3", "current", [1])]
)


def test_pairs_of_relation_and_sentence() -> None:
    said_ = [("leads", "e1", "e2", "former", [2, 3]), ("family_of", "e3", "e1", "current", [1])]
    assert right("evidence", DOCUMENT, said(ENTITIES, said_)) == (2, 3, 3)


def test_the_evidence_of_a_wrong_relation_is_wrong() -> None:
    assert right("evidence", DOCUMENT, said(ENTITIES, [("leads", "e3", "e2", "current", [0])])) == (0, 1, 3)
    mistyped = said(ENTITIES | {"e2": ("GPE", (20, 25))}, [("leads", "e1", "e2", "current", [0, 2])])
    assert right("evidence", DOCUMENT, mistyped) == (0, 2, 3)


def test_a_document_without_evidence_counts_nothing() -> None:
    document = gold(ENTITIES, [("leads", "e1", "e2")])
    assert right("evidence", document, said(ENTITIES, [("leads", "e1", "e2", "current", [0])])) == (0, 0, 0)


@pytest.mark.parametrize("status", ["current", "denied"])
def test_of_a_gold_relation_without_evidence_or_denied_nothing_is_known(status: str) -> None:
    evidence = [4] if status == "denied" else []
    document = gold(
        ENTITIES, [("leads", "e1", "e2", "current", [0]), ("leads", "e3", "e2", status, evidence)]
    )
    prediction = said(ENTITIES, [("leads", "e3", "e2", "current", [4])])
    assert right("evidence", document, prediction) == (0, 0, 1)


def test_what_follows_by_closure_is_ignored() -> None:
    places = {"p": ("GPE", (0, 1)), "q": ("GPE", (2, 3)), "r": ("GPE", (4, 5))}
    chain = [("located_in", "p", "q", "current", [0]), ("located_in", "q", "r", "current", [1])]
    prediction = said(places, [("located_in", "p", "r", "current", [0, 1])])
    assert right("evidence", gold(places, chain), prediction) == (0, 0, 2)


def test_a_denied_prediction_claims_nothing() -> None:
    assert right("evidence", DOCUMENT, said(ENTITIES, [("leads", "e1", "e2", "denied", [0])])) == (0, 0, 3)
