"""The command ``align``, its function, and what a score says of predictions that come as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

import farrago
from farrago.cli import app
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Mention, PredictedMention, Prediction
from small import gold

TEXT = "Ana Ruiz of Lima met Bo. Ruiz left Lima."
NAMES = {"e1": ("PER", (0, 8), (25, 29)), "e2": ("GPE", (12, 16), (35, 39))}
ANSWER: dict[str, Any] = {
    "id": "d",
    "entities": [
        {
            "id": "e1",
            "type": "PER",
            "mentions": [{"text": "Ana  Ruiz", "kind": "name"}, {"text": "Ruiz", "kind": "name"}],
        },
        {
            "id": "e2",
            "type": "GPE",
            "mentions": [{"text": "LIMA", "kind": "name"}, {"text": "Peru", "kind": "name"}],
        },
    ],
}


def page() -> Document:
    document = msgspec.structs.replace(gold(NAMES), text=TEXT)
    entities = tuple(
        msgspec.structs.replace(each, mentions=tuple(map(_as_it_stands, each.mentions)))
        for each in document.entities
    )
    return msgspec.structs.replace(document, entities=entities)


def _as_it_stands(mention: Mention) -> Mention:
    return msgspec.structs.replace(mention, text=TEXT[mention.start : mention.end])


@pytest.fixture
def files(tmp_path: Path) -> Path:
    codec.write(tmp_path / "gold.jsonl", [page()], Document)
    (tmp_path / "answers.jsonl").write_text(json.dumps(ANSWER) + "\n")
    return tmp_path


def run(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, ["align", *map(str, arguments), "--ontology", "none"], **options)


def test_it_writes_offsets_and_tells_on_stderr_what_was_found_how(files: Path) -> None:
    out = files / "out.jsonl"
    result = run(files / "answers.jsonl", "-o", out, "--gold", files / "gold.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "4 mentions and triggers without offsets",
        "      1 exact",
        "      1 casefolded",
        "      1 normalised",
        "      1 not located, and spurious when scored",
        "d: $.entities[1].mentions[1]: absent: 'Peru'",
    ]
    (prediction,) = codec.read(out, Prediction)
    assert prediction.entities is not None
    assert [each.mentions for each in prediction.entities] == [
        (PredictedMention(0, 8, "Ana Ruiz", "name"), PredictedMention(25, 29, "Ruiz", "name")),
        (
            PredictedMention(12, 16, "Lima", "name"),
            PredictedMention(35, 39, "Lima", "name"),
            PredictedMention(text="Peru", kind="name"),
        ),
    ]


def test_the_report_as_json(files: Path) -> None:
    result = run(files / "answers.jsonl", "-o", files / "o.parquet", "--gold", files / "gold.jsonl", "--json")
    assert json.loads(result.stdout) == {
        "located": {"exact": 1, "casefolded": 1, "normalised": 1},
        "unlocated": [
            {"document": "d", "path": "$.entities[1].mentions[1]", "text": "Peru", "reason": "absent"}
        ],
        "documents": 1,
    }
    assert [each.id for each in codec.read(files / "o.parquet", Prediction)] == ["d"]


def test_two_things_do_not_go_to_one_stdout(files: Path) -> None:
    assert run(files / "answers.jsonl", "-o", "-", "--gold", files / "gold.jsonl", "--json").exit_code == 2


def test_standard_input_and_output(files: Path) -> None:
    result = run("-", "-o", "-", "--gold", files / "gold.jsonl", input=json.dumps(ANSWER) + "\n")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["entities"][1]["mentions"][0]["start"] == 12


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"id": "other"}', "unknown-document"),
        ('{"id": "d"}\n{"id": "d"}', "duplicate-document"),
        ('{"id": "d", "entities": [{"id": "e"}]}', "missing-key"),
        ('{"id": "d", "relations": [{"type": "leads", "head": "a", "tail": "b"}]}', "unknown-entity"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(files: Path, line: str, code: str) -> None:
    (files / "bad.jsonl").write_text(line + "\n")
    result = run(files / "bad.jsonl", "-o", files / "out.jsonl", "--gold", files / "gold.jsonl")
    assert isinstance(result.exception, InputError)
    assert code in {problem.code for problem in result.exception.problems}
    assert not (files / "out.jsonl").exists()


def test_an_unknown_suffix_is_told_before_any_work(files: Path) -> None:
    result = run(files / "nowhere.jsonl", "-o", files / "out.csv", "--gold", files / "gold.jsonl")
    assert "suffix '.csv'" in str(result.exception)


def test_the_function_takes_what_the_score_takes(files: Path) -> None:
    from_file = farrago.align(files / "answers.jsonl", gold=files / "gold.jsonl", ontology="none")
    for predictions in ([ANSWER], [msgspec.convert(ANSWER, Prediction)]):
        assert farrago.align(predictions, gold=[page()], ontology="none") == from_file
    with pytest.raises(InputError, match="an id of gold"):
        farrago.align([{"id": "other"}], gold=[page()], ontology="none")


def test_a_score_says_what_was_located_how(files: Path) -> None:
    report = farrago.score(files / "answers.jsonl", gold=files / "gold.jsonl", ontology="none")
    row = report.result.scores["mention"]
    assert row is not None
    assert (row["correct"], row["predicted"], row["gold"]) == (4, 5, 4)
    assert report.result.located == {"exact": 1, "casefolded": 1, "normalised": 1}
    assert [each.text for each in report.result.unlocated] == ["Peru"]
    assert "|align:text" in report.result.signature
    for page_ in (" ".join(report.text().split()), report.markdown()):
        assert "located by their text: 1 exact, 1 casefolded, 1 normalised." in page_
        assert "Not located, and spurious: 1: 'Peru' in d (absent)." in page_


def test_aligned_first_the_scores_are_the_same(files: Path) -> None:
    aligned = farrago.align([ANSWER], gold=[page()], ontology="none")
    one, other = (
        farrago.score(each, gold=[page()], ontology="none").result for each in ([ANSWER], aligned.predictions)
    )
    assert (one.scores, one.types) == (other.scores, other.types)


def test_offsets_leave_no_trace_of_alignment() -> None:
    placed = {"id": "d", "entities": [{"id": "e", "type": "PER", "mentions": [{"start": 0, "end": 8}]}]}
    report = farrago.score([placed], gold=[page()], ontology="none")
    assert "align" not in report.result.signature
    assert "located" not in report.text()
