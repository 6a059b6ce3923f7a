"""Predictions that are not in doubt have no problem: told of many at once, from their columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boards
import strategies
from farrago.engine.doubts import Doubts, is_quoted
from farrago.matching import labels_of
from farrago.matching.batch import Batch
from farrago.matching.columns import Columns
from farrago_schema import ontology
from farrago_schema.types import Document, PredictedEntity, PredictedEvent, PredictedMention, Prediction
from farrago_schema.validate import check_prediction

DOUBTS = Doubts(strategies.ONTOLOGY)


def in_doubt(pairs: list[tuple[Document, Prediction]], doubts: Doubts, columns: Columns) -> list[bool]:
    """Tell of each pair whether its prediction is in doubt."""
    found = [True] * len(pairs)
    taken = {
        number: sides
        for number, (document, prediction) in enumerate(pairs)
        if (sides := columns.of(document, prediction)) is not None and is_quoted(prediction, document.text)
    }
    if taken:
        batch = Batch(columns, list(taken.values()))
        lengths = [len(pairs[number][0].text) for number in taken]
        for number, is_doubtful in zip(taken, doubts.of(batch, lengths).tolist(), strict=True):
            found[number] = is_doubtful
    return found


@given(drawn=st.lists(strategies.spoilt(), min_size=1, max_size=4))
def test_what_is_not_in_doubt_has_no_problem(
    drawn: list[tuple[Document, Document | None, Prediction | None]],
) -> None:
    pairs = [(document, said) for document, _, said in drawn if said is not None]
    columns = Columns(labels_of(strategies.ONTOLOGY))
    for (document, said), is_doubtful in zip(pairs, in_doubt(pairs, DOUBTS, columns), strict=True):
        if not is_doubtful:
            assert check_prediction(said, document, strategies.ONTOLOGY, file="") == []


@pytest.mark.parametrize(
    "mentions",
    [
        [PredictedMention(0, None)],
        [PredictedMention(2**31 - 1, 5), PredictedMention(2**31 - 1, 5)],
        [PredictedMention(2**30, 2**31 - 1)],
        [PredictedMention(3, 3)],
        [PredictedMention(0, 1, "no such text")],
        [PredictedMention(0, 1, sentence=0)],
    ],
)
@pytest.mark.parametrize("owner", ["entity", "event"])
def test_impossible_offsets_are_in_doubt(mentions: list[PredictedMention], owner: str) -> None:
    document = boards.gold(1)[0]
    said = Prediction(
        document.id,
        (PredictedEntity("e", "PER", tuple(mentions) if owner == "entity" else ()),),
        (),
        (PredictedEvent("Justice.Arrest", triggers=tuple(mentions) if owner == "event" else ()),),
    )
    labels = ontology.load()
    assert in_doubt([(document, said)], Doubts(labels), Columns(labels_of(labels))) == [True]


def test_usual_predictions_are_not_in_doubt() -> None:
    """The law above would say nothing if all were."""
    labels = ontology.load()
    gold = boards.gold(24)
    pairs = list(zip(gold, boards.predict(gold, 0.7), strict=True))
    assert not any(in_doubt(pairs, Doubts(labels), Columns(labels_of(labels))))
