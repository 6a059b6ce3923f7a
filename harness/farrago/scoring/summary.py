"""From tallies to named numbers: micro, macro over types and documents, by type and by facet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np

from farrago.metrics import Metric
from farrago.rates import Numbers
from farrago.tally import OVERALL, AnyTally, Integers, Tally
from farrago_schema.results import Number
from farrago_schema.types import Document

TYPE = "type"
Row = dict[str, Number]

DOCUMENT_FACETS = ("kind", "topic", "register")
ITEM_FACETS = ("zone", "story", "mention", "role", "realis", "distance", "seen")


def check_facets(names: Iterable[str]) -> None:
    """Refuse a facet that nothing is broken down by.

    Raises:
        ValueError: naming the facet and all that there are.
    """
    known = (*DOCUMENT_FACETS, *ITEM_FACETS)
    for name in names:
        if name not in known:
            raise ValueError(f"no facet {name!r}; there is: {', '.join(known)}")


def summary(metric: Metric, tally: AnyTally) -> Row:
    """Return all overall numbers of a metric: its scores, its counts, and its macro averages.

    ``macro_*`` averages over the ``macro_types`` types that gold has; ``doc_macro_*`` over documents, without
    the ``doc_macro_nulls`` documents where the score is null.
    """
    row = _rows(metric, {OVERALL: tally.total()})[OVERALL]
    if metric.gold is not None:
        row |= _macro_over_types(metric, tally)
    by_document = tally.document_scores(lambda rows: metric.score(rows)[metric.primary])
    mean, nulls = _mean(by_document)
    return row | {f"doc_macro_{metric.primary}": mean, "doc_macro_nulls": nulls}


def by_type(metric: Metric, tally: AnyTally) -> dict[str, Row]:
    """Return the scores and counts of each type."""
    return _rows(metric, {value: tally.total(group) for value, group in tally.facet(TYPE).items()})


def by_facet(metric: Metric, tally: AnyTally, facet: str, gold: Mapping[str, Document]) -> dict[str, Row]:
    """Return the scores and counts for each value of a facet, of documents or of items."""
    if facet not in DOCUMENT_FACETS or not isinstance(tally, Tally):
        return _rows(metric, {value: tally.total(group) for value, group in tally.facet(facet).items()})
    values: dict[str, list[str]] = {}
    for id_ in tally.documents:
        values.setdefault(getattr(gold[id_].meta, facet) or "none", []).append(id_)
    return _rows(metric, {value: tally.only(ids).total() for value, ids in sorted(values.items())})


def _rows(metric: Metric, sums: Mapping[str, Integers]) -> dict[str, Row]:
    """Return the scores and counts of sums, by the name of each; they are scored all at once."""
    if not sums:
        return {}
    numbers = np.stack(list(sums.values()))
    scores = {name: list(map(_number, values)) for name, values in metric.score(numbers).items()}
    counts = {column: numbers[:, metric.columns.index(column)].tolist() for column in metric.shown}
    columns = {**scores, **counts}
    return {key: {name: values[place] for name, values in columns.items()} for place, key in enumerate(sums)}


def _macro_over_types(metric: Metric, tally: AnyTally) -> Row:
    assert metric.gold is not None, "only metrics with types are averaged over them"
    column = metric.columns.index(metric.gold)
    totals = [tally.total(group) for group in tally.facet(TYPE).values()]
    scores = [metric.score(total)[metric.primary] for total in totals if total[column] > 0]
    mean, _ = _mean(scores)
    return {f"macro_{metric.primary}": mean, "macro_types": len(scores)}


def _mean(scores: Iterable[Numbers] | Numbers) -> tuple[float | None, int]:
    """Return the mean of what is not null, rounded once, and the number of nulls."""
    values = [float(score) for score in scores]
    known = [value for value in values if not math.isnan(value)]
    return (math.fsum(known) / len(known) if known else None), len(values) - len(known)


def _number(value: Numbers | np.float64) -> float | None:
    """Return a score as a plain number, ``None`` for null."""
    plain = float(value)
    return None if math.isnan(plain) else plain


__all__ = ["DOCUMENT_FACETS", "ITEM_FACETS", "TYPE", "Row", "by_facet", "by_type", "check_facets", "summary"]
