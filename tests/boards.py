"""Submissions made for tests of the leaderboard: a small gold, systems of chosen quality, folders of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from farrago.board import build, site
from farrago.board.examine import Setting
from farrago.board.render import Site
from farrago.report import Gold
from farrago.scoring import Bootstrap
from farrago_schema import codec
from farrago_schema.types import (
    LAYERS,
    Argument,
    Document,
    Entity,
    Event,
    Mention,
    Metadata,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
    Relation,
    Trigger,
)

SENTENCE = "Kestrel sued Ana Ruiz . She left Lima . "


def gold(documents: int = 8, sentences: int = 4) -> list[Document]:
    """Return documents of repeated sentences, each with two chains, a relation and two events a sentence."""
    return [_document(f"d{number:02}", sentences) for number in range(documents)]


def _document(id_: str, sentences: int) -> Document:
    entities, relations, events = [], [], []
    for number in range(sentences):
        at = number * len(SENTENCE)
        parts = {"org": (0, 7, "ORG"), "per": (13, 21, "PER"), "loc": (33, 37, "GPE")}
        for key, (start, end, type_) in parts.items():
            mentions = [Mention(at + start, at + end, SENTENCE[start:end], "name")]
            if key == "per":
                mentions.append(Mention(at + 24, at + 27, "She", "pronoun"))
            entities.append(Entity(f"{key}{number}", type_, tuple(mentions)))
        relations.append(Relation("lives_in", f"per{number}", f"loc{number}"))
        sued = Trigger(at + 8, at + 12, "sued")
        left = Trigger(at + 28, at + 32, "left")
        arguments = (Argument("Plaintiff", f"org{number}"), Argument("Defendant", f"per{number}"))
        events.append(Event(f"s{number}", "Justice.Sue", "actual", (sued,), arguments))
        events.append(
            Event(f"l{number}", "Movement.Transport", "actual", (left,), (Argument("Agent", f"per{number}"),))
        )
    return Document(
        id=id_,
        text=SENTENCE * sentences,
        meta=Metadata("story", "2031-05-14", "dev"),
        entities=tuple(entities),
        relations=tuple(relations),
        events=tuple(events),
    )


def predict(documents: Sequence[Document], quality: float, seed: int = 0) -> list[Prediction]:
    """Return gold with each item kept with the probability ``quality``."""
    chance = random.Random(seed)
    return [_prediction(document, quality, chance) for document in documents]


def _prediction(document: Document, quality: float, chance: random.Random) -> Prediction:
    entities = tuple(
        PredictedEntity(entity.id, entity.type, _mentions(entity, quality, chance))
        for entity in document.entities
    )
    relations = tuple(
        PredictedRelation(relation.type, relation.head, relation.tail)
        for relation in document.relations
        if chance.random() < quality
    )
    events = tuple(
        PredictedEvent(
            event.type,
            triggers=tuple(PredictedMention(trigger.start, trigger.end) for trigger in event.triggers),
            arguments=tuple(
                PredictedArgument(argument.role, argument.entity) for argument in event.arguments
            ),
        )
        for event in document.events
        if chance.random() < quality
    )
    return Prediction(document.id, entities, relations, events)


def _mentions(entity: Entity, quality: float, chance: random.Random) -> tuple[PredictedMention, ...]:
    """Return an entity's mentions: by chance cut short, the pronouns by chance left out."""
    cut = 0 if chance.random() < quality else 1
    return tuple(
        PredictedMention(mention.start, mention.end - cut)
        for mention in entity.mentions
        if mention.kind == "name" or chance.random() < quality
    )


def submit(place: Path, id_: str, runs: dict[str | None, list[Prediction]], **fields: object) -> Path:
    """Write a submission's folder; ``fields`` are those of ``system.json`` that matter to the test."""
    folder = place / id_
    folder.mkdir(parents=True)
    usual = {"schema_version": "1.0", "name": id_, "kind": "trained", "layers": LAYERS}
    (folder / "system.json").write_bytes(msgspec.json.encode(usual | fields))
    for seed, predictions in runs.items():
        name = "predictions.jsonl" if seed is None else f"predictions-{seed}.jsonl"
        codec.write(folder / name, predictions, Prediction)
    return folder


def setting(documents: Sequence[Document], **more: object) -> Setting:
    """Return a setting with these documents for gold, and few resamples: no test reads an interval."""
    known = Gold.of_documents(documents)
    stamp = msgspec.structs.replace(known.stamp, name="farrago", version="0.1.0", split="dev")
    usual = {"split": "dev", "bootstrap": Bootstrap(resamples=200)}
    return Setting(replace(known, stamp=stamp), **(usual | more))


def board(place: Path, documents: Sequence[Document], how: build.How | None = None) -> build.Board:
    """Score the submissions in the folder against the documents."""
    return build.leaderboard(sorted(place.iterdir()), setting(documents), how)


def write(found: build.Board, place: Path, **how: object) -> Path:
    """Write the site of a board into the folder."""
    site.write(Site(found, **how), place)
    return place


def showcase(place: Path) -> build.Board:
    """Return a board with every kind of row: shared ranks, seeds, tracks, a partial and a refused one."""
    documents = [
        msgspec.structs.replace(each, meta=msgspec.structs.replace(each.meta, kind=kind))
        for each, kind in zip(gold(24), ("story", "page") * 12, strict=True)
    ]
    noise = {
        name: predict(documents, quality, seed=index) for index, (name, quality) in enumerate(QUALITY.items())
    }
    for name, predictions in noise.items():
        submit(place, name.lower().replace(" ", "-"), {None: predictions}, **CARDS.get(name, {}), name=name)
    runs = {str(seed): predict(documents, 0.7, seed) for seed in (1, 2, 10)}
    submit(place, "seeds", runs, name="Marginalia (large)", authors=("T. Okonkwo",), date="2031-04-02")
    submit(place, "short", {None: noise["Ledger"][:-2]}, name="Short")
    partial = [Prediction(item.id, entities=item.entities) for item in noise["Quarry 2"]]
    submit(place, "tagger", {None: partial}, name="Tagger", layers=("entities", "coref"), date="2030-11-30")
    return board(place, documents)


QUALITY = {
    "Ledger": 0.86,
    "Quarry 2": 0.85,
    "lexicon": 0.35,
    "Second annotator": 0.95,
    "Relations with gold spans": 0.8,
}
CARDS: dict[str, dict[str, object]] = {
    "Ledger": {
        "authors": ("R. Amadi", "S. Lindqvist", "J. Park", "M. Costa"),
        "url": "https://example.org/ledger",
        "date": "2031-05-01",
        "description": "A span model with a document memory.",
        "parameters": "355 M",
        "licence": "Apache-2.0",
    },
    "Quarry 2": {
        "kind": "prompted",
        "authors": ("Quarry Labs",),
        "url": "https://example.org/q",
        "date": "2031-03-17",
    },
    "lexicon": {"kind": "rules", "authors": ("The Farrago authors",), "date": "2031-01-09"},
    "Second annotator": {"kind": "annotator", "date": "2031-01-02"},
    "Relations with gold spans": {"given": ("entities", "coref"), "date": "2031-02-11"},
}
