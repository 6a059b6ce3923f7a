"""Corpora to measure on: documents of the shape of ours, predictions with noise, the same at every run.

A thousand different documents are made and repeated under new ids: nothing is remembered by content, and the
largest corpus is written in seconds. Files stand in ``.cache/bench`` and are never committed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from bench.noise import predicted
from farrago_schema import ontology
from farrago_schema.ontology import Ontology
from farrago_schema.types import (
    Argument,
    Document,
    Entity,
    Event,
    Mention,
    MentionKind,
    Metadata,
    Realis,
    Relation,
    Span,
    Status,
    Trigger,
    Zone,
    ZoneKind,
)

CACHE = Path(__file__).resolve().parents[1] / ".cache" / "bench"
SEED = 20310514
DIFFERENT = 1000
TOKENS, SENTENCE, ZONES = 400, 20, 5
VALUES = {"TIME": "2031-05-14", "MONEY": "EUR 1200000", "QUANTITY": "12 km", "COUNT": "3"}

Form = Literal["sparse", "dense"]


class Shape(Struct, frozen=True):
    """How much a document holds: ``values`` are entities with one mention each, within ``entities``."""

    entities: int
    mentions: int
    values: int
    relations: int
    events: int
    arguments: float


SHAPES: dict[Form, Shape] = {
    "sparse": Shape(entities=18, mentions=45, values=4, relations=12, events=10, arguments=2.5),
    "dense": Shape(entities=35, mentions=90, values=10, relations=18, events=20, arguments=2),
}


class Corpus(Struct, frozen=True):
    """Gold and predictions in files of JSON lines."""

    form: Form
    documents: int
    gold: Path
    predictions: Path


def corpus(form: Form, documents: int) -> Corpus:
    """Return the corpus of that form and size, made if it is not there."""
    folder = CACHE / f"{form}-{documents}"
    made = Corpus(form, documents, folder / "gold.jsonl", folder / "predictions.jsonl")
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        gold, said = _bodies(form)
        _write(made.gold, gold, documents)
        _write(made.predictions, said, documents)
        (folder / "ready").touch()
    return made


def repeated(documents: Iterable[Document], number: int, name: str) -> Iterator[Document]:
    """Yield so many documents: those given, over and over, under new ids (``name`` formats the number)."""
    for index, document in enumerate(islice(cycle(documents), number)):
        yield msgspec.structs.replace(document, id=name.format(index))


def _write(path: Path, bodies: Sequence[bytes], documents: int) -> None:
    with path.open("wb") as out:
        for number in range(documents):
            out.write(b'{"id":"doc-%06d",%b\n' % (number, bodies[number % len(bodies)]))


@cache
def _bodies(form: Form) -> tuple[list[bytes], list[bytes]]:
    """Return the lines of gold and of predictions without their ids."""
    chance, labels = random.Random(SEED), ontology.load()  # noqa: S311  # no secret
    documents = [_document(SHAPES[form], labels, chance) for _ in range(DIFFERENT)]
    said = [predicted(document, labels, chance) for document in documents]
    sides = (map(msgspec.json.encode, documents), map(msgspec.json.encode, said))
    gold, predictions = ([line.removeprefix(b'{"id":"x",') for line in side] for side in sides)
    return gold, predictions


def _document(shape: Shape, labels: Ontology, chance: random.Random) -> Document:
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(1, 9))) for _ in range(TOKENS)]
    text = " ".join(words)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    tokens = tuple(Span(start, start + len(word)) for start, word in zip(starts, words, strict=False))
    sentences = tuple(
        Span(tokens[first].start, tokens[first + SENTENCE - 1].end) for first in range(0, TOKENS, SENTENCE)
    )
    entities = _entities(shape, labels, text, tokens, chance)
    return Document(
        "x",
        text,
        Metadata(kind=chance.choice(("story", "page")), date="2031-05-14", split="dev", topic="crime"),
        zones=tuple(_zones(sentences)),
        sentences=sentences,
        tokens=tokens,
        entities=entities,
        relations=tuple(_relations(shape, labels, entities, chance)),
        events=tuple(_events(shape, labels, text, tokens, entities, chance)),
    )


def _zones(sentences: Sequence[Span]) -> Iterator[Zone]:
    kinds: tuple[ZoneKind, ...] = ("headline", "body", "body", "teaser", "boilerplate")
    step = len(sentences) // ZONES
    for index, kind in enumerate(kinds):
        part = sentences[index * step : (index + 1) * step]
        yield Zone(
            part[0].start, part[-1].end, kind, (None if kind == "boilerplate" else f"s{1 + index // 3}")
        )


def _entities(
    shape: Shape, labels: Ontology, text: str, tokens: Sequence[Span], chance: random.Random
) -> tuple[Entity, ...]:
    """Return entities with names, nominals and pronouns of one to three tokens, a tenth inside another."""
    spans = _spans(shape.mentions, text, tokens, chance)
    types = [
        *("PER", "PER", "ORG", "GPE"),
        *chance.choices(tuple(labels.entity_types), k=shape.entities - shape.values - 4),
        *chance.choices(tuple(VALUES), k=shape.values),
    ]
    owned: list[list[Mention]] = [[] for _ in types]
    kinds: tuple[MentionKind, ...] = ("name", "name", "nominal", "pronoun")
    for number, (start, end) in enumerate(spans):
        owner = number if number < len(types) else chance.randrange(shape.entities - shape.values)
        kind: MentionKind = (
            "value" if types[owner] in VALUES else chance.choice(kinds) if owned[owner] else "name"
        )
        owned[owner].append(Mention(start, end, text[start:end], kind))
    return tuple(
        Entity(
            f"e{number}",
            type_,
            tuple(sorted(mentions, key=lambda mention: mention.start)),
            name=None if type_ in VALUES else next(each.text for each in mentions if each.kind == "name"),
            value=VALUES.get(type_),
        )
        for number, (type_, mentions) in enumerate(zip(types, owned, strict=True))
    )


def _spans(number: int, text: str, tokens: Sequence[Span], chance: random.Random) -> list[tuple[int, int]]:
    """Return different spans of whole tokens, within sentences, that nest or lie apart, in random order."""
    assert text, "spans lie in a text"
    inner = number // 10
    places = sorted(chance.sample(range(0, len(tokens) - 4, 4), number - inner))
    lengths = [chance.choice((1, 1, 1, 2, 2, 3)) for _ in places]
    outer = [(tokens[at].start, tokens[at + size - 1].end) for at, size in zip(places, lengths, strict=True)]
    long = [(at, size) for at, size in zip(places, lengths, strict=True) if size > 1]
    nested = [(tokens[at].start, tokens[at].end) for at, _ in chance.sample(long, min(inner, len(long)))]
    rest = [at + 3 for at in chance.sample(places, inner - len(nested))]
    found = [*outer, *nested, *((tokens[at].start, tokens[at].end) for at in rest)]
    chance.shuffle(found)
    return found


def _relations(
    shape: Shape, labels: Ontology, entities: Sequence[Entity], chance: random.Random
) -> Iterator[Relation]:
    status: tuple[Status, ...] = ("current", "current", "current", "former", "denied")
    possible = [
        (name, head.id, tail.id)
        for name, known in labels.relation_types.items()
        for head in entities
        for tail in entities
        if head.type in known.head and tail.type in known.tail and head.id < tail.id
    ]
    for triple in chance.sample(possible, shape.relations):
        yield Relation(*triple, chance.choice(status))


def _events(  # noqa: PLR0913, PLR0917  # what an event is made of
    shape: Shape,
    labels: Ontology,
    text: str,
    tokens: Sequence[Span],
    entities: Sequence[Entity],
    chance: random.Random,
) -> Iterator[Event]:
    realis: tuple[Realis, ...] = ("actual", "actual", "actual", "possible", "negated")
    words = iter(chance.sample(tokens, shape.events * 2))
    for number in range(shape.events):
        type_ = chance.choice(tuple(labels.event_types))
        spans = sorted(
            (next(words) for _ in range(2 if chance.random() < 0.2 else 1)), key=lambda span: span.start
        )
        triggers = tuple(Trigger(span.start, span.end, text[span.start : span.end]) for span in spans)
        fillers = [
            Argument(role, entity.id)
            for role, admitted in labels.event_types[type_].roles.items()
            for entity in entities
            if entity.type in admitted
        ]
        wanted = int(shape.arguments + chance.random())
        arguments = tuple(chance.sample(fillers, min(wanted, len(fillers))))
        yield Event(f"v{number}", type_, chance.choice(realis), triggers, arguments)
