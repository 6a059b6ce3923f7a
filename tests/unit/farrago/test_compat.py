"""``--compat conll``: a span in two entities is an error by default; else the larger keeps it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

import farrago
from farrago.board import build
from farrago.board.examine import Setting
from farrago.cli import app
from farrago.report import Gold
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from small import gold, said, scores

TRUE = {"a": ("PER", (0, 3), (10, 13), (20, 23)), "b": ("ORG", (30, 33))}
SHARING = {"b": ("ORG", (30, 33), (20, 23)), "a": ("PER", (0, 3), (10, 13), (20, 23))}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    codec.write(tmp_path / "gold.jsonl", [gold(TRUE)], Document)
    (tmp_path / "sub").mkdir()
    codec.write(tmp_path / "sub" / "predictions.jsonl", [said(SHARING)], Prediction)
    return tmp_path


def run(place: Path, command: str, *arguments: object) -> Result:
    usual = [
        command,
        place / "sub" / "predictions.jsonl",
        "--gold",
        place / "gold.jsonl",
        "--ontology",
        "none",
    ]
    return CliRunner().invoke(app, [str(each) for each in (*usual, *arguments)])


def test_by_default_it_is_an_error_that_names_the_way_out(place: Path) -> None:
    result = run(place, "score")
    assert isinstance(result.exception, InputError)
    assert "--compat conll" in str(result.exception)
    assert run(place, "validate").exit_code == 3
    assert isinstance(run(place, "align", "-o", place / "out.jsonl").exception, InputError)


def test_every_command_lets_it_pass_and_the_signature_says_so(place: Path) -> None:
    found = json.loads(run(place, "score", "--compat", "conll", "--json").stdout)
    assert "|compat:conll" in found["signature"]
    assert found["scores"]["coref"]["conll_f1"] == 1
    assert run(place, "validate", "--compat", "conll").exit_code == 0
    assert run(place, "align", "-o", place / "out.jsonl", "--compat", "conll").exit_code == 0
    at_hand = farrago.score([said(SHARING)], gold=[gold(TRUE)], ontology="none", compat="conll")
    assert at_hand.to_dict()["scores"] == found["scores"]
    with pytest.raises(InputError):
        farrago.score([said(SHARING)], gold=[gold(TRUE)], ontology="none")


def test_the_larger_keeps_the_span_for_mentions_too() -> None:
    found = scores("mention", gold(TRUE), said(SHARING))
    assert (found["precision"], found["recall"]) == (1, 1)
    assert scores("mention_name", gold(TRUE), said(SHARING))["precision"] == 1


def test_of_two_as_large_the_earlier_keeps_it() -> None:
    document = gold({"a": ("PER", (0, 3), (10, 13)), "b": ("ORG", (30, 33))})
    shared = {"b": ("ORG", (10, 13), (30, 33)), "a": ("PER", (0, 3), (10, 13))}
    assert scores("coref", document, said(shared))["conll_f1"] == 1
    assert scores("mention", document, said(shared))["f1"] == 1


def test_who_holds_a_place_twice_over_does_not_depend_on_order() -> None:
    """A text that an entity has by offsets already is said twice, whoever else has the place."""
    holders = [
        {"id": "a", "type": "PER", "mentions": [{"start": 0, "end": 3}, {"text": "xxx", "occurrence": 1}]},
        {"id": "b", "type": "ORG", "mentions": [{"start": 0, "end": 3}]},
    ]
    document = msgspec.structs.replace(gold(), text="xxx yyy")
    rows = []
    for order in (holders, holders[::-1]):
        prediction = {"id": "d", "entities": order}
        found = farrago.align([prediction], gold=[document], ontology="none", compat="conll")
        rows.append((found.located, found.unlocated))
    assert rows[0] == rows[1] == ({"exact": 1}, ())


def test_a_board_under_it_lets_it_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Gold.of_documents([gold(TRUE)], "none")
    folder = tmp_path / "one"
    folder.mkdir()
    codec.write(folder / "predictions.jsonl", [said(SHARING)], Prediction)
    system = {
        "schema_version": "1.0",
        "name": "one",
        "kind": "rules",
        "description": "shares a span",
        "layers": ["entities", "coref"],
    }
    (folder / "system.json").write_text(json.dumps(system))
    strict, lenient = (build.leaderboard([folder], Setting(known, compat)) for compat in (None, "conll"))
    assert [len(board.data.rows) for board in (strict, lenient)] == [0, 1], lenient.data.refused
