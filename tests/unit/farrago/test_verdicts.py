"""Gold that was found valid is not checked again; what is wrong with gold is told each time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import boards
from farrago.engine import Verdict
from farrago.engine.judged import Held, Judged, Laid
from farrago.report import score_files
from farrago.scoring import Options, metrics
from farrago_schema import codec, ontology
from farrago_schema.problems import InputError
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.fine import Judge

GOLD = boards.gold(4)
OPTIONS = Options(by_document=False)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setenv("FARRAGO_CACHE", str(tmp_path / "cache"))
    codec.write(tmp_path / "said.jsonl", boards.predict(GOLD, 0.7), Prediction)
    codec.write(tmp_path / "gold.jsonl", GOLD, Document)
    return tmp_path / "said.jsonl", tmp_path / "gold.jsonl"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the gold documents that were checked, by themselves or many at once."""
    checked: list[str] = []
    real, at_once = Judge.is_fine_document, Judged.laid

    def is_fine_document(judge: Judge, document: Document) -> bool:
        checked.append(document.id)
        return real(judge, document)

    def laid(judged: Judged, held: Held) -> Laid | None:
        found = at_once(judged, held)
        if found is not None:  # else it is checked by itself
            checked.append(held.id)
        return found

    monkeypatch.setattr(Judged, "laid", laid)
    monkeypatch.setattr(Judge, "is_fine_document", is_fine_document)
    return checked


@pytest.mark.parametrize("names", [("mention", "coref", "relation", "argument"), tuple(metrics())])
def test_gold_is_checked_once_and_scored_alike_ever_after(
    files: tuple[Path, Path], checks: list[str], names: tuple[str, ...]
) -> None:
    options = Options(metrics=names, by_document=False)
    first = score_files(*files, None, options).json()
    assert checks == [document.id for document in GOLD]
    assert score_files(*files, None, options).json() == first
    assert score_files(*files, None, options, jobs=2).json() == first
    assert len(checks) == len(GOLD)


def test_other_gold_another_label_set_and_a_lost_cache_are_checked(
    files: tuple[Path, Path], checks: list[str], tmp_path: Path
) -> None:
    score_files(*files, None, OPTIONS)
    score_files(*files, "none", OPTIONS)
    assert len(checks) == 2 * len(GOLD)
    again = files[1].read_bytes()
    files[1].write_bytes(again.replace(b'"topic":', b'"topic": ', 1))
    score_files(*files, None, OPTIONS)
    assert len(checks) == 3 * len(GOLD)
    files[1].write_bytes(again)
    for kept in (tmp_path / "cache" / "valid").iterdir():
        kept.unlink()
    score_files(*files, None, OPTIONS)
    assert len(checks) == 4 * len(GOLD)


def test_gold_that_is_wrong_is_told_each_time(files: tuple[Path, Path], tmp_path: Path) -> None:
    files[1].write_bytes(files[1].read_bytes().replace(b'"Kestrel","kind"', b'"Kestrol","kind"', 1))
    for _ in range(2):
        with pytest.raises(InputError, match="Kestrol"):
            score_files(*files, None, OPTIONS)
    assert not (tmp_path / "cache").exists()


def test_gold_that_changed_while_it_was_read_is_not_vouched_for(files: tuple[Path, Path]) -> None:
    verdict = Verdict(files[1], codec.sha256(files[1]), ontology.load())
    later = files[1].stat().st_mtime_ns + 10**9
    os.utime(files[1], ns=(later, later))
    verdict.keep()
    assert not verdict.is_valid


def test_where_no_cache_can_be_kept_all_is_scored_all_the_same(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FARRAGO_CACHE", str(files[0]))  # a file, and no folder
    assert score_files(*files, None, OPTIONS).result.scores["mention"]
