"""Templates, counted by hand."""

from __future__ import annotations

from small import count, gold, right, said

ENTITIES = {"e1": ("PER", (0, 3)), "e2": ("ORG", (20, 25)), "e3": ("PER", (30, 33))}
FIRST = ("Meet", [(5, 8)], [("Participant", "e1"), ("Participant", "e2")])
SECOND = ("Meet", [(60, 64)], [("Participant", "e1"), ("Place", "e3")])
DOCUMENT = gold(ENTITIES, (), [FIRST, SECOND])


def test_triggers_are_not_looked_at() -> None:
    bare = said(ENTITIES, (), [("Meet", [], SECOND[2]), ("Meet", [(90, 94)], FIRST[2])])
    assert right("template", DOCUMENT, bare) == (4, 4, 4)


def test_the_alignment_shares_as_much_as_can_be() -> None:
    # The first shares 1 with each gold event, the second 2 with SECOND: so the first stands for FIRST.
    prediction = said(ENTITIES, (), [("Meet", [], [("Participant", "e1")]), ("Meet", [], SECOND[2])])
    assert right("template", DOCUMENT, prediction) == (3, 3, 4)


def test_merged_events_get_the_credit_of_one() -> None:
    merged = said(ENTITIES, (), [("Meet", [], [*FIRST[2], ("Place", "e3")])])
    assert right("template", DOCUMENT, merged) == (2, 3, 4)


def test_split_events_get_the_credit_of_one_part() -> None:
    parts = said(ENTITIES, (), [("Meet", [], [each]) for each in FIRST[2]])
    assert right("template", gold(ENTITIES, (), [FIRST]), parts) == (1, 2, 2)


def test_types_and_roles_must_agree() -> None:
    prediction = said(ENTITIES, (), [("Sue", [(5, 8)], FIRST[2]), ("Meet", [], [("Place", "e2")])])
    assert right("template", DOCUMENT, prediction) == (0, 3, 4)
    rows = {name: count("template", DOCUMENT, prediction, f"type={name}") for name in ("Sue", "Meet")}
    assert [[*row.values()] for row in rows.values()] == [[0, 2, 0], [0, 1, 4]]


def test_an_invented_filler_is_wrong_and_an_event_without_any_is_nothing() -> None:
    prediction = said(
        ENTITIES | {"x": ("PER", (90, 93))}, (), [("Meet", [], [("Place", "x")]), ("Meet", [(5, 8)])]
    )
    assert right("template", DOCUMENT, prediction) == (0, 1, 4)
