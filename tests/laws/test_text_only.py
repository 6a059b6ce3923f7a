"""The laws hold for predictions that come as text, and what is nowhere in the text costs precision."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import strategies
from farrago.alignment import align
from farrago.scoring import metrics
from farrago_schema.types import (
    Document,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)
from laws import changes
from laws.cases import LABELS, Case, known, pair_of, scores, total

ABSENT = tuple(PredictedMention(text=f"nowhere {number}", kind="name") for number in range(2))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    document = draw(strategies.documents())
    return Case(document, draw(strategies.text_only_for(document)))


def counts(case: Case) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return what every metric counts of a case whose texts were located."""
    placed = align(case.prediction, case.document, LABELS.values).prediction
    pair = pair_of(Case(case.document, placed))
    return {
        name: {group: tuple(row) for group, row in metric.count(pair).items() if any(row)}
        for name, metric in metrics().items()
    }


def with_nowhere(case: Case) -> Case:
    """Add one thing of every sort, of the types that gold has, that rests on words which are not there."""
    document, prediction = case
    strangers = [
        PredictedEntity("nowhere", "PER", ABSENT),
        PredictedEntity("never", "TIME", ABSENT[:1], value="2031"),
    ]
    relation = PredictedRelation("employed_by", "nowhere", "nowhere", evidence=(0,))
    types = {event.type for event in document.events} or {"Justice.Arrest"}
    arguments = (PredictedArgument("Person", "nowhere"), PredictedArgument("Time", "never"))
    events = [PredictedEvent(type_, None, "actual", ABSENT, arguments) for type_ in sorted(types)]
    return Case(
        document,
        replace(
            prediction,
            entities=(
                *(prediction.entities or ()),
                *(replace(each, mentions=_kinds(each)) for each in strangers),
            ),
            relations=(*(prediction.relations or ()), relation),
            events=(*(prediction.events or ()), *events),
        ),
    )


def _kinds(entity: PredictedEntity) -> tuple[PredictedMention, ...]:
    kind = "value" if entity.type in LABELS.values else "name"
    return tuple(replace(mention, kind=kind) for mention in entity.mentions)  # type: ignore[arg-type]


@given(cases(), st.integers(0, 99))
def test_order_is_nothing(case: Case, seed: int) -> None:
    chance = Random(seed)
    mixed = Case(changes.shuffled(case.document, chance), changes.shuffled(case.prediction, chance))
    assert counts(case) == counts(mixed)


@given(cases(), st.integers(0, 99))
def test_names_are_nothing(case: Case, seed: int) -> None:
    assert counts(case) == counts(Case(case.document, changes.renamed(case.prediction, Random(seed))))


@given(cases())
def test_duplicates_are_nothing(case: Case) -> None:
    assert counts(case) == counts(Case(case.document, changes.duplicated(case.prediction)))


@given(cases())
def test_scores_are_between_0_and_1(case: Case) -> None:
    placed = align(case.prediction, case.document, LABELS.values).prediction
    for metric in metrics().values():
        for value in scores(metric, Case(case.document, placed)).values():
            assert np.isnan(value) or 0 <= value <= 1


@given(cases())
def test_to_write_offsets_down_first_changes_nothing(case: Case) -> None:
    placed = align(case.prediction, case.document, LABELS.values).prediction
    assert counts(Case(case.document, placed)) == counts(case)


@given(strategies.documents(), st.booleans(), st.data())
def test_what_is_nowhere_is_predicted_and_never_right(
    document: Document, perfect: bool, data: st.DataObject
) -> None:
    prediction = document.prediction() if perfect else data.draw(strategies.predictions_for(document))
    better = Case(document, prediction)
    worse = with_nowhere(better)
    for name, metric in metrics().items():
        before, after = scores(metric, better), scores(metric, worse)
        for score, value in after.items():
            if score.endswith("precision") and known(before[score]) > 0:
                assert value < before[score], (name, score)
            if score.endswith("recall"):
                assert known(value) == known(before[score]), (name, score)
            if not np.isnan(before[score]) and metric.perfect == 1:
                assert known(value) <= before[score], (name, score)


@given(strategies.documents())
def test_who_says_gold_in_words_that_are_nowhere_predicts_as_much_and_scores_0(document: Document) -> None:
    def lost(mention: PredictedMention) -> PredictedMention:
        return PredictedMention(text=f"nowhere {mention.start} {mention.end}", kind=mention.kind)

    perfect = document.prediction()
    entities = [replace(each, mentions=tuple(map(lost, each.mentions))) for each in perfect.entities or ()]
    events = [replace(each, triggers=tuple(map(lost, each.triggers))) for each in perfect.events or ()]
    prediction = Prediction(document.id, tuple(entities), perfect.relations, tuple(events))
    for name, metric in metrics().items():
        said, gold = (_numbers(name, Case(document, each)) for each in (prediction, perfect))
        for column in (column for column in metric.columns if column.endswith("predicted")):
            # A name over two sentences is two chunks for a tagger, and has no sentences where it is nowhere.
            assert said[column] >= gold[column] or (name == "ner" and said[column] > 0), (name, column)
        for score, value in scores(metric, Case(document, prediction)).items():
            assert np.isnan(value) or value == 0, (name, score)


def _numbers(name: str, case: Case) -> dict[str, int]:
    metric = metrics()[name]
    return dict(zip(metric.columns, map(int, total(metric, case)), strict=True))
