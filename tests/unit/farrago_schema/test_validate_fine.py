"""What is certainly fine: the cheap verdict never contradicts the full checks, whatever the input."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from farrago_schema import codec, validate
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.fine import Judge, has_distinct_keys

LABELS: tuple[Ontology | None, ...] = (strategies.ONTOLOGY, None)
JUDGES = {labels is None: Judge(labels) for labels in LABELS}
ACCEPTANCE = Path(__file__).parents[2] / "acceptance"


@pytest.mark.parametrize("labels", LABELS, ids=("own", "none"))
@given(data=st.data())
def test_what_is_fine_has_no_problem(labels: Ontology | None, data: st.DataObject) -> None:
    document, gold, prediction = data.draw(strategies.spoilt())
    judge = JUDGES[labels is None]
    if gold is not None and judge.is_fine_document(gold):
        assert validate.check_document(gold, labels, file="") == []
    for against in (document, gold):
        if prediction is not None and against is not None and judge.is_fine_prediction(prediction, against):
            assert validate.check_prediction(prediction, against, labels, file="") == []


@given(strategies.documents())
def test_gold_that_is_valid_is_known_to_be_so_at_once(document: Document) -> None:
    plain = msgspec.structs.replace(
        document, relations=tuple(msgspec.structs.replace(each, evidence=()) for each in document.relations)
    )
    assert validate.check_document(plain, strategies.ONTOLOGY, file="") == []
    assert JUDGES[False].is_fine_document(plain)
    assert JUDGES[False].is_fine_prediction(plain.prediction(), plain)


CASES = sorted((ACCEPTANCE / "invalid").glob("*/*.jsonl"))


@pytest.mark.parametrize("path", CASES, ids=[path.parent.name for path in CASES])
def test_no_line_of_a_bad_submission_is_fine_that_has_a_problem(path: Path) -> None:
    gold = {document.id: document for document in codec.read(ACCEPTANCE / "gold.jsonl", Document)}
    try:
        for prediction in codec.read(path, Prediction):
            document = gold.get(prediction.id)
            if document is not None and JUDGES[False].is_fine_prediction(prediction, document):
                assert validate.check_prediction(prediction, document, strategies.ONTOLOGY, file="") == []
    except InputError:
        pass  # the rest does not decode, and nobody is asked


@given(strategies.documents(), st.data())
def test_a_key_that_is_twice_there_is_seen(document: Document, data: st.DataObject) -> None:
    line = msgspec.json.encode(document)
    assert has_distinct_keys(line + b"\n", document)
    assert has_distinct_keys(json.dumps(json.loads(line)).encode() + b"\n", document)
    ends = [at for at, byte in enumerate(line) if line[at : at + 2] == b'":' and byte]
    end = data.draw(st.sampled_from(ends)) + 1
    key = line[line.rindex(b'"', 0, end - 1) : end]
    twice = line[: end - len(key)] + key + b":null," + line[end - len(key) :]
    try:
        decoded = msgspec.json.decode(twice, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    assert not has_distinct_keys(twice, decoded)
