"""The laws of scoring, each a check of one metric on one example; an assertion fails where one is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

import numpy as np
from hypothesis import strategies as st
from msgspec.structs import replace

from farrago.matching import Pair
from farrago.metrics import Metric
from farrago_schema.types import Document, Prediction
from laws import changes
from laws.cases import LABELS, Case, cases, corpora, count, known, scores, tally, total

Law = Callable[[Metric, st.DataObject], None]


def gold_is_perfect(metric: Metric, data: st.DataObject) -> None:
    """1. Gold against itself scores exactly 1 in everything that has anything to count; errors score 0."""
    document = data.draw(cases()).document
    case = Case(document, document.prediction())
    found = scores(metric, case)
    if np.isnan(found.get("ign_precision", 0)):
        del found[
            "ign_f1"
        ]  # DocRED's F1 is 0 where all of gold is known by heart, and nothing is left to say
    assert {value for value in found.values() if not np.isnan(value)} <= {metric.perfect}
    if total(metric, case).any() and metric.gold is not None:
        assert metric.perfect in found.values()


def nothing_is_null(metric: Metric, data: st.DataObject) -> None:
    """2. Nothing against nothing counts nothing, and is null; nothing against gold, or the reverse, is 0.

    Where less is better, only silence is: what is said against no gold may be all wrong.
    """
    case = data.draw(cases())
    bare = replace(case.document, entities=(), relations=(), events=())
    for prediction in (Prediction(bare.id), Prediction(bare.id, (), (), ())):
        assert not any(number for row in count(metric, Case(bare, prediction)).values() for number in row)
        assert all(np.isnan(value) for value in scores(metric, Case(bare, prediction)).values())
    invented, silent = Case(bare, case.prediction), Case(case.document, Prediction(bare.id))
    for one in (invented, silent) if metric.perfect else (silent,):
        assert all(np.isnan(value) or value == 0 for value in scores(metric, one).values())
    for name, f1 in scores(metric, case).items():
        family = name.removesuffix("f1")
        if f"{family}precision" in scores(metric, case):
            rates = [scores(metric, case)[f"{family}{rate}"] for rate in ("precision", "recall")]
            assert np.isnan(f1) == all(np.isnan(rates)) or not name.endswith("f1")


def between_0_and_1(metric: Metric, data: st.DataObject) -> None:
    """3. Every score lies in [0, 1]."""
    for value in scores(metric, *data.draw(corpora())).values():
        assert np.isnan(value) or 0 <= value <= 1


def order_is_nothing(metric: Metric, data: st.DataObject) -> None:
    """4. The order of documents, items and mentions changes no count, of gold or of predictions."""
    case, chance = data.draw(cases()), Random(data.draw(st.integers(0, 99)))
    mixed = Case(changes.shuffled(case.document, chance), changes.shuffled(case.prediction, chance))
    assert _same(count(metric, case), count(metric, mixed))


def duplicates_are_nothing(metric: Metric, data: st.DataObject) -> None:
    """5. Exact duplicates are collapsed and reported, and change no count."""
    case = data.draw(cases())
    twice = Case(case.document, changes.duplicated(case.prediction))
    assert _same(count(metric, case), count(metric, twice))
    if case.prediction.entities and any(entity.mentions for entity in case.prediction.entities):
        assert Pair(*twice, LABELS).predicted.duplicates


def a_wrong_item_never_helps(metric: Metric, data: st.DataObject) -> None:
    """6a. A wrong item more never raises precision, nor F1 where the metric is of sets, nor lowers errors."""
    case = data.draw(cases())
    before = scores(metric, case)
    for worse in changes.with_wrong(metric.items, case):
        for name, value in scores(metric, worse).items():
            if name.endswith("precision") or (metric.is_of_sets and name.endswith("f1")):
                assert known(value) <= known(before[name]), name
            elif name == metric.primary and not metric.perfect:
                assert known(value) >= known(before[name]), name


def a_missing_item_never_helps(metric: Metric, data: st.DataObject) -> None:
    """6b. An item less never raises recall; if it was a correct one, nor F1 where the metric is of sets.

    Where two entities share a span, the smaller one gets it back when the larger goes: those are left out.
    """
    case = data.draw(cases(sharing=False))
    before = scores(metric, case)
    for worse in changes.without_one(metric.items, case):
        after = scores(metric, worse)
        for name in (name for name in after if name.endswith("recall")):
            assert known(after[name]) <= known(before[name]), name
            f1 = f"{name.removesuffix('recall')}f1"
            if metric.is_of_sets and known(after[name]) < known(before[name]):
                assert known(after[f1]) <= known(before[f1]), f1


def counts_are_additive(metric: Metric, data: st.DataObject) -> None:
    """7. The counts of a corpus are the sums of those of its parts, bit for bit, in any split and order."""
    corpus = data.draw(corpora())
    whole = tally(metric, corpus)
    order = data.draw(st.permutations(corpus))
    cut = data.draw(st.integers(0, len(order)))
    for one, other in ((order[:cut], order[cut:]), (order[cut:], order[:cut])):
        joined = tally(metric, one) + tally(metric, other)
        assert (joined.documents, joined.groups) == (whole.documents, whole.groups)
        assert joined.numbers.dtype == np.int64
        assert np.array_equal(joined.numbers, whole.numbers)
    assert np.array_equal(whole.total(), sum(total(metric, case) for case in order))


def names_are_nothing(metric: Metric, data: st.DataObject) -> None:
    """8. Renaming ids changes no count."""
    case, chance = data.draw(cases()), Random(data.draw(st.integers(0, 99)))
    other = Case(changes.renamed(case.document, chance), changes.renamed(case.prediction, chance))
    assert _same(count(metric, case), count(metric, other))


def rows_score_alike_together(metric: Metric, data: st.DataObject) -> None:
    """9. Scoring many rows at once equals scoring them one by one, bit for bit."""
    rows = tally(metric, data.draw(corpora())).numbers
    together = metric.score(rows)
    for index in np.ndindex(rows.shape[:-1]):
        for name, value in metric.score(rows[index]).items():
            assert np.array_equal(together[name][index], value, equal_nan=True), name


def splitting_is_no_gain(metric: Metric, data: st.DataObject) -> None:
    """10. Splitting a correct entity and dealing its relations or roles among the parts lowers the score."""
    if metric.items in SPLITS:
        document = data.draw(cases().filter(lambda case: _can_be_split(metric.items, case.document))).document
        before = scores(metric, Case(document, document.prediction()))
        for worse in SPLITS[metric.items](document.prediction()):
            after = scores(metric, Case(document, worse))
            if metric.perfect:
                assert after[metric.primary] < before[metric.primary]
            else:
                assert after[metric.primary] >= before[metric.primary]


SPLITS = {
    "relation": changes.split_relations,
    "evidence": changes.split_evidence,
    "argument": changes.split_arguments,
}

LAWS: tuple[Law, ...] = (
    gold_is_perfect,
    nothing_is_null,
    between_0_and_1,
    order_is_nothing,
    duplicates_are_nothing,
    a_wrong_item_never_helps,
    a_missing_item_never_helps,
    counts_are_additive,
    names_are_nothing,
    rows_score_alike_together,
    splitting_is_no_gain,
)


def _can_be_split(kind: str, document: Document) -> bool:
    return next(SPLITS[kind](document.prediction()), None) is not None


def _same(one: object, other: object) -> bool:
    return _plain(one) == _plain(other)


def _plain(counts: object) -> dict[str, Sequence[int]]:
    assert isinstance(counts, Mapping)
    return {group: tuple(row) for group, row in counts.items() if any(row)}
