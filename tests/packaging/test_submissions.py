"""What stands in ``submissions/`` is on the board, and what a forge does with a new one can be done here."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path for path in (ROOT / "submissions").iterdir() if path.is_dir())
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_of_our_submissions_is_taken(folder):
    run = subprocess.run(
        [shutil.which("farrago") or ROOT / ".venv/bin/farrago", "submit-check", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_there_is_one():
    assert FOLDERS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_read_and_no_more_than_they_say(path):
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"], "what is not said is everything"
    assert "contents: write" not in path.read_text()
    assert "pull_request_target" not in path.read_text(), "a stranger's code would run with our rights"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_puts_a_strangers_words_into_a_script(path):
    scripts = [
        step["run"]
        for job in yaml.safe_load(path.read_text())["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    assert scripts
    assert not any("${{" in script for script in scripts)


def test_workflows_call_what_the_makefile_has():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    called = set(re.findall(r"\bmake ([a-z-]+)", "".join(path.read_text() for path in WORKFLOWS)))
    assert {"setup", "site"} <= called <= targets


def test_the_check_of_a_forge_reports_what_differs_and_fails_where_the_board_would(tmp_path):
    """In a repository of its own, with the scorer that is installed here."""
    place = tmp_path / "repository"
    place.mkdir()
    for name in (".ci", "submissions"):
        shutil.copytree(ROOT / name, place / name)
    (place / "dataset").symlink_to(ROOT / "dataset")
    (place / ".venv").symlink_to(ROOT / ".venv")

    def run(*command):
        return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)

    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    run("git", "init", "-q", "-b", "main")
    run("git", "add", "submissions")
    run("git", *identity, "commit", "-qm", "first")
    assert run(".ci/check-submissions", "HEAD").stdout == "", "nothing differs"
    shutil.copytree(place / "submissions" / FOLDERS[0].name, place / "submissions" / "new one")
    (place / "submissions" / "bad").mkdir()
    (place / "submissions" / "bad" / "system.json").write_text("{}")
    run("git", "add", "submissions")
    found = run(".ci/check-submissions", "HEAD")
    assert found.returncode == 3, found.stderr
    assert "### new one" in found.stdout
    assert "The board will take it" in found.stdout
    assert "### bad" in found.stdout
    assert "The board will refuse it" in found.stdout
