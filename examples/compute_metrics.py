"""Farrago's scores in a training loop: what a token classifier says → BIO → predictions → a dict of floats.

``metrics_for(rows, labels, …)`` makes a ``compute_metrics`` in the form that the Trainer of transformers
calls: with logits of the shape (examples, positions, labels) and label ids of the shape (examples,
positions), where −100 marks what is no token of its own (special tokens, padding, all but the first piece of
a word). Nothing here imports transformers::

    from datasets import load_dataset
    from compute_metrics import metrics_for

    rows = load_dataset("./dataset", "ner", split="dev")   # one sentence a row, in the order of the logits
    trainer = Trainer(…, eval_dataset=rows.map(tokenize), compute_metrics=metrics_for(rows, LABELS))

Run as a program, it scores the dev split's own tags with every fourth one forgotten.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from datasets import load_dataset
from seqeval.metrics.sequence_labeling import get_entities

import farrago

IGNORED = -100
OUTSIDE = "O"
WANTED = {
    "ner": ("precision", "recall", "f1", "macro_f1"),
    "mention_name": ("precision", "recall", "f1"),
    "mention_span": ("f1",),
}


class EvalPrediction(Protocol):
    """What the Trainer hands over; the tuple (logits, label ids) will do, too."""

    predictions: Any
    label_ids: Any


def metrics_for(
    rows: Iterable[Mapping[str, Any]],
    labels: Sequence[str],
    *,
    gold: Any = None,
    data: str | None = None,
    split: str = "dev",
) -> Callable[[Any], dict[str, float]]:
    """Return a ``compute_metrics`` for rows of the configuration ``ner`` and the names of the label ids.

    ``gold`` are the documents that the rows are of; by default, the split of the data.
    """
    sentences = list(rows)

    def compute_metrics(evaluated: EvalPrediction | tuple[Any, Any]) -> dict[str, float]:
        logits, label_ids = (
            evaluated if isinstance(evaluated, tuple) else (evaluated.predictions, evaluated.label_ids)
        )
        tags = decode(np.asarray(logits), np.asarray(label_ids), labels)
        predictions = predictions_of(sentences, tags)
        report = farrago.score(
            predictions, gold=gold, data=data, split=split, layers="entities", metrics=WANTED
        )
        return floats(report.to_dict()["scores"])

    return compute_metrics


def decode(logits: np.ndarray, label_ids: np.ndarray, labels: Sequence[str]) -> list[list[str]]:
    """Return the tag of every token that has one: the label with the largest logit."""
    best = logits.argmax(axis=-1)
    return [
        [labels[choice] for choice, label in zip(chosen, wanted, strict=True) if label != IGNORED]
        for chosen, wanted in zip(best, label_ids, strict=True)
    ]


def predictions_of(rows: Sequence[Mapping[str, Any]], tags: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Return a prediction for each document: every chunk of tags is an entity with one mention.

    A sentence that was truncated has fewer tags than tokens: the rest is outside.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for row, said in zip(rows, tags, strict=True):
        entities = found.setdefault(row["doc_id"], [])
        for type_, first, last in get_entities([*said]):
            start, end = row["offsets"][first]["start"], row["offsets"][last]["end"]
            mention = {"start": start, "end": end}
            entities.append({"id": f"e{len(entities)}", "type": type_, "mentions": [mention]})
    return [{"id": id_, "entities": entities} for id_, entities in found.items()]


def floats(scores: Mapping[str, Mapping[str, Any] | None]) -> dict[str, float]:
    """Return the wanted numbers by flat names; what is null (a rate over 0) is left out."""
    named = {
        f"{metric}_{column}": (scores[metric] or {}).get(column)
        for metric, columns in WANTED.items()
        for column in columns
    }
    return {name: float(value) for name, value in named.items() if value is not None}


def main(data: str = "./dataset") -> None:
    """Score tags of which every fourth is forgotten, as if a model had said them."""
    rows = load_dataset(data, "ner", split="dev")
    labels = sorted({tag for row in rows for tag in row["ner_tags"]} | {OUTSIDE})
    width = max(len(row["tokens"]) for row in rows)
    label_ids = np.full((len(rows), width), IGNORED)
    for number, row in enumerate(rows):
        label_ids[number, : len(row["tokens"])] = [labels.index(tag) for tag in row["ner_tags"]]
    said = np.where(
        np.arange(label_ids.size).reshape(label_ids.shape) % 4 == 0, labels.index(OUTSIDE), label_ids
    )
    logits = np.eye(len(labels))[np.where(said == IGNORED, 0, said)]
    for name, value in metrics_for(rows, labels, data=data)((logits, label_ids)).items():
        print(f"{name:22} {value:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
