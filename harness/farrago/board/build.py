"""The whole way: submissions are read and scored; what is wrong with one keeps it off the board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from farrago import stats
from farrago.board import render, submissions, table
from farrago.board.columns import COLUMNS, HEADLINE
from farrago.report import Gold, score_against
from farrago.scoring import Compat, Options
from farrago_schema.leaderboard import Leaderboard, Ranking, Refusal
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import SCHEMA_VERSION

Watch = Callable[[Sequence[Path]], Iterable[Path]]

SHOWN_PROBLEMS = 3
FILES = ("index.html", "leaderboard.json", "leaderboard.md")
RANKING = Ranking(
    method="paired approximate randomisation over documents",
    swaps=stats.SWAPS,
    seed=stats.SEED,
    level=stats.LEVEL,
)


def leaderboard(
    folders: Sequence[Path], gold: Gold, watch: Watch = iter, compat: Compat | None = None
) -> Leaderboard:
    """Score the submissions in the folders, and rank those that are valid and complete.

    ``watch`` passes the folders on one by one, and may show how far it is. ``compat`` holds for all of them.
    """
    entrants: list[table.Entrant] = []
    refused: list[Refusal] = []
    for folder in watch(folders):
        try:
            entrants.append(_scored(submissions.read(folder), gold, compat))
        except InputError as error:
            refused.append(_refusal(folder, error.problems))
    return Leaderboard(
        schema_version=SCHEMA_VERSION,
        scorer_version=version("farrago"),
        gold=gold.stamp,
        headline=HEADLINE.key,
        columns=tuple(column.key for column in COLUMNS),
        counted=table.counted(entrants),
        ranking=RANKING,
        rows=table.rows(entrants, RANKING),
        refused=tuple(refused),
    )


def write(board: Leaderboard, site: Path) -> None:
    """Write the page, the data and the Markdown table into the folder ``site``; other files stay.

    Raises:
        InputError: the folder cannot be written.
    """
    contents = (
        render.page(board).encode(),
        msgspec.json.encode(board, order="deterministic") + b"\n",
        render.markdown(board).encode(),
    )
    try:
        site.mkdir(parents=True, exist_ok=True)
        for name, content in zip(FILES, contents, strict=True):
            (site / name).write_bytes(content)
    except OSError as error:
        raise InputError(
            [Problem("site", str(site), str(error.strerror), "a folder to write into")]
        ) from error


def check_site(site: Path, place: Path) -> None:
    """Refuse a site among the submissions: the next run would take it for one.

    Raises:
        InputError: the site lies in the folder of submissions, or is it.
    """
    if site.resolve().is_relative_to(place.resolve()):
        expected = "a folder outside the submissions"
        raise InputError([Problem("site", str(site), "a folder among the submissions", expected)])


def _scored(submission: submissions.Submission, gold: Gold, compat: Compat | None) -> table.Entrant:
    options = Options(layers=submission.system.layers, compat=compat)
    runs = {seed: score_against(gold, path, options) for seed, path in submission.runs.items()}
    return table.Entrant(submission, runs)


def _refusal(folder: Path, problems: Sequence[Problem]) -> Refusal:
    shown = tuple(_without_place(problem, folder) for problem in problems[:SHOWN_PROBLEMS])
    return Refusal(submissions.id_of(folder), shown, len(problems))


def _without_place(problem: Problem, folder: Path) -> Problem:
    """Return the problem with files named as the submission names them, not as this machine does."""
    place = f"{folder}/"
    return msgspec.structs.replace(
        problem,
        file=problem.file.replace(place, ""),
        found=problem.found.replace(place, ""),
        hint=problem.hint and problem.hint.replace(place, ""),
    )
