import json
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago_schema.problems import InputError

SOURCE = Path(__file__).parent / "corpus" / "source"


def run(*arguments):
    return CliRunner().invoke(app, ["agreement", *map(str, arguments)])


@pytest.fixture
def other(tmp_path):
    """The toy gold with three differences: a trigger's realis, a relation, a mention's kind."""
    copytree(SOURCE / "gold", tmp_path / "b")
    path = tmp_path / "b" / "toy-p-1.xml"
    text = path.read_text("utf-8")
    for old, new in (
        ('type="Business.Acquire" realis="actual"', 'type="Business.Acquire" realis="possible"'),
        ('  <relation type="aged" head="ziger" tail="age"/>\n', ""),
        ('<m e="mayor" k="nominal">', '<m e="mayor" k="name">'),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return tmp_path / "b"


def test_figures_differences_and_what_they_stand_on_are_printed(other):
    result = run(SOURCE / "gold", other)
    assert result.exit_code == 0
    for words in ("Agreement by layer", "Beyond chance", "Differences (3)", "3 texts compared, equal"):
        assert words in result.stdout
    assert "All figures are the same" not in result.stdout, "a kind that differs counts as gold has it"
    assert "nominals" in result.stdout


def test_json_holds_figures_and_differences(other):
    whole = json.loads(run(SOURCE / "gold", other, "--json").stdout)
    assert [(each["layer"], each["kind"]) for each in whole["differences"]] == [
        ("entities", "kind"),
        ("relations", "only A"),
        ("realis", "realis"),
    ]
    assert {figure["key"]: figure["score"] for figure in whole["figures"]}["triggers"] == 1


def test_markdown_is_tables(other):
    text = run(SOURCE / "gold", other, "--format", "markdown", "--types").stdout
    assert "## Agreement by layer\n\n| layer | F1 |" in text
    assert "## relation by type" in text


def test_the_list_shows_both_readings_in_their_context(other):
    text = run(SOURCE / "gold", other, "--list", "--layer", "realis").stdout
    assert "toy-p-1 3. realis: Business.Acquire, line 3" in text
    assert "⟦sold⟧" in text
    assert "A: actual: v2 (Business.Acquire: sold)" in text
    assert "B: possible: v2 (Business.Acquire: sold)" in text
    assert "relations" not in text


def test_a_folder_gets_one_file_a_document_to_decide_in(other, tmp_path):
    result = run(SOURCE / "gold", other, "-o", tmp_path / "out")
    assert "3 differences in 3 files" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        *("toy-p-1.md", "toy-s-1.md", "toy-s-2.md")
    ]
    text = (tmp_path / "out" / "toy-p-1.md").read_text("utf-8")
    assert text.count("- Decision:\n- Reason:") == 3
    assert (tmp_path / "out" / "toy-s-1.md").read_text("utf-8").startswith("# toy-s-1: 0 differences")


def test_one_document_alone_is_compared_when_asked_for(other):
    whole = json.loads(run(SOURCE / "gold", other, "--document", "toy-s-1", "--json").stdout)
    assert (whole["documents"], whole["differences"]) == (["toy-s-1"], [])


def test_goals_are_shown(other, tmp_path):
    (tmp_path / "goals.json").write_text('{"realis": 0.99}')
    text = run(SOURCE / "gold", other, "--goals", tmp_path / "goals.json", "--format", "markdown").stdout
    (line,) = (line for line in text.splitlines() if line.startswith("| realis on shared triggers |"))
    assert line.endswith("| 99.0 | no |")


def test_the_same_call_gives_the_same_bytes(other):
    first, second = (run(SOURCE / "gold", other, "--json").stdout for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--layer", "mentions"], "no layer 'mentions'"), (["--document", "x"], "is not on both sides")],
)
def test_wrong_usage_says_what_is_right(other, arguments, message):
    result = run(SOURCE / "gold", other, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_side_that_is_not_there_is_told(tmp_path):
    assert isinstance(run(SOURCE / "gold", tmp_path / "none").exception, InputError)
