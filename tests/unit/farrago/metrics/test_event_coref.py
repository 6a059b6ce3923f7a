"""Clusters of triggers, worked out by hand."""

from __future__ import annotations

import math

import pytest

from small import count, gold, said, scores

DOCUMENT = gold({}, (), [("Meet", [(0, 3), (10, 13)]), ("Die", [(10, 13)]), ("Meet", [(20, 23)])])


def test_gold_is_perfect_and_a_word_may_name_events_of_two_types() -> None:
    prediction = said({}, (), [("Meet", [(0, 3), (10, 13)]), ("Die", [(10, 13)]), ("Meet", [(20, 23)])])
    found = scores("event_coref", DOCUMENT, prediction)
    assert set(found.values()) == {1.0}
    assert count("event_coref", DOCUMENT, prediction)["gold_mentions"] == 4


def test_a_trigger_of_the_wrong_type_is_another_mention() -> None:
    found = scores("event_coref", DOCUMENT, said({}, (), [("Sue", [(0, 3), (10, 13)])]))
    assert found["bcub_precision"] == found["bcub_recall"] == 0


def test_split_and_merged_events() -> None:
    prediction = said({}, (), [("Meet", [(0, 3)]), ("Meet", [(10, 13), (20, 23)]), ("Die", [(10, 13)])])
    found = scores("event_coref", DOCUMENT, prediction)
    # B³ recall: 1/2 + 1/2 + 1 + 1 of 4 mentions; precision: 1 + 1/2 + 1/2 + 1 of 4.
    assert found["bcub_recall"] == found["bcub_precision"] == pytest.approx(3 / 4)
    assert found["muc_f1"] == 0


def test_a_trigger_claimed_twice_counts_once_for_the_larger_event() -> None:
    claims = [("Meet", [(10, 13)]), ("Meet", [(0, 3), (10, 13)])]
    one = count("event_coref", DOCUMENT, said({}, (), claims))
    assert one == count("event_coref", DOCUMENT, said({}, (), claims[::-1]))
    assert (one["predicted_mentions"], one["predicted_clusters"], one["muc_correct"]) == (2, 1, 1)


def test_events_without_triggers_are_no_clusters() -> None:
    bare = said({"e": ("PER", (0, 1))}, (), [("Meet", [], [("Participant", "e")])])
    assert math.isnan(scores("event_coref", DOCUMENT, bare)["bcub_precision"])
