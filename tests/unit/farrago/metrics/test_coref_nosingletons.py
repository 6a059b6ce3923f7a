"""Coreference without singletons, worked out by hand."""

from __future__ import annotations

import math

import pytest

from small import gold, said, scores

KEY = {"e1": ("PER", (0, 1), (2, 3)), "e2": ("PER", (4, 5))}


def test_singletons_of_either_side_count_for_nothing() -> None:
    prediction = said({"a": ("PER", (0, 1), (2, 3)), "b": ("PER", (8, 9)), "c": ("PER", (10, 11))})
    found = scores("coref_nosingletons", gold(KEY), prediction)
    assert {found[f"{name}_f1"] for name in ("muc", "bcub", "ceafm", "ceafe", "lea", "conll")} == {1.0}
    assert scores("coref", gold(KEY), prediction)["bcub_precision"] == 2 / 4


def test_only_singletons_are_nothing() -> None:
    alone = {"e": ("PER", (0, 1))}
    assert all(map(math.isnan, scores("coref_nosingletons", gold(alone), said(alone)).values()))


def test_a_gold_singleton_in_a_predicted_pair_is_a_wrong_mention() -> None:
    found = scores("coref_nosingletons", gold(KEY), said({"a": ("PER", (0, 1), (2, 3), (4, 5))}))
    assert found["bcub_precision"] == pytest.approx(2 * 2 / 3 / 3)
    assert found["bcub_recall"] == 1


def test_corner_a_correct_mention_less_can_raise_precision() -> None:
    """The corner of law 6: an entity of which one mention is left is left out whole."""
    document = gold({"e1": ("PER", (0, 1), (2, 3)), "e2": ("PER", (4, 5), (6, 7))})
    good = ("PER", (0, 1), (2, 3))
    mixed = scores("coref_nosingletons", document, said({"a": good, "b": ("PER", (4, 5), (20, 21))}))
    fewer = scores("coref_nosingletons", document, said({"a": good, "b": ("PER", (20, 21))}))
    assert mixed["bcub_precision"] < fewer["bcub_precision"] == 1
