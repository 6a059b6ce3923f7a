"""What is told of a system on a document is what the errors tell, and each record points at what it is of."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import small
from farrago.alignment import align
from farrago.board.documents.differences import difference, error_layers, packed, unpacked
from farrago.board.documents.numbers import NONE, Numbers
from farrago.errors import Scene, found
from farrago.matching import labels_of
from farrago_schema import ontology
from farrago_schema.errors import ERROR_LAYERS
from farrago_schema.types import LAYERS, PredictedEntity, PredictedMention
from strategies import documents, predictions_for

LABELS = labels_of(ontology.load())
TRIGGERS = {"trigger", "realis", "event_coref", "argument"}


def compared(document, prediction, labels=LABELS):
    gold = Numbers(document)
    layers = error_layers(document, LAYERS)
    return gold, difference(document, gold, prediction, labels, layers), layers


@given(st.data())
def test_counts_are_those_of_the_errors(data):
    document = data.draw(documents())
    prediction = data.draw(predictions_for(document))
    _, told, layers = compared(document, prediction)
    scene = Scene(document, align(prediction, document, LABELS.values).prediction, LABELS)
    expected = Counter((each.layer, each.kind) for each in found(scene, layers))
    counted = Counter((record.layer, record.kind) for record in told.records)
    counted.update({(layer, "right"): number for layer, number in told.right.items()})
    assert counted == expected


@given(st.data())
def test_every_record_points_at_the_marks_and_rows_that_it_is_of(data):
    document = data.draw(documents())
    prediction = data.draw(predictions_for(document))
    gold, told, layers = compared(document, prediction)
    scene = Scene(document, align(prediction, document, LABELS.values).prediction, LABELS)
    items = [each for each in found(scene, layers) if each.kind != "right"]
    for item, record in zip(items, told.records, strict=True):
        sides = ((gold, item.gold, record.gold), (told.said, item.predicted, record.predicted))
        for numbers, side, ref in sides:
            if side is None:
                assert ref == (NONE, NONE, NONE)
                continue
            if side.span is not None:
                mark = numbers.marks[ref.mark]
                assert mark.span == side.span
                assert mark.role == ("trigger" if record.layer in TRIGGERS else "mention")
                assert record.layer == "relation" or mark.type == side.type
            if side.tail_span is not None:
                assert numbers.marks[ref.tail].span == side.tail_span
            if record.layer == "relation":
                assert numbers.relations[ref.row].type == side.type
            if record.layer == "argument":
                event, argument = numbers.arguments[ref.row]
                assert (numbers.events[event].type, argument.role) == (side.type, side.label)


@given(st.data())
def test_what_is_packed_is_all_of_it_also_of_what_stands_nowhere(data):
    document = data.draw(documents())
    prediction = data.draw(predictions_for(document))
    lost = PredictedEntity("nowhere", "PER", (PredictedMention(text="not in the text \0"),))
    prediction = replace(prediction, entities=(*(prediction.entities or ()), lost))
    _, told, _ = compared(document, prediction)
    again = unpacked(packed(told))
    assert again == told
    assert again.said.marks == told.said.marks
    assert again.said.entity == told.said.entity


@given(documents())
def test_gold_said_again_is_right_and_stands_for_itself(document):
    gold, told, _ = compared(document, document.prediction())
    assert [record for record in told.errors if record.kind != "wrong_status"] == []
    assert told.found == {gold.mark(mark.role, mark.span, mark.type) for mark in gold.marks}
    for number, entity in enumerate(told.entities):
        assert entity in (number, NONE) or gold.entities[entity].type == gold.entities[number].type


def test_layers_that_gold_lacks_or_the_system_leaves_out_are_not_judged():
    document = small.gold({"e1": ("PER", (0, 3))}, layers=("entities", "coref"))
    assert error_layers(document, LAYERS) == ("mention", "coref", "entity")
    assert error_layers(document, ("entities",)) == ("mention",)
    assert set(error_layers(small.gold(), LAYERS)) == set(ERROR_LAYERS)


def test_an_error_is_told_from_both_sides():
    document = small.gold({"e1": ("PER", (0, 3))})
    prediction = small.said({"p1": ("ORG", (0, 3))})
    _, told, _ = compared(document, prediction, small.LABELS)
    mention = next(record for record in told.records if record.layer == "mention")
    assert (mention.kind, mention.expected, mention.said) == ("wrong_type", "PER “xxx” (name)", "ORG")
    _, told, _ = compared(document, small.said({}), small.LABELS)
    mention = next(record for record in told.records if record.layer == "mention")
    assert (mention.kind, mention.expected, mention.said) == ("missed", "PER “xxx” (name)", None)
