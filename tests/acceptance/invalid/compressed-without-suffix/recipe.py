"""Compressed, and called as if it were not."""

import gzip
from pathlib import Path


def make(folder: Path) -> None:
    (folder / "predictions.jsonl").write_bytes(gzip.compress(b'{"id": "fx-1"}\n', mtime=0))
