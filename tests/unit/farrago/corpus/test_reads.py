"""What adversarial readers found: the file's rows, and how sure their rate is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from farrago.corpus.card import reads
from farrago.corpus.card.reads import Read
from farrago_schema.problems import InputError

LAYERS = tuple(reads.TITLES)


def rows(counts, when="before", layer="mentions", reader=1):
    return [Read(f"d{at}", reader, when, layer, *each) for at, each in enumerate(counts)]


def written(tmp_path, lines):
    path = tmp_path / reads.FILE
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return path


def whole(**changed):
    """A read of every layer, with something changed in the first row."""
    row = {"document": "d1", "reader": 1, "when": "before", "errors": 1, "checked": 20}
    first, *others = ({**row, "layer": layer} for layer in LAYERS)
    return [{**first, **changed}, *others]


def test_a_file_is_read_as_it_stands(tmp_path):
    found = reads.read(written(tmp_path, whole(errors=2)))
    assert [(row.layer, row.errors) for row in found[:2]] == [("zones", 2), ("mentions", 1)]
    assert len(found) == len(LAYERS)


def test_without_a_file_nobody_has_read(tmp_path):
    assert reads.read(tmp_path / reads.FILE) == []
    assert reads.block([]) == "No adversarial reader has been through any document yet."


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (whole(errors=21), "reads.jsonl:1: document d1: found 21 errors of 20 labels"),
        (whole(errors=-1), "found -1 errors of 20 labels"),
        ([*whole(), whole()[0]], "reads.jsonl:9: document d1: found reader 1 on zones, as on line 1"),
        (whole()[1:], "document d1: found reader 1 without zones, expected a row for every layer"),
        (whole(layer="mention"), "'mention'"),
        (whole(when="later"), "'later'"),
        (whole(note="x"), "note"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path, lines, words):
    with pytest.raises(InputError) as caught:
        reads.read(written(tmp_path, lines))
    assert words in str(caught.value)


def test_one_document_has_no_interval():
    assert reads.rate(rows([(1, 50)])) == (1, 50, 1, None, None)
    assert reads.rate([]) == (0, 0, 0, None, None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 200)), min_size=2, max_size=15))
def test_the_interval_holds_the_rate_and_is_never_narrower_than_that_of_labels_drawn_alone(counts):
    found = reads.rate(rows(counts))
    alone = binomtest(found.errors, found.checked).proportion_ci(0.95, "exact")
    assert 0 <= found.low <= found.errors / found.checked <= found.high <= 1
    assert found.low <= alone.low + 1e-9
    assert found.high >= alone.high - 1e-9


def test_errors_in_bunches_tell_less_than_errors_spread_evenly():
    even, bunched = reads.rate(rows([(2, 100)] * 6)), reads.rate(rows([(12, 100)] + [(0, 100)] * 5))
    assert even.errors == bunched.errors
    assert bunched.high > even.high
    assert bunched.low < even.low


def test_more_documents_tell_more():
    """No error in 12 documents of 100 labels against none in 3 of 400."""
    assert reads.rate(rows([(0, 100)] * 12)).high < reads.rate(rows([(0, 400)] * 3)).high


def test_the_interval_by_hand():
    """Two documents, no error among 200 labels: t of 1 degree is 12.706, so 200 tell as much as 4.8."""
    found = reads.rate(rows([(0, 100), (0, 100)]))
    assert found.high == pytest.approx(1 - 0.025 ** (1 / (200 * (1.97196 / 12.70620) ** 2)), rel=1e-4)


def test_rows_of_several_readers_of_a_document_are_one_document():
    assert reads.rate([*rows([(1, 50)]), *rows([(2, 50)], reader=2)]) == (3, 100, 1, None, None)


def test_the_table_has_a_column_for_each_phase_that_there_is():
    found = [row for layer in LAYERS for row in rows([(1, 100), (1, 100)], layer=layer)]
    found += [row for layer in LAYERS for row in rows([(0, 100)], when="after", layer=layer, reader=2)]
    lines = reads.block(found).splitlines()
    assert lines[0] == (
        "In the pilot: none yet. In test, as found: 2 documents by 1 reader. "
        "After mending: 1 document by 1 reader."
    )
    assert "in the pilot" not in lines[2]
    assert lines[4].startswith("| **all** | 16 of 1,600 | 1.00 |")
    assert lines[4].endswith("| 0 of 800 | 0.00 | – |")
    assert len(lines) == 4 + 1 + len(LAYERS)
