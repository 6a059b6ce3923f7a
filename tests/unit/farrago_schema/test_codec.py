"""Files ⇄ types: nothing is lost, nothing wrong gets in, and every refusal says why."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from farrago_schema import codec
from farrago_schema.codec import parquet
from farrago_schema.codec.parquet import arrow_schema
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import Result, System
from farrago_schema.types import Document, Input, Mention, PredictedEntity, PredictedMention, Prediction
from strategies import corpora, predictions_for, values_of

ALL = pytest.mark.parametrize("suffix", codec.SUFFIXES)
LINES = pytest.mark.parametrize("suffix", [suffix for suffix in codec.SUFFIXES if suffix != ".parquet"])
FEW = settings(max_examples=20)  # of each format
EMPTY_LAYERS = [
    Prediction("absent"),
    Prediction("empty", (), (), ()),
    Prediction("some", (), None, ()),
]


def refused(path: Path | str, type_: type[msgspec.Struct] = Prediction) -> Problem:
    with pytest.raises(InputError) as caught:
        list(codec.read(path, type_))
    (problem,) = caught.value.problems
    return problem


@ALL
@FEW
@given(documents=corpora())
def test_documents_come_back_as_they_were(tmp_path_factory, suffix, documents):
    path = tmp_path_factory.mktemp("codec") / f"gold{suffix}"
    codec.write(path, documents, Document)
    assert list(codec.read(path, Document)) == documents


@ALL
@FEW
@given(data=st.data())
def test_predictions_come_back_as_they_were(tmp_path_factory, suffix, data):
    predictions = [data.draw(predictions_for(document)) for document in data.draw(corpora())]
    path = tmp_path_factory.mktemp("codec") / f"predictions{suffix}"
    codec.write(path, predictions, Prediction)
    assert list(codec.read(path, Prediction)) == predictions


@ALL
@FEW
@given(items=st.lists(values_of(Prediction), max_size=3))
def test_whatever_a_prediction_may_hold_comes_back(tmp_path_factory, suffix, items):
    path = tmp_path_factory.mktemp("codec") / f"predictions{suffix}"
    codec.write(path, items, Prediction)
    assert list(codec.read(path, Prediction)) == items


@ALL
@FEW
@given(documents=corpora())
def test_inputs_come_back_as_they_were(tmp_path_factory, suffix, documents):
    inputs = [document.input() for document in documents]
    path = tmp_path_factory.mktemp("codec") / f"inputs{suffix}"
    codec.write(path, inputs, Input)
    assert list(codec.read(path, Input)) == inputs


@ALL
def test_an_absent_layer_is_not_an_empty_one(tmp_path, suffix):
    path = tmp_path / f"predictions{suffix}"
    codec.write(path, EMPTY_LAYERS, Prediction)
    assert list(codec.read(path, Prediction)) == EMPTY_LAYERS


@ALL
def test_the_same_items_give_the_same_bytes(tmp_path, suffix):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        codec.write(tmp_path / folder / f"predictions{suffix}", EMPTY_LAYERS, Prediction)
    one, other = (tmp_path / folder / f"predictions{suffix}" for folder in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()
    assert codec.sha256(one) == hashlib.sha256(other.read_bytes()).hexdigest()


def test_compressed_bytes_hold_no_name_and_no_time(tmp_path):
    codec.write(tmp_path / "name.jsonl.gz", EMPTY_LAYERS, Prediction)
    data = (tmp_path / "name.jsonl.gz").read_bytes()
    assert b"name" not in data
    assert data[4:8] == bytes(4)


@ALL
def test_nothing_is_a_file_of_no_items(tmp_path, suffix):
    codec.write(tmp_path / f"none{suffix}", [], Prediction)
    assert list(codec.read(tmp_path / f"none{suffix}", Prediction)) == []


@ALL
def test_items_are_numbered_from_one(tmp_path, suffix):
    path = tmp_path / f"predictions{suffix}"
    items = [Prediction(f"d{number}") for number in range(1, 601)]  # more than two row groups
    codec.write(path, items, Prediction)
    assert [(number, item.id) for number, item in codec.read_numbered(path, Prediction)] == [
        (number, f"d{number}") for number in range(1, 601)
    ]


@LINES
def test_windows_line_ends_are_read_and_never_written(tmp_path, suffix):
    path = tmp_path / f"predictions{suffix}"
    codec.write(path, EMPTY_LAYERS, Prediction)
    assert b"\r" not in codec.open_bytes(path).read()
    plain = tmp_path / "crlf.jsonl"
    plain.write_bytes(codec.open_bytes(path).read().replace(b"\n", b"\r\n"))
    assert list(codec.read(plain, Prediction)) == EMPTY_LAYERS


def test_the_last_line_may_lack_its_end(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id":"a"}\n{"id":"b"}')
    assert [item.id for item in codec.read(path, Prediction)] == ["a", "b"]


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        (b'\xef\xbb\xbf{"id":"a"}\n', "byte-order-mark", 1),
        (b'{"id":"a"}\n\n{"id":"b"}\n', "blank-line", 2),
        (b'{"id":"a"}\n \t\n', "blank-line", 2),
        (b'{"id":"a"}\n\n', "blank-line", 2),
        (b'{"id":"a"}\n{"id":"b"\n', "json", 2),
        (b'{"id":"a"} {"id":"b"}\n', "json", 1),
        (b'{"id":NaN}\n', "json", 1),
        (b'{"id":"\xff"}\n', "encoding", 1),
        (b'{"id":"\\ud800"}\n', "lone-surrogate", 1),
        (b'{"id":"\\udc00x"}\n', "lone-surrogate", 1),
        (b"[]\n", "shape", 1),
        (b"[" * 100_000 + b"\n", "shape", 1),
        (b'{"id":"a","entities":' + b"[" * 100_000 + b"\n", "shape", 1),
        ('{"id":"a"}\n'.encode("utf-16"), "json", 1),
    ],
)
def test_a_line_that_does_not_decode_is_named(tmp_path, lines, code, line):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(lines)
    problem = refused(path)
    assert (problem.code, problem.line, problem.file) == (code, line, str(path))


def test_surrogate_pairs_are_one_character(tmp_path):
    path = tmp_path / "pair.jsonl"
    path.write_bytes(b'{"id":"\\ud83d\\ude00"}\n')
    assert next(codec.read(path, Prediction)).id == "😀"


MENTION = {"id": "a", "entities": [{"id": "e", "type": "PER", "mentions": [{"start": 0, "end": 1}]}]}


@pytest.mark.parametrize(
    ("key", "value", "found", "expected"),
    [
        ("start", -5, "-5", "int >= 0"),
        ("start", "0", "str", "int or null"),
        ("start", 2**40, str(2**40), "int <= 2147483647"),
        ("end", 1.5, "float", "int or null"),
        ("kind", "nominale", "'nominale'", "one of the values that the schema lists"),
        ("stop", 1, "an unknown field 'stop'", "the fields of the schema only"),
    ],
)
def test_a_wrong_value_is_shown_with_its_place(tmp_path, key, value, found, expected):
    bad = json.loads(json.dumps(MENTION))
    bad["entities"][0]["mentions"][0][key] = value
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(MENTION) + "\n" + json.dumps(bad) + "\n")
    problem = refused(path)
    place = "$.entities[0].mentions[0]" + ("" if key == "stop" else f".{key}")
    assert problem == Problem("shape", str(path), found, expected, line=2, document="a", path=place)


def test_a_wrong_row_of_parquet_is_named(tmp_path):
    path = tmp_path / "bad.parquet"
    codec.write(path, [Prediction("good"), Prediction("")], Prediction)
    problem = refused(path)
    assert (problem.code, problem.line, problem.path) == ("shape", 2, "$.id")
    assert refused(path, System).code == "shape"


def test_good_items_come_before_the_refusal(tmp_path):
    path = tmp_path / "late.jsonl"
    path.write_bytes(b'{"id":"a"}\n{"id":1}\n')
    items = codec.read(path, Prediction)
    assert next(items).id == "a"
    with pytest.raises(InputError):
        next(items)


@ALL
def test_a_missing_file_and_a_folder_are_refused(tmp_path, suffix):
    assert refused(tmp_path / f"none{suffix}").code == "missing-file"
    (tmp_path / f"folder{suffix}").mkdir()
    assert refused(tmp_path / f"folder{suffix}").code == "folder"


@pytest.mark.parametrize("name", ["predictions.csv", "predictions", "predictions.jsonl.bz2", "jsonl"])
def test_an_unknown_suffix_is_refused_both_ways(tmp_path, name):
    assert refused(tmp_path / name).code == "file-type"
    with pytest.raises(InputError, match=r"\.jsonl\.zst"):
        codec.write(tmp_path / name, [], Prediction)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    for suffix in codec.SUFFIXES:
        (tmp_path / f"link{suffix}").symlink_to("/proc/self/mem")
        assert refused(tmp_path / f"link{suffix}").code == "unreadable-file"
    with pytest.raises(InputError):
        codec.sha256(tmp_path / "link.jsonl")


def test_a_pipe_is_refused_with_the_way_out(tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    problem = refused(tmp_path / "pipe.jsonl")
    assert problem.code == "not-a-file"
    assert "-" in problem.hint


@ALL
def test_a_truncated_file_is_refused(tmp_path, suffix):
    if suffix == ".jsonl":
        pytest.skip("a cut line is broken JSON, which another test has")
    path = tmp_path / f"cut{suffix}"
    codec.write(path, [Prediction(f"d{number}") for number in range(2000)], Prediction)
    whole = path.read_bytes()
    for size in (5, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert refused(path).code in {"truncated-file", "unreadable-file"}


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_garbage_is_refused(tmp_path, suffix):
    path = tmp_path / f"garbage{suffix}"
    path.write_bytes(b"this is not what its suffix says" * 10)
    assert refused(path).code == "unreadable-file"


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst"])
def test_several_frames_are_one_file(tmp_path, suffix):
    path = tmp_path / f"parts{suffix}"
    codec.write(path, EMPTY_LAYERS, Prediction)
    path.write_bytes(path.read_bytes() * 3)
    assert list(codec.read(path, Prediction)) == EMPTY_LAYERS * 3


MEMORY = """
import resource, sys
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Prediction
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    for item in codec.read(sys.argv[1], Prediction): pass
except InputError as error:
    print(error.problems[0].code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst"])
@pytest.mark.parametrize("piece", [b" ", b'{"id":"a"}\n'])
def test_a_bomb_is_refused_in_bounded_memory(tmp_path, suffix, piece):
    path = tmp_path / f"bomb{suffix}"
    block = piece * (2**24 // len(piece))
    compressor = gzip.open if suffix == ".jsonl.gz" else zstandard.open
    with compressor(path, "wb") as stream:
        for _ in range(24):
            stream.write(block)
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, path], capture_output=True, text=True, check=True, timeout=60
    )
    code, mebibytes = ran.stdout.split()
    assert code == "zip-bomb"
    assert int(mebibytes) < 200


def test_predictions_that_compress_well_are_not_a_bomb(tmp_path):
    path = tmp_path / "small.jsonl.zst"
    items = [Prediction(f"d{number}", (), (), ()) for number in range(100_000)]
    codec.write(path, items, Prediction)
    assert sum(1 for _ in codec.read(path, Prediction)) == 100_000


def test_a_line_without_end_is_refused(tmp_path):
    path = tmp_path / "long.jsonl"
    path.write_bytes(b'{"id":"a"}\n' + b'"' * 1000)
    lines = codec.raw_lines(path, limit=100)
    assert next(lines) == (1, b'{"id":"a"}\n')
    with pytest.raises(InputError) as caught:
        next(lines)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("long-line", 2)


def test_a_line_of_the_limit_is_read(tmp_path):
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"x" * 99 + b"\n")
    assert list(codec.raw_lines(path, limit=100)) == [(1, b"x" * 99 + b"\n")]


def test_standard_input_can_be_read_twice_and_hashed(monkeypatch):
    data = b'{"id":"a"}\n{"id":"b"}\n'
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [item.id for item in codec.read("-", Prediction)] == ["a", "b"]
    assert [number for number, _ in codec.raw_lines("-")] == [1, 2]
    assert codec.sha256("-") == hashlib.sha256(data).hexdigest()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"nonsense\n")))
    assert refused("-").where == "<stdin>:1"


def test_standard_output_gets_lines(capfdbinary):
    codec.write("-", [Prediction("a")], Prediction)
    assert capfdbinary.readouterr().out == b'{"id":"a"}\n'


@ALL
def test_a_failure_leaves_the_file_as_it_was(tmp_path, suffix):
    path = tmp_path / f"predictions{suffix}"
    codec.write(path, [Prediction("old")], Prediction)

    def failing():
        yield Prediction("new")
        raise RuntimeError("the system broke down")

    with pytest.raises(RuntimeError):
        codec.write(path, failing(), Prediction)
    assert [item.id for item in codec.read(path, Prediction)] == ["old"]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@ALL
def test_half_a_surrogate_pair_is_not_written(tmp_path, suffix):
    with pytest.raises(InputError):
        codec.write(tmp_path / f"bad{suffix}", [Prediction("\ud800")], Prediction)
    assert not list(tmp_path.iterdir())


def test_a_place_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        codec.write(tmp_path / "none" / "a.jsonl", [], Prediction)


@pytest.mark.parametrize("layout", [parquet.QUICK, parquet.SMALL, parquet.SMALL_RISING])
@FEW
@given(documents=corpora())
def test_rows_are_the_same_in_every_layout(tmp_path_factory, layout, documents):
    path = tmp_path_factory.mktemp("codec") / "gold.parquet"
    parquet.write(path, documents, Document, layout)
    assert list(codec.read(path, Document)) == documents


def test_a_layout_has_groups_of_as_many_rows_as_it_says(tmp_path):
    path = tmp_path / "empty.parquet"
    predictions = [Prediction(f"d{number}") for number in range(3 * parquet.ROWS - 1)]
    for layout, groups in (
        (parquet.QUICK, 3),
        (parquet.Layout(rows=2 * parquet.ROWS), 2),
        (parquet.SMALL, 1),
    ):
        parquet.write(path, predictions, Prediction, layout)
        assert pq.read_metadata(path).num_row_groups == groups
        assert list(codec.read(path, Prediction)) == predictions


def test_parquet_has_the_columns_of_the_types_and_nothing_else(tmp_path):
    path = tmp_path / "gold.parquet"
    codec.write(path, [], Document)
    found = pq.read_schema(path)
    assert found.names == list(Document.__struct_fields__)
    assert found.metadata is None
    assert found.equals(arrow_schema(Document))
    mention = found.field("entities").type.value_type.field("mentions").type.value_type
    assert [(field.name, str(field.type)) for field in mention] == [
        ("start", "int32"),
        ("end", "int32"),
        ("text", "string"),
        ("kind", "string"),
    ]
    assert [field.name for field in mention] == list(Mention.__struct_fields__)


def test_what_a_column_cannot_say_is_refused(tmp_path):
    with pytest.raises(TypeError, match="cannot hold dict"):
        arrow_schema(Result)
    entity = PredictedEntity("e", "PER", (PredictedMention(start=2**40),))
    with pytest.raises(InputError):
        codec.write(tmp_path / "bad.parquet", [Prediction("a", (entity,))], Prediction)


def test_the_datasets_library_reads_it(tmp_path):
    datasets = pytest.importorskip("datasets")
    documents = [Prediction("a", (), None, ()), Prediction("b")]
    codec.write(tmp_path / "test.parquet", documents, Prediction)
    loaded = datasets.load_dataset(
        "parquet", data_files=str(tmp_path / "test.parquet"), cache_dir=str(tmp_path / "cache"), split="train"
    )
    assert msgspec.convert(list(loaded), list[Prediction]) == documents
    assert loaded.features.arrow_schema.remove_metadata() == arrow_schema(Prediction)


def test_nothing_heavy_is_imported_for_lines(tmp_path):
    codec.write(tmp_path / "a.jsonl.gz", EMPTY_LAYERS, Prediction)
    program = (
        "import sys; from farrago_schema import codec; from farrago_schema.types import Prediction;"
        "list(codec.read(sys.argv[1], Prediction)); print({'pyarrow', 'zstandard'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "a.jsonl.gz"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"
