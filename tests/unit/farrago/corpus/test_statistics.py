"""What is in a corpus, counted by hand on documents of a few marks."""

import csv
import io

import pytest
from msgspec.structs import replace

from farrago.corpus import statistics
from farrago.corpus.segment import segment
from farrago.corpus.statistics import quotas, shape
from farrago.importers import inline
from farrago_schema import ontology
from farrago_schema.types import Span, Zone
from small import gold

LABELS = ontology.load()
SENTENCES = [Span(start, start + 10) for start in range(0, 200, 10)]
ZONES = [Zone(0, 50, "body", "s1"), Zone(50, 100, "body", "s1"), Zone(100, 200, "teaser", "s2")]
PEOPLE = {
    "a": ("PER", (0, 1), (41, 42)),
    "b": ("ORG", (12, 13), (51, 52)),
    "c": ("GPE", (120, 121)),
    "t": ("TIME", (150, 151)),
}


@pytest.fixture
def corpus(home):
    """The toys by split."""
    documents = [segment(document) for document in inline.read(home / "source" / "gold")]
    return {split: [each for each in documents if each.meta.split == split] for split in ("train", "dev")}


def block(corpus, key):
    return next(each for each in statistics.blocks(corpus, LABELS) if each.key == key)


def column(found, name):
    place = found.columns.index(name)
    return {row: numbers[place] for row, numbers in found.rows.items()}


def test_splits_kinds_and_all_have_their_columns(corpus):
    found = block(corpus, "sizes")
    assert found.columns == ("train", "dev", "all", "stories", "pages")
    assert column(found, "train") == column(found, "pages")
    assert column(found, "dev") == column(found, "stories")
    whole = {name: sum(column(found, split)[name] for split in ("train", "dev")) for name in found.rows}
    assert column(found, "all") == whole


def test_a_corpus_of_one_kind_is_not_counted_by_kind(corpus):
    assert block({"train": corpus["train"]}, "sizes").columns == ("train", "all")


def test_labels_are_counted_those_that_never_occur_included(corpus):
    found = column(block(corpus, "events"), "all")
    assert list(found) == list(LABELS.event_types)
    assert {name for name, number in found.items() if number} == {
        *("Justice.Sue", "Business.Acquire", "Conflict.Attack", "Life.Die"),
        *("Personnel.Depart", "Movement.Travel"),
    }
    assert column(block(corpus, "blemishes"), "all") == {"caption": 1, "teasers": 1}
    assert column(block(corpus, "statuses"), "all") == {"current": 3, "former": 2, "denied": 0}


def test_sizes_are_those_of_documents_entities_and_events():
    one = gold(PEOPLE, (), [("Meet", [(5, 6), (7, 8)], [("P", "a"), ("P", "b")])], sentences=SENTENCES)
    one = replace(one, tokens=(Span(0, 3), Span(4, 5), Span(10, 12)))
    found = shape.sizes([one], LABELS)
    assert found["tokens per document"] == [3]
    assert found["tokens per sentence"][:3] == [2, 1, 0]
    assert found["mentions per entity"] == [2, 2, 1]
    assert found["values per document"] == [1]
    assert (found["triggers per event"], found["arguments per event"]) == ([2], [2])


def test_links_are_measured_where_they_come_closest():
    one = gold(PEOPLE, [("r", "a", "b"), ("r", "b", "c"), ("r", "c", "a")], sentences=SENTENCES, zones=ZONES)
    assert [tuple(link) for link in shape.relation_links(one)] == [
        (1, True, True),
        (7, False, False),
        (8, False, False),
    ]


def test_an_argument_is_measured_from_the_nearest_trigger():
    one = gold(
        PEOPLE,
        (),
        [("Meet", [(5, 6), (125, 126)], [("P", "c"), ("P", "b")])],
        sentences=SENTENCES,
        zones=ZONES,
    )
    assert [tuple(link) for link in shape.argument_links(one)] == [(0, True, True), (1, True, True)]


def test_distances_and_crossings_are_counted_in_steps():
    relations = [("r", "a", "b"), ("r", "b", "c"), ("r", "c", "a")]
    one = gold(PEOPLE, relations, sentences=SENTENCES, zones=ZONES)
    corpus = {"dev": [one]}
    found = column(block(corpus, "relation_distances"), "all")
    assert found == {"0": 0, "1": 1, "2": 0, "3–5": 0, "6–10": 2, "11+": 0}
    crossing = column(block(corpus, "crossing"), "all")
    assert crossing["relations across sentences"] == 1
    assert crossing["relations across zones"] == pytest.approx(2 / 3)
    assert crossing["relations across stories"] == pytest.approx(2 / 3)
    assert crossing["arguments across zones"] is None


def test_without_sentences_a_distance_is_unknown_and_leaves_the_shares():
    corpus = {"dev": [gold(PEOPLE, [("r", "a", "b")])]}
    assert column(block(corpus, "relation_distances"), "all")["unknown"] == 1
    assert column(block(corpus, "crossing"), "all")["relations across sentences"] is None


def test_the_spread_of_nothing_is_null():
    found = block({"dev": [gold()]}, "spread")
    assert found.rows["mentions per entity"] == (0, None, None, None, None, None, None)


def test_csv_has_a_line_a_number(corpus):
    blocks = statistics.blocks(corpus, LABELS)
    lines = list(csv.DictReader(io.StringIO(statistics.comma_separated(blocks))))
    assert len(lines) == sum(len(each.rows) * len(each.columns) for each in blocks)
    (line,) = (
        each
        for each in lines
        if (each["table"], each["row"], each["column"]) == ("sizes", "documents", "all")
    )
    assert line["value"] == "2"


def test_quotas_say_what_is_wanting(corpus):
    documents = [each for split in corpus.values() for each in split]
    found = {each.label: each for each in quotas.quotas(documents, LABELS)}
    travel = found["Movement.Travel"]
    assert travel.found == {
        "all": 1,
        "documents": 1,
        "test": 0,
        "test documents": 0,
        "train": 0,
        "dev": 1,
    }
    assert travel.short == {"all": 11, "documents": 7, "test": 4, "test documents": 3, "train": 3}
    assert found["Justice.Sue.Defendant"].short == {"all": 2}
    roles = [each for each in found.values() if each.group == "role"]
    assert len(roles) == sum(len(event.roles) for event in LABELS.event_types.values())


def test_a_label_that_meets_its_quota_is_not_listed():
    many = [gold({f"e{n}": ("PER", (n, n + 1)) for n in range(15)})]
    found = {each.label: each for each in quotas.quotas(many, LABELS)}
    assert (found["PER"].short, found["ORG"].short) == ({}, {"all": 15})
    tables = list(quotas.tables(found.values()))
    (entities,) = (table for table in tables if table.title == "entity: short")
    assert "PER" not in {row[0] for row in entities.rows}
    assert tables[-1].rows[2] == ("entity", "1", "10")
