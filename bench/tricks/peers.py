"""The same tricks on scorers that come with the development dependencies: run, and not claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from nervaluate import Evaluator
from scorch import scores as scorch

from bench.tricks.noise import Prediction, noisy
from bench.tricks.plays import reversed_order, tripled
from farrago_schema import ontology
from farrago_schema.types import Document

LABELS = ontology.load()

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Answer:
    """What a peer says before and after a trick."""

    peer: str
    trick: str
    score: str
    before: float
    after: float


def answers(documents: list[Document]) -> Iterator[Answer]:
    """Yield what the peers say of tricks that can be written down for them."""
    honest = noisy(documents)
    plays: dict[str, Callable[[Prediction], Prediction]] = {
        "Triple every prediction": tripled,
        "Reversed order": reversed_order,
    }
    for peer, evaluate in (("nervaluate", _nervaluate), ("scorch", _scorch)):
        before = evaluate(documents, honest)
        for name, play in plays.items():
            after = evaluate(documents, [play(prediction) for prediction in honest])
            for score, value in before.items():
                yield Answer(peer, name, score, value, after[score])


def _nervaluate(documents: list[Document], predictions: list[Prediction]) -> dict[str, float]:
    """Return the F1 of all mentions by the four measures of SemEval-2013."""
    types = [*LABELS.entity_types, *LABELS.value_types]
    gold = [_written(document.prediction().entities or ()) for document in documents]
    said = [_written(prediction["entities"]) for prediction in predictions]
    table = Evaluator(gold, said, tags=types, loader="dict").evaluate()["overall"]
    return {f"{name} F1": float(table[name].f1) for name in ("strict", "exact", "partial", "ent_type")}


def _written(entities: Any) -> list[dict[str, object]]:
    """Write mentions for nervaluate, whose ends are inclusive."""
    return [
        {"label": type_, "start": start, "end": end - 1}
        for type_, mentions in map(_type_and_spans, entities)
        for start, end in mentions
    ]


def _scorch(documents: list[Document], predictions: list[Prediction]) -> dict[str, float]:
    """Return the F1 of entities over all documents, and the CoNLL mean of the first three."""
    gold = [_clusters(document.id, document.prediction().entities or ()) for document in documents]
    said = [_clusters(prediction["id"], prediction["entities"]) for prediction in predictions]
    key, response = [*_flat(gold)], [*_flat(said)]
    metrics = {"MUC": scorch.muc, "B³": scorch.b_cubed, "CEAFe": scorch.ceaf_e, "CEAFm": scorch.ceaf_m}
    found = {f"{name} F1": float(metric(key, response)[2]) for name, metric in metrics.items()}
    return found | {"CoNLL mean": sum(found[f"{name} F1"] for name in ("MUC", "B³", "CEAFe")) / 3}


def _clusters(document: str, entities: Any) -> list[set[Place]]:
    return [
        {(document, start, end) for start, end in spans}
        for type_, spans in map(_type_and_spans, entities)
        if type_ not in LABELS.value_types and spans
    ]


def _flat(clusters: list[list[set[Place]]]) -> Iterator[set[Place]]:
    for each in clusters:
        yield from each


def _type_and_spans(entity: Any) -> tuple[str, list[tuple[int, int]]]:
    if isinstance(entity, dict):
        return entity["type"], [(mention["start"], mention["end"]) for mention in entity["mentions"]]
    return entity.type, [(mention.start, mention.end) for mention in entity.mentions]
