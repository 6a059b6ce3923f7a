"""``compute_metrics`` for a training loop: right tags score 1, and the numbers are those of the scorer."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import compute_metrics as example
import numpy as np
import pytest
from datasets import Dataset
from seqeval.metrics import f1_score

ROOT = Path(__file__).parents[2]
DATA = str(ROOT / "dataset")
ROWS = [*Dataset.from_parquet(str(ROOT / "dataset" / "ner" / "dev.parquet"))]
LABELS = sorted({tag for row in ROWS for tag in row["ner_tags"]})


def evaluated(tags, *, pieces=1):
    """Return what a Trainer hands over: words of several pieces, special tokens and padding around them."""
    width = 2 + pieces * max(len(row["tokens"]) for row in ROWS)
    label_ids = np.full((len(ROWS), width), example.IGNORED)
    logits = np.random.default_rng(2031).normal(size=(len(ROWS), width, len(LABELS)))
    for number, (row, said) in enumerate(zip(ROWS, tags, strict=True)):
        for place, (wanted, tag) in enumerate(zip(row["ner_tags"], said, strict=True)):
            position = 1 + pieces * place
            label_ids[number, position] = LABELS.index(wanted)
            logits[number, position] = np.eye(len(LABELS))[LABELS.index(tag)]
    return SimpleNamespace(predictions=logits, label_ids=label_ids)


@pytest.fixture(scope="module")
def compute_metrics():
    return example.metrics_for(ROWS, LABELS, data=DATA)


@pytest.mark.parametrize("pieces", [1, 3])
def test_right_tags_score_1(compute_metrics, pieces):
    found = compute_metrics(evaluated([row["ner_tags"] for row in ROWS], pieces=pieces))
    assert {found[name] for name in found if name.startswith("ner")} == {1.0}
    assert set(found) == {
        f"{metric}_{column}" for metric, columns in example.WANTED.items() for column in columns
    }
    assert {type(value) for value in found.values()} == {float}


def test_the_number_is_that_of_seqeval(compute_metrics):
    chance = np.random.default_rng(7)
    noisy = [[tag if chance.random() < 0.8 else "O" for tag in row["ner_tags"]] for row in ROWS]
    expected = f1_score([row["ner_tags"] for row in ROWS], noisy)
    assert 0 < expected < 1
    assert compute_metrics(evaluated(noisy))["ner_f1"] == pytest.approx(expected, abs=1e-7)


def test_a_pair_will_do_and_a_rate_over_0_is_left_out(compute_metrics):
    nothing = evaluated([["O"] * len(row["tokens"]) for row in ROWS])
    found = compute_metrics((nothing.predictions, nothing.label_ids))
    assert found["ner_f1"] == 0
    assert "ner_precision" not in found


def test_a_truncated_sentence_is_outside_where_it_was_cut(compute_metrics):
    whole = evaluated([row["ner_tags"] for row in ROWS])
    cut = SimpleNamespace(predictions=whole.predictions[:, :8], label_ids=whole.label_ids[:, :8])
    found = compute_metrics(cut)
    assert 0 < found["ner_recall"] < 1


def test_it_runs_as_a_program_without_transformers(capsys):
    example.main(DATA)
    assert "transformers" not in sys.modules
    shown = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert 0 < float(shown["ner_f1"]) < 1
