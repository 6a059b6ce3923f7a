"""Tricks that once raised a score, each by the system that would play it, and what became of them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from farrago.matching import Labels, Pair
from farrago.scoring import metrics
from farrago_schema.types import Prediction
from small import gold, said, scores

PEOPLE = {name: ("PER", (10 * i, 10 * i + 3)) for i, name in enumerate("abcd")}
GOLD_EVENTS = [
    ("Arrest", [(50, 55)], [("Person", "a"), ("Agent", "b")]),
    ("Arrest", [(60, 65)], [("Person", "c"), ("Agent", "d")]),
]
ROTATED = [
    ("Arrest", [(50, 55)], [("Person", "c"), ("Agent", "d")]),
    ("Arrest", [(60, 65)], [("Person", "a"), ("Agent", "b")]),
]
CLAIMING_ALL = [("Arrest", [(50, 55), (60, 65)], arguments) for _, _, arguments in ROTATED]


@pytest.mark.parametrize("column", ["plus_f1", "id_plus_f1"])
def test_claiming_every_trigger_for_every_event_does_not_sort_the_arguments_out(column):
    document = gold(PEOPLE, (), GOLD_EVENTS)
    honest = scores("argument", document, said(PEOPLE, (), ROTATED))[column]
    trick = scores("argument", document, said(PEOPLE, (), CLAIMING_ALL))[column]
    assert honest == 0
    assert trick < 1, "one of the events has no trigger left, and stands for none of gold's"


def test_a_mention_in_many_entities_is_in_one():
    """Without an ontology nothing tells a value from an entity before gold is seen."""
    document = gold({"e1": ("PER", (0, 3), (10, 13), (20, 23)), "e2": ("PER", (30, 33))})
    clones = {f"c{i}": ("PER", (0, 3, "value"), (10, 13), (20, 23), (40 + i, 41 + i)) for i in range(3)}
    pair = Pair(document, said({"e1": ("PER", (0, 3), (10, 13), (20, 23))} | clones), Labels())
    for name in ("coref", "coref_nosingletons"):
        metric = metrics()[name]
        counts = np.array(metric.count(pair)[""], dtype=np.int64)
        assert not [column for column, value in metric.score(counts).items() if value > 1], name


@pytest.mark.parametrize("other", ["2031", "2032", None])
def test_a_second_normal_form_of_a_value_costs_precision_wherever_it_sorts(other):
    document = gold({"t": ("TIME", (0, 3))})
    value = {"id": "t", "type": "TIME", "mentions": [{"start": 0, "end": 3}], "value": "2031-05-14"}
    document = with_value(document, "2031-05-14")
    alone = prediction([value])
    both = prediction([value, value | {"id": "u", "value": other}])
    assert scores("value", document, alone)["f1"] == 1
    found = scores("value", document, both)
    assert found["recall"] == 1
    assert found["precision"] <= 1
    assert found == scores("value", document, prediction([value | {"id": "u", "value": other}, value]))


def with_value(document, value):
    return replace(document, entities=tuple(replace(entity, value=value) for entity in document.entities))


def prediction(entities):
    return msgspec.convert({"id": "d", "entities": entities}, Prediction)


def test_the_order_of_relations_changes_no_breakdown():
    entities = {"a": ("PER", (0, 3), (160, 163)), "b": ("ORG", (10, 13)), "c": ("ORG", (100, 103))}
    document = gold(entities, [("employed_by", "a", "b")])
    parts = {"m1": ("PER", (0, 3)), "m2": ("PER", (160, 163)), "t": ("ORG", (100, 103))}
    triples = [("employed_by", "m1", "t"), ("employed_by", "m2", "t")]
    facets = frozenset({"distance"})
    one, other = (
        metrics()["relation"].count(Pair(document, said(parts, order), Labels(), facets))
        for order in (triples, triples[::-1])
    )
    assert one == other
