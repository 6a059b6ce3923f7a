import json
from pathlib import Path

import pytest
from msgspec.json import decode
from typer.testing import CliRunner

from farrago.cli import _extras, app
from farrago_schema.types import Prediction

DATA = Path(__file__).parents[3] / "dataset"


def run(*arguments: str):
    return CliRunner().invoke(app, ["baseline", *map(str, arguments), "--data", str(DATA)])


def test_a_folder_becomes_a_submission(tmp_path):
    assert run("rules", "-o", tmp_path / "rules").exit_code == 0
    system = json.loads((tmp_path / "rules" / "system.json").read_text())
    assert (system["name"], system["kind"]) == ("rules", "rules")
    lines = (tmp_path / "rules" / "predictions.jsonl").read_bytes().splitlines()
    assert lines
    assert all(decode(line, type=Prediction).events for line in lines)


@pytest.mark.parametrize("level", ["mentions", "entities", "triggers"])
def test_what_was_shown_gold_says_so(tmp_path, level):
    assert run("rules", "--given", level, "-o", tmp_path / level).exit_code == 0
    system = json.loads((tmp_path / level / "system.json").read_text())
    assert system["kind"] == "oracle"
    assert "entities" in system["given"]


def test_an_explanation_is_text_or_json_and_writes_nothing(tmp_path):
    shown = run("rules", "--explain", "fg-s-0004")
    assert shown.exit_code == 0
    assert shown.output.startswith("fg-s-0004")
    explained = run("rules", "--explain", "fg-s-0004", "--json")
    assert json.loads(explained.output)["document"] == "fg-s-0004"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rules",), "say where to write to"),
        (("rules", "--given", "mention", "-o", "x.jsonl"), "one of: mentions, entities, triggers"),
        (("lexicon", "--given", "mentions", "-o", "x.jsonl"), "lexicon cannot be shown gold"),
        (("lexicon", "--explain", "fg-s-0004"), "does not say how it decides"),
        (("rules", "--explain", "fg-s-9999"), "no document 'fg-s-9999' in dev"),
        (("rulez", "-o", "x.jsonl"), "Did you mean 'rules'"),
    ],
)
def test_what_cannot_be_done_is_a_clear_error(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert not list(tmp_path.iterdir())


def test_without_its_extra_the_pipeline_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(_extras, "find_spec", lambda name: None if name == "lemminflect" else object())
    result = run("rules", "-o", tmp_path / "rules")
    assert result.exit_code == 2
    assert "This needs lemminflect: pip install 'farrago[baselines]'" in result.output


def test_several_splits_have_a_folder_each_and_one_card(tmp_path):
    assert run("lexicon", "--split", "dev", "--split", "test", "-o", tmp_path / "out").exit_code == 0
    made = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.json*"))
    assert made == ["dev/predictions.jsonl", "system.json", "test/predictions.jsonl"]


def test_a_split_is_named_once(tmp_path):
    refused = run("lexicon", "--split", "dev", "--split", "dev", "-o", tmp_path / "out")
    assert refused.exit_code == 2
    assert "each split once" in refused.output
    assert not (tmp_path / "out").exists()
