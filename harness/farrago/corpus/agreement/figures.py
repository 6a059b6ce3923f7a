"""The figures of an agreement by layer and type, by the project's own metrics: A as gold, B as predictions.

F1 is the same in both directions wherever a metric compares sets. It may differ where gold is treated unlike
a prediction: what gold marks as denied, or what follows from gold by containment, is ignored in a prediction;
a mention that both mark counts as the kind that gold gives it. So both directions are computed, and shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from farrago import stats
from farrago.corpus.agreement.passes import Passes
from farrago.metrics import Metric
from farrago.scoring import Bootstrap, Options, by_type, metrics, score_documents
from farrago.tally import OVERALL, Tally
from farrago_schema.results import Number
from farrago_schema.types import Document

KINDS = "mention"
SAME = 1e-9
BOOTSTRAP = Bootstrap()


class Line(NamedTuple):
    """A line of the table: a score of a metric, over one group of its items."""

    title: str
    metric: str
    column: str = "f1"
    group: str = OVERALL


LINES: Mapping[str, Line] = {
    "mentions": Line("all mentions", "mention"),
    "names": Line("– names", "mention", group="mention=name"),
    "nominals": Line("– nominals", "mention", group="mention=nominal"),
    "pronouns": Line("– pronouns", "mention", group="mention=pronoun"),
    "values": Line("– values", "mention", group="mention=value"),
    "spans": Line("mentions, untyped", "mention_span"),
    "names_and_values": Line("names and values", "mention_name"),
    "coref": Line("coreference (CoNLL)", "coref", "conll_f1"),
    "coref_bcub": Line("coreference (B³)", "coref", "bcub_f1"),
    "entities": Line("entities", "entity"),
    "value_forms": Line("normal forms of shared values", "value", "accuracy"),
    "relations": Line("relations", "relation"),
    "relations_status": Line("relations with status", "relation", "status_f1"),
    "triggers": Line("triggers with type", "trigger"),
    "trigger_spans": Line("triggers, untyped", "trigger", "id_f1"),
    "event_coref": Line("event coreference (CoNLL)", "event_coref", "conll_f1"),
    "arguments": Line("arguments", "argument"),
    "plus_arguments": Line("arguments by event (`plus_f1`)", "argument", "plus_f1"),
    "realis": Line("realis on shared triggers", "realis", "accuracy"),
}
TYPED = ("mention", "entity", "value", "relation", "trigger", "argument", "realis")


class Figure(Struct, frozen=True):
    """One figure: ``score`` with A as gold, ``reverse`` with B as gold; null over nothing.

    ``precision`` is the share of B's items that A has, ``recall`` the share of A's that B has. ``both``,
    ``a`` and ``b`` count items, for an accuracy those that agree and, twice, those that both have; they are
    null for coreference. ``low`` and ``high`` bound the 95 % interval of the score, null where there is none.
    """

    key: str
    title: str
    score: Number
    reverse: Number
    precision: Number = None
    recall: Number = None
    both: int | None = None
    a: int | None = None
    b: int | None = None
    low: Number = None
    high: Number = None
    goal: Number = None

    @property
    def directions_agree(self) -> bool:
        """Whether it does not matter which side is called gold."""
        if self.score is None or self.reverse is None:
            return self.score is self.reverse
        return math.isclose(self.score, self.reverse, abs_tol=SAME)

    @property
    def meets_goal(self) -> bool | None:
        """Whether the score is at least the goal; null without a goal or a score."""
        return None if self.goal is None or self.score is None else self.score >= self.goal


Tallies = Mapping[str, Tally | None]


def tallies(passes: Passes, *, reverse: bool = False) -> Tallies:
    """Return what every metric counts, with the first side as gold, or in ``reverse`` the second."""
    gold, predicted = (passes.second, passes.first) if reverse else (passes.first, passes.second)
    layers = dict.fromkeys(layer for document in gold for layer in document.layers)
    facets = frozenset({KINDS}) if passes.kinds else frozenset[str]()
    options = Options(passes.labels, facets, tuple(layers))
    known: dict[str, Document] = {document.id: document for document in gold}
    scored = score_documents(known, (each.prediction() for each in predicted), metrics(), options)
    return {name: tally if isinstance(tally, Tally) else None for name, tally in scored.tallies.items()}


def by_layer(forward: Tallies, backward: Tallies, goals: Mapping[str, float]) -> list[Figure]:
    """Return the figures of all lines; those of layers that one side lacks are null."""
    return [
        _figure(key, line, (forward[line.metric], backward[line.metric]), goals.get(key))
        for key, line in LINES.items()
    ]


def by_types(forward: Tallies, backward: Tallies, names: Iterable[str] = TYPED) -> dict[str, list[Figure]]:
    """Return for each of the metrics, all with types, the figures of each type, in the order of names."""
    known = metrics()
    return {
        name: [
            _figure(type_, Line(type_, name, known[name].primary, f"type={type_}"), (tally, backward[name]))
            for type_ in by_type(known[name], tally)
        ]
        for name in names
        if (tally := forward[name]) is not None
    }


def _figure(
    key: str, line: Line, both: tuple[Tally | None, Tally | None], goal: float | None = None
) -> Figure:
    forward, backward = both
    if forward is None or backward is None:
        return Figure(key, line.title, None, None, goal=goal)
    metric = metrics()[line.metric]
    row, reverse = _scores(metric, forward, line.group), _scores(metric, backward, line.group)
    family = line.column.removesuffix("f1")
    ends = _interval(metric, forward, line)
    return Figure(
        key,
        line.title,
        row[line.column],
        reverse[line.column],
        row.get(f"{family}precision"),
        row.get(f"{family}recall"),
        *_counts(metric, forward, line),
        ends.low,
        ends.high,
        goal,
    )


def _interval(metric: Metric, tally: Tally, line: Line) -> stats.Interval:
    """Return where the score may lie, by the bootstrap over documents that ``farrago score`` uses, too."""
    counts = tally.by_document(line.group)
    sums = _resampled(len(tally.documents)).sums(counts)
    scores = metric.score(np.moveaxis(sums, 0, -1))[line.column]
    occurring = int(np.count_nonzero(counts.any(axis=1)))
    return stats.interval(scores, BOOTSTRAP.level, len(tally.documents), occurring)


@cache
def _resampled(documents: int) -> stats.Trials:
    return stats.resampling(documents, BOOTSTRAP.resamples, BOOTSTRAP.seed)


def _scores(metric: Metric, tally: Tally, group: str) -> dict[str, Number]:
    scores = {name: float(value) for name, value in metric.score(tally.total(group)).items()}
    return {name: None if math.isnan(value) else value for name, value in scores.items()}


def _counts(metric: Metric, tally: Tally, line: Line) -> tuple[int | None, int | None, int | None]:
    """Return what both sides, A and B count, for a line whose metric counts items."""
    family = line.column.removesuffix("f1")
    names = [f"{family}{name}" for name in ("correct", "gold", "predicted")]
    if line.column == "accuracy":
        names = ["agreed", "shared", "shared"]
    if not set(names) <= set(metric.columns):
        return None, None, None
    total = tally.total(line.group)
    both, a, b = (int(total[metric.columns.index(name)]) for name in names)
    return both, a, b
