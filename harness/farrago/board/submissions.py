"""What is in a folder of submissions: for each folder its ``system.json`` and its files of predictions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from farrago.report.predictions import FILE_NAME, SYSTEM_FILE
from farrago_schema import validate
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System

_FILES = "predictions.jsonl (or .jsonl.gz, .jsonl.zst, .parquet), or one predictions-SEED.jsonl a seed"


@dataclass(frozen=True)
class Submission:
    """A system and its runs: files of predictions by seed; the seed of a single run is ``None``."""

    id: str
    system: System
    runs: dict[str | None, Path]


def discover(place: Path) -> list[Path]:
    """Return the folders that hold a submission each, by name; hidden ones and loose files are left alone.

    Raises:
        InputError: there is no such folder, it is itself a submission, or it holds no folder.
    """
    expected = "a folder with one folder for each submission"
    if not place.is_dir():
        found = "a file" if place.exists() else "nothing"
        raise InputError([Problem("submissions", str(place), found, expected)])
    if (place / SYSTEM_FILE).is_file():
        hint = "name the folder above it"
        raise InputError([Problem("submissions", str(place), "a single submission", expected, hint=hint)])
    folders = sorted(item for item in place.iterdir() if item.is_dir() and not item.name.startswith("."))
    if not folders:
        raise InputError([Problem("submissions", str(place), "no folder in it", expected)])
    return folders


def read(folder: Path, split: str | None = None) -> Submission:
    """Read one submission: who made it, and where its predictions are.

    Predictions of a split stand in the folder that is called like it; without such a folder, beside
    ``system.json``.

    Raises:
        InputError: with everything that is wrong with ``system.json`` and the names of the files.
    """
    if leads_out(folder):
        raise InputError([_outside(folder)])
    place = place_of(folder, split)
    runs, problems = ({}, [_outside(place)]) if leads_out(place) else _runs(place)
    path = folder / SYSTEM_FILE
    if not path.is_file():
        problems.insert(0, Problem("system-missing", SYSTEM_FILE, "no such file", "who made this, and how"))
    elif leads_out(path):
        problems.insert(0, _outside(path))
    else:
        problems = [*validate.validate_system(path), *problems]
    if problems:
        raise InputError(problems)
    return Submission(id_of(folder), msgspec.json.decode(path.read_bytes(), type=System), runs)


def place_of(folder: Path, split: str | None) -> Path:
    """Return where a submission has its predictions of a split: a folder of that name, or else its own."""
    return folder if split is None or not (folder / split).is_dir() else folder / split


def id_of(folder: Path) -> str:
    """Return the name of a submission's folder as text, of whatever bytes it is made; no two are the same."""
    return folder.name.replace("\\", r"\\").encode(errors="backslashreplace").decode()


def _runs(folder: Path) -> tuple[dict[str | None, Path], list[Problem]]:
    runs: dict[str | None, Path] = {}
    problems = []
    for path in sorted(folder.iterdir()):
        match = FILE_NAME.fullmatch(path.name)
        if match is None or not path.is_file():
            continue
        seed = match["seed"]
        if leads_out(path):
            problems.append(_outside(path))
        elif seed in runs:
            problems.append(
                Problem("runs", path.name, f"a second file beside {runs[seed].name}", "one a seed")
            )
        else:
            runs[seed] = path
    if None in runs and len(runs) > 1:
        problems.append(Problem("runs", runs[None].name, "files with and without a seed", _FILES))
    if not runs and not problems:
        problems.append(Problem("runs", id_of(folder), "no predictions", _FILES))
    return dict(sorted(runs.items(), key=lambda run: _by_number(run[0]))), problems


def _by_number(seed: str | None) -> tuple[int, str]:
    return (int(seed) if seed and seed.isdecimal() else -1, seed or "")


def leads_out(path: Path) -> bool:
    """Tell whether a path is a link to elsewhere, which would print a stranger's file in a report on it."""
    return not path.resolve().is_relative_to(path.parent.resolve())


def _outside(path: Path) -> Problem:
    return Problem("link", path.name, "a link to elsewhere", "a file or folder of its own")
