"""Each kind of outcome, where it is due."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from farrago import errors
from farrago.errors import Scene, outcomes
from farrago_schema.errors import ERROR_LAYERS, KINDS, Outcome
from farrago_schema.types import Document, PredictedMention, Prediction, Span, Zone
from small import LABELS, gold, said

ANA, LIMA, BO = ("PER", (0, 8)), ("GPE", (12, 16)), ("PER", (21, 23))
PEOPLE: dict[str, tuple[Any, ...]] = {"e1": ANA, "e2": LIMA, "e3": BO}
SAME = {"a": ANA, "b": LIMA, "c": BO}


def found(layer: str, document: Document, prediction: Prediction) -> list[Outcome]:
    return [
        each for each in outcomes(Scene(document, prediction, LABELS), ERROR_LAYERS) if each.layer == layer
    ]


def kinds(layer: str, document: Document, prediction: Prediction) -> list[tuple[str, str | None]]:
    return [(each.kind, each.cause) for each in found(layer, document, prediction)]


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        (("PER", (0, 8)), "right"),
        (("ORG", (0, 8)), "wrong_type"),
        (("PER", (4, 8)), "wrong_span"),
        (("ORG", (4, 10)), "wrong_span"),
    ],
)
def test_a_mention_is_paired_with_the_one_at_its_place(mention, kind):
    (each,) = found("mention", gold({"e": ANA}), said({"p": mention}))
    assert (each.kind, each.type, each.predicted_type) == (kind, "PER", mention[0])
    assert (each.gold_start, each.gold_end, each.predicted_start) == (0, 8, mention[1][0])
    assert each.costs == (() if kind == "right" else COST)


COST = ("mention.recall", "mention.precision", "mention_name.recall", "mention_name.precision")


def test_what_has_no_partner_is_missed_or_spurious():
    items = found("mention", gold({"e": ANA}), said({"p": BO}))
    assert [(each.kind, each.gold_start, each.predicted_start) for each in items] == [
        ("missed", 0, None),
        ("spurious", None, 21),
    ]


def test_a_pronoun_costs_nothing_of_the_score_of_names():
    (each,) = found("mention", gold({"e": ("PER", (0, 2, "pronoun"))}), said())
    assert each.costs == ("mention.recall",)
    assert each.gold_label == "pronoun"


def value(document: Document, form: str | None) -> Document:
    (entity,) = document.entities
    return replace(document, entities=(replace(entity, value=form),))


def test_a_value_has_a_wrong_normal_form_or_none_at_all():
    document = value(gold({"t": ("TIME", (0, 8))}), "2031")
    prediction = said({"p": ("TIME", (0, 8))})
    (each,) = found("value", document, prediction)
    assert (each.kind, each.cause, each.gold_label, each.predicted_label) == ("wrong_value", None, "2031", "")
    assert each.message.endswith("= 2031; predicted nothing")


def test_a_value_that_is_found_in_part_follows_from_its_mention():
    document = value(gold({"t": ("TIME", (0, 8))}), "2031")
    assert kinds("value", document, said({"p": ("TIME", (4, 8))})) == [("wrong_span", "mention")]
    assert kinds("value", document, said()) == [("missed", "mention")]


def test_a_value_that_gold_does_not_normalise_is_ignored():
    document = gold({"t": ("TIME", (0, 8))})
    assert kinds("value", document, said({"p": ("TIME", (0, 8))})) == [("ignored", None)]


def test_a_mention_stands_in_another_entity_than_its_own():
    document = gold({"e1": ("PER", (0, 3), (10, 13), (40, 42)), "e2": ("PER", (20, 23), (30, 33))})
    prediction = said({"a": ("PER", (0, 3), (10, 13)), "b": ("PER", (20, 23), (30, 33), (40, 42))})
    (wrong,) = [each for each in found("coref", document, prediction) if each.kind != "right"]
    assert (wrong.kind, wrong.gold_start, wrong.cause) == ("wrong_attachment", 40, None)
    assert (wrong.gold_tail_start, wrong.predicted_tail_start) == (10, 30), "the nearest of each"


def test_what_is_not_found_cannot_be_attached():
    assert kinds("coref", gold({"e": ANA}), said()) == [("missed", "mention")]
    assert kinds("coref", gold(), said({"p": ANA})) == [("spurious", "mention")]


def test_an_entity_has_the_wrong_type_or_too_few_of_its_mentions():
    document = gold({"e": ("PER", (0, 3), (10, 13))})
    assert kinds("entity", document, said({"p": ("ORG", (0, 3), (10, 13))})) == [("wrong_type", None)]
    assert kinds("entity", document, said({"p": ("PER", (0, 3))})) == [("wrong_mentions", "coref")]
    assert kinds("entity", document, said()) == [("missed", "mention")]


def test_half_of_an_entity_that_is_merged_is_missed_for_coreference():
    document = gold({"e1": ("PER", (0, 3), (10, 13)), "e2": ("PER", (20, 23))})
    merged = said({"p": ("PER", (0, 3), (10, 13), (20, 23))})
    assert kinds("entity", document, merged) == [("right", None), ("missed", "coref")]


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        (("leads", "a", "c"), "right"),
        (("leads", "a", "c", "former"), "wrong_status"),
        (("owns", "a", "c"), "wrong_type"),
        (("leads", "c", "a"), "wrong_attachment"),
        (("leads", "a", "b"), "wrong_attachment"),
        (("leads", "b", "c"), "wrong_attachment"),
    ],
)
def test_a_relation_is_paired_with_the_most_similar(relation, kind):
    (each,) = found("relation", gold(PEOPLE, [("leads", "e1", "e3")]), said(SAME, [relation]))
    assert (each.kind, each.cause) == (kind, None)
    assert ("relation.recall" in each.costs) == (kind not in {"right", "wrong_status"})
    assert ("relation.status_recall" in each.costs) == (kind != "right")


def test_the_ends_of_a_symmetric_relation_have_no_order():
    document = gold(PEOPLE, [("family_of", "e3", "e1")])
    assert kinds("relation", document, said(SAME, [("family_of", "a", "c")])) == [("right", None)]
    assert kinds("relation", document, said(SAME, [("family_of", "a", "b")])) == [("wrong_attachment", None)]


def test_a_relation_between_entities_of_wrong_types_is_told_apart():
    document = gold(PEOPLE, [("leads", "e1", "e3")])
    prediction = said({**SAME, "c": ("ORG", (21, 23))}, [("leads", "a", "c")])
    (each,) = found("relation", document, prediction)
    assert (each.kind, each.cause) == ("wrong_end_type", "entity")
    assert each.message.endswith("; predicted from PER to ORG, gold from PER to PER")


def test_a_relation_whose_end_is_not_found_follows_from_that():
    document = gold(PEOPLE, [("leads", "e1", "e3")])
    assert kinds("relation", document, said({"a": ANA})) == [("missed", "entity")]
    assert kinds("relation", document, said(SAME)) == [("missed", None)]


def test_what_gold_denies_or_implies_is_ignored():
    denied = gold(PEOPLE, [("leads", "e1", "e3", "denied")])
    assert kinds("relation", denied, said(SAME, [("leads", "a", "c")])) == [("ignored", None)]
    assert kinds("relation", denied, said(SAME, [("leads", "a", "c", "denied")])) == []
    chain = gold(PEOPLE, [("located_in", "e1", "e2"), ("located_in", "e2", "e3")])
    steps = [("located_in", "a", "b"), ("located_in", "b", "c"), ("located_in", "a", "c")]
    assert sorted(kinds("relation", chain, said(SAME, steps))) == [
        ("ignored", None),
        ("right", None),
        ("right", None),
    ]


@pytest.mark.parametrize(
    ("event", "kind", "cause"),
    [
        (("Meet", [(30, 33)], [("Participant", "a")]), "right", None),
        (("Meet", [(30, 33)], [("Place", "a")]), "wrong_role", None),
        (("Meet", [(30, 33)], [("Participant", "c")]), "wrong_attachment", None),
        (("Talk", [(30, 33)], [("Participant", "a")]), "wrong_type", "trigger"),
        (("Meet", [(50, 53)], [("Participant", "a")]), "wrong_attachment", None),
        (("Meet", [(70, 73)], [("Participant", "a")]), "wrong_attachment", "trigger"),
    ],
)
def test_an_argument_is_paired_with_the_most_similar(event, kind, cause):
    document = gold(PEOPLE, (), [("Meet", [(30, 33)], [("Participant", "e1")]), ("Meet", [(50, 53)])])
    others = [("Meet", [(30, 33)])] if event[1] == [(50, 53)] else []
    (each,) = found("argument", document, said(SAME, (), [event, *others]))
    assert (each.kind, each.cause) == (kind, cause)
    assert ("argument.plus_recall" in each.costs) == (kind != "right")


def test_an_argument_without_its_event_or_its_filler_follows_from_that():
    document = gold(PEOPLE, (), [("Meet", [(30, 33)], [("Participant", "e1")])])
    assert kinds("argument", document, said(SAME)) == [("missed", "trigger")]
    assert kinds("argument", document, said({}, (), [("Meet", [(30, 33)])])) == [("missed", "entity")]
    assert kinds("argument", document, said(SAME, (), [("Meet", [(30, 33)])])) == [("missed", None)]


def test_realis_is_wrong_or_follows_from_the_trigger():
    document = gold({}, (), [("Meet", [(5, 8)])])
    assert kinds("realis", document, said({}, (), [("Meet", [(5, 8)], [], "possible")])) == [
        ("wrong_realis", None)
    ]
    assert kinds("realis", document, said({}, (), [("Talk", [(5, 8)], [], "actual")])) == [
        ("wrong_type", "trigger")
    ]
    assert kinds("trigger", document, said({}, (), [("Talk", [(5, 8)])])) == [("wrong_type", None)]


def test_a_trigger_stands_in_another_event_than_its_own():
    document = gold({}, (), [("Meet", [(5, 8), (15, 18)]), ("Meet", [(25, 28)])])
    prediction = said({}, (), [("Meet", [(5, 8)]), ("Meet", [(15, 18), (25, 28)])])
    assert sorted(kinds("event_coref", document, prediction)) == [
        ("right", None),
        ("right", None),
        ("wrong_attachment", None),
    ]


def test_duplicates_are_told_layer_by_layer():
    entities = {"a": ("PER", (0, 8), (0, 8)), "b": ("PER", (0, 8)), "c": BO}
    event = ("Meet", [(30, 33), (30, 33)], [("Participant", "c"), ("Participant", "c")])
    prediction = said(entities, [("leads", "a", "c"), ("leads", "b", "c")], [event, event])
    items = outcomes(Scene(gold(), prediction, LABELS), ERROR_LAYERS)
    told = [each.layer for each in items if each.kind == "duplicate"]
    assert told == [
        "mention",
        "entity",
        "relation",
        "trigger",
        "trigger",
        "event_coref",
        "argument",
        "argument",
    ]


def test_a_text_that_stands_nowhere_keeps_its_words():
    prediction = said({"p": ANA})
    (entity,) = prediction.entities or ()
    nowhere = replace(entity, mentions=(PredictedMention(text="Nobody"),))
    (each,) = found("mention", gold(), replace(prediction, entities=(nowhere,)))
    assert (each.kind, each.predicted_text, each.predicted_start) == ("spurious", "Nobody", None)
    assert each.context is None
    assert "which stands nowhere" in each.message


def test_a_blank_too_much_is_seen():
    document = replace(gold({"e": ("PER", (0, 3))}), text="Ana came.")
    (each,) = found("mention", document, said({"p": ("PER", (0, 4))}))
    assert each.message == "PER “Ana” (name); predicted “Ana ”"


def test_an_event_without_triggers_has_no_name():
    (each,) = found("argument", gold(), said(SAME, (), [("Meet", [], [("Participant", "a")])]))
    assert each.predicted_head == "(no trigger)"
    assert (each.kind, each.predicted_start) == ("spurious", None)


def page() -> Document:
    text = "Ana came.\nBo left. He met Ana.\n"
    return replace(
        gold({"e": ("PER", (19, 21, "pronoun"), (10, 12))}, zones=[Zone(0, 9, "headline", "s2")]),
        text=text,
        sentences=(Span(0, 9), Span(10, 18), Span(19, 30)),
    )


def test_context_is_the_sentence_with_its_neighbour_where_that_holds_the_other_end():
    he = next(each for each in found("coref", page(), said()) if each.gold_start == 19)
    assert (he.context, he.context_start) == ("Bo left. He met Ana.", 10)
    assert he.message == "“He” is “Bo”"


def test_context_is_the_line_where_there_are_no_sentences():
    document = replace(page(), sentences=())
    he = next(each for each in found("mention", document, said()) if each.gold_start == 19)
    assert he.context == "Bo left. He met Ana."


def test_zone_and_story_are_those_of_gold_or_else_of_the_prediction():
    (each,) = [
        each for each in found("mention", page(), said({"p": ("PER", (0, 3))})) if each.kind == "spurious"
    ]
    assert (each.zone, each.story) == ("headline", "stray")


def test_every_kind_is_documented():
    assert errors.__doc__ is not None
    assert [kind for kind in KINDS if kind not in errors.__doc__] == []
