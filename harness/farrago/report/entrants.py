"""What can be compared: files, folders of submissions, predictions at hand, reports, and kept counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias, cast

import msgspec

from farrago.report import Predictions, Report, score_against
from farrago.report import predictions as sources
from farrago.report.gold import Gold
from farrago.scoring import Options
from farrago.scoring.headline import NAME as HEADLINE
from farrago.scoring.headline import headline_tally
from farrago.tally import OVERALL, Tally
from farrago_schema import codec
from farrago_schema.leaderboard import Leaderboard
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import FileStamp, GoldStamp

System: TypeAlias = Predictions | Report | Mapping[str, Tally] | Leaderboard
"""Predictions, or what is kept of them once they are scored; a leaderboard stands for all its systems."""


@dataclass(frozen=True)
class Entrant:
    """A system and the tallies of its runs, by metric; ``gold`` is what scored them, if that is known."""

    name: str
    runs: tuple[Mapping[str, Tally], ...]
    files: tuple[FileStamp, ...] = ()
    gold: GoldStamp | None = None


def entrants(
    systems: Sequence[System], names: Sequence[str] | None, gold: Gold | None, options: Options
) -> list[Entrant]:
    """Score what is not scored yet, and give each system a name of its own.

    Raises:
        InputError: with everything that is wrong with a system, or if they were scored against other gold.
        ValueError: the names are not one for each system.
    """
    found = [
        each for number, system in enumerate(systems) for each in _entrants(system, number, gold, options)
    ]
    if names is not None:
        if len(names) != len(found) or len(set(names)) != len(names):
            raise ValueError(f"{len(found)} systems need as many different names, not {list(names)}")
        found = [replace(each, name=name) for each, name in zip(found, names, strict=True)]
    stamps = {each.gold.sha256: each for each in found if each.gold is not None}
    if len(stamps) > 1:
        one, other = list(stamps.values())[:2]
        found_gold = f"{one.name} scored against another gold than {other.name}"
        raise InputError([Problem("gold", other.name, found_gold, "the same gold for all")])
    return list(_told_apart(found))


def needs_gold(system: System) -> bool:
    """Tell whether a system must be scored first."""
    if isinstance(system, (Report, Leaderboard)) or _is_tallies(system):
        return False
    return not (isinstance(system, (str, Path)) and _is_board(Path(system)))


def _is_tallies(system: System) -> bool:
    return isinstance(system, Mapping) and all(isinstance(value, Tally) for value in system.values())


def _is_board(path: Path) -> bool:
    return path.suffix == ".json"


def _entrants(system: System, number: int, gold: Gold | None, options: Options) -> Iterable[Entrant]:
    name = chr(ord("A") + number) if number < 26 else f"system {number + 1}"
    if isinstance(system, Leaderboard):
        return _of_board(system)
    if isinstance(system, Report):
        return [Entrant(name, (system.tallies,), (system.result.predictions,), system.result.gold)]
    if _is_tallies(system):
        return [Entrant(name, (cast("Mapping[str, Tally]", system),))]
    if isinstance(system, (str, Path)) and _is_board(Path(system)):
        return _of_board(_read_board(Path(system)))
    assert gold is not None, "predictions are scored against gold"
    if isinstance(system, (str, Path)):
        path = Path(system)
        layers = sources.declared_layers(path)
        files = _files(sources.of_split(path, gold.stamp.split))
        reports = [score_against(gold, file, replace(options, layers=layers)) for file in files]
        return [_of_reports(_name_of(path), reports)]
    return [_of_reports(name, [score_against(gold, cast("Predictions", system), options)])]


def _of_reports(name: str, reports: Sequence[Report]) -> Entrant:
    files = tuple(report.result.predictions for report in reports)
    return Entrant(name, tuple(report.tallies for report in reports), files, reports[0].result.gold)


def _files(path: Path) -> list[Path]:
    """Return the files of all runs in a submission's folder, else the one file that the path means."""
    if path.is_dir():
        matches = [(each, sources.FILE_NAME.fullmatch(each.name)) for each in sorted(path.iterdir())]
        runs = [each for each, match in matches if match is not None and match["seed"] and each.is_file()]
        if len(runs) > 1 and len(runs) == sum(match is not None for _, match in matches):
            return runs
    return [sources.file_of(path)]


def _name_of(path: Path) -> str:
    if str(path) == codec.STANDARD:
        return "stdin"
    stem = path.resolve().name if path.is_dir() else path.name.split(".")[0]
    is_of_submission = not path.is_dir() and (path.parent / sources.SYSTEM_FILE).is_file()
    return path.resolve().parent.name if is_of_submission and stem == "predictions" else stem


def _told_apart(found: Iterable[Entrant]) -> Iterator[Entrant]:
    seen: Counter[str] = Counter()
    for each in found:
        seen[each.name] += 1
        number = seen[each.name]
        yield each if number == 1 else replace(each, name=f"{each.name} ({number})")


def _read_board(path: Path) -> Leaderboard:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Leaderboard)
    except (OSError, msgspec.DecodeError) as error:
        expected = "predictions, or the leaderboard.json that farrago board writes"
        raise InputError([Problem("leaderboard", str(path), str(error), expected)]) from error


def _of_board(board: Leaderboard) -> Iterator[Entrant]:
    """Yield the systems of a leaderboard, from the counts that it keeps."""
    for row in board.rows:
        runs = []
        for run in row.runs:
            tallies = {
                metric: Tally.of(
                    board.counted[metric].columns,
                    {
                        id_: {OVERALL: numbers}
                        for id_, numbers in zip(board.counted[metric].documents, matrix, strict=True)
                    },
                )
                for metric, matrix in run.counts.items()
            }
            whole = headline_tally(tallies)
            runs.append(tallies if whole is None else tallies | {HEADLINE: whole})
        yield Entrant(row.id, tuple(runs), tuple(run.predictions for run in row.runs), board.gold)
