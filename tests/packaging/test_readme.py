"""What the README and two pages of docs/ tell one to type is typed here, and shows what they show.

Every ``sh`` block runs in a shell in one folder, in order, and every ``python`` block as a program there.
Where a ``text`` block follows, the output must be that. ``UPDATE_README=1`` writes the blocks anew.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "python.md", ROOT / "docs" / "your-system.md"]
BLOCK = re.compile(r"```(sh|python)\n(.*?)```(?:\n\n?```text\n(.*?)```)?", re.DOTALL)
# These set a machine up or run all tests: make demo has a test of its own below, CI runs the others.
ELSEWHERE = re.compile(r"^(git clone|cd farrago|make |pip install)", re.MULTILINE)


def blocks(page: Path) -> list[re.Match[str]]:
    return [block for block in BLOCK.finditer(page.read_text()) if not ELSEWHERE.search(block[2])]


def environment(**more: str) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
    kept = {key: value for key, value in os.environ.items() if key != "FARRAGO_DATA"}
    return kept | offline | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1"} | more


@pytest.fixture
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("newcomer")
    for name in ("dataset", "examples"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_has_commands_to_try(page):
    assert {block[1] for block in blocks(page)} == {"sh", "python"}
    assert len(blocks(page)) >= 5
    assert any(block[3] for block in blocks(page)), "and shows what comes out"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_runs_and_shows_what_comes_out(page, folder):
    text = page.read_text()
    for block in blocks(page):
        command = ["bash", "-euc", block[2]] if block[1] == "sh" else [sys.executable, "-c", block[2]]
        run = subprocess.run(
            command,
            cwd=folder,
            env=environment(HF_HOME=str(folder / "cache")),
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{block[2]}\n{run.stdout}\n{run.stderr}"
        if block[3] is None:
            continue
        shown = "\n".join(line.rstrip() for line in run.stdout.splitlines()) + "\n"
        if os.environ.get("UPDATE_README"):
            text = text.replace(block[0], block[0].replace(f"```text\n{block[3]}", f"```text\n{shown}"))
        else:
            assert shown == block[3], f"the output of this block is out of date:\n{block[2]}"
    if os.environ.get("UPDATE_README"):
        page.write_text(text)


def test_make_demo_does_the_main_job(tmp_path):
    """Make runs in the environment that runs the tests; CI sets up a fresh one with the same file."""
    if not (ROOT / ".venv" / "ready").exists():
        pytest.skip("not set up by make")
    before = fingerprint()
    run = subprocess.run(
        ["make", "demo", f"OUT={tmp_path}"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    site = tmp_path / "site"
    assert f"{site}/index.html" in run.stdout + run.stderr, "it says where to look"
    for name in ("index.html", "leaderboard.json", "leaderboard.md"):
        assert (site / name).stat().st_size > 0
    assert fingerprint() == before, "what is committed is what the build makes"


def fingerprint() -> dict[str, bytes]:
    data = ROOT / "dataset"
    return {
        str(path.relative_to(data)): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file() and "source" not in path.parts
    }
