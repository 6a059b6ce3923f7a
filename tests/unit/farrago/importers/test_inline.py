"""The inline form gives back what was put into it, and says where a file breaks it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import strategies
from farrago.importers import inline
from farrago_schema.problems import InputError
from farrago_schema.types import Argument, Document, Entity, Event, Mention, Metadata, Relation, Trigger, Zone

META = Metadata(kind="page", date="2031-05-14", split="dev")
HEAD = '<document id="d" kind="page" date="2031-05-14">'


def document(text: str, **parts) -> Document:
    return Document(id="d", text=text, meta=META, **parts)


def mention(text: str, start: int, end: int, kind: str = "name") -> Mention:
    return Mention(start, end, text[start:end], kind)


def returned(doc: Document) -> Document:
    return inline.decode(inline.encode(doc), file="d.xml")


@given(strategies.documents(all_layers=False))
def test_what_was_written_is_read_back(doc):
    """All that the form cannot compute comes back; tokens and sentences it can compute."""
    assert returned(doc) == replace(inline.canonical(doc), tokens=(), sentences=())


@given(strategies.documents(segmented=False))
def test_documents_in_text_order_come_back_as_they_are(doc):
    ordered = inline.canonical(doc)
    assert returned(ordered) == ordered


@given(strategies.documents())
def test_the_same_document_is_always_written_alike(doc):
    """Whatever order its parts were given in, the bytes of one document are the same after one round."""
    once = inline.encode(doc)
    assert inline.encode(inline.decode(once, file="d.xml")) == once


@given(strategies.documents(), st.randoms(use_true_random=False))
def test_order_of_mentions_does_not_matter(doc, random):
    """A document whose mentions come in any order is written as the one with its mentions in text order."""
    shuffled = replace(
        doc,
        entities=tuple(
            replace(entity, mentions=tuple(random.sample(entity.mentions, len(entity.mentions))))
            for entity in doc.entities
        ),
    )
    assert returned(shuffled) == returned(doc)


# Characters of XML 1.0: all of Unicode but controls, surrogates and two that are none.
XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r\x7f\x85\x9f\u2028\u2029\xa0 <>&\"']]>\ufeff"),
    min_size=1,
)


@given(XML_TEXT, XML_TEXT, XML_TEXT)
def test_every_text_of_xml_characters_survives(text, name, value):
    """White space, line ends and markup survive, at the edges of elements and in attributes."""
    end = len(text)
    doc = document(
        text,
        entities=(Entity("é <1>", "PER", (mention(text, 0, end),), name[:50], value),),
        zones=(Zone(0, end, "body", name[:50]),),
    )
    assert returned(doc) == doc


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("field", ["text", "name", "story"])
def test_other_characters_are_refused_with_their_place(character, field):
    text = f"ab{character}" if field == "text" else "abc"
    other = "ok" if field == "text" else f"12{character}"
    doc = document(
        text,
        zones=(Zone(0, 3, "body", other if field == "story" else "s1"),),
        entities=(Entity("e", "PER", (Mention(0, 1, "a", "name"),), other if field == "name" else "x"),),
    )
    with pytest.raises(InputError, match=f"U\\+{ord(character):04X} at offset 2") as caught:
        inline.encode(doc)
    assert field in caught.value.problems[0].path


def test_metadata_and_layers_survive():
    meta = Metadata("story", "2031", "test", "a topic", "wire", "Here & there", ("teasers", "caption"), "es")
    doc = replace(document("x"), meta=meta, layers=("entities", "values"))
    assert returned(doc) == doc
    assert returned(replace(doc, layers=())).layers == ()


def test_everything_around_the_text_survives():
    doc = document(
        "Ana left.",
        entities=(
            Entity("b", "ORG", (), "", ""),
            Entity("a", "PER", (mention("Ana left.", 0, 3),)),
        ),
        relations=(Relation("leads", "a", "b", "denied", (2, 0)), Relation("leads", "a", "b")),
        events=(
            Event("v2", "Life.Die", "negated", (), (Argument("Agent", "b"), Argument("Agent", "a"))),
            Event("v1", "Movement.Travel", "possible", (Trigger(4, 8, "left"),)),
        ),
    )
    assert returned(doc) == doc


def test_spans_that_share_both_ends_keep_who_they_are():
    text = "mayor"
    whole = (0, 5)
    doc = document(
        text,
        zones=(Zone(*whole, "body", "s1"),),
        entities=tuple(Entity(id_, "PER", (mention(text, *whole, "nominal"),)) for id_ in ("z", "a", "m")),
        events=tuple(Event(id_, "Life.Die", "actual", (Trigger(*whole, text),)) for id_ in ("v2", "v1")),
    )
    assert returned(doc) == doc


def test_equal_spans_nest_as_the_guidelines_say():
    """COUNT outside the entity, the entity outside other values, mentions outside triggers."""
    text = "two pilots"
    kinds = {"title": ("TITLE", "value"), "pilots": ("PER", "nominal"), "count": ("COUNT", "value")}
    doc = document(
        text,
        entities=tuple(
            Entity(id_, type_, (mention(text, 0, 10, kind),)) for id_, (type_, kind) in kinds.items()
        ),
        events=(Event("v1", "Life.Die", "actual", (Trigger(0, 10, text),)),),
    )
    xml = inline.encode(doc).decode()
    places = [xml.index(mark) for mark in ('<m e="count"', '<m e="pilots"', '<m e="title"', '<t v="v1"')]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([(0, 4), (2, 6)], 'e="e1" k="name"> at 2–6 crossing <m e="e0"'),
        ([(3, 3)], "at 3–3, expected some text"),
        ([(4, 2)], "at 4–2, expected some text"),
        ([(4, 99)], "at 4–99, expected some text inside 0–10"),
    ],
)
def test_spans_that_no_element_can_enclose_are_refused(spans, message):
    text = "0123456789"
    entities = tuple(
        Entity(f"e{number}", "PER", (mention(text, *span),)) for number, span in enumerate(spans)
    )
    with pytest.raises(InputError, match=message):
        inline.encode(document(text, entities=entities))


def test_a_zone_inside_a_mention_is_refused():
    doc = document(
        "abcd",
        zones=(Zone(1, 3, "body"),),
        entities=(Entity("e", "PER", (mention("abcd", 0, 4),)),),
    )
    with pytest.raises(InputError, match="zones outside everything else"):
        inline.encode(doc)


@pytest.mark.parametrize("part", ["mentions", "triggers"])
def test_a_string_that_is_not_the_text_of_its_span_is_refused(part):
    """It would be lost: the form holds spans alone."""
    mentions = (Mention(0, 1, "y" if part == "mentions" else "x", "name"),)
    triggers = (Trigger(0, 1, "y" if part == "triggers" else "x"),)
    doc = document(
        "x",
        entities=(Entity("e", "PER", mentions),),
        events=(Event("v", "Life.Die", "actual", triggers),),
    )
    with pytest.raises(
        InputError, match=rf"{part}\[0\]\.text: found 'y', expected 'x', the text of its span"
    ):
        inline.encode(doc)


def test_ids_that_are_not_unique_are_refused():
    twice = (Entity("e", "PER", ()), Entity("e", "ORG", ()))
    with pytest.raises(InputError, match=r"entities\[1\]\.id: found a second 'e'"):
        inline.encode(document("x", entities=twice))


def test_what_the_header_leaves_out_has_defaults():
    doc = inline.decode(f"{HEAD}<text>x</text></document>".encode(), file="d.xml")
    assert doc == Document(id="d", text="x", meta=Metadata("page", "2031-05-14", "train"))


BROKEN = {
    "unclosed tag": (f"{HEAD}\n<text>a</document>", 2, "well-formed XML"),
    "no entity of that name": (f"{HEAD}\n<text>a &nbsp; b</text></document>", 2, "well-formed XML"),
    "document type": (f"<!DOCTYPE document>\n{HEAD}<text>a</text></document>", 1, "no DTD"),
    "other root": ("<doc/>", 1, "found <doc>, expected <document>"),
    "no text": (f"{HEAD}</document>", 1, "0 <text> elements, expected one"),
    "two texts": (f"{HEAD}<text>a</text><text>b</text></document>", 1, "2 <text> elements, expected one"),
    "no date": ('<document id="d" kind="page"><text>a</text></document>', 1, "<document> without date"),
    "kind with a slip": (
        '<document id="d" kind="pages" date="x"><text>a</text></document>',
        1,
        "did you mean page?",
    ),
    "unknown attribute": (f'{HEAD}\n<text><m e="a" kind="name">x</m></text></document>', 2, "attribute kind"),
    "unknown element": (f"{HEAD}\n<text>\n<mm>a</mm></text></document>", 3, "<mm> inside <text>"),
    "zone inside a mention": (
        f'{HEAD}<text><m e="a" k="name"><zone kind="body">a</zone></m></text></document>',
        1,
        "<zone> inside <m>",
    ),
    "comment inside the text": (f"{HEAD}<text>a<!-- b --></text></document>", 1, "a comment"),
    "text outside the text": (f"{HEAD}<text>a</text>\nmore</document>", 1, "text inside <document>"),
    "dangling mention": (
        f'{HEAD}\n<text><m e="ann" k="name">a</m></text>\n<entity id="anna" type="PER"/></document>',
        2,
        'found e="ann" in <m>, expected an <entity id="ann"> in the file; did you mean anna?',
    ),
    "dangling trigger": (f'{HEAD}<text>\n\n<t v="v1">a</t></text></document>', 3, 'v="v1" in <t>'),
    "dangling head": (
        f'{HEAD}<text>a</text>\n<entity id="a" type="PER"/>\n'
        '<relation type="leads" head="b" tail="a"/></document>',
        3,
        'head="b" in <relation>',
    ),
    "dangling argument": (
        f'{HEAD}<text>a</text>\n<event id="v1" type="Life.Die" realis="actual">\n'
        '<arg role="Agent" ref="z"/></event></document>',
        3,
        'ref="z" in <arg>',
    ),
    "empty mention": (
        f'{HEAD}<text>a<m e="a" k="name"/></text><entity id="a" type="PER"/></document>',
        1,
        "an empty <m>",
    ),
    "one id for two entities": (
        f'{HEAD}<text>a</text>\n<entity id="a" type="PER"/>\n<entity id="a" type="ORG"/></document>',
        3,
        "line 2 has it already",
    ),
    "evidence that is no number": (
        f'{HEAD}<text>a</text><entity id="a" type="PER"/>'
        '<relation type="leads" head="a" tail="a" evidence="1 x"/></document>',
        1,
        "numbers of sentences",
    ),
    "unknown layer": (
        '<document id="d" kind="page" date="x" layers="entities corefs"><text>a</text></document>',
        1,
        "did you mean coref?",
    ),
    "empty id": (f'{HEAD}<text>a</text><entity id="" type="PER"/></document>', None, "length >= 1"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_breaks_the_form_is_refused_with_its_line(case):
    xml, line, message = BROKEN[case]
    with pytest.raises(InputError) as caught:
        inline.decode(xml.encode(), file="d.xml")
    assert message in str(caught.value)
    assert caught.value.problems[0].line == line


def test_all_faults_are_told_at_once():
    text = '<text><m e="a" k="name">x</m><t v="v">y</t></text>'
    xml = f'{HEAD}{text}<relation type="l" head="h" tail="t"/></document>'
    inspection = inline.inspect(xml.encode(), file="d.xml")
    assert [problem.found.split()[0] for problem in inspection.problems] == [
        'e="a"',
        'v="v"',
        'head="h"',
        'tail="t"',
    ]


def test_bytes_that_are_not_utf_8_are_refused():
    with pytest.raises(InputError, match="byte 0xe9 at 54, expected UTF-8"):
        inline.decode(HEAD.encode() + b"\n<text>\xe9</text></document>", file="d.xml")


def test_entities_are_never_expanded(tmp_path):
    """No file is read and no memory filled by what a document declares."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    xml = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{HEAD}<text>&x;</text></document>'
    inspection = inline.inspect(xml.encode(), file="d.xml")
    assert inspection.text is None
    assert "no DTD" in str(inspection.problems[0])


def test_a_folder_is_read_by_name_and_written_by_id(tmp_path):
    documents = [replace(document("x"), id=id_) for id_ in ("b", "a/../c", "a")]
    inline.write(tmp_path / "out", documents)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a%2F..%2Fc.xml", "a.xml", "b.xml"]
    assert {doc.id for doc in inline.read(tmp_path / "out")} == {"a", "a/../c", "b"}


def test_many_spans_may_nest():
    text = "x" * 300
    entities = tuple(Entity(f"e{n}", "PER", (mention(text, 0, n),)) for n in range(1, 301))
    doc = document(text, entities=entities)
    assert returned(doc) == doc


def test_a_file_holds_one_document(tmp_path):
    with pytest.raises(InputError, match="2 documents for one file"):
        inline.write(tmp_path / "out.xml", [document("x"), document("y")])


def test_reading_a_folder_tells_the_faults_of_all_files(tmp_path):
    (tmp_path / "a.xml").write_text("<document/>")
    (tmp_path / "b.xml").write_text("no XML")
    with pytest.raises(InputError) as caught:
        list(inline.read(tmp_path))
    assert {problem.file for problem in caught.value.problems} == {
        str(tmp_path / "a.xml"),
        str(tmp_path / "b.xml"),
    }


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        inline.read_file(tmp_path / "none.xml")


def test_every_part_of_a_document_can_be_found_in_its_file():
    """JSON paths lead to lines: of mentions, triggers, arguments, zones and the elements after the text."""
    xml = (
        f'{HEAD}\n<text><zone kind="body" story="s">\n<m e="a" k="name">x</m>\n<t v="v">y</t></zone></text>\n'
        '<entity id="a" type="PER"/>\n<relation type="l" head="a" tail="a"/>\n'
        '<event id="v" type="t" realis="actual">\n<arg role="r" ref="a"/></event>\n</document>'
    )
    assert inline.inspect(xml.encode(), file="d.xml").lines == {
        "$.zones[0]": 2,
        "$.entities[0]": 5,
        "$.entities[0].mentions[0]": 3,
        "$.relations[0]": 6,
        "$.events[0]": 7,
        "$.events[0].triggers[0]": 4,
        "$.events[0].arguments[0]": 8,
    }


def test_json_and_xml_hold_the_same(tmp_path):
    """The JSON of what was read is the JSON of what was written."""
    doc = document("x", entities=(Entity("e", "PER", (mention("x", 0, 1),), "X"),))
    assert msgspec.json.encode(returned(doc)) == msgspec.json.encode(doc)
