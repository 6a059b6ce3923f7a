"""The page of others that has gold here and no text: where a copy of it is looked for.

It is ``$FARRAGO_SEEDS``, or a folder beside the checkout. Without it, the tests that need it are skipped.
"""

import os
from pathlib import Path

import pytest

NAME = "000_93c6de2903f17d40.txt"
FOLDER = Path(os.environ.get("FARRAGO_SEEDS", Path(__file__).resolve().parents[2] / "shared" / "seeds"))


def seed() -> Path:
    """Return the page, or skip the test."""
    path = FOLDER / NAME
    if not path.is_file():
        pytest.skip(f"the page is not here: put {NAME} into a folder and name it as FARRAGO_SEEDS")
    return path
