"""Texts find their gold by hash; a text that is not the right one is told how near it comes."""

import re
import unicodedata
from pathlib import Path

import pytest
from msgspec.structs import replace

from farrago.corpus import near, standoff
from farrago.corpus.hydrate import hydrate
from farrago.corpus.segment import segment
from farrago.importers import inline
from farrago_schema import codec, ontology
from farrago_schema.problems import InputError
from farrago_schema.standoff import StandoffDocument
from farrago_schema.types import Document, Entity, Event, Mention, Metadata, Relation, Trigger, Zone
from seeds import seed

LABELS = ontology.load()
LONG = "Ana Ruiz, 41, met Café owners in Lima on Tuesday.\n" + "".join(
    f"Line {number} says nothing that was not said on line {number - 1}.\n" for number in range(2, 40)
)


def marked(id_: str, text: str) -> Document:
    """A document over any text: a zone a paragraph, every capitalised word an entity, two of them related."""
    zones = [
        Zone(*each.span(), "body", "s1") for each in re.finditer(r"\S.*?(?=\s*(?:\n\n|\Z))", text, re.DOTALL)
    ]
    words = list(re.finditer(r"\b[A-Z][a-z]{3,}\b", text))[:12]
    entities = [
        Entity(f"{each[0]}-{number}", "PER", (Mention(*each.span(), each[0], "name"),), each[0])
        for number, each in enumerate(words)
    ]
    trigger = Trigger(*words[-1].span(), words[-1][0])
    event = Event("met", "Contact.Meet", "actual", (trigger,))
    relation = Relation("associate_of", entities[0].id, entities[1].id)
    meta = Metadata("page", "2018-12-13", "test")
    return Document(
        id_, text, meta, zones=tuple(zones), entities=tuple(entities), relations=(relation,), events=(event,)
    )


@pytest.fixture
def gold(tmp_path):
    """The gold of a long text, without it."""
    path = tmp_path / "gold.jsonl"
    codec.write(path, [standoff.without_text(marked("long", LONG), LABELS)], StandoffDocument)
    return path


def test_gold_and_text_are_put_together_whatever_the_file_is_called(gold, tmp_path):
    (tmp_path / "whatever.txt").write_text(LONG, "utf-8")
    found = hydrate(gold, [tmp_path], LABELS)
    (document,) = found.documents
    assert (document.id, document.text, found.changed, found.left) == ("long", LONG, {}, ())
    assert document == segment(replace(document, tokens=(), sentences=()))
    assert document.tokens and document.sentences


CHANGED = {
    "line ends to LF": LONG.replace("\n", "\r\n").encode(),
    "byte order mark removed": b"\xef\xbb\xbf" + LONG.encode(),
    "Unicode NFC": unicodedata.normalize("NFD", LONG).encode(),
    "white space at line ends removed": LONG.replace(".\n", ". \t\n").encode(),
    "one line feed at the end": LONG.rstrip().encode(),
    "no-break spaces to spaces": LONG.replace("Line 9 ", "Line 9\u00a0").encode(),
    "read as Windows-1252": LONG.encode("cp1252"),
    "read as UTF-16": LONG.encode("utf-16"),
    "byte order mark removed, line ends to LF, Unicode NFC": b"\xef\xbb\xbf"
    + unicodedata.normalize("NFD", LONG).replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize(("steps", "data"), CHANGED.items())
def test_a_changed_file_is_refused_with_what_would_make_it_right_and_taken_when_allowed(
    gold, tmp_path, steps, data
):
    path = tmp_path / "t.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        hydrate(gold, [path], LABELS)
    assert f"it becomes that text by: {steps}; --normalise does this" in str(error.value)
    found = hydrate(gold, [path], LABELS, normalise=True)
    assert found.documents[0].text == LONG
    assert found.changed == {str(path): tuple(steps.split(", "))}


def test_a_text_with_crlf_is_met_by_one_with_lf(tmp_path):
    text = LONG.replace("\n", "\r\n")
    codec.write(tmp_path / "g.jsonl", [standoff.without_text(marked("long", text), LABELS)], StandoffDocument)
    (tmp_path / "t.txt").write_text(LONG, "utf-8", newline="\n")
    found = hydrate(tmp_path / "g.jsonl", [tmp_path / "t.txt"], LABELS, normalise=True)
    assert found.documents[0].text == text


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("Line 20 says", "Line 20 said", "in its place"),
        ("Line 20 says", "Line 20 never says", "6 code points too late"),
        ("Line 20 says", "Line says", "3 code points too early"),
    ],
)
def test_another_text_is_refused_with_the_place_of_its_first_difference(gold, tmp_path, old, new, hint):
    path = tmp_path / "t.txt"
    path.write_text(LONG.replace(old, new), "utf-8")
    for normalise in (False, True):
        with pytest.raises(InputError) as error:
            hydrate(gold, [path], LABELS, normalise=normalise)
        told = str(error.value)
        at = re.search(r"the first difference is at an offset from (\d+) to (\d+)", told)
        assert int(at[1]) <= LONG.index(old) + len("Line ") <= int(at[2])
        assert hint in told
        assert re.search(r"\d\d % of the text of long stands in it", told)


def test_a_changed_file_with_another_text_tells_both(gold, tmp_path):
    path = tmp_path / "t.txt"
    path.write_bytes(LONG.replace("Line 20 says", "Line 20 said").replace("\n", "\r\n").encode())
    with pytest.raises(InputError, match=re.escape("stands in it (after: line ends to LF)")):
        hydrate(gold, [path], LABELS)


def test_a_text_that_is_like_none_is_told(gold, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("Something else entirely.", "utf-8")
    with pytest.raises(InputError, match="no stretch of it stands in any of them") as error:
        hydrate(gold, [path], LABELS)
    assert f"long ({len(LONG):,} code points" in str(error.value)


def test_nothing_is_put_together_where_one_text_is_wrong(gold, tmp_path):
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    (tmp_path / "b.txt").write_text("Something else.", "utf-8")
    with pytest.raises(InputError) as error:
        hydrate(gold, [tmp_path], LABELS)
    assert [Path(problem.file).name for problem in error.value.problems] == ["b.txt"]


def test_documents_without_a_text_are_named(gold, tmp_path):
    both = [
        *codec.read(gold, StandoffDocument),
        standoff.without_text(marked("other", LONG + "More."), LABELS),
    ]
    codec.write(gold, both, StandoffDocument)
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    assert hydrate(gold, [tmp_path / "a.txt"], LABELS).left == ("other",)


@pytest.mark.parametrize("change", ["name", "zone", "mention", "end"])
def test_gold_that_does_not_fit_its_text_is_told(gold, tmp_path, change):
    (made,) = codec.read(gold, StandoffDocument)
    (first, *rest) = made.entities
    far = replace(first.mentions[0], start=9000, end=9001)
    wrong = {
        "name": {"entities": (replace(first, name=7), *rest)},
        "zone": {"zones": (*made.zones, Zone(8000, 9000, "body", "s1"))},
        "mention": {"entities": (replace(first, mentions=(far,)), *rest)},
        "end": {"relations": (replace(made.relations[0], head="e99"),)},
    }
    codec.write(gold, [replace(made, **wrong[change])], StandoffDocument)
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    with pytest.raises(InputError, match="document long"):
        hydrate(gold, [tmp_path / "a.txt"], LABELS)


def test_a_folder_without_texts_is_told(gold, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no file"):
        hydrate(gold, [tmp_path / "empty"], LABELS)


def test_variants_with_fewer_steps_come_first():
    counts = [len(variant.steps) for variant in near.variants(CHANGED["line ends to LF"])]
    assert counts == sorted(counts)
    texts = [variant.text for variant in near.variants(CHANGED["line ends to LF"])]
    assert len(texts) == len(set(texts))


def test_every_toy_goes_there_and_back(home):
    documents = list(inline.read(home / "source" / "gold"))
    path = home / "gold.jsonl"
    codec.write(path, [standoff.without_text(each, LABELS) for each in documents], StandoffDocument)
    found = hydrate(path, [home / "source" / "text"], LABELS)
    assert [each.text for each in found.documents] == [each.text for each in documents]


def test_the_real_page_goes_there_and_back(tmp_path):
    """With marks of no meaning: its annotation is not in the repository, and its text must not be."""
    path = seed()
    text = path.read_bytes().decode()
    codec.write(tmp_path / "g.jsonl", [standoff.without_text(marked("seed", text), LABELS)], StandoffDocument)
    (document,) = hydrate(tmp_path / "g.jsonl", [path], LABELS).documents
    assert document.text == text
    assert [m.text for e in document.entities for m in e.mentions] == [
        m.text for e in marked("seed", text).entities for m in e.mentions
    ]
    assert max(token.end for token in document.tokens) <= len(text)
