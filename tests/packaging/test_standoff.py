"""The gold without text that is shipped: whoever has the page gets what the page about it says."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago_schema import codec
from farrago_schema.standoff import StandoffDocument
from seeds import seed

STANDOFF = Path(__file__).resolve().parents[2] / "dataset" / "standoff"
FILES = sorted(STANDOFF.glob("*.jsonl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_is_of_its_form_and_full(file):
    (document,) = codec.read(file, StandoffDocument)
    assert document.id == file.name.split(".")[0]
    assert document.sha256 in (STANDOFF / "README.md").read_text()
    assert len(document.entities) > 40
    assert len(document.relations) > 20
    assert len(document.events) > 20


def test_the_figures_of_the_page_are_what_its_commands_print(tmp_path):
    page = seed()
    sides = []
    for side in ("a", "b"):
        sides.append(str(tmp_path / f"{side}.jsonl"))
        done(["hydrate", str(STANDOFF / f"seed-p-0001.{side}.jsonl"), str(page), "-o", sides[-1]])
    printed = done(["agreement", *sides, "--format", "markdown"]).splitlines()
    section = (STANDOFF / "README.md").read_text().partition("farrago agreement a.jsonl")[2]
    figures = [
        line for line in section.partition("What they differed")[0].splitlines() if line.startswith("| ")
    ]
    assert len(figures) >= 18
    assert [line for line in figures if line not in printed] == []


def test_its_gold_is_valid_against_its_text(tmp_path):
    gold = tmp_path / "gold.jsonl"
    done(["hydrate", str(STANDOFF / "seed-p-0001.jsonl"), str(seed()), "-o", str(gold)])
    inline = tmp_path / "page.xml"
    done(["convert", str(gold), "-o", str(inline)])
    assert "no errors" in done(["convert", str(inline), "--against", str(seed())])


def done(command: list[str]) -> str:
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 0, run.output
    return run.output
