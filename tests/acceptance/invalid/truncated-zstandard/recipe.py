"""A Zstandard file that was not copied to its end."""

from pathlib import Path

import zstandard


def make(folder: Path) -> None:
    lines = b"".join(b'{"id": "fx-%d", "entities": []}\n' % number for number in range(1, 4))
    (folder / "predictions.jsonl.zst").write_bytes(zstandard.compress(lines)[:-6])
