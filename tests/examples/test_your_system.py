"""The systems to copy run, find something, and stand on the page as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import farrago
from farrago.cli import app

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "your_system"
PAGE = ROOT / "docs" / "your-system.md"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.p[yl]")), ids=lambda file: file.name)
def test_the_page_shows_the_file(file):
    assert f"\n{file.read_text()}```" in PAGE.read_text()


@pytest.mark.parametrize(
    ("arguments", "precise"),
    [
        ([str(FOLDER / "function.py")], 0.3),
        ([f"{FOLDER / 'stateful.py'}:Memory"], 0.9),
        (["--command", f"perl {FOLDER / 'program.pl'}"], 0.3),
    ],
    ids=["function", "class", "program"],
)
def test_each_form_makes_a_valid_submission_that_scores(arguments, precise, tmp_path):
    if arguments[0] == "--command" and shutil.which("perl") is None:
        pytest.skip("needs perl")
    data = str(ROOT / "dataset")
    result = CliRunner().invoke(app, ["baseline", *arguments, "-o", str(tmp_path / "s"), "--data", data])
    assert result.exit_code == 0, result.output
    assert CliRunner().invoke(app, ["validate", str(tmp_path / "s"), "--data", data]).exit_code == 0
    report = farrago.score(tmp_path / "s", split="dev", data=data)
    assert report.to_dict()["scores"]["mention_name"]["precision"] >= precise
