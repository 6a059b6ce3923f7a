"""Metrics with the faults that are seen elsewhere: a law catches each of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from farrago.matching import Pair
from farrago.metrics import Metric, metric_of_sets
from farrago.rates import Scores
from farrago.scoring import metrics
from farrago.tally import OVERALL, Counts, Integers
from laws import laws
from laws.laws import Law

MENTION = metrics()["mention"]


def _one_where_empty(numbers: Integers) -> Scores:
    return {name: np.nan_to_num(value, nan=1.0) for name, value in MENTION.score(numbers).items()}


def _zero_where_empty(numbers: Integers) -> Scores:
    return {name: np.nan_to_num(value, nan=0.0) for name, value in MENTION.score(numbers).items()}


def _greedy(pair: Pair, order: list[int]) -> Counts:
    """Give each gold entity, in the order of the file, the first free prediction that shares a span."""
    free, found = set(range(len(pair.predicted.fillers))), 0
    for gold in order:
        spans = set(pair.gold.fillers[gold].spans)
        match = next((one for one in sorted(free) if spans & set(pair.predicted.fillers[one].spans)), None)
        if match is not None:
            free.remove(match)
            found += len(spans & set(pair.predicted.fillers[match].spans))
    sizes = [sum(len(each.spans) for each in side.fillers) for side in (pair.predicted, pair.gold)]
    return {OVERALL: (found, *sizes)}


def _in_file_order(pair: Pair) -> Counts:
    firsts = [min((each.start, each.end) for each in entity.mentions) for entity in pair.document.entities]
    return _greedy(
        pair, sorted(range(len(firsts)), key=lambda index: firsts.index(pair.gold.fillers[index].spans[0]))
    )


def _in_id_order(pair: Pair) -> Counts:
    ids = {
        min((each.start, each.end) for each in entity.mentions): entity.id
        for entity in pair.document.entities
    }
    return _greedy(
        pair, sorted(range(len(pair.gold.fillers)), key=lambda at: ids[pair.gold.fillers[at].spans[0]])
    )


def _duplicates_credited(pair: Pair) -> Counts:
    correct, predicted, gold = MENTION.count(pair)[OVERALL]
    again = pair.predicted.duplicates.get("mentions", 0)
    return {OVERALL: (min(correct + again, predicted), predicted, gold)}


def _many_to_one(pair: Pair) -> Counts:
    """Give every predicted part of a gold entity the credit for the whole."""
    key = pair.lenient_alignment
    mapped = [(type_, key[head], key[tail]) for type_, head, tail in pair.predicted.relations]
    correct = sum(triple in pair.gold.relations for triple in mapped)
    return {OVERALL: (correct, len(mapped), len(pair.gold.relations))}


def _never_perfect(pair: Pair) -> Counts:
    """Count gold's nominals, and never credit them."""
    names = metrics()["mention_name"].count(pair)[OVERALL][0]
    _, predicted, gold = MENTION.count(pair)[OVERALL]
    return {OVERALL: (names, predicted, gold)}


def _boldness_punished(pair: Pair) -> Counts:
    """Take a correct item back for each that is predicted beyond the third: who says less recalls more."""
    correct, predicted, gold = MENTION.count(pair)[OVERALL]
    return {OVERALL: (max(correct - max(predicted - 3, 0) * 2, 0), predicted, gold)}


def _with_memory() -> Metric:
    seen: list[int] = []

    def count(pair: Pair) -> Counts:
        seen.append(1)
        correct, predicted, gold = MENTION.count(pair)[OVERALL]
        return {OVERALL: (correct, predicted + len(seen) % 2, gold + len(seen) % 2)}

    return metric_of_sets(count, ("entities",), "mention")


def _mixing_rows(numbers: Integers) -> Scores:
    return {name: value - 0.25 * value.mean() for name, value in MENTION.score(numbers).items()}


def _of(count: object, items: str = "mention") -> Metric:
    return metric_of_sets(count, ("entities",), items)  # type: ignore[arg-type]


def _one_more_for_wrong(pair: Pair) -> Counts:
    """Count a gold item for each prediction that is wrong: a wrong one more lifts what is correct."""
    correct, predicted, gold = MENTION.count(pair)[OVERALL]
    return {OVERALL: (min(correct + (predicted - correct) // 2 * 2, gold, predicted), predicted, gold)}


PLANTED: dict[str, tuple[Metric, Law]] = {
    "nominals never right": (_of(_never_perfect), laws.gold_is_perfect),
    "empty is 1": (replace(MENTION, score=_one_where_empty), laws.nothing_is_null),
    "empty is 0": (replace(MENTION, score=_zero_where_empty), laws.nothing_is_null),
    "greedy in file order": (_of(_in_file_order), laws.order_is_nothing),
    "greedy in the order of ids": (_of(_in_id_order), laws.names_are_nothing),
    "duplicates credited": (_of(_duplicates_credited), laws.duplicates_are_nothing),
    "many to one, split": (_of(_many_to_one, "relation"), laws.splitting_is_no_gain),
    "many to one, above 1": (_of(_many_to_one, "relation"), laws.between_0_and_1),
    "wrong items lift": (_of(_one_more_for_wrong), laws.a_wrong_item_never_helps),
    "less recalls more": (_of(_boldness_punished), laws.a_missing_item_never_helps),
    "memory": (_with_memory(), laws.counts_are_additive),
    "rows mixed": (replace(MENTION, score=_mixing_rows), laws.rows_score_alike_together),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(fault: str) -> None:
    metric, law = PLANTED[fault]

    @settings(max_examples=400, phases=[Phase.generate], database=None)
    @given(data=st.data())
    def tried(data: st.DataObject) -> None:
        law(metric, data)

    with pytest.raises(AssertionError):
        tried()


def test_every_law_catches_some_fault() -> None:
    caught = {law for _, law in PLANTED.values()}
    assert {law for law in laws.LAWS if law not in caught} == set()
