"""Big and odd clusters: documents whose entities all overlap, which some scorers take half a minute for."""

from __future__ import annotations

import random
import time

from msgspec import Struct

from bench.corpora import SEED
from farrago.matching import Pair, clusters, labels_of
from farrago_schema import ontology
from farrago_schema.types import (
    Document,
    Entity,
    Mention,
    Metadata,
    PredictedEntity,
    PredictedMention,
    Prediction,
)

ENTITIES, MENTIONS = 400, 2000


class Case(Struct, frozen=True):
    """A document of ``ENTITIES`` entities on either side: seconds of all scores, and of the alignment."""

    name: str
    coref: float
    alignment: float


def cases() -> list[Case]:
    """Measure entities that are nearly right, and entities dealt out by chance."""
    chance = random.Random(SEED)  # noqa: S311  # no secret
    return [
        _measured(f"{share:.0%} of the mentions in a wrong entity", share, chance)
        for share in (0.1, 0.5, 1.0)
    ]


def _measured(name: str, share: float, chance: random.Random) -> Case:
    owners = [number % ENTITIES for number in range(MENTIONS)]
    said = [chance.randrange(ENTITIES) if chance.random() < share else owner for owner in owners]
    text = "a " * MENTIONS
    entities, predicted = _dealt(owners), _dealt(said)
    document = Document(
        "d",
        text,
        Metadata("story", "2031-05-14", "dev"),
        entities=tuple(
            Entity(f"e{key}", "PER", tuple(Mention(at, at + 1, "a", "name") for at in starts))
            for key, starts in entities.items()
        ),
    )
    prediction = Prediction(
        "d",
        tuple(
            PredictedEntity(f"e{key}", "PER", tuple(PredictedMention(at, at + 1) for at in starts))
            for key, starts in predicted.items()
        ),
    )
    pair = Pair(document, prediction, labels_of(ontology.load()))
    sides = [[filler.spans for filler in side.fillers] for side in (pair.gold, pair.predicted)]
    clusters.count(*sides)  # imports what big components need
    start = time.perf_counter()
    clusters.count(*sides)
    between = time.perf_counter()
    assert pair.alignment
    return Case(name, between - start, time.perf_counter() - between)


def _dealt(owners: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, owner in enumerate(owners):
        found.setdefault(owner, []).append(2 * number)
    return found
