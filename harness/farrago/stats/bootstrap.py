"""Intervals of every score of every metric: overall, averaged and by type, from the same resamples.

Columns that are equal are summed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from farrago.metrics import Metric
from farrago.rates import Numbers, Scores, rate
from farrago.scoring import TYPE, Bootstrap
from farrago.stats.quantiles import Interval, interval
from farrago.stats.trials import Trials, resampling
from farrago.tally import OVERALL, Integers, Tally

Row = dict[str, Interval]
Ends = Callable[[Numbers, int], Interval]

UNIT = 2**30
"""Scores of documents are summed as whole numbers of 2⁻³⁰, so that their means are exact to 10⁻⁹."""

_BY_DOCUMENT = "by document"
_SUMS = 1 << 21  # sums held at once: 16 MB


@dataclass(frozen=True)
class _Job:
    """One group of one metric: the columns that it sums, by document, and how sums become scores.

    ``gold`` is the column that says how much gold a type has, for a type to average over.
    """

    metric: str
    group: str
    columns: Integers
    score: Callable[[Integers], Scores]
    primary: str
    gold: int | None


@dataclass(frozen=True)
class _Done:
    """The intervals of a job; of a type, also its score in each resample, null where gold has none."""

    job: _Job
    row: Row
    of_type: Numbers | None


def intervals(
    metrics: Mapping[str, Metric], tallies: Mapping[str, Tally], bootstrap: Bootstrap
) -> tuple[dict[str, Row], dict[str, dict[str, Row]]]:
    """Return intervals by metric and score, and by metric, type and score.

    The overall scores come with ``macro_*`` and ``doc_macro_*``, each computed anew in every resample: the
    mean over the types that gold has there, and over the documents drawn. For a metric that is averaged over
    types, types that gold does not have in a resample leave its mean, as they leave that of the corpus.
    """
    rows: dict[str, dict[str, Row]] = {name: {} for name in tallies}
    for names in _of_same_documents(tallies):
        documents = len(tallies[names[0]].documents)
        trials = resampling(documents, bootstrap.resamples, bootstrap.seed)
        ends = partial(_ends, bootstrap.level, documents)
        jobs = [job for name in names for job in _jobs(name, metrics[name], tallies[name])]
        jobs.sort(key=lambda job: job.group)  # what metrics count of one type is often the same
        means: dict[str, _Mean] = {}
        for done in _done(jobs, trials, ends):
            rows[done.job.metric][done.job.group] = done.row
            if done.of_type is not None:
                means.setdefault(done.job.metric, _Mean(trials.number)).add(done.of_type)
        for name, mean in means.items():
            rows[name][OVERALL][f"macro_{metrics[name].primary}"] = ends(mean.value(), documents)
    overall = {name: groups[OVERALL] | groups[_BY_DOCUMENT] for name, groups in rows.items()}
    types = {
        name: {value: rows[name][group] for value, group in tally.facet(TYPE).items()}
        for name, tally in tallies.items()
    }
    return overall, {name: found for name, found in types.items() if found}


def _of_same_documents(tallies: Mapping[str, Tally]) -> Iterable[list[str]]:
    parts: dict[tuple[str, ...], list[str]] = {}
    for name, tally in tallies.items():
        parts.setdefault(tally.documents, []).append(name)
    return parts.values()


def _jobs(name: str, metric: Metric, tally: Tally) -> Iterator[_Job]:
    types = tally.facet(TYPE).values()
    gold = metric.columns.index(metric.gold) if metric.gold is not None else None
    for group in (OVERALL, *types):
        of_type = gold if group in types else None
        yield _Job(name, group, tally.by_document(group), metric.score, metric.primary, of_type)
    scores = metric.score(tally.by_document())[metric.primary]
    units = np.rint(np.nan_to_num(scores) * UNIT).astype(np.int64)
    columns = np.stack([units, (~np.isnan(scores)).astype(np.int64)], axis=1)
    yield _Job(name, _BY_DOCUMENT, columns, partial(_doc_macro, metric.primary), metric.primary, None)


def _doc_macro(primary: str, numbers: Integers) -> Scores:
    return {f"doc_macro_{primary}": rate(numbers[..., 0], numbers[..., 1] * UNIT)}


class _Mean:
    """The mean over types of what is not null, in each resample."""

    def __init__(self, resamples: int) -> None:
        self._total = np.zeros(resamples)
        self._known = np.zeros(resamples, dtype=np.int64)

    def add(self, scores: Numbers) -> None:
        self._total += np.nan_to_num(scores)
        self._known += ~np.isnan(scores)

    def value(self) -> Numbers:
        return rate(self._total, self._known)


def _done(jobs: Sequence[_Job], trials: Trials, ends: Ends) -> Iterator[_Done]:
    """Yield the jobs done, in their order."""
    for some, places, columns in _blocks(jobs, trials.number):
        sums = trials.sums(columns)
        for job, place in zip(some, places, strict=True):
            yield _do(job, sums[place], ends)


def _do(job: _Job, sums: Integers, ends: Ends) -> _Done:
    scores = job.score(np.moveaxis(sums, 0, -1))
    of_type = None if job.gold is None else np.where(sums[job.gold] > 0, scores[job.primary], np.nan)
    occurring = int(np.count_nonzero(job.columns.any(axis=1)))
    return _Done(job, {name: ends(values, occurring) for name, values in scores.items()}, of_type)


def _ends(level: float, documents: int, values: Numbers, occurring: int) -> Interval:
    return interval(values, level, documents, occurring)


def _blocks(jobs: Iterable[_Job], resamples: int) -> Iterator[tuple[list[_Job], list[list[int]], Integers]]:
    """Yield jobs in turn, so many at once that their sums fill a block.

    With them come, for each, where its columns are among those to sum, and these: equal ones once.
    """
    some: list[_Job] = []
    places: list[list[int]] = []
    known: dict[bytes, int] = {}
    columns: list[Integers] = []
    for job in jobs:
        place = []
        for column in np.ascontiguousarray(job.columns.T):
            index = known.setdefault(column.tobytes(), len(known))
            if index == len(columns):
                columns.append(column)
            place.append(index)
        some.append(job)
        places.append(place)
        if len(columns) * resamples > _SUMS:
            yield some, places, np.stack(columns, axis=1)
            some, places, known, columns = [], [], {}, []
    if some:
        yield some, places, np.stack(columns, axis=1)
