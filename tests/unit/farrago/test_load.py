"""How much may wait to be compared at once, and that it makes no difference to the scores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from farrago.matching import load
from farrago.matching.columns import Columns, Taken
from farrago.matching.load import Load
from farrago.report import score_files
from farrago.scoring import Options
from farrago_schema import codec
from farrago_schema.types import Document, Prediction
from few import DOCUMENTS
from laws.cases import LABELS

DOCUMENT = next(iter(DOCUMENTS.values()))


def taken() -> Taken:
    found = Columns(LABELS).of(DOCUMENT, DOCUMENT.prediction())
    assert found is not None
    return found


def number_that_waits(add: Callable[[Load], bool]) -> int:
    """Return how many documents are added before no more may wait."""
    waiting, number = Load(), 1
    while not add(waiting):
        number += 1
    return number


def test_so_many_documents_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    one = taken()
    monkeypatch.setattr(load, "BATCH", 5)
    assert number_that_waits(lambda waiting: waiting.add(one)) == 5


def test_pairs_of_mentions_and_of_arguments_end_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    one = taken()
    pairs = len(one.gold.starts) ** 2 + len(one.gold.roles) ** 2
    assert pairs > 0
    monkeypatch.setattr(load, "PAIRS", 3 * pairs)
    assert number_that_waits(lambda waiting: waiting.add(one)) == 4


def test_bytes_of_the_lines_that_are_kept_end_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    one = taken()
    monkeypatch.setattr(load, "BYTES", 100)
    assert number_that_waits(lambda waiting: waiting.add(one, b"x" * 30, b"y" * 10)) == 3


@pytest.mark.parametrize("limit", ["BATCH", "PAIRS", "BYTES"])
def test_scores_are_the_same_however_few_wait(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gold, said = tmp_path / "gold.jsonl", tmp_path / "said.jsonl"
    codec.write(gold, DOCUMENTS.values(), Document)
    halves = [document.prediction() for document in DOCUMENTS.values()]
    codec.write(
        said, [Prediction(each.id, (each.entities or ())[::2], (), ()) for each in halves], Prediction
    )
    expected = score_files(said, gold, None, Options()).json()
    monkeypatch.setattr(load, limit, 1)
    assert score_files(said, gold, None, Options()).json() == expected
