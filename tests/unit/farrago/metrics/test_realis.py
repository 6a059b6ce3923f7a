"""Realis of typed triggers, counted by hand."""

from __future__ import annotations

import math

from small import count, gold, right, said, scores

DOCUMENT = gold(
    {},
    (),
    [("Meet", [(0, 3), (5, 8)], [], "possible"), ("Die", [(10, 13)], [], "negated"), ("Die", [(20, 23)])],
)


def test_span_type_and_realis_must_be_right() -> None:
    said_ = [
        ("Meet", [(0, 3)], [], "possible"),
        ("Meet", [(5, 8)], [], "actual"),
        ("Meet", [(10, 13)], [], "negated"),
    ]
    prediction = said({}, (), said_)
    assert right("realis", DOCUMENT, prediction) == (1, 3, 4)
    # Of the two typed triggers that both have, one has gold's realis.
    assert scores("realis", DOCUMENT, prediction)["accuracy"] == 1 / 2
    assert [*count("realis", DOCUMENT, prediction, "type=Meet").values()] == [1, 3, 2, 1, 2]


def test_an_event_that_does_not_say_its_realis_is_wrong() -> None:
    prediction = said({}, (), [("Die", [(20, 23)])])
    assert right("realis", DOCUMENT, prediction) == (0, 1, 4)
    assert scores("realis", DOCUMENT, prediction)["accuracy"] == 0


def test_to_say_every_realis_is_not_accurate() -> None:
    prediction = said({}, (), [("Die", [(20, 23)], [], each) for each in ("actual", "possible", "negated")])
    assert right("realis", DOCUMENT, prediction) == (1, 3, 4)
    assert scores("realis", DOCUMENT, prediction)["accuracy"] == 0


def test_accuracy_is_null_where_no_trigger_is_shared() -> None:
    assert math.isnan(
        scores("realis", DOCUMENT, said({}, (), [("Meet", [(90, 93)], [], "actual")]))["accuracy"]
    )
