import pytest

from farrago.corpus import rows
from farrago.corpus.segment import segment
from farrago.importers import inline
from farrago_schema import ontology


@pytest.fixture
def read(home):
    return lambda name: segment(inline.read_file(home / "source" / "gold" / f"{name}.xml"))


def tagged(document, sentence):
    row = list(rows.ner(document))[sentence]
    return [(token, tag) for token, tag in zip(row.tokens, row.ner_tags, strict=True) if tag != "O"]


def test_names_and_values_are_tagged_and_nothing_else_is(read):
    assert tagged(read("toy-s-1"), 1) == [
        ("Rumi", "B-PER"),
        ("Quispe", "I-PER"),
        ("Inti", "B-PER"),
        ("Larks", "B-ORG"),
    ]


def test_of_nested_names_the_outer_one_is_tagged(read):
    assert tagged(read("toy-p-1"), 2) == [("Zadar", "B-VEH"), ("Star", "I-VEH")]


def test_tokens_have_their_offsets(read):
    document = read("toy-p-1")
    for row in rows.ner(document):
        assert row.tokens == tuple(document.text[span.start : span.end] for span in row.offsets)


def mark(xml, home):
    path = home / "x.xml"
    path.write_text(f'<document id="x" kind="story" date="2031-01-01">{xml}</document>', "utf-8")
    return segment(inline.read_file(path))


def test_a_token_that_a_name_only_touches_belongs_to_it(home):
    """The tokenizer keeps "NATO-led" apart, and a name inside a token takes the token."""
    document = mark(
        '<text><m e="a" k="name">Qu</m>ito wins</text><entity id="a" type="ORG" name="Qu"/>', home
    )
    assert tagged(document, 0) == [("Quito", "B-ORG")]


def test_of_two_names_in_one_token_the_first_has_it(home):
    document = mark(
        '<text><m e="a" k="name">Qu</m><m e="b" k="name">ito Star</m></text>'
        '<entity id="a" type="ORG"/><entity id="b" type="VEH"/>',
        home,
    )
    assert tagged(document, 0) == [("Quito", "B-ORG"), ("Star", "B-VEH")]


def test_a_name_over_two_sentences_begins_in_each(home):
    document = mark(
        '<text><m e="a" k="name">Go Home. Now Inc</m> won.</text><entity id="a" type="ORG"/>', home
    )
    assert [row.ner_tags[0] for row in rows.ner(document)] == ["B-ORG", "B-ORG"]


def test_pairs_are_those_whose_types_admit_a_relation(read):
    document = read("toy-s-1")
    pairs = {(row.head, row.tail): row for row in rows.relations(document, ontology.load())}
    assert ("quispe", "cusco") in pairs
    assert ("cusco", "quispe") not in pairs
    assert ("quispe", "quispe") not in pairs
    assert pairs["quispe", "cusco"].labels == ()
    assert pairs["quispe", "larks"].labels == ("member_of",)
    assert pairs["quispe", "larks"].statuses == ("former",)
    assert [mention.text for mention in pairs["quispe", "larks"].head_mentions] == [
        "Rumi Quispe",
        "his",
        "He",
    ]


def test_a_symmetric_relation_holds_in_both_rows(read):
    found = {
        (row.head, row.tail)
        for row in rows.relations(read("toy-s-1"), ontology.load())
        if "family_of" in row.labels
    }
    assert found == {("quispe", "inti"), ("inti", "quispe")}


def test_every_relation_has_a_row(read):
    document = read("toy-p-1")
    labels = sorted(label for row in rows.relations(document, ontology.load()) for label in row.labels)
    assert labels == sorted(relation.type for relation in document.relations)


def test_events_stand_with_their_triggers_and_all_their_arguments(read):
    document = read("toy-p-1")
    sentences = list(rows.events(document))
    assert [[mention.id for mention in row.event_mentions] for row in sentences] == [
        ["v1"],
        ["v1"],
        ["v2"],
        [],
        [],
        [],
        ["v3", "v4"],
    ]
    row = sentences[1]
    (sue,) = row.event_mentions
    assert (sue.event_type, sue.realis) == ("Justice.Sue", "actual")
    assert row.tokens[sue.trigger.start : sue.trigger.end] == ("sued",)
    assert [(a.role, a.text) for a in sue.arguments] == [
        ("Defendant", "Vesna Žiger"),
        ("Amount", "€2 million"),
        ("Time", "Tuesday"),
        ("Place", "Zadar"),
    ]
    for argument in sue.arguments:
        assert " ".join(row.tokens[argument.start : argument.end]).replace("€ ", "€") == argument.text
        assert document.text[argument.char_start : argument.char_end] == argument.text


def test_an_argument_elsewhere_has_offsets_of_the_document_alone(read):
    document = read("toy-p-1")
    (sue,) = next(rows.events(document)).event_mentions
    place = sue.arguments[3]
    assert (place.text, place.start, place.end) == ("Zadar", -1, -1)
    assert document.text[place.char_start : place.char_end] == "Zadar"


def test_a_mention_in_the_sentence_comes_before_a_nearer_one_outside(home):
    document = mark(
        '<text><m e="a" k="name">Ana</m> and one more long list of people <t v="v">left</t>. '
        '<m e="a" k="pronoun">She</m> did.</text><entity id="a" type="PER"/>'
        '<event id="v" type="Movement.Travel" realis="actual"><arg role="Traveller" ref="a"/></event>',
        home,
    )
    (mention,) = next(rows.events(document)).event_mentions
    assert mention.arguments[0].text == "Ana"
