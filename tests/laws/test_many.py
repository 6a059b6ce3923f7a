"""What is counted in many documents at once is what is counted in each of them by itself."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
import pytest
from hypothesis import given

import boards
from farrago.matching import Pair
from farrago.matching.batch import Batch
from farrago.matching.columns import Columns
from farrago.report.training import SEEN
from farrago.scoring import metrics
from farrago.tally import Tally
from laws.cases import FACETS, LABELS, Case, corpora

AT_ONCE = [name for name, metric in metrics().items() if metric.count_many is not None]


def plain(cases: list[Case], facets: Set[str] = frozenset()) -> tuple[list[Case], Batch | None]:
    """Return the cases that can be compared at once, compared."""
    columns = Columns(LABELS, reads_page=True)
    for _ in range(2):
        found = [(case, taken) for case in cases if (taken := columns.of(*case)) is not None]
        if not found:
            return [], None
        batch = Batch(columns, [taken for _, taken in found], facets)
        cases = [case for (case, _), is_odd in zip(found, batch.odd, strict=True) if not is_odd]
    return cases, batch


@pytest.mark.parametrize("facets", [frozenset[str](), FACETS - {SEEN}], ids=("types", "facets"))
@pytest.mark.parametrize("name", AT_ONCE)
@given(cases=corpora())
def test_counts_at_once_are_those_one_by_one(name: str, facets: frozenset[str], cases: list[Case]) -> None:
    metric = metrics()[name]
    kept, batch = plain(cases, facets)
    if batch is None:
        return
    assert metric.count_many is not None
    many = metric.count_many(batch)
    for number, case in enumerate(kept):
        one = metric.count(Pair(*case, LABELS, facets))
        found = many.counts(number)
        assert {group: list(row) for group, row in one.items()} == {
            group: list(row) for group, row in found.items()
        }


@given(cases=corpora())
def test_what_is_told_twice_is_counted_as_such(cases: list[Case]) -> None:
    kept, batch = plain(cases)
    if batch is not None:
        found = [Pair(*case, LABELS).predicted.duplicates for case in kept]
        layers = {layer for each in found for layer in each}
        assert batch.duplicates == {layer: sum(each.get(layer, 0) for each in found) for layer in layers}


def test_usual_documents_are_compared_at_once() -> None:
    """The laws above would say nothing if none was."""
    gold = boards.gold(24)
    kept, _ = plain([Case(*case) for case in zip(gold, boards.predict(gold, 0.7), strict=True)])
    assert len(kept) == len(gold)


@given(cases=corpora())
def test_a_tally_of_blocks_is_that_of_rows(cases: list[Case]) -> None:
    """However documents were counted, one by one or many at once, what is kept of them is the same."""
    kept, batch = plain(cases)
    for name in AT_ONCE if batch is not None else ():
        metric = metrics()[name]
        assert batch is not None and metric.count_many is not None
        ids = [case.document.id for case in kept]
        rows = {case.document.id: metric.count(Pair(*case, LABELS)) for case in kept}
        one, other = (
            Tally.of(metric.columns, rows),
            Tally.of(metric.columns, {}, [metric.count_many(batch).block(ids)]),
        )
        assert (one.documents, one.groups) == (other.documents, other.groups)
        assert np.array_equal(one.numbers, other.numbers)
