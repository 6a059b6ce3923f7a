"""Looks the tables of train up in a new document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from farrago_baselines.lexicon.memory import Memory, Place, fold, longest_matches, remember, words_of
from farrago_schema import ontology
from farrago_schema.results import System
from farrago_schema.types import (
    LAYERS,
    SCHEMA_VERSION,
    Document,
    Input,
    MentionKind,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)

SYSTEM = System(
    schema_version=SCHEMA_VERSION,
    name="lexicon",
    kind="rules",
    layers=LAYERS,
    authors=("The Farrago authors",),
    description="Remembers names, values, triggers and related pairs of train; nearest admissible fillers.",
    training_data=("farrago train",),
    licence="Apache-2.0",
)

Labels = ontology.Ontology


def predict(documents: Iterable[Input], train: Sequence[Document]) -> Iterator[Prediction]:
    """Yield one prediction a document, in order; deterministic, and independent between documents."""
    memory, labels = remember(train), ontology.load()
    for document in documents:
        entities = _entities(document, memory, labels)
        yield Prediction(
            document.id,
            entities=entities,
            relations=tuple(_relations(entities, memory)),
            events=tuple(_events(document, entities, memory, labels)),
        )


def _entities(document: Input, memory: Memory, labels: Labels) -> tuple[PredictedEntity, ...]:
    """Group the known names and values of a document: the same words of the same type are one entity."""
    groups: dict[tuple[str, str], list[PredictedMention]] = {}
    words = words_of(document)
    for place in longest_matches(words, memory.mentions):
        type_ = memory.mentions[words[slice(*place)]]
        start, end = _offsets(document, place)
        kind: MentionKind = "value" if labels.is_value(type_) else "name"
        surface = document.text[start:end]
        groups.setdefault((type_, surface), []).append(PredictedMention(start, end, surface, kind))
    return tuple(
        PredictedEntity(
            f"e{number}", type_, tuple(mentions), name=None if labels.is_value(type_) else surface
        )
        for number, ((type_, surface), mentions) in enumerate(groups.items(), start=1)
    )


def _relations(entities: Sequence[PredictedEntity], memory: Memory) -> Iterator[PredictedRelation]:
    for head, tail in permutations(entities, 2):
        if head.name and tail.name and (head.name, tail.name) in memory.relations:
            yield PredictedRelation(memory.relations[head.name, tail.name], head.id, tail.id)


def _events(
    document: Input, entities: Sequence[PredictedEntity], memory: Memory, labels: Labels
) -> Iterator[PredictedEvent]:
    words = fold(words_of(document))
    for number, place in enumerate(longest_matches(words, memory.triggers), start=1):
        key = words[slice(*place)]
        type_ = memory.triggers[key]
        start, end = _offsets(document, place)
        trigger = PredictedMention(start, end, document.text[start:end])
        fillers = _nearest(start, _sentence(document, start), entities)
        arguments = _arguments(memory.roles.get(type_, ()), labels.event_types[type_].roles, fillers)
        yield PredictedEvent(type_, f"v{number}", memory.realis[key], (trigger,), tuple(arguments))


def _arguments(
    roles: Sequence[str], admitted: Mapping[str, Sequence[str]], fillers: Sequence[PredictedEntity]
) -> Iterator[PredictedArgument]:
    """Give each role, the commonest first, the nearest admissible entity that has no role yet."""
    free = list(fillers)
    for role in roles:
        filler = next((entity for entity in free if entity.type in admitted[role]), None)
        if filler is not None:
            free.remove(filler)
            yield PredictedArgument(role, filler.id)


def _nearest(
    start: int, sentence: tuple[int, int], entities: Sequence[PredictedEntity]
) -> list[PredictedEntity]:
    """Return the entities mentioned in the sentence, the nearest to ``start`` first."""
    distance: dict[str, int] = {}
    for entity in entities:
        inside = [
            m.start for m in entity.mentions if m.start is not None and sentence[0] <= m.start < sentence[1]
        ]
        if inside:
            distance[entity.id] = min(abs(at - start) for at in inside)
    return sorted(
        (entity for entity in entities if entity.id in distance),
        key=lambda entity: (distance[entity.id], entity.id),
    )


def _sentence(document: Input, at: int) -> tuple[int, int]:
    return next(
        ((s.start, s.end) for s in document.sentences if s.start <= at < s.end), (0, len(document.text))
    )


def _offsets(document: Input, place: Place) -> tuple[int, int]:
    first, last = place
    return document.tokens[first].start, document.tokens[last - 1].end
