"""A submission read, scored and looked at item by item: everything that the board says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path

import msgspec
import numpy as np

from farrago.board import golden
from farrago.board.columns import COLUMNS, HEADLINE
from farrago.board.examined import Examined, Kept, KeptRun, Mistakes, Outcome, Refused, summed
from farrago.board.submissions import Submission, read
from farrago.errors import Confusion, Found
from farrago.matching import Training
from farrago.report import Gold, Report, score_against
from farrago.report.errors.survey import Item, survey
from farrago.report.result import intervals_of, signature
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
from farrago_schema.errors import FINE, ErrorLayer
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
    documents, known = setting.gold.documents, metrics()
    broken_down = {
        name: {facet: by_facet(known[name], tally, facet, documents) for facet in setting.facets}
        for name, tally in tallies.items()
    }
    return Examined(
        system=submission.system,
        runs=tuple(_run(seed, report, setting) for seed, report in runs.items()),
        scores={name: summary(known[name], tallies[name]) if name in tallies else None for name in known},
        types={name: rows for name, tally in tallies.items() if (rows := by_type(known[name], tally))},
        breakdowns={
            name: {facet: rows for facet, rows in facets.items() if rows}
            for name, facets in broken_down.items()
        },
        intervals=intervals_of(tallies, setting.bootstrap),
        by_document=_by_document(tallies, documents),
        duplicates=_sums(report.result.duplicates for report in reports),
        located=_sums(report.result.located for report in reports),
        unlocated=sum(len(report.result.unlocated) for report in reports),
        mistakes=_mistakes(submission, setting),
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


def _mistakes(submission: Submission, setting: Setting) -> Mistakes:
    shared = setting.compat is not None
    surveys = [
        survey(setting.gold, path, submission.system.layers, shared_spans=shared)
        for path in submission.runs.values()
    ]
    layers = surveys[0].layers
    counts: dict[str, Counter[str]] = {layer: Counter() for layer in layers}
    consequences: Counter[str] = Counter(dict.fromkeys(layers, 0))
    by_document: dict[str, dict[str, int]] = {
        id_: dict.fromkeys(layers, 0) for id_ in sorted(setting.gold.documents)
    }
    confusion = Confusion()

    def counted(id_: str, items: Iterable[Item]) -> Iterator[Found]:
        for item in items:
            found = item.found
            counts[found.layer][found.kind] += 1
            consequences[found.layer] += found.cause is not None
            by_document[id_][found.layer] += found.kind not in FINE
            confusion.add(found)
            yield found

    right = tuple(
        {
            id_: golden.right(setting.items[id_], counted(id_, items))
            for id_, items in groupby(each.items(layers, ()), lambda item: item.scene.document.id)
        }
        for each in surveys
    )
    return Mistakes(
        counts={layer: dict(sorted(kinds.items())) for layer, kinds in counts.items()},
        consequences=dict(consequences),
        confusion=tuple(confusion.cells()),
        by_document=by_document,
        right=right,
    )


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
