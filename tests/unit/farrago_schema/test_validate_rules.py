"""The rules on typed objects, gold and predictions."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

import strategies
from farrago_schema import validate
from farrago_schema.types import (
    Document,
    Metadata,
    PredictedEntity,
    PredictedMention,
    PredictedRelation,
    Prediction,
)
from farrago_schema.validate.nearest import nearest
from farrago_schema.validate.normal_forms import check_value
from farrago_schema.validate.place import Place, json_path, steps_of

ONTOLOGY = strategies.ONTOLOGY
META = Metadata("story", "2031-05-14", "dev")
COUNTINGS = {
    "utf-16-offsets": lambda text, start, end: (utf16(text[:start]), utf16(text[:end])),
    "byte-offsets": lambda text, start, end: (len(text[:start].encode()), len(text[:end].encode())),
    "inclusive-ends": lambda text, start, end: (start, end - 1),
    "one-based-offsets": lambda text, start, end: (start + 1, end + 1),
    "crlf-offsets": lambda text, start, end: (
        start + text.count("\n", 0, start),
        end + text.count("\n", 0, end),
    ),
}


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def problems_of(prediction: Prediction, document: Document | None, ontology=ONTOLOGY):
    return validate.check_prediction(prediction, document, ontology, file="p.jsonl", line=1)


def predicted(document: Document, counted) -> Prediction:
    """The document's mentions as predictions, their offsets counted in another way."""
    entities = tuple(
        PredictedEntity(
            entity.id,
            entity.type,
            tuple(PredictedMention(*counted(document.text, m.start, m.end), m.text) for m in entity.mentions),
        )
        for entity in document.entities
    )
    return Prediction(document.id, entities)


@given(document=strategies.documents(all_layers=False))
def test_gold_that_is_valid_by_construction_is_valid(document):
    assert validate.check_document(document, ONTOLOGY, file="g.jsonl") == []


@given(data=st.data())
def test_predictions_that_are_valid_by_construction_are_valid(data):
    document = data.draw(strategies.documents())
    prediction = data.draw(strategies.predictions_for(document))
    assert problems_of(prediction, document) == []
    assert problems_of(prediction, None) == []
    assert problems_of(prediction, document, None) == []


@pytest.mark.parametrize("code", COUNTINGS)
@given(document=strategies.documents())
def test_other_ways_of_counting_are_undone(code, document):
    """Whatever is named as the cause, the nearest offsets are such that the text stands there."""
    prediction = predicted(document, COUNTINGS[code])
    assume(prediction != predicted(document, lambda text, start, end: (start, end)))
    for problem in problems_of(prediction, document):
        if problem.code in COUNTINGS:
            start, end = map(int, re.findall(r"\d+", problem.nearest))
            mention = prediction.entities
            for step in steps_of(problem.path)[1:]:
                mention = getattr(mention, step) if isinstance(step, str) else mention[step]
            assert document.text[start:end] == mention.text


@pytest.mark.parametrize("code", COUNTINGS)
def test_other_ways_of_counting_are_named(code):
    text = "Señora Ruiz 🎻 spoke.\nŁódź heard her,\nand Łódź wept for Señora Ruiz."
    spans = [match.span() for match in re.finditer("Señora Ruiz|Łódź|her|wept", text)]
    mentions = tuple(PredictedMention(*COUNTINGS[code](text, *span), text[slice(*span)]) for span in spans)
    document = Document("d", text, META)
    found = problems_of(Prediction("d", (PredictedEntity("e", "PER", mentions),)), document)
    shifted = [(m.start, m.end) != span for m, span in zip(mentions, spans, strict=True)]
    assert [problem.code for problem in found] == [code] * sum(shifted)
    assert [problem.nearest for problem in found] == [
        f"[{start}:{end}]" for (start, end), is_shifted in zip(spans, shifted, strict=True) if is_shifted
    ]


def test_one_lucky_hit_names_no_way_of_counting():
    document = Document("d", "one two three four five", META)
    mentions = (
        PredictedMention(0, 2, "one"),
        PredictedMention(0, 3, "seven"),
        PredictedMention(4, 7, "eight"),
    )
    found = problems_of(Prediction("d", (PredictedEntity("e", "PER", mentions),)), document)
    assert [problem.code for problem in found] == ["span-text"] * 3


@given(data=st.data())
def test_an_entity_that_goes_is_missed_wherever_it_was_pointed_at(data):
    document = data.draw(strategies.documents())
    prediction = data.draw(strategies.predictions_for(document, all_layers=True))
    assume(prediction.entities)
    gone = data.draw(st.sampled_from(prediction.entities)).id
    rest = tuple(entity for entity in prediction.entities if entity.id != gone)
    pointers = sum((r.head == gone) + (r.tail == gone) for r in prediction.relations)
    pointers += sum(a.entity == gone for event in prediction.events for a in event.arguments)
    found = problems_of(replace(prediction, entities=rest), document)
    assert [problem.code for problem in found] == ["unknown-entity"] * pointers


def test_without_a_label_set_any_type_will_do_and_values_are_known_by_their_kind():
    document = Document("d", "Ana left.", META)
    mention = PredictedMention(0, 3, "Ana")
    entities = (
        PredictedEntity("e1", "Human", (mention,)),
        PredictedEntity("x1", "Moment", (replace(mention, kind="value"),)),
    )
    prediction = Prediction("d", entities, (PredictedRelation("near", "e1", "x1"),))
    assert problems_of(prediction, document, None) == []
    assert {problem.code for problem in problems_of(prediction, document)} == {"unknown-type"}


def test_problems_stand_in_the_order_of_their_paths():
    entities = tuple(PredictedEntity("e", "Nothing", ()) for _ in range(12))
    found = problems_of(Prediction("d", entities), None)
    indices = [steps_of(problem.path)[1] for problem in found]
    assert indices == sorted(indices)


@given(path=st.lists(st.integers(0, 99) | st.text(), max_size=5).map(tuple))
def test_a_printed_path_says_its_steps(path):
    assert steps_of(json_path(path)) == path


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("PERSON", "PER"),
        ("Person", "PER"),
        ("ORGANIZATION", "ORG"),
        ("organisation", "ORG"),
        ("NORP", "GPE"),
        ("LOCATION", "LOC"),
        ("FACILITY", "FAC"),
        ("DATE", "TIME"),
        ("gpe", "GPE"),
        ("PRODUCTS", "PRODUCT"),
        ("B-PER", "PER"),
        ("MISC", None),
        ("", None),
    ],
)
def test_the_nearest_type_is_what_was_probably_meant(found, expected):
    assert nearest(found, ONTOLOGY.filler_types) == expected


def test_other_names_are_suggested_only_where_they_exist():
    assert nearest("PERSON", ("Human", "Thing")) is None


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        *(
            ("TIME", value)
            for value in (
                *("2031", "2031-05", "2031-05-13", "203", "20", "2031-W20", "2031-W20-WE", "2031-W20-2"),
                *("2031-SU", "2031-Q2", "2031-H1", "2031-05-13TMO", "2031-05-13T14:30", "2031-05-13T09"),
                *("2031-05-13T14:30:15Z", "T19:30", "TNI", "XXXX-05-13", "XXXX-WXX-1", "2031-05-XX"),
                *("P3D", "P2W", "P1Y6M", "PT30M", "PT1H30M", "P1DT12H", "PXD", "P0.5Y", "P1DE", "P2WE"),
                *("2031-05-10/2031-05-13", "2031-05-10/P3D", "PAST_REF", "FUTURE_REF", "BC0300"),
            )
        ),
        *(("MONEY", value) for value in ("USD 10000000", "EUR 2.5", "PEN 35")),
        *(("COUNT", value) for value in ("300", "1.5")),
        *(
            ("QUANTITY", value)
            for value in ("14 %", "57 year", "3-1", "6-4 7-5", "-3 °C", "12.5 km / h", "7")
        ),
    ],
)
def test_normal_forms_are_accepted(type_, value):
    assert list(check_value(value, type_, "$", ONTOLOGY, Place("f"))) == []


@pytest.mark.parametrize(
    ("type_", "value", "mended"),
    [
        ("TIME", "13 May 2031", None),
        ("TIME", "2031-13-01", None),
        ("TIME", "2031-02-30", None),
        ("TIME", "2031/05/13", None),
        ("TIME", "P", None),
        ("TIME", "PT", None),
        ("TIME", "p3d", "P3D"),
        ("TIME", "2031-W54", None),
        ("TIME", "", None),
        ("MONEY", "$ 10", None),
        ("MONEY", "USD10", None),
        ("MONEY", "10 USD", "USD 10"),
        ("MONEY", "usd 10", "USD 10"),
        ("MONEY", "USD 10,000", "USD 10000"),
        ("COUNT", "three", None),
        ("COUNT", "1,200", "1200"),
        ("QUANTITY", "14%", "14 %"),
        ("QUANTITY", "3–1", "3-1"),
        ("QUANTITY", "tall", None),
    ],
)
def test_other_forms_are_refused_and_mended_if_they_can_be(type_, value, mended):
    (problem,) = check_value(value, type_, "$", ONTOLOGY, Place("f"))
    assert problem.nearest == mended
