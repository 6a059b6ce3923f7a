"""How large things are and how far apart they stand: lengths, chains, distances, what crosses what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from farrago.corpus.statistics.block import ALL, Block, Parts
from farrago.matching import Places, Span
from farrago_schema.ontology import Ontology
from farrago_schema.results import Number
from farrago_schema.types import Document

QUANTILES = ("min", "25 %", "median", "75 %", "max")
DISTANCES = (("0", 0), ("1", 1), ("2", 2), ("3–5", 5), ("6–10", 10))
FARTHER = "11+"
UNKNOWN = "unknown"

Spans = Sequence[Span]


class Link(NamedTuple):
    """Two things that gold joins: how many sentences lie between them, and whether they share zone and story.

    They are measured where they come closest; null where the document has no sentences or no zones there.
    """

    sentences: int | None
    same_zone: bool | None
    same_story: bool | None


def blocks(parts: Parts, ontology: Ontology) -> Iterator[Block]:
    """Yield how sizes are spread, their means by part, and distances and crossings by part."""
    measured = {part: sizes(documents, ontology) for part, documents in parts.items()}
    yield Block(
        "spread",
        "How sizes are spread",
        ("n", "mean", *QUANTILES),
        {name: _spread(values) for name, values in measured[ALL].items()},
    )
    names = list(measured[ALL])
    means = {name: tuple(_mean(each[name]) for each in measured.values()) for name in names}
    yield Block("means", "Means", tuple(parts), means)
    yield from _links(parts)


def sizes(documents: Iterable[Document], ontology: Ontology) -> dict[str, list[int]]:
    """Return, by what is measured, the size of each document, sentence, entity or event."""
    found: dict[str, list[int]] = {name: [] for name in MEASURES}
    for document in documents:
        entities = [entity for entity in document.entities if not ontology.is_value(entity.type)]
        in_sentences = _tokens_by_sentence(document)
        one = {
            "tokens per document": [len(document.tokens)],
            "sentences per document": [len(document.sentences)],
            "tokens per sentence": in_sentences,
            "entities per document": [len(entities)],
            "values per document": [len(document.entities) - len(entities)],
            "relations per document": [len(document.relations)],
            "events per document": [len(document.events)],
            "mentions per entity": [len(entity.mentions) for entity in entities],
            "triggers per event": [len(event.triggers) for event in document.events],
            "arguments per event": [len(event.arguments) for event in document.events],
        }
        for name, values in one.items():
            found[name] += values
    return found


MEASURES = (
    "tokens per document",
    "sentences per document",
    "tokens per sentence",
    "entities per document",
    "values per document",
    "relations per document",
    "events per document",
    "mentions per entity",
    "triggers per event",
    "arguments per event",
)


def relation_links(document: Document) -> Iterator[Link]:
    """Yield the two ends of each relation."""
    spans = _spans(document)
    places = Places(document)
    for relation in document.relations:
        yield _link(places, spans[relation.head], spans[relation.tail])


def argument_links(document: Document) -> Iterator[Link]:
    """Yield the triggers of each event and each filler of it."""
    spans = _spans(document)
    places = Places(document)
    for event in document.events:
        triggers = [(trigger.start, trigger.end) for trigger in event.triggers]
        for argument in event.arguments:
            yield _link(places, triggers, spans[argument.entity])


def _spans(document: Document) -> Mapping[str, Spans]:
    return {
        entity.id: [(mention.start, mention.end) for mention in entity.mentions]
        for entity in document.entities
    }


def _link(places: Places, one: Spans, other: Spans) -> Link:
    zones, stories = (places.zones(one), places.zones(other)), (places.stories(one), places.stories(other))
    return Link(
        places.apart(one, other),
        bool(zones[0] & zones[1]) if all(zones) else None,
        bool(stories[0] & stories[1]) if all(stories) else None,
    )


def _links(parts: Parts) -> Iterator[Block]:
    found = {
        part: (
            [link for document in documents for link in relation_links(document)],
            [link for document in documents for link in argument_links(document)],
        )
        for part, documents in parts.items()
    }
    for index, (key, title) in enumerate(
        (("relation", "ends of relations"), ("argument", "trigger and filler"))
    ):
        counts = [Counter(_distance(link.sentences) for link in links[index]) for links in found.values()]
        names = [*(name for name, _ in DISTANCES), FARTHER]
        names += [UNKNOWN] if any(UNKNOWN in count for count in counts) else []
        rows: dict[str, tuple[Number, ...]] = {name: tuple(count[name] for count in counts) for name in names}
        yield Block(f"{key}_distances", f"Sentences between {title}", tuple(parts), rows, bar=ALL)
    crossing: dict[str, tuple[Number, ...]] = {}
    for index, what in enumerate(("relations", "arguments")):
        of_part = [links[index] for links in found.values()]
        crossing[f"{what} across sentences"] = tuple(
            _share(link.sentences > 0 for link in links if link.sentences is not None) for links in of_part
        )
        crossing[f"{what} across zones"] = tuple(
            _share(not link.same_zone for link in links if link.same_zone is not None) for links in of_part
        )
        crossing[f"{what} across stories"] = tuple(
            _share(not link.same_story for link in links if link.same_story is not None) for links in of_part
        )
    yield Block("crossing", "What crosses, where it comes closest", tuple(parts), crossing, share=True)


def _distance(sentences: int | None) -> str:
    if sentences is None:
        return UNKNOWN
    return next((name for name, most in DISTANCES if sentences <= most), FARTHER)


def _tokens_by_sentence(document: Document) -> list[int]:
    starts = np.array([token.start for token in document.tokens], dtype=np.int64)
    edges = [(sentence.start, sentence.end) for sentence in document.sentences]
    return [int(np.searchsorted(starts, end) - np.searchsorted(starts, start)) for start, end in edges]


def _spread(values: Sequence[int]) -> tuple[Number, ...]:
    if not values:
        return (0, *[None] * (1 + len(QUANTILES)))
    low, quarter, median, three, high = np.quantile(values, (0, 0.25, 0.5, 0.75, 1))
    return len(values), _mean(values), int(low), float(quarter), float(median), float(three), int(high)


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def _share(answers: Iterable[bool]) -> float | None:
    known = list(answers)
    return sum(known) / len(known) if known else None
