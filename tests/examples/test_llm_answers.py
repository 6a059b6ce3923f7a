"""A language model's answers: what is usable is scored, what is not is dropped and told."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import llm_answers as example
import pytest

import farrago
from farrago_baselines.prompted.answers import read_answer
from farrago_schema import codec
from farrago_schema.types import Document

DEV = Path(__file__).parents[2] / "dataset" / "documents" / "dev.parquet"
DOCUMENTS = {document.id: document for document in codec.read(DEV, Document)}
STORY = DOCUMENTS["fg-s-0004"]


def entity(id_="e1", type_="ORG", text="Ghionoaia Bârlad"):
    mention = {"text": text, "occurrence": None, "kind": "name"}
    return {"id": id_, "type": type_, "name": None, "value": None, "mentions": [mention]}


def answer(*entities, **more):
    return {"id": STORY.id, "entities": [*entities], "relations": [], **more}


def read(text):
    reading = read_answer(text, STORY)
    return [each.id for each in reading.prediction.entities or ()], [*reading.problems]


def test_what_is_asked_for_is_what_is_read():
    jsonschema.validate(answer(entity()), example.schema())
    assert read(json.dumps(answer(entity()))) == (["e1"], [])


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "```json\n{}\n```",
        "Here you {{go}}: {}",
        "Thinking {{about it}} … {}\n\nShall I go on?",
        '{{"note": "first an object that is no answer"}}\n{}',
    ],
)
def test_an_answer_is_found_whatever_stands_around_it(frame):
    assert read(frame.format(json.dumps(answer(entity())))) == (["e1"], [])


@pytest.mark.parametrize("length", [1, 40, 120])
def test_an_answer_that_breaks_off_says_nothing(length):
    text = json.dumps(answer(entity()))[:length]
    assert read(text) == ([], ["no complete JSON object in the answer"])


def test_no_answer_is_an_empty_prediction():
    assert read("  ") == ([], ["no answer"])


class TestWhatIsWrong:
    """Wrong items are dropped one by one, and each is told with the reason."""

    def test_a_type_that_there_is_not_and_what_hangs_on_it(self):
        relation = {"type": "based_in", "head": "e1", "tail": "e2", "status": "current"}
        ids, problems = read(json.dumps(answer(entity(), entity("e2", "COUNTRY"), relations=[relation])))
        assert ids == ["e1"]
        assert [problem.split(": found ")[1].split(",")[0] for problem in problems] == ['"COUNTRY"', '"e2"']
        assert all(problem.startswith("dropped {") for problem in problems)

    def test_an_item_of_another_shape(self):
        ids, problems = read(json.dumps(answer({"id": "e1", "type": "PER"}, entity("e2"))))
        assert ids == ["e2"]
        assert "missing required field `mentions`" in problems[0]

    def test_a_key_of_another_shape(self):
        assert read(json.dumps(answer(entity(), relations="none")))[1] == [
            "dropped 'relations': Expected `array | null`, got `str`"
        ]

    def test_a_key_that_there_is_not(self):
        ids, problems = read(json.dumps(answer(entity(), comment="done")))
        assert ids == ["e1"]
        assert problems[0].startswith("dropped 'comment': ")

    def test_the_id_of_another_document(self):
        assert read(json.dumps(answer(entity()) | {"id": "x"})) == (["e1"], ["the answer calls itself 'x'"])

    @pytest.mark.parametrize("junk", [None, 3, [], {"a": 1}, [[]], [None], [{"id": "e1"}]])
    @pytest.mark.parametrize("key", ["entities", "relations", "events", "id"])
    def test_nothing_that_a_model_says_stops_the_rest(self, key, junk):
        prediction = read_answer(json.dumps(answer(entity()) | {key: junk}), STORY).prediction
        assert farrago.score([prediction], gold=[STORY]).to_dict()["predictions"]["documents"] == 1


def test_every_document_counts_answered_or_not():
    cup = entity("e1", "OCCASION", "Hornbeam Cup")
    predictions, problems = example.read_answers({STORY.id: json.dumps(answer(cup))}, DOCUMENTS.values())
    report = farrago.score(predictions, gold=[*DOCUMENTS.values()])
    assert problems == [f"{id_}: no answer" for id_ in DOCUMENTS if id_ != STORY.id]
    row = report.to_dict()["scores"]["mention_name"]
    assert (row["correct"], row["predicted"]) == (2, 2), "a name without an occurrence is every one of them"
    assert row["gold"] > 100, "of all documents"


def test_it_runs_as_a_program_and_tells_what_was_wrong(capsys):
    example.main(str(DEV))
    shown = capsys.readouterr()
    assert "no complete JSON object" in shown.err
    assert "'the visiting team from Finland'" in shown.out
    assert "align:text" in shown.out
