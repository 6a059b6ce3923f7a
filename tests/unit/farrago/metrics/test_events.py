"""Triggers and arguments, counted by hand."""

from __future__ import annotations

from farrago_schema.types import Span, Zone
from small import count, gold, right, said

ENTITIES = {"e1": ("PER", (0, 3), (50, 53)), "e2": ("ORG", (20, 25)), "t": ("TIME", (40, 44))}
MEET = ("Meet", [(5, 8)], [("Participant", "e1"), ("Participant", "e2"), ("Time", "t")])
SECOND = ("Meet", [(60, 64)], [("Participant", "e1")])


def test_triggers_with_and_without_type() -> None:
    document = gold(ENTITIES, (), [MEET, SECOND])
    prediction = said(ENTITIES, (), [("Meet", [(5, 8)]), ("Sue", [(60, 64)]), ("Sue", [(70, 74)])])
    assert right("trigger", document, prediction) == (1, 3, 2)
    assert right("trigger", document, prediction, "id_") == (2, 3, 2)


def test_arguments_by_every_definition() -> None:
    document = gold(ENTITIES, (), [MEET])
    roles = [("Participant", "e1"), ("Place", "e2"), ("Time", "t")]
    prediction = said(ENTITIES, (), [("Meet", [(5, 8)], roles)])
    # Right: e1 as Participant, t as Time; e2 has the wrong role.
    assert right("argument", document, prediction) == (2, 3, 3)
    assert right("argument", document, prediction, "id_") == (3, 3, 3)
    assert right("argument", document, prediction, "plus_") == (2, 3, 3)
    assert right("argument", document, prediction, "id_plus_") == (3, 3, 3)


def test_an_argument_of_two_events_of_a_type_counts_once_but_for_plus() -> None:
    document = gold(ENTITIES, (), [MEET, SECOND])
    prediction = said(ENTITIES, (), [("Meet", [(5, 8)], [("Participant", "e1")])])
    # Gold's (Meet, Participant, e1) is one item of a type, and one of each of two events.
    assert right("argument", document, prediction) == (1, 1, 3)
    assert right("argument", document, prediction, "plus_") == (1, 1, 4)


def test_plus_wants_the_event_and_not_only_its_type() -> None:
    document = gold(ENTITIES, (), [MEET, SECOND])
    elsewhere = said(ENTITIES, (), [("Meet", [(60, 64)], [("Participant", "e2")])])
    assert right("argument", document, elsewhere) == (1, 1, 3)
    assert right("argument", document, elsewhere, "plus_") == (0, 1, 4)


def test_plus_gives_nothing_to_an_event_without_a_shared_trigger() -> None:
    document = gold(ENTITIES, (), [MEET])
    for event in (("Meet", [(90, 94)], MEET[2]), ("Meet", [], MEET[2]), ("Sue", [(5, 8)], MEET[2])):
        assert right("argument", document, said(ENTITIES, (), [event]), "plus_") == (0, 3, 3)


def test_one_gold_event_stands_for_one_predicted_event() -> None:
    document = gold(ENTITIES, (), [("Meet", [(5, 8), (60, 64)], [("Participant", "e1"), ("Time", "t")])])
    split = said(
        ENTITIES, (), [("Meet", [(5, 8)], [("Participant", "e1")]), ("Meet", [(60, 64)], [("Time", "t")])]
    )
    assert right("argument", document, split) == (2, 2, 2)
    assert right("argument", document, split, "plus_") == (1, 2, 2)


def test_fillers_are_aligned_one_to_one_but_for_lenient() -> None:
    document = gold(ENTITIES, (), [("Meet", [(5, 8)], [("Participant", "e1")])])
    parts = {"a": ("PER", (0, 3)), "b": ("PER", (50, 53))}
    prediction = said(parts, (), [("Meet", [(5, 8)], [("Participant", "a"), ("Participant", "b")])])
    assert right("argument", document, prediction) == (1, 2, 1)
    assert right("argument", document, prediction, "lenient_") == (1, 1, 1)


def test_a_filler_without_mentions_is_wrong() -> None:
    document = gold(ENTITIES, (), [MEET])
    prediction = said({"none": ("PER",)}, (), [("Meet", [(5, 8)], [("Participant", "none")])])
    assert right("argument", document, prediction) == (0, 1, 3)


def test_breakdown_by_realis_zone_story_and_distance() -> None:
    zones = [Zone(0, 30, "headline", "s1"), Zone(30, 200, "teaser", "s2")]
    sentences = [Span(0, 15), Span(15, 35), Span(35, 55), Span(55, 200)]
    planned = ("Meet", [(60, 64)], [("Participant", "e1")], "possible")
    document = gold(ENTITIES, (), [MEET, planned], zones=zones, sentences=sentences)
    prediction = said(ENTITIES, (), [MEET, ("Sue", [(60, 64)], [("Plaintiff", "e2")])])
    facets = ("realis", "zone", "story", "distance")

    def found(metric: str, group: str) -> list[int]:
        return [*count(metric, document, prediction, group, *facets).values()][:3]

    assert found("trigger", "realis=actual") == [1, 1, 1]
    assert found("trigger", "realis=possible") == [0, 0, 1]
    assert found("trigger", "realis=none") == [0, 1, 0]
    assert found("trigger", "zone=teaser") == [0, 1, 1]
    assert found("trigger", "story=own") == [1, 1, 1]
    # MEET's trigger is in sentence 0, e1 in 0 and 2, e2 in 1, t in 2; the last event is in 3.
    assert found("argument", "distance=0") == [1, 1, 1]
    assert found("argument", "distance=1-2") == [3, 4, 3]
