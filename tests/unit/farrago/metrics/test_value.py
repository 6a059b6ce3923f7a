"""Normal forms of values, counted by hand."""

from __future__ import annotations

import math
from typing import TypeVar

from msgspec.structs import replace

from farrago.matching import labels_of
from farrago_schema import ontology
from farrago_schema.types import Document, Prediction
from small import Entities, gold, right, said, scores

Side = TypeVar("Side", Document, Prediction)

VALUES: Entities = {
    "t": ("TIME", (0, 3)),
    "u": ("TIME", (10, 13)),
    "x": ("TITLE", (20, 23)),
    "e": ("PER", (0, 3)),
}


def with_forms(side: Side, forms: dict[str, str]) -> Side:
    entities = tuple(replace(each, value=forms.get(each.id)) for each in side.entities or ())
    return replace(side, entities=entities)


DOCUMENT = with_forms(gold(VALUES), {"t": "2031-05-14", "u": "P3D"})


def test_the_form_must_be_right() -> None:
    prediction = with_forms(said(VALUES), {"t": "2031-05-14", "u": "P4D"})
    assert right("value", DOCUMENT, prediction) == (1, 2, 2)
    assert scores("value", DOCUMENT, prediction)["accuracy"] == 1 / 2


def test_accuracy_is_of_shared_spans_only() -> None:
    prediction = with_forms(
        said({"t": ("TIME", (0, 3)), "v": ("TIME", (50, 53))}), {"t": "2031-05-14", "v": "P1D"}
    )
    assert right("value", DOCUMENT, prediction) == (1, 2, 2)
    assert scores("value", DOCUMENT, prediction)["accuracy"] == 1
    assert math.isnan(scores("value", DOCUMENT, said({"e": ("PER", (0, 3))}))["accuracy"])


def test_a_value_without_its_form_is_wrong() -> None:
    assert right("value", DOCUMENT, said({"t": ("TIME", (0, 3))})) == (0, 1, 2)


def test_what_gold_gives_no_form_is_neither_right_nor_wrong() -> None:
    document = with_forms(gold(VALUES), {"t": "2031-05-14"})
    prediction = with_forms(said(VALUES), {"t": "2031-05-14", "u": "P4D"})
    assert right("value", document, prediction) == (1, 1, 1)


def test_the_types_are_those_with_normal_forms() -> None:
    assert labels_of(ontology.load()).normalised == {"TIME", "MONEY", "QUANTITY", "COUNT"}
    assert labels_of(None, [DOCUMENT]).normalised == {"TIME"}
