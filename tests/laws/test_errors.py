"""The law of ``farrago.errors``: every item once, and the totals are those of the metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from farrago import errors
from farrago.errors import Confusion, Scene, outcomes
from farrago.matching import Pair
from farrago.scoring import metrics
from farrago.tally import OVERALL
from farrago_schema.errors import ERROR_LAYERS, KINDS, ErrorLayer, Outcome
from farrago_schema.types import Document, Prediction
from laws.cases import LABELS, Case, cases
from laws.changes import duplicated, renamed, shuffled
from laws.noise import noisy_case

COLUMNS = {
    "mention": ("correct", "predicted", "gold"),
    "value": ("correct", "predicted", "gold"),
    "coref": ("ceafm_correct", "predicted_mentions", "gold_mentions"),
    "entity": ("correct", "predicted", "gold"),
    "relation": ("correct", "predicted", "gold"),
    "trigger": ("correct", "predicted", "gold"),
    "realis": ("correct", "predicted", "gold"),
    "event_coref": ("ceafm_correct", "predicted_mentions", "gold_mentions"),
    "argument": ("plus_correct", "plus_predicted", "plus_gold"),
}
PREFIXES = {"coref": "ceafm_", "event_coref": "ceafm_", "argument": "plus_"}
"""What a layer's costs are called beside its metric."""

UNCOUNTED = ("ignored", "duplicate")


def found(case: Case) -> list[Outcome]:
    return list(outcomes(Scene(case.document, case.prediction, LABELS), ERROR_LAYERS))


def counted(metric: str, case: Case) -> dict[str, int]:
    chosen = metrics()[metric]
    row = chosen.count(Pair(case.document, case.prediction, LABELS))[OVERALL]
    return dict(zip(chosen.columns, row, strict=True))


@st.composite
def any_cases(draw: st.DrawFn) -> Case:
    """Cases of the laws, real gold, gold without some layers, and predictions whose texts were not found."""
    which = draw(st.sampled_from(("real", "law", "other")))
    if which == "real":
        return noisy_case(Random(draw(st.integers(0, 2**32))))
    if which == "law":
        return draw(cases())
    document = draw(strategies.documents(all_layers=False))
    prediction = draw(
        st.one_of(strategies.predictions_for(document, all_layers=True), strategies.text_only_for(document))
    )
    return Case(document, prediction)


@pytest.mark.parametrize("layer", ERROR_LAYERS)
@given(case=any_cases())
def test_totals_are_those_of_the_metric(layer: ErrorLayer, case: Case) -> None:
    items = [each for each in found(case) if each.layer == layer and each.kind not in UNCOUNTED]
    counts = counted(layer, case)
    correct, predicted, gold = (counts[column] for column in COLUMNS[layer])
    missed = sum(each.kind == "missed" for each in items)
    spurious = sum(each.kind == "spurious" for each in items)
    assert len(items) - spurious == gold
    assert len(items) - missed == predicted
    assert sum(each.kind in {"right", "wrong_status"} for each in items) == correct
    prefix = f"{layer}.{PREFIXES.get(layer, '')}"
    assert sum(f"{prefix}recall" in each.costs for each in items) == gold - correct
    assert sum(f"{prefix}precision" in each.costs for each in items) == predicted - correct


@given(case=any_cases())
def test_costs_of_names_are_those_of_mention_name(case: Case) -> None:
    counts = counted("mention_name", case)
    costs = Counter(cost for each in found(case) if each.layer == "mention" for cost in each.costs)
    assert costs["mention_name.recall"] == counts["gold"] - counts["correct"]
    assert costs["mention_name.precision"] == counts["predicted"] - counts["correct"]


@given(case=any_cases())
def test_status_costs_exactly_where_the_metric_loses(case: Case) -> None:
    counts = counted("relation", case)
    costs = {cost for each in found(case) for cost in each.costs}
    if counts["status_correct"] == counts["status_gold"]:
        assert "relation.status_recall" not in costs
    if counts["status_correct"] == counts["status_predicted"]:
        assert "relation.status_precision" not in costs


@given(case=any_cases(), seed=st.integers(0, 2**32))
def test_order_and_ids_change_nothing(case: Case, seed: int) -> None:
    chance = Random(seed)
    other = Case(
        renamed(shuffled(case.document, chance), chance), renamed(shuffled(case.prediction, chance), chance)
    )
    assert found(other) == found(case)


@given(case=cases())
def test_duplicates_change_nothing_else(case: Case) -> None:
    twice = Case(case.document, duplicated(case.prediction))
    assert [each for each in found(twice) if each.kind != "duplicate"] == [
        each for each in found(case) if each.kind != "duplicate"
    ]


NAMES = {
    "mention": "mentions",
    "entity": "entities",
    "relation": "relations",
    "trigger": "triggers",
    "argument": "arguments",
    "event_coref": "events",
}


@given(case=any_cases(), twice=st.booleans())
def test_duplicates_are_as_many_as_the_score_reports(case: Case, twice: bool) -> None:
    prediction = duplicated(case.prediction) if twice else case.prediction
    pair = Pair(case.document, prediction, LABELS)
    told = Counter(
        NAMES[each.layer] for each in found(Case(case.document, prediction)) if each.kind == "duplicate"
    )
    assert told == Counter(pair.predicted.duplicates)


def test_real_noise_holds_every_kind() -> None:
    told = {each.kind for seed in range(20) for each in found(noisy_case(Random(seed)))}
    assert told == set(KINDS)


@given(document=strategies.documents())
def test_gold_against_itself_is_right(document: Document) -> None:
    assert {each.kind for each in found(Case(document, document.prediction()))} <= {"right", "ignored"}


@given(document=strategies.documents())
def test_against_nothing_all_is_missed(document: Document) -> None:
    assert {each.kind for each in found(Case(document, Prediction(document.id)))} <= {"missed"}


@given(case=any_cases())
def test_what_stands_in_a_record_stands_in_the_text(case: Case) -> None:
    for each in found(case):
        text = case.document.text
        assert each.kind in KINDS
        assert (each.gold_text is None) == (each.gold_start is None)
        for start, end, words in spans(each):
            assert words is None or text[start:end] == words
            assert each.context is not None and each.context_start is not None
            if words is not None and (each.gold_start is None or start == each.gold_start):
                inside = start - each.context_start
                assert each.context[inside : inside + end - start] == words
        if each.context is not None and each.context_start is not None:
            assert text[each.context_start :].startswith(each.context)
        assert "\n" not in each.message


def spans(outcome: Outcome) -> Iterator[tuple[int, int, str | None]]:
    """Yield the places of a record with the words that it says stand there."""
    places = (
        (outcome.gold_start, outcome.gold_end, outcome.gold_text),
        (outcome.predicted_start, outcome.predicted_end, outcome.predicted_text),
        (outcome.gold_tail_start, outcome.gold_tail_end, None),
        (outcome.predicted_tail_start, outcome.predicted_tail_end, None),
    )
    for start, end, words in places:
        if start is not None and end is not None:
            yield start, end, words


@given(case=any_cases())
def test_no_error_is_without_a_cost_and_no_right_item_costs_its_metric(case: Case) -> None:
    for each in found(case):
        prefix = f"{each.layer}.{PREFIXES.get(each.layer, '')}"
        own = {f"{prefix}recall", f"{prefix}precision"} & set(each.costs)
        is_error = each.kind not in {"right", "wrong_status", *UNCOUNTED}
        assert bool(own) == is_error
        assert each.cause is None or is_error
        assert each.kind != "wrong_status" or each.costs


@given(case=any_cases())
def test_rows_and_columns_of_confusion_sum_to_what_is_gold_and_predicted(case: Case) -> None:
    confusion = Confusion()
    for each in errors.found(Scene(case.document, case.prediction, LABELS), ERROR_LAYERS):
        confusion.add(each)
    cells = list(confusion.cells())
    for layer in ("mention", "entity", "relation", "trigger"):
        held: Counter[str | None] = Counter()
        said: Counter[str | None] = Counter()
        for cell in (each for each in cells if each.table == layer):
            held[cell.gold] += cell.count
            said[cell.predicted] += cell.count
        counts = counted(layer, case)
        assert held.total() - held[None] == counts["gold"]
        assert said.total() - said[None] == counts["predicted"]
