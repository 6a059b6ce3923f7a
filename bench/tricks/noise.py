"""A system that is good but not perfect: gold with a quarter of everything lost, moved or mistaken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import msgspec

from farrago_schema import ontology
from farrago_schema.types import Document

LABELS = ontology.load()
SEED = 2031
SHARE = 0.25
SECOND = {"PER": "ORG", "ORG": "GPE", "GPE": "ORG", "LOC": "GPE", "FAC": "LOC"}

Prediction = dict[str, Any]


def noisy(documents: list[Document]) -> list[Prediction]:
    """Return a prediction for each document, as plain mappings; the same ones every time."""
    return [_noisy(document, Random(f"{SEED} {document.id}")) for document in documents]  # noqa: S311  # no secret


def _noisy(document: Document, chance: Random) -> Prediction:
    plain: Prediction = msgspec.to_builtins(document.prediction())
    entities = [each for entity in plain["entities"] if (each := _entity(entity, document.text, chance))]
    plain["entities"] = _in_one_place(entities)
    types = {entity["id"]: entity["type"] for entity in plain["entities"]}
    plain["relations"] = [*_relations(plain["relations"], types, chance)]
    plain["events"] = [
        {
            **event,
            "realis": "actual" if chance.random() < SHARE else event["realis"],
            "arguments": [*_arguments(event, types, chance)],
        }
        for event in plain["events"]
        if chance.random() > SHARE / 2
    ]
    return plain


def _entity(entity: dict[str, Any], text: str, chance: Random) -> dict[str, Any] | None:
    mentions = [_moved(mention, text, chance) for mention in entity["mentions"] if chance.random() > SHARE]
    type_ = SECOND.get(entity["type"], entity["type"]) if chance.random() < SHARE / 3 else entity["type"]
    value = None if chance.random() < SHARE / 2 else entity.get("value")
    return {**entity, "type": type_, "value": value, "mentions": mentions} if mentions else None


def _moved(mention: dict[str, Any], text: str, chance: Random) -> dict[str, Any]:
    """Return the mention, or, now and then, one that goes on to the end of the next word."""
    end = mention["end"]
    if chance.random() < SHARE / 2 and end + 1 < len(text) and text[end] == " ":
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return {**mention, "end": end, "text": text[mention["start"] : end]}


def _in_one_place(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave each span in the entity that says it first: two may have moved to the same place."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for entity in entities:
        mentions = [each for each in entity["mentions"] if (each["start"], each["end"]) not in taken]
        taken |= {(each["start"], each["end"]) for each in mentions}
        if mentions:
            kept.append({**entity, "mentions": mentions})
    return kept


def _relations(
    relations: list[dict[str, Any]], types: Mapping[str, str], chance: Random
) -> Iterator[dict[str, Any]]:
    for relation in relations:
        known = LABELS.relation_types[relation["type"]]
        if types.get(relation["head"]) in known.head and types.get(relation["tail"]) in known.tail:
            tail = _other(relation["tail"], types, chance)
            if tail != relation["head"] and chance.random() > SHARE:
                yield {**relation, "tail": tail}


def _arguments(event: dict[str, Any], types: Mapping[str, str], chance: Random) -> Iterator[dict[str, Any]]:
    roles = LABELS.event_types[event["type"]].roles
    for argument in event.get("arguments", ()):  # an event may have none
        if types.get(argument["entity"]) in roles[argument["role"]] and chance.random() > SHARE:
            yield {**argument, "entity": _other(argument["entity"], types, chance)}


def _other(entity: str, types: Mapping[str, str], chance: Random) -> str:
    """Return the entity, or, now and then, any of its type."""
    alike = [each for each, type_ in types.items() if type_ == types[entity]]
    return chance.choice(alike) if chance.random() < SHARE else entity
