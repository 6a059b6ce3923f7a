"""What holds for the pipeline as a whole, on the documents that it was developed on and on odd ones."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import writing
from hypothesis import given as drawn
from hypothesis import strategies as st

from farrago import data
from farrago_baselines import rules
from farrago_baselines.rules import given, knowledge, run
from farrago_schema import ontology
from farrago_schema.types import Document, Metadata, Prediction
from farrago_schema.validate import check_prediction

DATA = Path(__file__).parents[4] / "dataset"


@pytest.fixture(scope="module")
def train() -> list[Document]:
    return data.read_split(DATA, "train")


@pytest.fixture(scope="module")
def dev() -> list[Document]:
    return data.read_split(DATA, "dev")


@pytest.fixture(scope="module")
def predictions(dev, train) -> list[Prediction]:
    return list(rules.predict([document.input() for document in dev], train))


def stripped(document: Document) -> Document:
    """Return a document without any gold: what the tests below hide."""
    meta = Metadata("story", document.meta.date, "dev", lang=document.meta.lang)
    return Document(document.id, document.text, meta, sentences=document.sentences, tokens=document.tokens)


def test_only_the_input_is_read(dev, train, predictions):
    """A document without gold, zones and other metadata is predicted alike."""
    assert list(rules.predict([stripped(d).input() for d in dev], train)) == predictions


def test_the_same_input_gives_the_same_bytes(dev, train, predictions):
    again = list(rules.predict([document.input() for document in dev], list(reversed(train))))
    assert msgspec.json.encode(again) == msgspec.json.encode(predictions)


def test_documents_do_not_change_one_another(dev, train, predictions):
    alone = [next(iter(rules.predict([document.input()], train))) for document in reversed(dev)]
    assert list(reversed(alone)) == predictions


def test_every_prediction_validates(dev, predictions):
    assert_valid(dev, predictions)


@pytest.mark.parametrize("level", rules.GIVEN)
def test_every_prediction_with_gold_given_validates_and_keeps_what_it_was_given(dev, train, level):
    found = list(rules.predict_given(dev, train, level))
    assert_valid(dev, found)
    for document, prediction in zip(dev, found, strict=True):
        spans = {(m.start, m.end, e.type) for e in prediction.entities for m in e.mentions}
        names = {
            (m.start, m.end, e.type)
            for e in document.entities
            for m in e.mentions
            if m.kind in {"name", "value"}
        }
        assert names <= spans
        if level != "mentions":
            assert clusters(document.entities) == clusters(prediction.entities)
        if level == "triggers":
            gold = {(t.start, t.end, v.type) for v in document.events for t in v.triggers}
            assert gold == {(t.start, t.end, v.type) for v in prediction.events for t in v.triggers}


def clusters(entities) -> set[frozenset[tuple[int, int]]]:
    return {frozenset((m.start, m.end) for m in entity.mentions) for entity in entities}


def assert_valid(documents, predictions) -> None:
    for document, prediction in zip(documents, predictions, strict=True):
        problems = check_prediction(prediction, document, ontology.load(), file="predictions.jsonl")
        assert not problems, problems


def test_a_system_that_was_given_gold_is_an_oracle():
    for level in rules.GIVEN:
        system = rules.system_given(level)
        assert system.kind == "oracle"
        assert system.given == given.LAYERS_GIVEN[level]
    assert rules.SYSTEM.kind == "rules"
    assert rules.SYSTEM.given == ()


@pytest.mark.parametrize("off", [*run.STAGES])
def test_each_stage_may_be_off(dev, train, off):
    learnt = knowledge.learn(train)
    found = list(run.predictions(run.analyse(d.input(), learnt, frozenset({off})) for d in dev))
    assert_valid(dev, found)
    layer = {"mentions": "entities", "relations": "relations", "events": "events"}.get(off)
    if layer is not None:
        assert not any(getattr(prediction, layer) for prediction in found)


def test_what_is_learnt_are_words_of_train_alone(train):
    """Heads and triggers of a document are known when it is in train, and not when it is left out."""
    whole, less = knowledge.learn(train), knowledge.learn(())
    assert less.learned == frozenset()
    assert whole.learned
    assert less.heads.items() <= whole.heads.items()


def test_every_item_carries_the_rule_that_made_it(dev, train):
    found = rules.explain(dev[0].input(), train)
    told = [m.rule for e in found.entities for m in e.mentions]
    told += [link.rule for e in found.entities for link in e.links]
    told += [r.rule for r in found.relations] + [zone.rule for zone in found.zones]
    told += [a.rule for e in found.events for a in e.arguments] + [
        t.rule for e in found.events for t in e.triggers
    ]
    assert told
    assert all(told)
    text = rules.explained(found)
    assert all(rule in text for rule in told)


@pytest.mark.parametrize("text", ["", "\n\n", ".", "—", "It", "A\nB\nC", "“”", "1-2", "THE", "'s"])
def test_odd_texts_are_read(text):
    prediction = next(run.predictions([writing.analysed(text)]))
    assert prediction.entities is not None


@drawn(
    st.lists(
        st.sampled_from(
            [
                "Orrel",
                "said",
                "that",
                "the",
                "police",
                "of",
                "Graz",
                "had",
                "arrested",
                "her",
                "on",
                "Tuesday",
                ",",
                "for",
                "fraud",
                ".",
                "\n",
                "\n",
                "The",
                "'s",
                "“",
                "”",
                "(",
                ")",
                "47",
                "-",
                "who",
                "and",
                "to",
            ]
        ),
        max_size=40,
    )
)
def test_any_order_of_words_gives_a_valid_prediction(words):
    text = " ".join(words)
    document = writing.page(text)
    gold = Document(
        "d",
        text,
        Metadata("story", "2031-05-14", "dev"),
        sentences=document.sentences,
        tokens=document.tokens,
    )
    assert_valid([gold], list(run.predictions([run.analyse(document, writing.untrained())])))
