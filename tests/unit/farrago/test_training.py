"""What can be known by heart: ``ign_*``, and what is broken down by seen names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from typer.testing import CliRunner, Result

import farrago
from farrago.cli import app
from farrago.matching import Pair, training_of
from farrago.scoring import metrics
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from small import LABELS, gold, said


def page(text: str, entities: dict[str, tuple[Any, ...]], relations: Any = (), id_: str = "d") -> Document:
    """Return gold whose mentions read as the text does."""
    bare = replace(gold(entities, relations, id_=id_), text=text)
    return replace(
        bare,
        entities=tuple(
            replace(each, mentions=tuple(replace(m, text=text[m.start : m.end]) for m in each.mentions))
            for each in bare.entities
        ),
    )


TRAIN = page(
    "Ana\nSosa, she leads Acme; Bo wed Cy; Bo does not lead Acme",
    {
        "a": ("PER", (0, 8), (10, 13, "pronoun")),
        "o": ("ORG", (20, 24), (54, 58)),
        "b": ("PER", (26, 28), (37, 39)),
        "c": ("PER", (33, 35)),
    },
    [("leads", "a", "o"), ("family_of", "b", "c"), ("leads", "b", "o", "denied")],
    "train-1",
)
ENTITIES = {
    "a": ("PER", (0, 8), (40, 43, "pronoun")),
    "o": ("ORG", (10, 14)),
    "b": ("PER", (16, 18)),
    "c": ("PER", (20, 22)),
    "d": ("PER", (24, 27)),
}
TEXT = "Ana Sosa, Acme, Bo, Cy, Dee ...         she"
RELATIONS = [("leads", "a", "o"), ("leads", "b", "o"), ("family_of", "c", "b"), ("leads", "d", "o")]
GOLD = page(TEXT, ENTITIES, RELATIONS)
TRAINING = training_of([TRAIN], LABELS, "train")


def ign(relations: Any, training: Any = TRAINING) -> tuple[list[int], dict[str, float]]:
    metric = metrics()["relation"]
    counts = metric.count(Pair(GOLD, said(ENTITIES, relations), LABELS, frozenset(), training))[""]
    row = dict(zip(metric.columns, counts, strict=True))
    scores = {name: float(value) for name, value in metric.score(np.array(counts)).items()}
    return [row[f"ign_{name}"] for name in ("correct", "predicted", "recalled", "gold")], scores


def test_names_are_those_of_names_and_facts_those_that_are_not_denied() -> None:
    assert {"Ana Sosa", "Acme", "Bo", "Cy"} == TRAINING.names
    assert {
        ("leads", "Ana Sosa", "Acme"),
        ("family_of", "Bo", "Cy"),
        ("family_of", "Cy", "Bo"),
    } == TRAINING.facts


def test_correct_relations_that_are_known_by_heart_leave_precision_and_not_recall() -> None:
    wrong = ("leads", "c", "o")
    counts, scores = ign([RELATIONS[0], RELATIONS[1], RELATIONS[2], wrong])
    # Of three right ones two are in train; family_of is there the other way round.
    assert counts == [1, 2, 3, 4]
    assert (scores["ign_precision"], scores["ign_recall"]) == (1 / 2, 3 / 4)
    assert scores["ign_f1"] == pytest.approx(2 * (1 / 2) * (3 / 4) / (5 / 4))


def test_a_wrong_relation_that_train_has_stays_in_precision() -> None:
    """As in DocRED's evaluation: only what is correct is looked up."""
    training = replace(TRAINING, facts=TRAINING.facts | {("leads", "Cy", "Acme")})
    counts, _ = ign([RELATIONS[1], ("leads", "c", "o")], training)
    assert counts == [1, 2, 1, 4]


def test_the_f1_of_a_memory_is_0_and_without_train_there_is_none() -> None:
    _, scores = ign([RELATIONS[0]])
    assert np.isnan(scores["ign_precision"])
    assert (scores["ign_recall"], scores["ign_f1"]) == (1 / 4, 0)
    counts, scores = ign(RELATIONS, None)
    assert counts == [0, 0, 0, 0]
    assert all(np.isnan(value) for name, value in scores.items() if name.startswith("ign_"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    codec.write(tmp_path / "gold.jsonl", [GOLD], Document)
    codec.write(tmp_path / "train.jsonl", [TRAIN], Document)
    codec.write(tmp_path / "said.jsonl", [GOLD.prediction()], Prediction)
    return tmp_path


def run(place: Path, *arguments: object) -> Result:
    usual = ["score", place / "said.jsonl", "--gold", place / "gold.jsonl", "--ontology", "none", "--json"]
    return CliRunner().invoke(app, [str(each) for each in (*usual, *arguments)])


def test_the_command_reads_train_and_signs_for_it(place: Path) -> None:
    found = json.loads(run(place, "--train", place / "train.jsonl", "--by", "seen").stdout)
    assert f"|train:train.jsonl#{codec.sha256(place / 'train.jsonl')[:16]}" in found["signature"]
    # Without an ontology nothing is symmetric: (Cy, Bo) is not (Bo, Cy).
    assert found["scores"]["relation"]["ign_predicted"] == 3
    by_seen = {
        name: {value: row["gold"] for value, row in found["breakdowns"][name]["seen"].items()}
        for name in ("mention", "relation")
    }
    assert by_seen == {"mention": {"yes": 4, "no": 1, "none": 1}, "relation": {"yes": 1, "no": 3}}
    assert "train:" not in json.loads(run(place).stdout)["signature"]


def test_seen_without_training_data_says_what_to_do(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FARRAGO_DATA", str(place / "nowhere"))
    result = run(place, "--by", "seen")
    assert isinstance(result.exception, InputError)
    assert "name yours with --train FILE" in str(result.exception)


def test_training_data_that_holds_gold_is_refused(place: Path) -> None:
    result = run(place, "--train", place / "gold.jsonl")
    assert isinstance(result.exception, InputError)
    assert "shares no document with the gold" in str(result.exception)


def test_the_split_train_of_the_data_is_what_seen_looks_at() -> None:
    predictions = [
        document.prediction() for document in farrago.report.Gold.of_split(None, "dev").documents.values()
    ]
    named = farrago.score(predictions, train="train", by="seen").to_dict()
    usual = farrago.score(predictions, by="seen").to_dict()
    assert named == usual
    assert "/train#" in named["signature"]
    assert farrago.score(predictions).to_dict()["scores"]["relation"]["ign_f1"] is None
