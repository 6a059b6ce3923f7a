"""A named pipe, which nobody writes to: opening it would wait for ever."""

import os
from pathlib import Path


def make(folder: Path) -> None:
    os.mkfifo(folder / "predictions.jsonl")
