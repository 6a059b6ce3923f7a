"""The command ``errors``, its function, and the forms in which it prints."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from pyarrow import csv as arrow_csv
from pyarrow import json as arrow_json
from typer.testing import CliRunner

import farrago
from farrago.cli import app
from farrago.report.errors import ErrorReport, Wanted, errors_of
from farrago.report.errors.marks import pieces
from farrago_schema import codec, schemas
from farrago_schema.errors import Confused, Outcome
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from small import gold, said

TEXT = "Ana Ruiz of Lima met Bo.\nRuiz left Lima with Bo."
NAMES = {
    "e1": ("PER", (0, 8), (25, 29)),
    "e2": ("GPE", (12, 16), (35, 39)),
    "e3": ("PER", (21, 23), (45, 47)),
}
SAID = {
    "a": ("PER", (0, 8, "name"), (21, 23, "name")),
    "b": ("ORG", (12, 16, "name"), (35, 39, "name")),
    "c": ("PER", (46, 48, "name")),
}


def document(id_: str = "d1", **changes: Any) -> Document:
    found = gold(
        NAMES, [("leads", "e1", "e3")], [("Meet", [(17, 20)], [("Participant", "e1")])], id_=id_, **changes
    )
    entities = tuple(
        replace(each, mentions=tuple(replace(m, text=TEXT[m.start : m.end]) for m in each.mentions))
        for each in found.entities
    )
    events = tuple(
        replace(each, triggers=tuple(replace(m, text=TEXT[m.start : m.end]) for m in each.triggers))
        for each in found.events
    )
    return replace(found, text=TEXT, entities=entities, events=events)


def prediction(id_: str = "d1") -> Prediction:
    return replace(
        said(SAID, [("leads", "a", "b")], [("Meet", [(17, 20)], [("Place", "a")])], id_=id_),
    )


@pytest.fixture
def files(tmp_path: Path) -> Path:
    codec.write(tmp_path / "gold.jsonl", [document(), document("d2")], Document)
    codec.write(tmp_path / "said.jsonl", [prediction(), prediction("d2")], Prediction)
    return tmp_path


def run(files: Path, *arguments: object, said: str = "said.jsonl", **options: Any) -> Any:
    command = ["errors", str(files / said), "--gold", str(files / "gold.jsonl"), "--ontology", "none"]
    return CliRunner().invoke(app, [*command, *map(str, arguments)], **options)


def output(files: Path, *arguments: object, **options: Any) -> str:
    result = run(files, *arguments, **options)
    assert result.exit_code == 0, result.output
    text: str = result.stdout
    return text


def items(files: Path, *arguments: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output(files, *arguments, "--format", "jsonl").splitlines()]


def test_counts_come_first_then_items_marked_in_their_context(files):
    text = output(files, "--document", "d1")
    assert text.startswith("said.jsonl on gold.jsonl, 2 documents\n")
    assert text.index("layer") < text.index("mention, missed: 1") < text.index("mention, wrong type: 2")
    assert "Ana Ruiz of «[Lima]» met Bo." in text
    assert "GPE “Lima” (name); predicted ORG" in text
    assert "Ruiz left Lima with «B[o».]" in text, "spans may cross"


def test_the_counts_are_those_of_the_score(files):
    counts = json.loads(output(files, "--json"))["counts"]
    asked = {"gold": files / "gold.jsonl", "ontology": "none", "metrics": "all"}
    scores = farrago.score(files / "said.jsonl", **asked).to_dict()
    for layer in ("mention", "entity", "relation", "trigger"):
        row = scores["scores"][layer]
        found = counts[layer]
        pairs = sum(number for kind, number in found.items() if kind.startswith("wrong_"))
        assert found.get("right", 0) == row["correct"]
        assert pairs + found.get("right", 0) + found.get("missed", 0) == row["gold"]
        assert pairs + found.get("right", 0) + found.get("spurious", 0) == row["predicted"]


def test_json_is_what_the_schema_says(files):
    Draft202012Validator(schemas.load("errors")).validate(json.loads(output(files, "--json")))


def test_filters_choose_layers_types_kinds_and_documents(files):
    assert {each["layer"] for each in items(files, "--layer", "relation", "--layer", "coref")} == {
        "relation",
        "coref",
    }
    assert {each["kind"] for each in items(files, "--kind", "wrong_type")} == {"wrong_type"}
    chosen = items(files, "--type", "ORG", "--layer", "mention")
    assert {(each["type"], each["predicted_type"]) for each in chosen} == {("GPE", "ORG")}
    assert {each["document"] for each in items(files, "--document", "d2")} == {"d2"}


def test_a_limit_is_one_of_each_layer_and_kind_and_the_counts_stay(files):
    some = items(files, "--limit", 1)
    assert len(some) == len({(each["layer"], each["kind"]) for each in some})
    assert "mention, wrong type: 1 of 4" in output(files, "--limit", 1)


def test_right_items_are_listed_only_when_asked_for(files):
    assert "right" not in {each["kind"] for each in items(files)}
    assert "right" in {each["kind"] for each in items(files, "--all")}
    assert {each["kind"] for each in items(files, "--kind", "right")} == {"right"}


def test_roots_leaves_out_what_follows(files):
    assert any(each["cause"] for each in items(files))
    assert not any(each["cause"] for each in items(files, "--roots"))
    assert "--roots leaves those out" in output(files)
    assert "--roots leaves those out" not in output(files, "--roots")


def test_each_record_says_where_its_prediction_is(files):
    assert [each["source"] for each in items(files, "--layer", "relation")] == [
        "said.jsonl:1",
        "said.jsonl:2",
    ]


@pytest.mark.parametrize("confusion", [False, True])
def test_csv_and_json_lines_make_the_same_data_frame(files, confusion):
    more = ["--confusion"] if confusion else []
    table = output(files, *more, "--format", "csv")
    lines = output(files, *more, "--format", "jsonl")
    one = pd.read_csv(io.StringIO(table))
    other = pd.read_json(io.StringIO(lines), lines=True)
    assert list(one.columns) == list(other.columns)
    assert len(one) == len(other) == len(lines.splitlines()) > 0
    first = "table" if confusion else "message"
    assert one[first].tolist() == other[first].tolist()


def test_arrow_reads_both(files):
    table = output(files, "--format", "csv").encode()
    options = arrow_csv.ParseOptions(newlines_in_values=True)
    frame = arrow_csv.read_csv(io.BytesIO(table), parse_options=options)
    lines = arrow_json.read_json(io.BytesIO(output(files, "--format", "jsonl").encode()))
    assert frame.num_rows == lines.num_rows
    assert frame.column_names == lines.column_names == list(Outcome.__struct_fields__)


def test_csv_keeps_what_a_text_holds(tmp_path):
    text = 'He "met"\n=Bo, once.'
    lone = replace(gold({"e": ("PER", (10, 12))}), text=text)
    (entity,) = lone.entities
    mention = replace(entity.mentions[0], text="Bo", start=10, end=12)
    codec.write(
        tmp_path / "gold.jsonl", [replace(lone, entities=(replace(entity, mentions=(mention,)),))], Document
    )
    codec.write(tmp_path / "said.jsonl", [Prediction("d", ())], Prediction)
    (row, *_) = csv.DictReader(io.StringIO(output(tmp_path, "--format", "csv")))
    assert row["context"] == "=Bo, once."
    assert row["costs"] == "mention.recall mention_name.recall"


def test_markdown_holds_counts_and_items(files):
    text = output(files, "--format", "markdown", "--limit", 1)
    assert "| layer | gold | pred |" in text
    assert "### mention, wrong type: 1 of 4" in text
    assert text.count("```") % 2 == 0


def test_confusion_shows_what_is_taken_for_what(files):
    cells = json.loads(output(files, "--json"))["confusion"]
    assert {"table": "mention", "gold": "GPE", "predicted": "ORG", "count": 4} in cells
    assert {"table": "role", "gold": "Participant", "predicted": "Place", "count": 2} in cells
    text = output(files, "--confusion")
    (row,) = [line for line in text.splitlines() if line.startswith("Participant ")]
    assert row.split() == ["Participant", "·", "2"]
    assert "| Participant | · | 2 |" in output(files, "--confusion", "--format", "markdown")


def test_a_matrix_that_does_not_fit_becomes_a_list(files):
    report = errors_of(files / "said.jsonl", gold=files / "gold.jsonl", ontology="none")
    assert "taken for" not in report.text(80, confusion=True)
    names = [f"Group.Type{number}" for number in range(20)]
    cells = [Confused("trigger", name, names[0], number) for number, name in enumerate(names, 1)]
    wide = ErrorReport(replace(report.result, confusion=tuple(cells)), report.left_out)
    rows = [line.split() for line in wide.text(80, confusion=True).splitlines()]
    assert ["Group.Type0", "1", "210", "1", "0", "0"] in rows
    assert ["Group.Type3", "4", "0", "0", "0", "0", "Group.Type0", "4"] in rows


def test_what_is_not_attempted_is_left_out_with_a_word(files):
    codec.write(files / "few.jsonl", [Prediction("d1", ()), Prediction("d2", ())], Prediction)
    text = output(files, said="few.jsonl")
    assert "Left out, not attempted: relation, trigger, realis, event_coref, argument." in " ".join(
        text.split()
    )
    assert "relation, missed" not in text


def test_what_gold_does_not_have_is_left_out_with_a_word(files):
    bare = [
        replace(document(id_, layers=["entities"]), relations=(), events=(), entities=document().entities[:0])
        for id_ in ("d1", "d2")
    ]
    codec.write(files / "gold.jsonl", bare, Document)
    text = " ".join(output(files).split())
    assert "Left out, not in gold: value, coref, entity, relation" in text


def test_missing_documents_are_an_error_unless_allowed(files):
    codec.write(files / "one.jsonl", [prediction("d2")], Prediction)
    result = run(files, said="one.jsonl")
    assert isinstance(result.exception, InputError)
    assert "d1" in str(result.exception)
    text = output(files, "--allow-missing", said="one.jsonl")
    assert "1 of 2 documents had no prediction" in text
    report = errors_of(files / "one.jsonl", gold=files / "gold.jsonl", ontology="none", allow_missing=True)
    assert {each.source for each in report.result.items if each.document == "d1"} == {None}


def test_texts_without_offsets_are_located_first(files):
    answer = {
        "id": "d1",
        "entities": [
            {"id": "x", "type": "PER", "mentions": [{"text": "Ana Ruiz"}, {"text": "Zoe"}]},
        ],
    }
    (files / "texts.jsonl").write_text(json.dumps(answer) + "\n")
    report = errors_of(
        files / "texts.jsonl",
        gold=files / "gold.jsonl",
        ontology="none",
        allow_missing=True,
        wanted=Wanted(layers=frozenset({"mention"}), documents=frozenset({"d1"})),
    )
    assert report.result.counts["mention"] == {"missed": 5, "right": 1, "spurious": 1}
    (spurious,) = [each for each in report.result.items if each.kind == "spurious"]
    assert (spurious.predicted_text, spurious.predicted_start) == ("Zoe", None)


def test_everything_that_is_wrong_with_a_file_is_said(files):
    (files / "bad.jsonl").write_text('{"id": "d1", "entities": 3}\n{"id": "zz"}\n')
    result = run(files, said="bad.jsonl")
    assert isinstance(result.exception, InputError)
    assert len(result.exception.problems) >= 2


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [("--layer", "mentions", "mention"), ("--kind", "wrong-type", "wrong_type"), ("--document", "D1", "d1")],
)
def test_an_unknown_name_is_a_usage_error_with_the_nearest(files, option, value, near):
    result = run(files, option, value)
    assert result.exit_code == 2
    assert f"'{near}'" in " ".join(result.stderr.replace("│", " ").split())


def test_an_unknown_type_is_a_usage_error_where_the_label_set_is_known(tmp_path):
    codec.write(tmp_path / "said.jsonl", [Prediction("fg-p-0004"), Prediction("fg-s-0004")], Prediction)
    command = ["errors", str(tmp_path / "said.jsonl"), "--type", "PERSON"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 2
    assert "'PER'" in result.stderr


def test_confusion_goes_with_no_choice_of_kinds(files):
    assert run(files, "--confusion", "--kind", "missed").exit_code == 2


def test_lists_of_dictionaries_give_the_same_as_files(files):
    plain = [msgspec.to_builtins(each) for each in (prediction(), prediction("d2"))]
    documents = [msgspec.to_builtins(each) for each in (document(), document("d2"))]
    at_hand = farrago.errors_of(plain, gold=documents, ontology="none").result
    read = farrago.errors_of(files / "said.jsonl", gold=files / "gold.jsonl", ontology="none").result
    assert [replace(each, source=None) for each in at_hand.items] == [
        replace(each, source=None) for each in read.items
    ]
    assert at_hand.items[0].source == "predictions:1"
    frame = pd.DataFrame(farrago.errors_of(plain, gold=documents, ontology="none").to_dict()["items"])
    assert list(frame.columns) == list(Outcome.__struct_fields__)


def test_every_process_prints_the_same_bytes(tmp_path):
    """Spans that entities and values share: the order of sets must not show."""
    spans = [(start, end) for start in (0, 9) for end in range(start + 1, start + 9)]
    crowd = {f"e{number}": ("PER", span) for number, span in enumerate(spans)}
    crowd |= {f"t{number}": ("TIME", span) for number, span in enumerate(spans)}
    events = [("Meet", spans[::2], [("Participant", f"e{number}") for number in range(5)])]
    codec.write(tmp_path / "gold.jsonl", [gold(crowd, (), events)], Document)
    moved = {id_: ("ORG", (start, end + 1)) for id_, (_, (start, end)) in list(crowd.items())[1:]}
    codec.write(tmp_path / "said.jsonl", [said(moved, (), [("Meet", spans[1::2])])], Prediction)
    main = "from farrago.cli import main; main()"
    command = [sys.executable, "-c", main, "errors", "said.jsonl", "--gold", "gold.jsonl"]
    outputs = {
        subprocess.run(
            [*command, "--ontology", "none", "--all", "--format", "jsonl"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs.pop()


def test_problems_of_objects_at_hand_are_raised():
    with pytest.raises(InputError):
        errors_of([prediction("zz")], gold=[document()], ontology="none", allow_missing=True)


def test_no_errors_print_no_items(tmp_path):
    codec.write(tmp_path / "gold.jsonl", [document()], Document)
    codec.write(tmp_path / "said.jsonl", [document().prediction()], Prediction)
    text = output(tmp_path)
    assert "In context" not in text
    assert items(tmp_path) == []
    assert output(tmp_path, "--format", "csv").count("\n") == 1


def outcome(context: str, gold_span: tuple[int, int], predicted: tuple[int, int], start: int = 0) -> Outcome:
    report = errors_of([prediction()], gold=[document()], ontology="none")
    return replace(
        report.result.items[0],
        context=context,
        context_start=start,
        gold_start=gold_span[0],
        gold_end=gold_span[1],
        gold_tail_start=None,
        gold_tail_end=None,
        predicted_start=predicted[0],
        predicted_end=predicted[1],
        predicted_tail_start=None,
        predicted_tail_end=None,
    )


@pytest.mark.parametrize(
    ("gold_span", "predicted", "shown"),
    [
        ((2, 4), (2, 4), "ab«[cd]»ef"),
        ((2, 4), (3, 5), "ab«c[d»e]f"),
        ((1, 5), (2, 4), "a«b[cd]e»f"),
        ((2, 4), (1, 5), "a[b«cd»e]f"),
        ((0, 2), (2, 4), "«ab»[cd]ef"),
        ((2, 4), (2, 3), "ab«[c]d»ef"),
        ((2, 4), (2, 6), "ab[«cd»ef]"),
    ],
)
def test_marks_nest_and_cross(gold_span, predicted, shown):
    assert "".join(piece.text for piece in pieces(outcome("abcdef", gold_span, predicted))) == shown


def test_a_long_context_is_cut_between_words():
    context = "word " * 40 + "X" + " word" * 40
    shown = "".join(piece.text for piece in pieces(outcome(context, (200, 201), (200, 201))))
    assert shown.startswith("… word word")
    assert shown.endswith("word word …")
    assert "«[X]»" in shown
    assert len(shown) < 150


def test_a_text_cannot_command_the_terminal():
    shown = "".join(piece.text for piece in pieces(outcome("ab\x1b[31m\ncd", (0, 1), (1, 2))))
    assert "\x1b" not in shown
    assert "\n" not in shown
