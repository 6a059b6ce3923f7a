"""One line of 100 MB."""

from pathlib import Path


def make(folder: Path) -> None:
    with (folder / "predictions.jsonl").open("wb") as stream:
        stream.write(b'{"id": "fx-1", "entities": [')
        for _ in range(100):
            stream.write(b" " * 10**6)
        stream.write(b"]}\n")
