"""``farrago --help`` against the help of a trivial command in the same library."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import Ratio, compare

TRIVIAL = """
import typer

app = typer.Typer()

@app.command()
def hello(name: str) -> None:
    "Say hello."
    print(name)

app()
"""


def run() -> Ratio:
    """Return the ratio of whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "trivial.py"
        script.write_text(TRIVIAL)
        peer = [sys.executable, str(script), "--help"]
        ours = [str(Path(sys.executable).with_name("farrago")), "--help"]
        return compare("farrago --help / trivial typer --help", lambda: _quiet(ours), lambda: _quiet(peer))


def _quiet(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
