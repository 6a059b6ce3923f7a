"""Laws of ``validate_predictions``: it never raises, agrees with the codec, and its memory is bounded."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from farrago_schema import codec, validate
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.report import MOST_KEPT

ACCEPTANCE = Path(__file__).parents[2] / "acceptance"
GOLD = {document.id: document for document in codec.read(ACCEPTANCE / "gold.jsonl", Document)}
GOOD = (ACCEPTANCE / "valid" / "complete" / "predictions.jsonl").read_bytes()

keys = st.sampled_from(
    ("id", "entities", "mentions", "start", "end", "text", "type", "relations", "head", "events", "realis")
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | keys, inner, max_size=4)
    ),
    max_leaves=12,
)


def report_on(path: Path, content: bytes) -> validate.ValidationReport:
    path.write_bytes(content)
    return validate.validate_predictions(path, GOLD, strategies.ONTOLOGY)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("files") / "predictions.jsonl"


def agrees_with_the_codec(file: Path, content: bytes) -> None:
    report = report_on(file, content)
    assert report.ok is (not report.problems)
    try:
        list(codec.read(file, Prediction))
    except InputError:
        assert not report.ok, "what the scorer refuses is explained"


@given(content=st.binary(max_size=60))
def test_any_bytes_are_explained(file, content):
    agrees_with_the_codec(file, content)


@given(lines=st.lists(json_values, max_size=3))
def test_any_json_is_explained(file, lines):
    content = "".join(json.dumps(line) + "\n" for line in lines)
    agrees_with_the_codec(file, content.encode())


@given(data=st.data())
def test_good_predictions_with_a_broken_byte_are_explained(file, data):
    at = data.draw(st.integers(0, len(GOOD) - 1))
    until = at + data.draw(st.integers(0, 3))
    agrees_with_the_codec(file, GOOD[:at] + data.draw(st.binary(max_size=3)) + GOOD[until:])


@given(data=st.data())
def test_good_predictions_with_another_value_anywhere_are_explained(file, data):
    lines = [json.loads(line) for line in GOOD.splitlines()]
    place = data.draw(st.sampled_from(list(places_in(lines))))
    parent = lines
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = data.draw(json_values)
    agrees_with_the_codec(file, "".join(json.dumps(line) + "\n" for line in lines).encode())


def places_in(value, path=()):
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from places_in(inner, (*path, step))


@given(data=st.data())
def test_what_a_system_might_say_is_valid(file, data):
    gold = data.draw(strategies.corpora())
    predictions = [data.draw(strategies.predictions_for(document)) for document in gold]
    codec.write(file, predictions, Prediction)
    by_id = {document.id: document for document in gold}
    report = validate.validate_predictions(file, by_id, strategies.ONTOLOGY)
    assert report.problems == ()
    assert report.documents == len(gold)
    assert report.entities == sum(len(prediction.entities or ()) for prediction in predictions)


@pytest.mark.parametrize("suffix", codec.SUFFIXES)
def test_every_format_is_reported_alike(tmp_path, suffix):
    broken = [
        msgspec.structs.replace(prediction, relations=None, events=None, id=prediction.id.upper())
        for prediction in msgspec.json.decode(
            b"[" + b",".join(GOOD.splitlines()) + b"]", type=list[Prediction]
        )
    ]
    path = tmp_path / f"predictions{suffix}"
    codec.write(path, broken, Prediction)
    report = validate.validate_predictions(path, GOLD, strategies.ONTOLOGY)
    assert report.counts == {"unknown-document": 3, "missing-document": 3}
    assert [problem.line for problem in report.problems] == [1, 2, 3, None, None, None]


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD + b"{\n")))
    report = validate.validate_predictions("-", GOLD, strategies.ONTOLOGY)
    assert [(problem.file, problem.line, problem.code) for problem in report.problems] == [
        ("<stdin>", 4, "json")
    ]


def test_a_file_that_must_not_be_read_is_a_problem(monkeypatch, file):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    file.write_bytes(GOOD)
    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = validate.validate_predictions(file, GOLD, strategies.ONTOLOGY).problems
    assert (problem.code, problem.found) == ("unreadable-file", "Permission denied")


def test_problems_beyond_the_limit_are_counted_and_not_kept(file):
    report = report_on(file, b'{"id": "fx-1"}\n' * (MOST_KEPT + 500))
    assert report.counts["duplicate-document"] == MOST_KEPT + 499
    assert sum(problem.code == "duplicate-document" for problem in report.problems) == MOST_KEPT
    assert report.documents == MOST_KEPT + 500


def test_a_line_of_many_mistakes_ends(file):
    mentions = ",".join(['{"start": "x"}'] * 50_000)
    report = report_on(file, f'{{"id": "fx-1", "entities": [{{"mentions": [{mentions}]}}]}}\n'.encode())
    assert report.counts["wrong-type"] >= MOST_KEPT - 2


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
@pytest.mark.parametrize(
    ("case", "most"), [("zip-bomb", 160), ("zip-bomb-zstandard", 160), ("long-line", 300)]
)
def test_memory_is_bounded(tmp_path, case, most):
    """Half a gigabyte unfolded, or a line of 100 MB, takes far less than it holds."""
    recipe = ACCEPTANCE / "invalid" / case / "recipe.py"
    program = (
        "import pathlib, re, sys\n"
        "from farrago_schema import validate\n"
        "(path,) = pathlib.Path(sys.argv[1]).iterdir()\n"
        "report = validate.validate_predictions(path, None, None)\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(*report.counts, re.search(r'VmHWM:\\s*(\\d+) kB', status)[1])\n"
    )
    make = "import pathlib, runpy, sys; runpy.run_path(sys.argv[1])['make'](pathlib.Path(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", make, str(recipe), str(tmp_path)], check=True)
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], check=True, capture_output=True, text=True
    )
    code, peak = ran.stdout.split()
    assert code == case.removesuffix("-zstandard")
    assert int(peak) < most * 1024
