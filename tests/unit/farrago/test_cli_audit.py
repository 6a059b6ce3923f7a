import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago.corpus.audit import explained
from farrago.importers import inline
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction

DATASET = Path(__file__).parents[3] / "dataset"
XML = """<document id="d" kind="story" date="2031-05-14">
<text><zone kind="body" story="s1"><m e="p" k="name">Ana Ruiz</m> quit. Police met Ana Ruiz.</zone></text>
<entity id="p" type="PER"/>
</document>
"""


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "d.xml"
    path.write_text(XML)
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["audit", *map(str, arguments)])


def findings(*arguments):
    return json.loads(run(*arguments, "--json").stdout)["findings"]


def test_findings_go_to_stdout_the_surest_first_and_the_count_to_stderr(gold):
    result = run(gold)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "0.95  d:0-8  unnamed: has a name mention and no name"
    assert "      ⟦Ana Ruiz⟧ quit. Police met Ana Ruiz." in lines
    assert "2 findings in 1 documents, 0 explained\nunmarked-name 1, unnamed 1\n" in result.stderr


def test_json_has_every_field(gold):
    first = findings(gold)[0]
    assert first["ids"] == ["p"] and (first["start"], first["end"], first["text"]) == (0, 8, "Ana Ruiz")
    assert set(first) == {"rule", "document", "sure", "start", "end", "text", "context", "reason", "ids"}


def test_csv_and_markdown_are_tables(gold):
    rows = list(csv.DictReader(io.StringIO(run(gold, "--format", "csv").stdout)))
    assert [row["rule"] for row in rows] == ["unnamed", "unmarked-name"]
    markdown = run(gold, "--format", "markdown").stdout.splitlines()
    assert markdown[0].startswith("| sure |") and len(markdown) == 4
    assert run(gold, "--format", "yaml").exit_code == 2


def test_findings_can_be_few(gold):
    assert [f["rule"] for f in findings(gold, "--rule", "unmarked-name")] == ["unmarked-name"]
    assert [f["rule"] for f in findings(gold, "--least", "0.9")] == ["unnamed"]
    assert [f["rule"] for f in findings(gold, "--most", "1")] == ["unnamed"]
    unknown = run(gold, "--rule", "unmarked-nam")
    assert unknown.exit_code == 2 and "unmarked-name" in unknown.stderr


def test_check_fails_until_every_finding_is_explained(gold, tmp_path):
    assert run(gold, "--check").exit_code == 3
    path = tmp_path / "explained.jsonl"
    kept = ("rule", "document", "start", "end", "ids")
    lines = [{key: each[key] for key in kept} | {"why": "a made example"} for each in findings(gold)]
    path.write_text("\n".join(map(json.dumps, lines)))
    assert run(gold, "--check", "--explained", path).exit_code == 0
    gold.write_text(XML.replace('type="PER"', 'type="PER" name="Ana Ruiz"'))
    stale = run(gold, "--check", "--explained", path)
    assert stale.exit_code == 3 and "stale-explanation" in stale.stdout


def test_the_rules_can_be_read():
    assert "unmarked-name\n    Find a name" in run("--rules").stdout
    assert "stock-phrase" in json.loads(run("--rules", "--texts", "--json").stdout)


def test_a_folder_json_lines_and_the_data_folder_are_read(gold, tmp_path):
    lines = tmp_path / "d.jsonl"
    codec.write(lines, [inline.read_file(gold)], Document)
    assert findings(gold.parent) == findings(gold) == findings(lines)
    assert run("--data", DATASET).exit_code == 0
    with pytest.raises(InputError, match="d again"):
        raise run(gold, lines).exception


def test_predictions_and_baselines_are_held_against_the_gold(gold, tmp_path):
    said = tmp_path / "said.jsonl"
    entity = {"id": "1", "type": "ORG", "mentions": [{"start": 0, "end": 8, "score": 1.0}]}
    said.write_text(json.dumps({"id": "d", "entities": [entity]}))
    assert list(codec.read(said, Prediction))
    rules = [f["rule"] for f in findings(gold, "--predictions", said)]
    assert "contradicted-type" in rules
    assert run(gold, "--baseline", "lexicon").exit_code == 0
    assert run(gold, "--baseline", "lexicn").exit_code == 2
    assert run(gold, "--baseline", "lexicon", "--predictions", said).exit_code == 2


def test_what_is_explained_of_the_gold_is_a_finding_of_a_rule_in_a_document():
    known = json.loads(run("--rules", "--json").stdout)
    for each in explained.read(DATASET / "source" / "explained.jsonl"):
        assert each.rule in known
        assert (DATASET / "source" / "gold" / f"{each.document}.xml").exists()


def test_a_file_that_is_not_there_is_told(gold, tmp_path):
    nowhere = tmp_path / "nowhere"
    for arguments in (
        [nowhere.with_suffix(".jsonl")],
        [gold, "--explained", nowhere],
        ["--texts", nowhere.with_suffix(".txt")],
        ["--texts", gold, "--scenarios", nowhere],
    ):
        assert isinstance(run(*arguments).exception, InputError), arguments


def test_texts_are_measured(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("It was a dawn that nobody had wanted to see.\n")
    result = run("--texts", tmp_path, "--scenarios", DATASET / "source" / "scenarios.jsonl")
    assert result.stdout.startswith("| text | tokens |")
    assert "shared-opening" in result.stdout
    report = json.loads(run("--texts", tmp_path, "--json").stdout)
    assert set(report["measures"]) == {"a", "b", "all"}
    assert run("--texts").exit_code == 2
