"""What is counted at once where much is equally good: few places, shared out at random on both sides."""

from __future__ import annotations

from random import Random

import pytest

from farrago.matching import Pair
from farrago.matching.batch import Batch
from farrago.matching.columns import Columns
from farrago.report.training import SEEN
from farrago.scoring import metrics
from farrago_schema.types import (
    Argument,
    Document,
    Entity,
    Event,
    Mention,
    MentionKind,
    Metadata,
    Prediction,
    Relation,
    Span,
    Trigger,
    Zone,
)
from laws.cases import FACETS, LABELS, Case

WORDS = 12
TEXT = "x " * WORDS
KINDS: tuple[MentionKind, ...] = ("name", "nominal", "pronoun")
NUMBER = 150


def side(chance: Random) -> Document:
    """Return a document in which six words are mentions and five are triggers, of few owners and types."""
    owners = [chance.randrange(4) for _ in range(6)]
    entities = [
        Entity(
            f"e{owner}",
            chance.choice(("PER", "ORG")),
            tuple(
                Mention(2 * at, 2 * at + chance.choice((1, 1, 1, 3)), "", chance.choice(KINDS))
                for at in range(6)
                if owners[at] == owner
            ),
        )
        for owner in sorted(set(owners))
    ]
    ids = [entity.id for entity in entities]
    told = [chance.randrange(3) for _ in range(5)]
    events = [
        Event(
            f"v{event}",
            chance.choice(("Justice.Arrest", "Justice.Arrest", "Contact.Meet")),
            chance.choice(("actual", "negated")),
            tuple(Trigger(12 + 2 * at, 13 + 2 * at, "") for at in range(5) if told[at] == event),
            tuple(
                Argument(role, id_) for role in ("Person", "Place") for id_ in ids if chance.random() < 0.4
            ),
        )
        for event in sorted(set(told))
    ]
    types = ("located_in", "part_of", "employed_by")
    ends = [(type_, one, other) for type_ in types for one in ids for other in ids if one != other]
    relations = [
        Relation(*triple, chance.choice(("current", "current", "former", "denied")))
        for triple in chance.sample(ends, min(len(ends), 5))
    ]
    spans = tuple(Span(2 * at, 2 * at + 1) for at in range(WORDS))
    zones = (Zone(0, 7, "headline", "s1"), Zone(8, 15, "body", "s2"), Zone(16, 23, "boilerplate"))
    return Document(
        "d",
        TEXT,
        Metadata("page", "2031-05-14", "dev"),
        zones=zones,
        sentences=spans[::2],
        tokens=spans,
        entities=tuple(chance.sample(entities, len(entities))),
        relations=tuple(relations),
        events=tuple(chance.sample(events, len(events))),
    )


def said(document: Document, chance: Random) -> Prediction:
    """Return another document as what a system says of the first, or itself with some of it left out."""
    if chance.random() < 0.5:
        return side(chance).prediction()
    own = document.prediction()
    return Prediction(own.id, own.entities, (own.relations or ())[1:], (own.events or ())[1:])


@pytest.mark.parametrize("facets", [frozenset[str](), FACETS - {SEEN}], ids=("types", "facets"))
@pytest.mark.parametrize("seed", range(4))
def test_equals_are_told_apart_alike(seed: int, facets: frozenset[str]) -> None:
    chance, columns = Random(seed), Columns(LABELS, reads_page=True)
    documents = [side(chance) for _ in range(NUMBER)]
    cases = [Case(document, said(document, chance)) for document in documents]
    taken = [columns.of(*case) for case in cases]
    batch = Batch(columns, [each for each in taken if each is not None], facets)
    assert len(batch.odd) == NUMBER
    assert not batch.odd.any()
    for name, metric in metrics().items():
        if metric.count_many is not None:
            many = metric.count_many(batch)
            for number, case in enumerate(cases):
                one = metric.count(Pair(*case, LABELS, facets))
                found = many.counts(number)
                assert {group: list(row) for group, row in one.items()} == found, (name, number)
