"""Where predictions come from: a file, a submission's folder, standard input, or objects at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from farrago_schema import codec
from farrago_schema.codec.columns import said
from farrago_schema.codec.explain import explain_value
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System
from farrago_schema.types import Layer
from farrago_schema.validate import validate_system

T = TypeVar("T", bound=msgspec.Struct)
SYSTEM_FILE = "system.json"
FILE_NAME = re.compile(r"predictions(?:-(?P<seed>[A-Za-z0-9._+-]+?))?(?:\.jsonl(?:\.gz|\.zst)?|\.parquet)")
"""What a submission's files of predictions are called; a system with several runs has one for each seed."""


def file_of(path: Path, split: str | None = None) -> Path:
    """Return the file of predictions that a path means: itself, or the one in a submission's folder.

    Of a submission that has a folder for each split it is that of the split, if gold is one.

    Raises:
        InputError: the folder holds none, or several.
    """
    if not path.is_dir():
        return path
    path = of_split(path, split)
    found = sorted(each for each in path.iterdir() if each.is_file() and FILE_NAME.fullmatch(each.name))
    if len(found) != 1:
        names = ", ".join(each.name for each in found) or "no file of predictions"
        hint = "name the file to score" if found else None
        if any(path.glob(f"*/{SYSTEM_FILE}")):
            hint = "this is a folder of submissions: name one of them, or rank them all with farrago board"
        elif splits := sorted({each.parent.name for each in path.glob("*/predictions*")}):
            hint = f"it has predictions of several splits: name one, {path.name}/{splits[0]}"
        expected = "one predictions.jsonl, .jsonl.gz, .jsonl.zst or .parquet"
        raise InputError([Problem("predictions", str(path), names, expected, hint=hint)])
    return found[0]


def of_split(path: Path, split: str | None) -> Path:
    """Return the folder of a split, where a submission has one for each; else the path as it is."""
    if split is None or not path.is_dir() or not (path / split).is_dir():
        return path
    has_file = any(FILE_NAME.fullmatch(each.name) for each in path.iterdir())
    return path if has_file else path / split


def declared_layers(path: Path) -> tuple[Layer, ...] | None:
    """Return the layers that the ``system.json`` in, beside or above the path declares; ``None`` without one.

    Above it stands where a submission has a folder for each split.

    Raises:
        InputError: with everything that is wrong with it.
    """
    folder = path if path.is_dir() else path.parent
    cards = [each / SYSTEM_FILE for each in (folder, folder.resolve().parent)]
    card = next((each for each in cards if each.is_file()), None)
    if str(path) == codec.STANDARD or card is None:
        return None
    problems = validate_system(card)
    if problems:
        raise InputError(problems)
    return msgspec.json.decode(card.read_bytes(), type=System).layers


def typed(items: Iterable[T | Mapping[str, object]], type_: type[T], name: str) -> list[T]:
    """Return typed objects from objects, plain mappings or a ``datasets.Dataset``.

    ``name`` is what problems call them. In a dataset, a null stands for what was not said.

    Raises:
        InputError: with every item that is not of the type.
    """
    what = type_.__name__.lower()
    if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, Iterable) or _is_frame(items):
        hint = _way_out(items)
        raise InputError(
            [Problem("shape", name, f"one {type(items).__name__}", f"a list of {what}s", hint=hint)]
        )
    found: list[T] = []
    problems: list[Problem] = []
    is_table = hasattr(items, "features")
    for number, item in enumerate(items, 1):
        one = _one(item, type_, name, number, is_table=is_table)
        problems.append(one) if isinstance(one, Problem) else found.append(one)
    if problems:
        raise InputError(problems)
    return found


def _one(item: object, type_: type[T], name: str, number: int, *, is_table: bool) -> T | Problem:
    try:
        # A typed object may hold anything: its types are checked like those of a plain mapping.
        plain = msgspec.to_builtins(item, enc_hook=_without_numpy)
    except TypeError as error:
        return Problem("shape", name, str(error), "what JSON can say", line=number)
    try:
        return msgspec.convert(said(plain, type_) if is_table else plain, type_)
    except msgspec.ValidationError as error:
        id_ = plain.get("id") if isinstance(plain, dict) else None
        document = id_ if isinstance(id_, str) else None
        return explain_value(error, plain, file=name, number=number, document=document)


def _without_numpy(value: object) -> object:
    """Return a number or an array of numpy, which training loops are full of, as plain Python has it."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"an object of the type {type(value).__name__}")


def _is_frame(items: object) -> bool:
    """Tell whether iteration would give columns, or their names, and not rows."""
    return hasattr(items, "columns") and not hasattr(items, "features")


def _way_out(items: object) -> str | None:
    """Return how to get a list out of what was given, if that is known."""
    if _is_frame(items):
        return "a table of pandas becomes one by to_dict('records'), one of Polars by to_dicts()"
    if isinstance(items, Mapping):
        is_one = "id" in items or not items
        return "put it into a list" if is_one else f"name one of its parts: {', '.join(map(repr, items))}"
    return None
