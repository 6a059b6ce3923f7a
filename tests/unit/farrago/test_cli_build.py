from pathlib import Path
from shutil import copyfile, copytree

import pytest
from typer.testing import CliRunner

from farrago.cli import app
from farrago_schema.problems import InputError

SOURCE = Path(__file__).parent / "corpus" / "source"
DATASET = Path(__file__).parents[3] / "dataset"


@pytest.fixture
def home(tmp_path):
    """Three small documents below the project's own card and changes."""
    copytree(SOURCE, tmp_path / "source")
    for name in ("README.md", "CHANGES.md"):
        copyfile(DATASET / name, tmp_path / name)
    return tmp_path


def run(home, *arguments):
    return CliRunner().invoke(app, ["build", "--source", str(home / "source"), "-o", str(home), *arguments])


def test_the_command_builds_checks_and_says_what_changed(home):
    first = run(home)
    assert (first.exit_code, first.stdout) == (0, "")
    assert f"{home / 'documents' / 'dev.parquet'}\n" in first.stderr
    assert run(home).stderr == "nothing changed\n"
    assert run(home, "--check").exit_code == 0


def test_check_refuses_what_is_not_built(home):
    result = run(home, "--check")
    assert isinstance(result.exception, InputError)
    assert not (home / "documents").exists()


def test_a_text_without_gold_is_told(home):
    (home / "source" / "gold" / "toy-s-2.xml").unlink()
    assert "left out: 1 frozen texts that have no gold yet: toy-s-2\n" in run(home).stderr


def test_changed_data_needs_a_version_or_nobody_who_has_it(home):
    run(home)
    gold = home / "source" / "gold" / "toy-s-1.xml"
    gold.write_text(gold.read_text("utf-8").replace('realis="possible"', 'realis="negated"'), "utf-8")
    refused = run(home)
    assert isinstance(refused.exception, InputError)
    assert "--unpublished" in str(refused.exception)
    assert run(home, "--unpublished").exit_code == 0


def test_a_folder_without_sources_is_told(tmp_path):
    result = run(tmp_path)
    assert isinstance(result.exception, InputError)
    assert "CHANGES.md" in str(result.exception)
