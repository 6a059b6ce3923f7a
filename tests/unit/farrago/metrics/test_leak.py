"""Leaks between stories, counted by hand."""

from __future__ import annotations

import math

import pytest

from farrago_schema.types import Zone
from small import count, gold, said, scores

ZONES = [
    Zone(0, 40, "body", "s1"),
    Zone(40, 80, "teaser", "s2"),
    Zone(80, 100, "boilerplate"),
    Zone(100, 120, "body", "s1"),
]
ENTITIES = {
    "a": ("PER", (0, 3), (100, 103)),
    "b": ("ORG", (10, 13)),
    "c": ("PER", (40, 43)),
    "d": ("ORG", (50, 53), (20, 23)),
    "x": ("ORG", (80, 83)),
}
RELATIONS = [("leads", "a", "b"), ("leads", "c", "d")]
EVENTS = [("Meet", [(5, 8)], [("Participant", "a")]), ("Meet", [(60, 64)], [("Participant", "c")])]
DOCUMENT = gold(ENTITIES, RELATIONS, EVENTS, zones=ZONES)


def leaked(*relations: tuple[str, ...], events: tuple[object, ...] = (), entities: object = None) -> int:
    return count("leak", DOCUMENT, said(entities or ENTITIES, relations, events))["leaked"]  # type: ignore[arg-type]


def test_gold_and_silence_leak_nothing() -> None:
    for prediction in (DOCUMENT.prediction(), said()):
        assert count("leak", DOCUMENT, prediction) == {"leaked": 0, "gold": 4}
        assert scores("leak", DOCUMENT, prediction) == {"rate": 0.0}


def test_a_relation_between_stories_leaks() -> None:
    prediction = said(ENTITIES, [("leads", "c", "b"), ("leads", "a", "b")])
    assert scores("leak", DOCUMENT, prediction) == {"rate": 1 / 5}
    assert count("leak", DOCUMENT, prediction, "type=leads") == {"leaked": 1, "gold": 2}


def test_a_wrong_relation_within_a_story_is_no_leak() -> None:
    assert leaked(("owns", "a", "b")) == 0
    assert leaked(("owns", "a", "d")) == 0  # d stands in both stories


def test_the_aligned_gold_entity_says_where_an_end_stands() -> None:
    # The prediction has only d's mention in s2; gold has one in s1, too.
    assert leaked(("owns", "a", "d"), entities=ENTITIES | {"d": ("ORG", (50, 53))}) == 0
    assert leaked(("owns", "a", "new"), entities=ENTITIES | {"new": ("ORG", (70, 73))}) == 1


def test_boilerplate_is_a_story_of_its_own() -> None:
    assert leaked(("leads", "a", "x")) == 1
    other = ENTITIES | {"y": ("PER", (90, 93))}
    assert leaked(("leads", "y", "x"), entities=other) == 0


def test_an_argument_from_another_story_leaks_even_if_an_event_of_the_type_has_it() -> None:
    assert leaked(events=(("Meet", [(5, 8)], [("Participant", "a"), ("Participant", "c")]),)) == 1
    assert leaked(events=(("Meet", [(5, 8)], [("Place", "b")]),)) == 0


def test_an_event_without_triggers_stands_nowhere() -> None:
    assert leaked(events=(("Meet", [], [("Participant", "c")]),)) == 0


@pytest.mark.parametrize("status", ["former", "denied"])
def test_what_gold_has_between_stories_is_no_leak_whatever_its_status(status: str) -> None:
    document = gold(ENTITIES, [("leads", "c", "b", status)], zones=ZONES)
    assert count("leak", document, said(ENTITIES, [("leads", "c", "b")]))["leaked"] == 0


def test_a_page_without_zones_counts_nothing() -> None:
    document = gold(ENTITIES, RELATIONS, EVENTS)
    assert math.isnan(scores("leak", document, said(ENTITIES, [("leads", "c", "b")]))["rate"])
