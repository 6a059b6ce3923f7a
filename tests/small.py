"""Short ways to write down a small document and what a system says of it.

Entities are ``{"e1": ("PER", (0, 3), (10, 12, "pronoun"))}``, relations ``("leads", "e1", "e2")`` with a
status if need be, events ``("Meet", [(5, 8)], [("Participant", "e1")])`` with a realis if need be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from farrago.matching import Labels, Pair
from farrago.scoring import metrics
from farrago_schema.types import LAYERS, Document, Metadata, Prediction, Span, Zone

LABELS = Labels(
    values=frozenset({"TIME", "TITLE"}),
    symmetric=frozenset({"family_of"}),
    transitive=frozenset({"located_in", "part_of"}),
    normalised=frozenset({"TIME"}),
)
TEXT = "x" * 200

Entities = Mapping[str, tuple[Any, ...]]


def gold(
    entities: Entities | None = None,
    relations: Sequence[tuple[Any, ...]] = (),
    events: Sequence[tuple[Any, ...]] = (),
    *,
    id_: str = "d",
    layers: Sequence[str] = LAYERS,
    zones: Sequence[Zone] = (),
    sentences: Sequence[Span] = (),
    kind: str = "page",
) -> Document:
    """Return a document of gold; mentions are names unless they say otherwise, values values."""
    plain = _layers(entities or {}, relations, events, named=True)
    for event in plain["events"]:
        event.setdefault("realis", "actual")
    document = Document(
        id_,
        TEXT,
        Metadata(kind, "2031-05-14", "dev"),  # type: ignore[arg-type]
        layers=tuple(layers),  # type: ignore[arg-type]
        zones=tuple(zones),
        sentences=tuple(sentences),
    )
    return msgspec.convert(msgspec.to_builtins(document) | plain, Document)


def said(
    entities: Entities | None = None,
    relations: Sequence[tuple[Any, ...]] = (),
    events: Sequence[tuple[Any, ...]] = (),
    *,
    id_: str = "d",
) -> Prediction:
    """Return a prediction; a mention has a kind only if it says so."""
    return msgspec.convert({"id": id_, **_layers(entities or {}, relations, events, named=False)}, Prediction)


def scores(metric: str, document: Document, prediction: Prediction) -> dict[str, float]:
    """Return the scores of one document."""
    chosen = metrics()[metric]
    tallied = count(metric, document, prediction)
    row = np.array([tallied[column] for column in chosen.columns], dtype=np.int64)
    return {name: float(value) for name, value in chosen.score(row).items()}


def count(
    metric: str, document: Document, prediction: Prediction, group: str = "", *facets: str
) -> dict[str, int]:
    """Return one group's counts by column; zeros for a group that is not there."""
    chosen = metrics()[metric]
    counts = chosen.count(Pair(document, prediction, LABELS, frozenset(facets)))
    return dict(zip(chosen.columns, counts.get(group, [0] * len(chosen.columns)), strict=True))


def right(metric: str, document: Document, prediction: Prediction, family: str = "") -> tuple[int, int, int]:
    """Return correct, predicted and gold items of a family of columns."""
    found = count(metric, document, prediction)
    return found[f"{family}correct"], found[f"{family}predicted"], found[f"{family}gold"]


def _layers(
    entities: Entities,
    relations: Sequence[tuple[Any, ...]],
    events: Sequence[tuple[Any, ...]],
    *,
    named: bool,
) -> dict[str, Any]:
    return {
        "entities": [
            {"id": id_, "type": type_, "mentions": [_mention(type_, *each, named=named) for each in mentions]}
            for id_, (type_, *mentions) in entities.items()
        ],
        "relations": [
            dict(zip(("type", "head", "tail", "status", "evidence"), relation, strict=False))
            for relation in relations
        ],
        "events": [_event(number, *event, named=named) for number, event in enumerate(events)],
    }


def _mention(type_: str, start: int, end: int, kind: str | None = None, *, named: bool) -> dict[str, Any]:
    mention: dict[str, Any] = {"start": start, "end": end}
    if kind is None and named:
        kind = "value" if type_ in LABELS.values else "name"
    return mention | ({"kind": kind} if kind else {}) | ({"text": TEXT[start:end]} if named else {})


def _event(
    number: int,
    type_: str,
    triggers: Sequence[tuple[int, int]],
    arguments: Sequence[tuple[str, str]] = (),
    realis: str | None = None,
    *,
    named: bool,
) -> dict[str, Any]:
    places = [
        {"start": start, "end": end} | ({"text": TEXT[start:end]} if named else {}) for start, end in triggers
    ]
    fillers = [{"role": role, "entity": entity} for role, entity in arguments]
    event = {"id": f"v{number}", "type": type_, "triggers": places, "arguments": fillers}
    return event | ({"realis": realis} if realis else {})
