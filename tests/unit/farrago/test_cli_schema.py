"""``farrago schema``."""

from __future__ import annotations

import json

import msgspec
import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago_schema import ontology as ontologies
from farrago_schema import schemas
from farrago_schema.problems import InputError

LABELS = ontologies.load()


def run(*arguments: str, code: int = 0, **environment: str):
    result = CliRunner().invoke(app, ["schema", *arguments], env={"COLUMNS": "100", **environment})
    assert result.exit_code == code, result.output
    return result


@pytest.mark.parametrize("name", schemas.NAMES)
def test_it_prints_the_schema(name):
    assert json.loads(run(name).stdout) == schemas.load(name)


def test_it_prints_the_form_for_language_models():
    assert json.loads(run("prediction", "--for-llm").stdout) == schemas.for_language_models(LABELS)
    picked = run("prediction", "--for-llm", "--layers", "entities, relations").stdout
    assert json.loads(picked) == schemas.for_language_models(LABELS, ("entities", "relations"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("predictoin",), "'prediction'"),
        (("Prediction",), "'prediction'"),
        (("unheard-of",), "document, prediction"),
        (("prediction", "--for-llm", "--layers", "entities,relation"), "'relations'"),
        (("prediction", "--for-llm", "--layers", ""), "entities, coref"),
        (("system", "--for-llm"), "prediction"),
        (("prediction", "--layers", "entities"), "--for-llm"),
        (("prediction", "--labels", "x.json"), "--ontology"),
        (("prediction", "--ontology"), "--ontology"),
        ((), "--ontology"),
        (("--ontology", "--format", "yaml"), "markdown"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(arguments, said):
    result = run(*arguments, code=2, COLUMNS="400")
    assert said in result.stderr
    assert result.stdout == ""


def test_the_label_set_as_json_reads_back():
    for option in (("--format", "json"), ("--json",)):
        assert ontologies.decode(run("--ontology", *option).stdout.encode()) == LABELS


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_the_label_set_as_a_table_has_every_label(format_):
    text = run("--ontology", "--format", format_, COLUMNS="200").stdout
    types_ = (LABELS.entity_types, LABELS.value_types, LABELS.relation_types, LABELS.event_types)
    for kind in (*types_, LABELS.roles):
        for name in kind:
            assert name in text


def test_markdown_rows_have_as_many_cells_as_their_head():
    tables = run("--ontology", "--format", "markdown").stdout.split("## ")[1:]
    titles = [table.split(" (")[0] for table in tables]
    assert titles == ["Entity types", "Value types", "Relations", "Events"]
    for table in tables:
        lines = table.strip().splitlines()[2:]
        assert len({line.count(" | ") for line in lines}) == 1
    assert "| `holds_title` | PER → TITLE |" in tables[2]
    assert "| `family_of` | PER – PER |" in tables[2]
    for event in LABELS.event_types.values():
        assert f"({', '.join(event.triggers)})" in tables[3]


def test_another_label_set_is_used(tmp_path):
    path = tmp_path / "own.json"
    own = msgspec.structs.replace(LABELS, entity_types={"GENE": LABELS.entity_types["PER"]})
    path.write_bytes(msgspec.json.encode(own))
    assert "GENE" in run("--ontology", "--labels", str(path)).stdout
    schema = json.loads(run("prediction", "--for-llm", "--layers", "entities", "--labels", str(path)).stdout)
    assert schema["properties"]["entities"]["items"]["properties"]["type"]["enum"] == ["GENE"]


def test_a_label_set_that_cannot_be_read_is_invalid_input(tmp_path):
    result = CliRunner().invoke(app, ["schema", "--ontology", "--labels", str(tmp_path / "none.json")])
    assert isinstance(result.exception, InputError)


def test_help_has_an_example():
    assert "farrago schema prediction --for-llm" in run("--help", COLUMNS="200").stdout
