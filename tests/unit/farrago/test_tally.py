"""Tallies: whole numbers by document, group and column."""

from __future__ import annotations

import numpy as np
import pytest

from farrago.tally import Tally, beside

COLUMNS = ("correct", "gold")
ONE = Tally.of(COLUMNS, {"b": {"": (1, 2), "type=PER": (1, 1)}, "a": {"": (3, 4)}})
OTHER = Tally.of(COLUMNS, {"c": {"": (5, 6), "type=ORG": (0, 6)}})


def test_documents_and_groups_stand_in_their_own_order() -> None:
    assert ONE.documents == ("a", "b")
    assert ONE.groups == ("", "type=PER")
    assert ONE.by_document().tolist() == [[3, 4], [1, 2]]
    assert ONE.numbers.dtype == np.int64


def test_a_sum_holds_all_documents_and_groups_whichever_comes_first() -> None:
    for joined in (ONE + OTHER, OTHER + ONE):
        assert joined.documents == ("a", "b", "c")
        assert joined.groups == ("", "type=ORG", "type=PER")
        assert joined.total().tolist() == [9, 12]
        assert joined.by_document("type=PER").tolist() == [[0, 0], [1, 1], [0, 0]]


def test_no_document_counts_twice() -> None:
    with pytest.raises(ValueError, match="documents in both tallies: c"):
        OTHER + OTHER


def test_tallies_of_different_columns_do_not_add() -> None:
    with pytest.raises(ValueError, match="different columns"):
        ONE + Tally.of(("correct",), {"c": {"": (5,)}})


def test_slices() -> None:
    assert ONE.only(["a", "unknown"]).total().tolist() == [3, 4]
    assert ONE.total("type=nobody").tolist() == [0, 0]
    assert (ONE + OTHER).facet("type") == {"ORG": "type=ORG", "PER": "type=PER"}


def test_a_tally_of_nothing_is_zero() -> None:
    empty = Tally.of(COLUMNS, {})
    assert empty.total().tolist() == [0, 0]
    assert (empty + ONE).total().tolist() == ONE.total().tolist()


def test_beside_keeps_the_documents_that_all_hold() -> None:
    joined = beside({"one": ONE + OTHER, "other": OTHER})
    assert joined.documents == ("c",)
    assert joined.columns == ("one.correct", "one.gold", "other.correct", "other.gold")
    assert joined.total().tolist() == [5, 6, 5, 6]
