"""How many there are: documents, mentions, and every label, by part of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from farrago.corpus.statistics.block import ALL, Block, Parts
from farrago_schema.ontology import Ontology
from farrago_schema.results import Number
from farrago_schema.types import Document, MentionKind, Realis, Status, ZoneKind

Found = Callable[[Document], Iterable[str]]
"""Yields the label of each item of a document."""


def blocks(parts: Parts, ontology: Ontology) -> Iterator[Block]:
    """Yield the tables that every corpus has: sizes, then types."""
    yield _sizes(parts, ontology)
    yield _block("entities", "Entities by type", parts, _entities, ontology.entity_types)
    yield _block("values", "Values by type", parts, _entities, ontology.value_types)
    yield _block("relations", "Relations by type", parts, _relations, ontology.relation_types)
    yield _block("events", "Events by type", parts, _events, ontology.event_types)
    yield _block("realis", "Events by realis", parts, _realis, get_args(Realis))
    yield _block("topics", "Documents by topic", parts, lambda document: [document.meta.topic])


def card_blocks(parts: Parts) -> Iterator[Block]:
    """Yield the tables that the dataset card has besides."""
    yield _block("blemishes", "Documents by blemish", parts, lambda document: document.meta.blemishes)
    yield _block("registers", "Documents by register", parts, lambda document: [document.meta.register])
    yield _block("statuses", "Relations by status", parts, _statuses, get_args(Status))


def more_blocks(parts: Parts) -> Iterator[Block]:
    """Yield the tables that the card has no room for."""
    yield _block("mentions", "Mentions by kind", parts, _kinds, get_args(MentionKind))
    yield _block("zones", "Zones by kind", parts, _zones, get_args(ZoneKind))


def _block(key: str, title: str, parts: Parts, found: Found, names: Iterable[str] = ()) -> Block:
    """Count labels, in the order of the names that there are to be, then of what is found besides."""
    counts = {
        part: Counter(label for document in documents for label in found(document))
        for part, documents in parts.items()
    }
    known = list(names)
    known = known or sorted(counts[ALL])
    rows: dict[str, tuple[Number, ...]] = {
        name or "none": tuple(count[name] for count in counts.values()) for name in known
    }
    return Block(key, title, tuple(parts), rows, bar=ALL)


def _sizes(parts: Parts, ontology: Ontology) -> Block:
    sums = {part: Counter[str]() for part in parts}
    for part, documents in parts.items():
        for document in documents:
            sums[part].update(_size(document, ontology))
    names = list(sums[ALL])
    return Block(
        "sizes", "", tuple(parts), {name: tuple(each[name] for each in sums.values()) for name in names}
    )


def _size(document: Document, ontology: Ontology) -> dict[str, int]:
    mentions = Counter(mention.kind for entity in document.entities for mention in entity.mentions)
    values = sum(ontology.is_value(entity.type) for entity in document.entities)
    return {
        "documents": 1,
        "stories": int(document.meta.kind == "story"),
        "pages": int(document.meta.kind == "page"),
        "sentences": len(document.sentences),
        "tokens": len(document.tokens),
        "entities": len(document.entities) - values,
        "mentions by name": mentions["name"],
        "mentions by common noun": mentions["nominal"],
        "mentions by pronoun": mentions["pronoun"],
        "values": values,
        "relations": len(document.relations),
        "events": len(document.events),
        "triggers": sum(len(event.triggers) for event in document.events),
        "arguments": sum(len(event.arguments) for event in document.events),
    }


def _entities(document: Document) -> Iterator[str]:
    return (entity.type for entity in document.entities)


def _relations(document: Document) -> Iterator[str]:
    return (relation.type for relation in document.relations)


def _events(document: Document) -> Iterator[str]:
    return (event.type for event in document.events)


def _realis(document: Document) -> Iterator[str]:
    return (event.realis for event in document.events)


def _kinds(document: Document) -> Iterator[str]:
    return (mention.kind for entity in document.entities for mention in entity.mentions)


def _statuses(document: Document) -> Iterator[str]:
    return (relation.status for relation in document.relations)


def _zones(document: Document) -> Iterator[str]:
    return (zone.kind for zone in document.zones)
