"""``farrago --help`` against the help of a trivial command in the same library."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Ratio, compare
from bench.processes import compiled

TRIVIAL = """
import typer

app = typer.Typer()

@app.command()
def hello(name: str) -> None:
    "Say hello."
    print(name)

app()
"""


@contextmanager
def trivial() -> Iterator[list[str]]:
    """Give the command that runs a trivial program of the command-line library."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "trivial.py"
        script.write_text(TRIVIAL)
        yield [sys.executable, str(script), "you"]


def run() -> Ratio:
    """Return the ratio of whole processes."""
    with trivial() as command:
        peer = [*command[:-1], "--help"]
        ours = [str(Path(sys.executable).with_name("farrago")), "--help"]
        return compare("farrago --help / trivial typer --help", lambda: _quiet(ours), lambda: _quiet(peer))


def _quiet(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=compiled())
