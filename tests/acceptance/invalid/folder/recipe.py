"""A folder that is called like a file."""

from pathlib import Path


def make(folder: Path) -> None:
    (folder / "predictions.jsonl").mkdir()
