"""Gold without text: nothing of the text is in it, and with the text it is the gold again."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from farrago.corpus import quotation, standoff
from farrago.importers import inline
from farrago.matching import labels_of
from farrago.scoring import Options, metrics, score_documents, summary
from farrago_schema import ontology
from farrago_schema.problems import InputError
from farrago_schema.standoff import BLOCK, StandoffDocument
from strategies import documents

LABELS = ontology.load()


@pytest.fixture
def page(home):
    return inline.read_file(home / "source" / "gold" / "toy-p-1.xml")


def test_no_word_of_the_text_is_in_it(page):
    written = msgspec.json.encode(standoff.without_text(page, LABELS)).decode()
    for word in ("iger", "Ferry", "Zadar", "sold", "quay", "Gunmen", "ferry", "tuesday", "€2 million"):
        assert word not in written
    assert "2031-05-13" in written, "normal forms are kept"


def test_with_the_text_it_is_the_gold_again(page):
    back = standoff.with_text(standoff.without_text(page, LABELS), page.text)
    assert (back.text, back.meta, back.layers, back.zones) == (
        page.text,
        page.meta,
        page.layers,
        page.zones,
    )
    spans = {(e.type, e.name, e.value, e.mentions) for e in inline.canonical(page).entities}
    assert {(e.type, e.name, e.value, e.mentions) for e in back.entities} == spans


@settings(max_examples=40)
@given(data=st.data())
def test_with_the_text_it_scores_like_the_gold_in_every_metric(data):
    document = data.draw(documents())
    back = standoff.with_text(_without_text(document), document.text)
    scored = score_documents(
        {document.id: document},
        [back.prediction()],
        metrics(),
        Options(labels_of(LABELS), layers=document.layers),
    )
    for name, tally in scored.tallies.items():
        if tally is not None:
            metric = metrics()[name]
            assert summary(metric, tally)[metric.primary] in (None, metric.perfect)


@settings(max_examples=40)
@given(data=st.data())
def test_neither_ids_nor_order_show(data):
    """What two people make of the same marks is the same file."""
    document = data.draw(documents())
    new = {entity.id: f"another {index}" for index, entity in enumerate(document.entities)}
    other = replace(
        document,
        entities=tuple(replace(e, id=new[e.id]) for e in reversed(document.entities)),
        relations=tuple(replace(r, head=new[r.head], tail=new[r.tail]) for r in reversed(document.relations)),
        events=tuple(
            replace(
                e,
                id=f"x{e.id}",
                arguments=tuple(replace(a, entity=new[a.entity]) for a in reversed(e.arguments)),
            )
            for e in reversed(document.events)
        ),
    )
    assert _without_text(other) == _without_text(document)


def _without_text(document) -> StandoffDocument:
    """Made-up metadata may well quote a made-up text of a few letters: that is looked at elsewhere."""
    plain = replace(document.meta, topic="", register="", region="", blemishes=())
    return standoff.without_text(replace(document, meta=plain), LABELS)


@settings(max_examples=40)
@given(data=st.data())
def test_what_comes_back_gives_the_same_file(data):
    document = data.draw(documents())
    first = _without_text(document)
    assert standoff.without_text(standoff.with_text(first, document.text), LABELS) == first


def test_it_goes_through_json_unchanged(page):
    made = standoff.without_text(page, LABELS)
    assert msgspec.json.decode(msgspec.json.encode(made), type=StandoffDocument) == made


def test_another_text_is_refused(page):
    with pytest.raises(ValueError, match="not the text of toy-p-1"):
        standoff.with_text(standoff.without_text(page, LABELS), page.text + " ")


def test_a_value_that_is_no_normal_form_is_refused(page):
    entities = tuple(
        replace(each, value="a Tuesday in May") if each.id == "tuesday" else each for each in page.entities
    )
    with pytest.raises(InputError, match="a Tuesday in May"):
        standoff.without_text(replace(page, entities=entities), LABELS)


def test_what_quotes_the_text_elsewhere_is_refused(page):
    meta = replace(page.meta, topic="the quay in Zadar")
    with pytest.raises(InputError, match="the quay in"):
        standoff.without_text(replace(page, meta=meta), LABELS)


def test_a_name_is_the_mention_that_bears_it(page):
    made = standoff.without_text(page, LABELS)
    named = [
        page.text[each.mentions[each.name].start : each.mentions[each.name].end]
        for each in made.entities
        if each.name is not None
    ]
    assert sorted(named) == ["Vesna Žiger", "Zadar", "Zadar Star"]


def test_a_name_that_no_mention_bears_is_the_longest_one(page):
    entities = tuple(
        replace(each, name="Vesna Maria Žiger") if each.id == "ziger" else each for each in page.entities
    )
    back = standoff.with_text(standoff.without_text(replace(page, entities=entities), LABELS), page.text)
    assert "Vesna Žiger" in {each.name for each in back.entities}


def test_stories_are_numbered_and_the_own_one_stays(page):
    zones = tuple(replace(zone, story={"s2": "gunmen"}.get(zone.story, zone.story)) for zone in page.zones)
    made = standoff.without_text(replace(page, zones=zones), LABELS)
    assert [zone.story for zone in made.zones] == [zone.story for zone in page.zones]


def test_blocks_are_whole():
    text = "x" * (2 * BLOCK + 5)
    assert len(standoff.blocks(text)) == 2
    assert standoff.blocks(text)[0] == standoff.digest("x" * BLOCK)[:16]
    assert standoff.blocks("x" * (BLOCK - 1)) == ()


def test_runs_of_words_are_found_in_any_letter_case_and_punctuation():
    assert quotation.shared("He said: “The QUAY, in Zadar!”", "the quay in zadar", 4) == ["the quay in zadar"]
    assert quotation.shared("the quay of Zadar", "the quay in Zadar", 3) == []
    assert json.dumps(list(quotation.runs("a b c", 2))) == '[["a", "b"], ["b", "c"]]'
