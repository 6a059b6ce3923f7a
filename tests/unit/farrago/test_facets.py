"""Breakdowns: which metric is broken down by what, and that the parts make the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farrago.scoring import DOCUMENT_FACETS, ITEM_FACETS, by_facet, metrics
from farrago.tally import OVERALL
from laws.cases import Case, cases, corpora, count, tally

ITEMS = {name: metric for name, metric in metrics().items() if metric.facets}

SAID_TWICE = {
    # An item may be told in two ways, which stand in two groups: a span as an entity's and as a value's,
    # a value in two normal forms, what two predicted parts of one gold entity say.
    "mention_span",
    "mention_partial",
    "relation",
    "argument",
    "trigger",
    "realis",
}


def test_facets_are_those_that_can_be_asked_for() -> None:
    declared = {facet for metric in metrics().values() for facet in metric.facets}
    assert declared == set(ITEM_FACETS)


@pytest.mark.parametrize("name", metrics())
@given(case=cases())
def test_nothing_is_counted_by_what_is_not_declared(name: str, case: Case) -> None:
    groups = {group.partition("=")[0] for group in count(metrics()[name], case)} - {OVERALL, "type"}
    assert groups <= set(metrics()[name].facets)


@pytest.mark.parametrize("name", ITEMS)
@given(data=st.data())
def test_what_is_declared_makes_up_the_whole(name: str, data: st.DataObject) -> None:
    case = data.draw(cases(sharing=False))
    counts = count(ITEMS[name], case)
    for facet in ITEMS[name].facets:
        rows = [row for group, row in counts.items() if group.startswith(f"{facet}=")]
        parts = np.sum(rows, axis=0) if rows else np.zeros(len(ITEMS[name].columns), dtype=np.int64)
        if name in SAID_TWICE:
            assert (parts >= np.array(counts[OVERALL])).all(), (facet, counts)
        else:
            assert parts.tolist() == list(counts[OVERALL]), (facet, counts)


@pytest.mark.parametrize("facet", DOCUMENT_FACETS)
@given(corpus=corpora())
def test_every_metric_is_broken_down_by_document(facet: str, corpus: list[Case]) -> None:
    gold = {case.document.id: case.document for case in corpus}
    for metric in metrics().values():
        counted = tally(metric, corpus)
        parts = by_facet(metric, counted, facet, gold)
        assert parts.keys() == {getattr(document.meta, facet) or "none" for document in gold.values()}
        for column in metric.shown:
            index = metric.columns.index(column)
            assert sum(int(row[column] or 0) for row in parts.values()) == counted.total()[index]
