"""One pass over two files: the same result as reading all, in any order and number of processes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import boards
import farrago
import strategies
from farrago import engine
from farrago.report import Gold, score_against, score_files
from farrago.report.training import SEEN
from farrago.scoring import DOCUMENT_FACETS, ITEM_FACETS, Options, metrics
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.types import Document, PredictedEntity, PredictedMention, Prediction

GOLD = boards.gold(24)
SAID = boards.predict(GOLD, 0.7)
EVERYTHING = Options(
    metrics=tuple(metrics()), facets=frozenset({*DOCUMENT_FACETS, *ITEM_FACETS} - {SEEN}), by_document=False
)


def write(place: Path, gold: Sequence[Document], said: Sequence[Prediction]) -> tuple[Path, Path]:
    codec.write(place / "said.jsonl", said, Prediction)
    codec.write(place / "gold.jsonl", gold, Document)
    return place / "said.jsonl", place / "gold.jsonl"


def slow(files: tuple[Path, Path], options: Options = EVERYTHING, ontology: str | None = None) -> str:
    """Score the old way: all of gold in memory, and every row kept."""
    known = replace(options, by_document=True)
    return score_against(Gold.of_file(files[1], ontology), files[0], known).json()


@pytest.mark.parametrize("order", ["same", "turned", "mixed"])
@pytest.mark.parametrize("jobs", [1, 2, 3, 40])
def test_any_order_and_any_number_of_processes_give_the_same_bytes(
    tmp_path: Path, order: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = {"same": SAID, "turned": SAID[::-1], "mixed": random.Random(1).sample(SAID, len(SAID))}
    files = write(tmp_path, GOLD, orders[order])
    expected = slow(files)
    monkeypatch.setattr(Gold, "of_file", None)  # the slow way is closed
    assert score_files(*files, None, EVERYTHING, jobs=jobs).json() == expected


@settings(max_examples=25)
@given(data=st.data())
def test_sums_alone_give_the_same_bytes_as_rows(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    gold = data.draw(strategies.corpora())
    said = [data.draw(strategies.predictions_for(document)) for document in gold]
    files = write(tmp_path_factory.mktemp("files"), gold, data.draw(st.permutations(said)))
    for ontology in (None, "none"):
        expected = slow(files, ontology=ontology)
        assert score_files(*files, ontology, EVERYTHING, jobs=1).json() == expected


def test_strings_are_located_on_the_way(tmp_path: Path) -> None:
    said = [
        Prediction(
            document.id, (PredictedEntity("e", "ORG", (PredictedMention(text="Kestrel", kind="name"),)),)
        )
        for document in GOLD
    ]
    files = write(tmp_path, GOLD, said)
    result = score_files(*files, None, EVERYTHING, jobs=2)
    assert result.result.located == {"exact": len(GOLD)}
    assert result.json() == slow(files)


def test_rows_are_kept_where_they_are_asked_for(tmp_path: Path) -> None:
    files = write(tmp_path, GOLD, SAID)
    report = farrago.score(files[0], gold=files[1], jobs=2)
    assert report.tallies["mention"].documents == tuple(document.id for document in GOLD)
    assert not score_files(*files, None, EVERYTHING).tallies


def test_rows_are_broken_down_by_facets_of_documents(tmp_path: Path) -> None:
    files = write(tmp_path, GOLD, SAID)
    facets = frozenset({"kind", "zone"})
    expected = score_files(*files, None, Options(facets=facets, by_document=False)).result.breakdowns
    assert farrago.score(files[0], gold=files[1], by=facets).result.breakdowns == expected


def test_missing_documents_are_scored_as_empty_by_leave_only(tmp_path: Path) -> None:
    files = write(tmp_path, GOLD, SAID[3:-4])
    with pytest.raises(InputError, match="no line"):
        score_files(*files, None, EVERYTHING, jobs=2)
    lenient = Options(metrics=EVERYTHING.metrics, allow_missing=True, by_document=False)
    for jobs in (1, 2):
        assert score_files(*files, None, lenient, jobs=jobs).json() == slow(files, lenient)


def spoilt(place: Path, name: str, files: tuple[Path, Path]) -> tuple[Path, Path]:
    said, gold = (path.read_bytes().splitlines(keepends=True) for path in files)
    changed = {
        "a prediction twice": (said[:5] + said[2:], gold),
        "a prediction twice, far apart": (said + said[:1], gold),
        "gold twice": (said, gold + gold[-1:]),
        "gold twice, far apart": (said, gold + gold[:1]),
        "an unknown document": ([*said, b'{"id": "nobody"}\n'], gold),
        "a blank line": ([*said[:4], b"\n", *said[4:]], gold),
        "no gold": (said, []),
        "broken gold": (said, [*gold[:-1], gold[-1][:-20]]),
        "broken predictions": ([*said[:-1], said[-1][:-20] + b"\n"], gold),
        "a wrong text in gold": (
            said,
            [gold[0].replace(b'"Kestrel","kind"', b'"Kestrol","kind"', 1), *gold[1:]],
        ),
        "a key twice in gold": (
            said,
            [gold[0].replace(b'{"start":0,', b'{"start":0,"start":0,', 1), *gold[1:]],
        ),
        "a dangling end": ([line.replace(b'"head":"per', b'"head":"nobody', 1) for line in said], gold),
        "an offset past the end": ([*said[:-1], said[-1].replace(b'"end":7', b'"end":70000', 1)], gold),
    }[name]
    for path, lines in zip(("said.jsonl", "gold.jsonl"), changed, strict=True):
        (place / path).write_bytes(b"".join(lines))
    return place / "said.jsonl", place / "gold.jsonl"


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "name",
    [
        "a prediction twice",
        "a prediction twice, far apart",
        "gold twice",
        "gold twice, far apart",
        "an unknown document",
        "a blank line",
        "no gold",
        "broken gold",
        "broken predictions",
        "a wrong text in gold",
        "a key twice in gold",
        "a dangling end",
        "an offset past the end",
    ],
)
def test_what_is_wrong_is_told_as_if_all_had_been_read_before(tmp_path: Path, name: str, jobs: int) -> None:
    good = write(tmp_path, GOLD, SAID)
    files = spoilt(tmp_path, name, good)
    with pytest.raises(InputError) as expected:
        slow(files)
    with pytest.raises(InputError) as caught:
        score_files(*files, None, EVERYTHING, jobs=jobs)
    assert caught.value.problems == expected.value.problems


def test_files_that_are_not_plain_lines_are_read_the_other_way(tmp_path: Path) -> None:
    codec.write(tmp_path / "said.jsonl.gz", SAID, Prediction)
    codec.write(tmp_path / "gold.parquet", GOLD, Document)
    files = tmp_path / "said.jsonl.gz", tmp_path / "gold.parquet"
    assert not engine.can_read(*files)
    assert score_files(*files, None, EVERYTHING, jobs=2).json() == slow(files)
