"""``farrago metrics``: the list, one account, and the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago.scoring import metrics

ROOT = Path(__file__).parents[3]


def run(*arguments: str, width: int = 80):
    return CliRunner().invoke(app, ["metrics", *arguments], env={"COLUMNS": str(width)})


def test_the_list_names_every_metric_and_fits_the_terminal():
    result = run()
    assert result.exit_code == 0
    for name in metrics():
        assert f"\n{name} " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "plus_f1" in result.stdout


def test_an_account_holds_definition_source_and_example():
    shown = run("relation").stdout
    for heading in ("Formula", "Source", "Over 0", "Peers", "Columns", "Layers", "Breakdowns", "Example: "):
        assert f"\n{heading}" in shown
    assert "boundaries_f1 = 2 × 3 / (4 + 3) = 0.857" in shown
    assert "``" not in shown


def test_json():
    everything = json.loads(run("--json").stdout)
    assert [each["name"] for each in everything] == [*metrics()]
    one = json.loads(run("leak", "--json").stdout)
    assert one in everything
    assert (one["primary"], one["perfect"], one["layers"]) == ("rate", 0, ["entities", "relations", "events"])
    assert one["over_0"]
    assert one["examples"][0]["lines"].startswith("text[s1]: ")


def test_markdown_is_the_page_or_its_chapter():
    page = run("--format", "markdown").stdout
    assert page == (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
    assert run("leak", "--format", "markdown").stdout in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("relations",), "there is no metric 'relations'. Did you mean 'relation'? There is: mention"),
        (("relation", "--format", "csv"), "an account is text, json or markdown"),
        (("--format", "markdown", "--json"), "--json is short for --format json"),
    ],
)
def test_wrong_use_is_told(arguments, message):
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
