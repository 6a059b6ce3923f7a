"""Intervals of the scores that pages show, and of no others: a metric has dozens by type, a page a few."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from farrago import stats
from farrago.board.examined import Ends
from farrago.metrics import Metric
from farrago.report.rows import f1_columns
from farrago.scoring import TYPE, Bootstrap, metrics
from farrago.tally import Integers, Tally
from farrago_schema.results import Interval

TYPED = ("mention_name", "value", "relation", "trigger", "argument")
"""The metrics whose types are shown: one for each kind of thing that is found."""


def shown(tallies: Mapping[str, Tally], bootstrap: Bootstrap) -> Ends:
    """Return the intervals of every F1, and of the primary scores of the types of ``TYPED``.

    They are those that a result of ``farrago score`` has, to the last bit.
    """
    known = metrics()
    overall = {name: _of_all(known[name], tally, bootstrap) for name, tally in tallies.items()}
    types = {name: _of_types(known[name], tallies[name], bootstrap) for name in TYPED if name in tallies}
    return Ends(
        {name: found for name, found in overall.items() if found},
        {name: found for name, found in types.items() if found},
    )


def _of_all(metric: Metric, tally: Tally, bootstrap: Bootstrap) -> dict[str, Interval]:
    counts = tally.by_document()
    names = f1_columns(metric.score(counts.sum(axis=0)), metric)
    if not names:
        return {}
    blocks = [metric.score(sums) for sums in resampled(counts, bootstrap)]
    values = {name: np.concatenate([block[name] for block in blocks]) for name in names}
    return {name: _ends(each, counts, bootstrap) for name, each in values.items()}


def _of_types(metric: Metric, tally: Tally, bootstrap: Bootstrap) -> dict[str, dict[str, Interval]]:
    name = metric.primary
    narrow = metric.alone(name)
    columns = [metric.columns.index(column) for column in narrow.columns]
    found = {}
    for type_, group in tally.facet(TYPE).items():
        counts = tally.by_document(group)
        if _occurring(counts) >= stats.MIN_DOCUMENTS:  # else it has none
            values = [narrow.score(sums) for sums in resampled(counts[:, columns], bootstrap)]
            found[type_] = {name: _ends(np.concatenate(values), counts, bootstrap)}
    return found


def _ends(values: stats.Floats, counts: Integers, bootstrap: Bootstrap) -> Interval:
    found = stats.interval(values, bootstrap.level, len(counts), _occurring(counts))
    return Interval(found.low, found.high, found.nulls)


def _occurring(counts: Integers) -> int:
    return int(np.count_nonzero(counts.any(axis=1)))


def resampled(counts: Integers, bootstrap: Bootstrap) -> list[Integers]:
    """Return the sums of counts (documents × columns) in all resamples, in blocks of resamples × columns."""
    resamples = drawn(len(counts), bootstrap.resamples, bootstrap.seed)
    return [np.moveaxis(block, 0, -1) for block in resamples.blocks(counts)]


drawn = lru_cache(maxsize=4)(stats.resampling)
"""The same draws serve all scores."""
