"""Half a gigabyte of spaces in some kilobytes."""

from pathlib import Path

import zstandard


def make(folder: Path) -> None:
    with zstandard.open(folder / "predictions.jsonl.zst", "wb") as stream:
        for _ in range(512):
            stream.write(b" " * 2**20)
