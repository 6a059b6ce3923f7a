"""What Python hands to ``farrago.score`` and ``farrago.align``: lists, datasets, objects, and mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas
import pytest
from datasets import Dataset, DatasetDict, Features, Sequence, Value

import farrago
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from small import gold, said

ENTITIES = {"e1": ("PER", (0, 3), (10, 13)), "e2": ("ORG", (20, 25)), "t": ("TIME", (30, 34))}
RELATIONS = [("leads", "e1", "e2")]
EVENTS = [("Contact.Meet", [(5, 8)], [("Participant", "e1")]), ("Contact.Meet", [(40, 44)])]
DOCUMENTS = [gold(ENTITIES, RELATIONS, EVENTS, id_="a"), gold(ENTITIES, id_="b")]
# The first says everything and the second leaves out what it can: in a table, that is null.
PREDICTIONS = [
    said(ENTITIES, RELATIONS, EVENTS, id_="a"),
    msgspec.convert(
        {"id": "b", "entities": [{"id": "e", "type": "PER", "mentions": [{"start": 0, "end": 3}]}]},
        Prediction,
    ),
]
PLAIN: list[dict[str, Any]] = [msgspec.to_builtins(prediction) for prediction in PREDICTIONS]


def score(predictions: Any, documents: Any = DOCUMENTS) -> dict[str, Any]:
    return farrago.score(predictions, gold=documents).to_dict()


EXPECTED = score(PREDICTIONS)


class TestDatasets:
    """A table has every field in every row: what was not said is null there, and is not said here."""

    def test_predictions(self) -> None:
        table = Dataset.from_list(PLAIN)
        assert table[1]["relations"] is None
        assert table[0]["events"][1]["arguments"] is None, "the library writes null for what was left out"
        assert score(table) == EXPECTED

    def test_gold(self) -> None:
        table = Dataset.from_list([msgspec.to_builtins(document) for document in DOCUMENTS])
        assert score(PREDICTIONS, table) == EXPECTED

    def test_gold_in_which_defaults_are_null(self) -> None:
        plain: list[dict[str, Any]] = [msgspec.to_builtins(document) for document in DOCUMENTS]
        plain[0]["relations"][0]["status"] = None
        plain[0]["meta"]["topic"] = None
        plain[1]["events"] = None
        assert score(PREDICTIONS, Dataset.from_list(plain)) == EXPECTED

    @pytest.mark.parametrize("as_", ["numpy", "arrow_iterable"])
    def test_other_forms_of_rows(self, as_: str) -> None:
        table = Dataset.from_list(PLAIN)
        assert (
            score(table.with_format("numpy") if as_ == "numpy" else table.to_iterable_dataset()) == EXPECTED
        )

    def test_a_sequence_of_structs_is_a_struct_of_lists(self) -> None:
        mention = Sequence({"start": Value("int32"), "end": Value("int32")})
        entity = {"id": Value("string"), "type": Value("string"), "mentions": mention}
        features = Features({"id": Value("string"), "entities": [entity]})
        rows = [
            {
                "id": each["id"],
                "entities": [
                    {
                        "id": entity["id"],
                        "type": entity["type"],
                        "mentions": {
                            "start": [mention["start"] for mention in entity["mentions"]],
                            "end": [mention["end"] for mention in entity["mentions"]],
                        },
                    }
                    for entity in each["entities"]
                ],
            }
            for each in PLAIN
        ]
        table = Dataset.from_list(rows, features=features)
        found = score(table)
        assert found["layers"] == ["entities", "coref", "values"]
        assert found["scores"]["mention"] == EXPECTED["scores"]["mention"]

    def test_a_parquet_file_that_a_dataset_writes(self, tmp_path: Path) -> None:
        Dataset.from_list(PLAIN).to_parquet(tmp_path / "said.parquet")
        assert score(tmp_path / "said.parquet")["scores"] == EXPECTED["scores"]

    def test_what_is_wrong_in_a_row_is_told_with_its_place(self) -> None:
        table = Dataset.from_list([{"id": "a", "entities": [{"id": "e", "type": "PER", "mentions": None}]}])
        with pytest.raises(InputError) as caught:
            score(table)
        (problem,) = caught.value.problems
        assert (problem.line, problem.document, problem.path) == (1, "a", "$.entities[0].mentions")
        assert (problem.found, problem.expected) == ("null", "array")


def test_typed_objects_and_plain_mappings_are_alike() -> None:
    assert score(PLAIN) == EXPECTED
    assert score(iter(PLAIN)) == EXPECTED


def test_numbers_of_numpy_are_numbers() -> None:
    mention = {"start": np.int64(0), "end": np.array([3])[0]}
    found = score([{"id": "a", "entities": [{"id": "e", "type": "PER", "mentions": [mention]}]}, {"id": "b"}])
    assert found["scores"]["mention"]["correct"] == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"id": "a"}, r"found one dict, expected a list of predictions \(put it into a list\)"),
        (
            DatasetDict({"dev": Dataset.from_list(PLAIN)}),
            r"found one DatasetDict, .*name one of its parts: 'dev'",
        ),
        (pandas.DataFrame(PLAIN), r"found one DataFrame, .*to_dict\('records'\)"),
        (7, "found one int, expected a list of predictions"),
        ([None], r"predictions:1: \$: found null, expected object"),
        (
            [{"id": "a", "entities": "e"}],
            r"predictions:1: document a: \$.entities: found str, expected array or null",
        ),
        ([{"id": object()}], "found an object of the type object, expected what JSON can say"),
        ([{"id": "a", "entitys": []}], "found an unknown field 'entitys'"),
    ],
)
@pytest.mark.parametrize("function", [farrago.score, farrago.align])
def test_what_is_no_list_of_predictions_is_told(wrong: Any, message: str, function: Any) -> None:
    with pytest.raises(InputError, match=message):
        function(wrong, gold=DOCUMENTS)


def test_gold_that_is_none_is_told() -> None:
    with pytest.raises(InputError, match=r"gold:1: document a: .*found no 'text'"):
        score(PREDICTIONS, PLAIN)


class TestAlign:
    """Aligning says everything that is wrong, as scoring does."""

    def test_all_ids_that_gold_does_not_have_and_all_that_are_doubled(self) -> None:
        wrong = [{"id": "x"}, {"id": "a"}, {"id": "y"}, {"id": "a"}]
        with pytest.raises(InputError) as caught:
            farrago.align(wrong, gold=DOCUMENTS)
        told = [(problem.code, problem.document) for problem in caught.value.problems]
        assert told == [("unknown-document", "x"), ("unknown-document", "y"), ("duplicate-document", "a")]

    def test_the_same_of_a_file(self, tmp_path: Path) -> None:
        codec.write(tmp_path / "said.jsonl", [Prediction("x"), Prediction("y")], Prediction)
        codec.write(tmp_path / "gold.jsonl", DOCUMENTS, Document)
        with pytest.raises(InputError) as caught:
            farrago.align(tmp_path / "said.jsonl", gold=tmp_path / "gold.jsonl")
        assert [problem.document for problem in caught.value.problems] == ["x", "y"]

    def test_problems_of_all_documents(self) -> None:
        bad = {"entities": [{"id": "e", "type": "PER", "mentions": [{"start": 3, "end": 3}]}]}
        with pytest.raises(InputError) as caught:
            farrago.align([{"id": name, **bad} for name in "ab"], gold=DOCUMENTS)
        assert {problem.document for problem in caught.value.problems} == {"a", "b"}

    def test_a_dataset(self) -> None:
        assert farrago.align(Dataset.from_list(PLAIN), gold=DOCUMENTS).predictions == tuple(PREDICTIONS)
