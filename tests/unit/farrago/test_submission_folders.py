"""A submission's folder stands for the part of it that the gold's split names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from farrago.cli import app

SUBMISSIONS = Path(__file__).parents[3] / "submissions"


def run(*arguments: str) -> str:
    found = CliRunner().invoke(app, list(arguments))
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.mark.parametrize("command", ["score", "errors"])
def test_a_folder_with_one_for_each_split_is_that_of_the_split(command: str) -> None:
    whole, part = (
        json.loads(run(command, str(path), "--split", "dev", "--json"))
        for path in (SUBMISSIONS / "lexicon", SUBMISSIONS / "lexicon" / "dev")
    )
    assert whole == part


def test_a_system_is_compared_under_its_own_name() -> None:
    arguments = [str(SUBMISSIONS / name) for name in ("lexicon", "rules")]
    output = run("compare", *arguments, "--split", "dev", "--metric", "farrago", "--format", "json")
    assert '"lexicon"' in output
    assert '"rules"' in output


def test_a_folder_without_that_split_is_told_what_it_has() -> None:
    found = CliRunner().invoke(app, ["score", str(SUBMISSIONS / "lexicon"), "--split", "train"])
    assert found.exit_code != 0
    assert "it has predictions of several splits" in str(found.exception)


def test_a_submission_of_one_split_is_told_what_other_boards_need(tmp_path: Path) -> None:
    for name in ("system.json", "dev/predictions.jsonl"):
        (tmp_path / Path(name).name).write_bytes((SUBMISSIONS / "lexicon" / name).read_bytes())
    assert "A board of test needs those, too" in run("submit-check", str(tmp_path))
    assert "A board of" not in run("submit-check", str(SUBMISSIONS / "lexicon"))
