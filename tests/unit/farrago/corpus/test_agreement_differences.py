"""Every difference between two passes is listed, once, under what it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from farrago.corpus.agreement import _context
from farrago.corpus.agreement.differences import LAYERS, in_document
from farrago.corpus.agreement.matched import Matched
from farrago.matching import labels_of
from farrago_schema import ontology
from farrago_schema.types import LAYERS as ALL_LAYERS
from farrago_schema.types import Zone
from small import LABELS, gold
from strategies import documents

PEOPLE = {"e1": ("PER", (0, 3), (10, 12, "pronoun")), "e2": ("ORG", (20, 25)), "t": ("TIME", (30, 34))}
OTHER = {"x": ("PER", (10, 12, "pronoun"), (0, 3)), "y": ("ORG", (20, 25)), "z": ("TIME", (30, 34))}
MET = [("Meet", [(40, 43), (50, 52)], [("Participant", "e1"), ("Time", "t")])]


def found(one, two):
    return [(each.layer, each.kind, each.label) for each in in_document(Matched(one, two, LABELS))]


def test_other_ids_and_another_order_are_no_difference():
    other = [("Meet", [(50, 52), (40, 43)], [("Time", "z"), ("Participant", "x")])]
    one = gold(PEOPLE, [("leads", "e1", "e2")], MET)
    assert found(one, gold(OTHER, [("leads", "x", "y")], other)) == []


def test_a_symmetric_relation_turned_round_is_no_difference():
    people = {"a": ("PER", (0, 1)), "b": ("PER", (2, 3))}
    one, two = (gold(people, [("family_of", *ends)]) for ends in (("a", "b"), ("b", "a")))
    assert found(one, two) == []


MENTIONS = [
    ({}, {"a": ("PER", (0, 3))}, [("entities", "only B", "PER name")]),
    ({"a": ("PER", (0, 3))}, {}, [("entities", "only A", "PER name")]),
    ({"a": ("PER", (0, 3))}, {"b": ("PER", (1, 3))}, [("entities", "span", "PER")]),
    (
        {"a": ("PER", (0, 3))},
        {"b": ("ORG", (1, 3))},
        [("entities", "only A", "PER name"), ("entities", "only B", "ORG name")],
    ),
    ({"a": ("PER", (0, 3), (5, 6))}, {"b": ("ORG", (0, 3), (5, 6))}, [("entities", "type", "PER/ORG")]),
    ({"a": ("PER", (0, 3))}, {"b": ("PER", (0, 3, "nominal"))}, [("entities", "kind", "PER")]),
    ({"a": ("TIME", (0, 3))}, {"b": ("TITLE", (0, 3))}, [("values", "type", "TIME/TITLE")]),
    ({"a": ("TIME", (0, 3))}, {"b": ("TIME", (0, 4))}, [("values", "span", "TIME")]),
    ({"a": ("TIME", (0, 3))}, {}, [("values", "only A", "TIME")]),
    (
        {"a": ("PER", (0, 1), (2, 3), (4, 5))},
        {"b": ("PER", (0, 1), (2, 3)), "c": ("PER", (4, 5))},
        [("coref", "entity", "PER")],
    ),
]


@pytest.mark.parametrize(("one", "two", "expected"), MENTIONS)
def test_differences_in_mentions(one, two, expected):
    assert found(gold(one), gold(two)) == expected


RELATIONS = [
    ([("leads", "e1", "e2")], [], "only A", "leads"),
    ([], [("leads", "e1", "e2")], "only B", "leads"),
    ([("leads", "e1", "e2")], [("owns", "e1", "e2")], "type", "leads/owns"),
    ([("leads", "e1", "e2")], [("leads", "e2", "e1")], "direction", "leads"),
    ([("leads", "e1", "e2", "former")], [("leads", "e1", "e2")], "status", "leads"),
]


@pytest.mark.parametrize(("one", "two", "kind", "label"), RELATIONS)
def test_differences_in_relations(one, two, kind, label):
    assert found(gold(PEOPLE, one), gold(PEOPLE, two)) == [("relations", kind, label)]


def test_a_relation_that_follows_by_containment_is_noted_as_ignored():
    places = {"a": ("LOC", (0, 1)), "b": ("LOC", (2, 3)), "c": ("LOC", (4, 5))}
    steps = [("located_in", "a", "b"), ("located_in", "b", "c")]
    (each,) = in_document(
        Matched(gold(places, steps), gold(places, [*steps, ("located_in", "a", "c")]), LABELS)
    )
    assert "the scorer ignores it" in each.note


def test_an_end_that_the_other_side_lacks_is_named():
    one = gold(PEOPLE, [("leads", "e1", "e2")])
    two = gold({"e1": PEOPLE["e1"], "t": PEOPLE["t"]})
    (mention, relation) = in_document(Matched(one, two, LABELS))
    assert (mention.kind, relation.note) == ("only A", "B has nothing that stands for e2")


EVENTS = [
    ([("Meet", [(40, 43)])], [], [("events", "only A", "Meet")]),
    ([("Meet", [(40, 43)])], [("Call", [(40, 43)])], [("events", "type", "Meet/Call")]),
    ([("Meet", [(40, 43)])], [("Meet", [(40, 44)])], [("events", "span", "Meet")]),
    ([("Meet", [])], [], [("events", "only A", "Meet")]),
    (
        [("Meet", [(40, 43), (50, 52)])],
        [("Meet", [(40, 43)]), ("Meet", [(50, 52)])],
        [("event_coref", "event", "Meet")],
    ),
    ([("Meet", [(40, 43)])], [("Meet", [(40, 43)], (), "negated")], [("realis", "realis", "Meet")]),
    (
        [("Meet", [(40, 43)], [("Participant", "e1")])],
        [("Meet", [(40, 43)], [("Place", "e1")])],
        [("arguments", "role", "Meet.Participant/Place")],
    ),
    (
        [("Meet", [(40, 43)], [("Participant", "e1")])],
        [("Meet", [(40, 43)], [("Participant", "e2")])],
        [("arguments", "filler", "Meet.Participant")],
    ),
    (
        [("Meet", [(40, 43)], [("Participant", "e1"), ("Participant", "e2")])],
        [("Meet", [(40, 43)], [("Participant", "e1")])],
        [("arguments", "only A", "Meet.Participant")],
    ),
]


@pytest.mark.parametrize(("one", "two", "expected"), EVENTS)
def test_differences_in_events(one, two, expected):
    assert found(gold(PEOPLE, (), one), gold(PEOPLE, (), two)) == expected


def test_the_arguments_of_an_event_that_one_side_lacks_stand_with_it():
    one = gold(PEOPLE, (), [("Meet", [(40, 43)], [("Participant", "e1"), ("Time", "t")])])
    (each,) = in_document(Matched(one, gold(PEOPLE), LABELS))
    assert "Participant = e1" in each.a
    assert "Time = t" in each.a


def test_normal_forms_are_compared():
    one = gold({"t": ("TIME", (0, 3))})
    forms = [replace(one, entities=(replace(one.entities[0], value=form),)) for form in ("2030", "2031")]
    assert found(*forms) == [("values", "value", "TIME")]


def test_numbers_follow_layers_and_then_the_text():
    one = gold(PEOPLE, [("leads", "e1", "e2")], MET)
    listed = list(in_document(Matched(one, gold(), LABELS)))
    assert [each.number for each in listed] == list(range(1, len(listed) + 1))
    assert [LAYERS.index(each.layer) for each in listed] == sorted(LAYERS.index(e.layer) for e in listed)


def test_only_layers_that_both_annotate_are_compared():
    one = gold(PEOPLE, [("leads", "e1", "e2")], MET, layers=("entities",))
    assert {layer for layer, *_ in found(one, gold(layers=("entities",)))} == {"entities"}


@settings(max_examples=30)
@given(data=st.data())
def test_a_pass_does_not_differ_from_itself(data):
    document = data.draw(documents())
    assert list(in_document(Matched(document, document, labels_of(ontology.load())))) == []


@settings(max_examples=30)
@given(data=st.data())
def test_what_one_side_alone_marks_is_listed_for_the_other_side_with_the_sides_swapped(data):
    document = data.draw(documents())
    empty = replace(document, entities=(), relations=(), events=())
    labels = labels_of(ontology.load())
    there = [(e.layer, e.kind, e.label, e.a) for e in in_document(Matched(document, empty, labels))]
    back = [(e.layer, e.kind, e.label, e.b) for e in in_document(Matched(empty, document, labels))]
    assert there == [(layer, kind.replace("B", "A"), label, told) for layer, kind, label, told in back]
    assert set(document.layers) <= set(ALL_LAYERS)


ZONES = [
    ((Zone(0, 9, "body", "s1"),), (Zone(0, 9, "teaser", "s1"),), [("zones", "kind", "body")]),
    ((Zone(0, 9, "body", "s1"),), (Zone(0, 9, "body", "s2"),), [("zones", "story", "body")]),
    ((Zone(0, 9, "body", "s1"),), (Zone(0, 8, "body", "s1"),), [("zones", "span", "body")]),
    (
        (Zone(0, 9, "body", "s1"),),
        (Zone(0, 4, "headline", "s1"), Zone(4, 9, "body", "s1")),
        [("zones", "only B", "headline"), ("zones", "span", "body")],
    ),
]


@pytest.mark.parametrize(("one", "two", "expected"), ZONES)
def test_differences_in_zones(one, two, expected):
    assert found(gold(zones=one), gold(zones=two)) == expected


def test_the_context_marks_places_in_their_lines():
    text = "One line.\nThe harbour pilot of the Lima police left.\nA third."
    pilot, police, lima = (
        (text.index(word), text.index(word) + len(word)) for word in ("harbour pilot", "Lima police", "Lima")
    )
    assert _context.lines(text, [police, pilot, lima]) == (
        "2: The ⟦harbour pilot⟧ of the ⟦⟦Lima⟧ police⟧ left.",
    )
    assert _context.lines(text, [(0, 3), pilot]) == (
        "1: ⟦One⟧ line.",
        "2: The ⟦harbour pilot⟧ of the Lima police left.",
    )


def test_a_long_line_is_cut_between_words():
    text = "word " * 100 + "pilot" + " word" * 100
    (line,) = _context.lines(text, [(500, 505)])
    assert line.startswith("1: …word word") and line.endswith("word word…") and "⟦pilot⟧" in line
    assert len(line) < 200
