"""A submission read, scored and looked at item by item: everything that the board says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypedDict

import msgspec
import numpy as np

from farrago.board import golden
from farrago.board.columns import COLUMNS, HEADLINE
from farrago.board.counted import Counted
from farrago.board.documents.differences import difference_of, packed
from farrago.board.documents.numbers import Numbers
from farrago.board.examined import Examined, Kept, KeptRun, Mistakes, Outcome, Refused, Row, summed
from farrago.board.intervals import shown
from farrago.board.submissions import Submission, read
from farrago.errors import Found, found
from farrago.matching import Training
from farrago.report import Gold, Report, score_against
from farrago.report.errors.survey import survey_of
from farrago.report.result import signature
from farrago.scoring import (
    Bootstrap,
    Compat,
    Options,
    Scored,
    by_facet,
    by_type,
    chosen,
    metrics,
    summary,
)
from farrago.tally import OVERALL, Tally
from farrago_schema.errors import ErrorLayer
from farrago_schema.problems import InputError, Problem

FACETS = ("kind", "story", "seen", "zone", "mention", "distance", "realis", "role", "topic", "register")
SEEN = "seen"
SHOWN_PROBLEMS = 3


@dataclass(frozen=True)
class Setting:
    """What all submissions are scored against, and how; ``split`` is the folder of their predictions."""

    gold: Gold
    compat: Compat | None = None
    training: Training | None = None
    split: str | None = None
    bootstrap: Bootstrap = field(default_factory=Bootstrap)

    @property
    def facets(self) -> tuple[str, ...]:
        """The breakdowns that can be counted; what was seen in training needs training data."""
        return tuple(facet for facet in FACETS if facet != SEEN or self.training is not None)

    @cached_property
    def numbers(self) -> dict[str, Numbers]:
        """What gold says of each document, numbered."""
        return {id_: Numbers(document) for id_, document in self.gold.documents.items()}

    @cached_property
    def items(self) -> dict[str, dict[ErrorLayer, list[Found]]]:
        """Gold's items by document and layer."""
        labels = self.gold.labels
        return {id_: golden.items(document, labels) for id_, document in self.gold.documents.items()}


def examine(folder: Path, setting: Setting) -> Outcome:
    """Score a submission, or say why it cannot be scored."""
    try:
        return Outcome(examined=scored(folder, setting))
    except InputError as error:
        shown = tuple(_without_place(problem, folder) for problem in error.problems[:SHOWN_PROBLEMS])
        return Outcome(refused=Refused(shown, len(error.problems)))


def scored(folder: Path, setting: Setting) -> Examined:
    """Score a submission.

    Raises:
        InputError: with everything that is wrong with it.
    """
    return _examined(read(folder, setting.split), setting)


def _examined(submission: Submission, setting: Setting) -> Examined:
    options = Options(
        layers=submission.system.layers,
        compat=setting.compat,
        training=setting.training,
        facets=frozenset(setting.facets),
        metrics=chosen(["all"]),
    )
    runs = {seed: score_against(setting.gold, path, options) for seed, path in submission.runs.items()}
    reports = list(runs.values())
    tallies = summed([report.tallies for report in reports])
    mistakes, told = _looked_at(submission.runs.values(), reports, setting)
    return Examined(
        system=submission.system,
        runs=tuple(_run(seed, report, setting) for seed, report in runs.items()),
        **_scores(reports, tallies, setting),
        intervals=shown(tallies, setting.bootstrap),
        by_document=_by_document(tallies, setting.gold.documents),
        duplicates=_sums(report.result.duplicates for report in reports),
        located=_sums(report.result.located for report in reports),
        unlocated=sum(len(report.result.unlocated) for report in reports),
        mistakes=mistakes,
        told=told,
    )


class _Scores(TypedDict):
    """What the page of a system has from a result of ``farrago score``."""

    scores: dict[str, Row | None]
    types: dict[str, dict[str, Row]]
    breakdowns: dict[str, dict[str, dict[str, Row]]]


def _scores(reports: Sequence[Report], tallies: Mapping[str, Tally], setting: Setting) -> _Scores:
    """Return the result of the only run, or that of the sums of several."""
    if len(reports) == 1:
        result = reports[0].result
        return _Scores(scores=result.scores, types=result.types, breakdowns=result.breakdowns)
    documents, known = setting.gold.documents, metrics()
    broken_down = {
        name: {facet: by_facet(known[name], tally, facet, documents) for facet in setting.facets}
        for name, tally in tallies.items()
    }
    return _Scores(
        scores={name: summary(known[name], tallies[name]) if name in tallies else None for name in known},
        types={name: rows for name, tally in tallies.items() if (rows := by_type(known[name], tally))},
        breakdowns={
            name: {facet: rows for facet, rows in facets.items() if rows}
            for name, facets in broken_down.items()
        },
    )


def _run(seed: str | None, report: Report, setting: Setting) -> KeptRun:
    kept = {column.metric for column in COLUMNS if column != HEADLINE}
    return KeptRun(
        seed=seed,
        predictions=report.result.predictions,
        signature=_signature(report, setting),
        scores={column.key: column.found_in(report.result.scores) for column in COLUMNS},
        counts={name: Kept.of(_thin(tally)) for name, tally in report.tallies.items() if name in kept},
    )


def _thin(tally: Tally) -> Tally:
    """Return the groups that the board's own parts are made of."""
    kept = [index for index, group in enumerate(tally.groups) if group.partition("=")[0] in {OVERALL, SEEN}]
    groups = tuple(tally.groups[index] for index in kept)
    return Tally(tally.columns, tally.documents, groups, tally.numbers[:, kept])


def _signature(report: Report, setting: Setting) -> str:
    """Return the signature that ``farrago score`` prints of the same file when it is asked for nothing."""
    result, options = report.result, Options(compat=setting.compat)
    names = dict.fromkeys(options.metrics)
    scored = Scored(names, result.layers, result.missing, {}, 0, result.located, result.unlocated)
    return signature(scored, setting.gold, result.predictions, options)


def _by_document(
    tallies: Mapping[str, Tally], documents: Iterable[str]
) -> dict[str, dict[str, float | None]]:
    found: dict[str, dict[str, float | None]] = {id_: {} for id_ in sorted(documents)}
    for column in COLUMNS:
        if (tally := tallies.get(column.metric)) is not None:
            scores = column.score(tally.by_document())
            for id_, score in zip(tally.documents, scores, strict=True):
                found[id_][column.key] = None if np.isnan(score) else float(score)
    return found


def _sums(runs: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for run in runs:
        total.update(run)
    return dict(sorted(total.items()))


def _looked_at(
    paths: Iterable[Path], reports: Iterable[Report], setting: Setting
) -> tuple[Mistakes, dict[str, bytes]]:
    """Return what became of the items of all runs, and what the first one says of each document."""
    surveys = [
        survey_of(report.result, setting.gold, path) for path, report in zip(paths, reports, strict=True)
    ]
    counted = Counted(surveys[0].layers, setting.gold.documents)
    told: dict[str, bytes] = {}
    right = []
    for each in surveys:
        of_run = {}
        for scene, _ in each.scenes():
            id_, layers = scene.document.id, each.of(each.layers, scene.document)
            items = list(found(scene, layers))
            counted.add(id_, items)
            of_run[id_] = golden.right(setting.items[id_], items)
            if each is surveys[0]:
                told[id_] = packed(difference_of(scene, setting.numbers[id_], layers, items))
        right.append(of_run)
    return counted.mistakes(right), told


def _without_place(problem: Problem, folder: Path) -> Problem:
    """Return the problem with files named as the submission names them, not as this machine does."""
    place = f"{folder}/"
    if problem.hint and "--allow-missing" in problem.hint:
        # The scorer's way out is none here: a board ranks nobody who leaves documents out.
        problem = msgspec.structs.replace(
            problem, hint="a line with the id alone says that nothing was found"
        )
    return msgspec.structs.replace(
        problem,
        file=problem.file.replace(place, ""),
        found=problem.found.replace(place, ""),
        hint=problem.hint and problem.hint.replace(place, ""),
    )
