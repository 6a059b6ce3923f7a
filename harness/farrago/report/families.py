"""One score of several systems: every pair tested, the pairs adjusted as one family, and the ranks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

import numpy as np

from farrago import stats
from farrago.metrics import Metric
from farrago.scoring import Bootstrap, metrics
from farrago.stats import Floats, Interval
from farrago.tally import Integers, Tally
from farrago_schema.comparison import Family, Pair
from farrago_schema.problems import InputError, Problem

_TIE = 1e-12  # scores closer than rounding are the same score


@dataclass(frozen=True)
class Setting:
    """How systems are compared; trials are drawn once for each number of documents, for all scores."""

    swaps: int
    bootstrap: Bootstrap
    baseline: str | None
    _swapping: dict[int, stats.Trials] = field(default_factory=dict)
    _resampling: dict[int, stats.Trials] = field(default_factory=dict)

    def swapping(self, documents: int) -> stats.Trials:
        """Return the trials that swap documents."""
        trials = stats.swapping(documents, self.swaps, self.bootstrap.seed)
        return self._swapping.setdefault(documents, trials)

    def resampling(self, documents: int) -> stats.Trials:
        """Return the trials that draw documents."""
        trials = stats.resampling(documents, self.bootstrap.resamples, self.bootstrap.seed)
        return self._resampling.setdefault(documents, trials)

    def is_significant(self, p: float) -> bool:
        """Tell whether a p-value is significant at the level."""
        return p <= 1 - self.bootstrap.level + _TIE


@dataclass(frozen=True)
class _Tested:
    """What the tests say of a pair."""

    difference: float
    p: float
    interval: Interval


def family(  # noqa: PLR0913, PLR0917  # a score, the counts behind it, and how to compare them
    name: str,
    column: str,
    counted: Mapping[str, Sequence[Tally]],
    group: str,
    systems: Sequence[str],
    setting: Setting,
) -> Family:
    """Compare the systems that have been counted, by their runs' tallies; ``systems`` are all, in order.

    Raises:
        InputError: the systems were scored on different documents.
    """
    documents = _shared(counted, name)
    rows = stats.pooled([[run.by_document(group) for run in runs] for runs in counted.values()])
    counts = dict(zip(counted, rows, strict=True))
    metric = metrics()[name]
    score = partial(_score, metric, column)
    scores = {each: _plain(score(numbers.sum(axis=0))) for each, numbers in counts.items()}
    tested = _tested({each: counts[each] for each in counts if scores[each] is not None}, score, setting)
    shown = [
        (a, b) for a, b in combinations(counts, 2) if setting.baseline is None or setting.baseline in {a, b}
    ]
    if setting.baseline is not None:
        shown = [(b, a) if a == setting.baseline else (a, b) for a, b in shown]
    adjusted = stats.holm([tested[pair].p for pair in shown if pair in tested])
    holm = dict(zip((pair for pair in shown if pair in tested), adjusted, strict=True))
    sign = 1 if metric.perfect == 1 else -1
    return Family(
        metric=name,
        column=column,
        documents=len(documents),
        smallest_p=stats.smallest_p(len(documents), setting.swaps),
        scores={each: scores.get(each) for each in systems},
        ranks={
            each: _rank(each, tested, sign, setting) if scores.get(each) is not None else None
            for each in systems
        },
        pairs=tuple(
            _pair(pair, tested.get(pair), holm.get(pair), _by_document(counts, pair, score, sign))
            for pair in shown
        ),
    )


def _shared(counted: Mapping[str, Sequence[Tally]], metric: str) -> tuple[str, ...]:
    """Return the documents that all runs were scored on."""
    (first, runs), *_ = counted.items()
    documents = runs[0].documents
    for name, others in counted.items():
        for run in others:
            if run.documents != documents:
                odd = sorted(set(run.documents) ^ set(documents))
                found = f"{metric} of {name} and {first} counted on different documents: {odd[0]!r} is in one"
                hint = "score both against the same gold"
                raise InputError([Problem("documents", name, found, "the same documents", hint=hint)])
    return documents


def _score(metric: Metric, column: str, numbers: Integers) -> Floats:
    return np.asarray(metric.score(numbers)[column], dtype=np.float64)


def _tested(
    counts: Mapping[str, Integers], score: stats.Score, setting: Setting
) -> dict[tuple[str, str], _Tested]:
    """Test all pairs of systems that have a score, in both directions."""
    names, systems = list(counts), list(counts.values())
    places = list(combinations(range(len(names)), 2))
    if not places:
        return {}
    documents = len(systems[0])
    comparisons = stats.compare_pairs(systems, places, score, setting.swapping(documents))
    level = setting.bootstrap.level
    intervals = stats.difference_intervals(systems, places, score, setting.resampling(documents), level)
    found = {}
    for (a, b), comparison, interval in zip(places, comparisons, intervals, strict=True):
        found[names[a], names[b]] = _Tested(comparison.difference, comparison.p, interval)
        turned = Interval(_minus(interval.high), _minus(interval.low), interval.nulls)
        found[names[b], names[a]] = _Tested(0.0 - comparison.difference, comparison.p, turned)
    return found


def _minus(value: float | None) -> float | None:
    return None if value is None else 0.0 - value


def _rank(name: str, tested: Mapping[tuple[str, str], _Tested], sign: int, setting: Setting) -> int:
    """Return one plus the number of systems that are better, each by a test of its own."""
    return 1 + sum(
        sign * found.difference > 0 and setting.is_significant(found.p)
        for (_, other), found in tested.items()
        if other == name
    )


def _by_document(
    counts: Mapping[str, Integers], pair: tuple[str, str], score: stats.Score, sign: int
) -> tuple[int, int, int, int]:
    """Return the numbers of documents where the first is better, both are equal, it is worse, and neither."""
    difference = sign * (score(counts[pair[0]]) - score(counts[pair[1]]))
    nulls = int(np.count_nonzero(np.isnan(difference)))
    wins, losses = (int(np.count_nonzero(each > _TIE)) for each in (difference, -difference))
    return wins, len(difference) - nulls - wins - losses, losses, nulls


def _pair(
    names: tuple[str, str],
    found: _Tested | None,
    p_holm: float | None,
    by_document: tuple[int, int, int, int],
) -> Pair:
    if found is None:
        return Pair(*names, None, None, None, None, None, *by_document)
    ends = found.interval
    return Pair(*names, found.difference, ends.low, ends.high, found.p, p_holm, *by_document)


def _plain(value: Floats) -> float | None:
    return None if math.isnan(float(value)) else float(value)
