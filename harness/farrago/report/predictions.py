"""Where predictions come from: a file, a submission's folder, standard input, or objects at hand."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from farrago_schema import codec
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System
from farrago_schema.types import Layer, Prediction
from farrago_schema.validate import validate_system

STANDARD_INPUT = "-"
SYSTEM_FILE = "system.json"


@contextmanager
def as_file(path: Path) -> Iterator[Path]:
    """Give a file that can be read twice: standard input is kept in a temporary one."""
    if str(path) != STANDARD_INPUT:
        yield path
        return
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield Path(kept.name)


def file_of(path: Path) -> Path:
    """Return the file of predictions that a path means: itself, or the one in a submission's folder.

    Raises:
        InputError: the folder holds none, or several.
    """
    if not path.is_dir():
        return path
    found = sorted(each for suffix in codec.SUFFIXES for each in path.glob(f"predictions*{suffix}"))
    if len(found) != 1:
        names = ", ".join(each.name for each in found) or "none"
        hint = "name the file to score" if found else None
        expected = "one predictions.jsonl, .jsonl.gz, .jsonl.zst or .parquet"
        raise InputError([Problem("predictions", str(path), names, expected, hint=hint)])
    return found[0]


def declared_layers(path: Path) -> tuple[Layer, ...] | None:
    """Return the layers that the ``system.json`` in or beside the path declares; ``None`` without one.

    Raises:
        InputError: with everything that is wrong with it.
    """
    card = (path if path.is_dir() else path.parent) / SYSTEM_FILE
    if str(path) == STANDARD_INPUT or not card.is_file():
        return None
    problems = validate_system(card)
    if problems:
        raise InputError(problems)
    return msgspec.json.decode(card.read_bytes(), type=System).layers


def typed(predictions: Iterable[Prediction | Mapping[str, object]]) -> list[Prediction]:
    """Return typed predictions from objects or plain mappings.

    Raises:
        InputError: with every item that is not a prediction.
    """
    found, problems = [], []
    for number, item in enumerate(predictions, 1):
        try:
            found.append(msgspec.convert(item, Prediction))
        except msgspec.ValidationError as error:
            problems.append(Problem("shape", "predictions", str(error), "a prediction", line=number))
    if problems:
        raise InputError(problems)
    return found


def content_hash(predictions: Iterable[Prediction]) -> str:
    """Return the SHA-256 of predictions at hand: of their canonical JSON, one a line, in the order of ids."""
    digest = hashlib.sha256()
    for prediction in sorted(predictions, key=lambda prediction: prediction.id):
        digest.update(msgspec.json.encode(prediction, order="deterministic") + b"\n")
    return digest.hexdigest()
