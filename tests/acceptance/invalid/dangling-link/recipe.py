"""A link whose target is gone."""

from pathlib import Path


def make(folder: Path) -> None:
    (folder / "predictions.jsonl").symlink_to("gone.jsonl")
