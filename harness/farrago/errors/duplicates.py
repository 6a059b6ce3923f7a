"""What a prediction says twice: collapsed before anything is counted, and neither right nor wrong.

The records of a layer are as many as ``Pair.predicted.duplicates`` counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from msgspec.structs import astuple

from farrago.errors.items import Found, Side
from farrago.errors.scene import Scene
from farrago.matching import Span
from farrago_schema.errors import ErrorLayer
from farrago_schema.types import PredictedEntity, PredictedMention

T = TypeVar("T")


def duplicates(scene: Scene) -> list[Found]:
    """Return what is said of a document more than once, layer by layer."""
    if not scene.pair.predicted.duplicates:
        return []
    skipped = frozenset[str]() if "values" in scene.document.layers else scene.pair.labels.values
    entities = [each for each in scene.prediction.entities or () if each.type not in skipped]
    by_id = {entity.id: entity for entity in entities}
    keys = {entity.id: _key(scene, entity) for entity in entities}
    found = [
        *_mentions(entities),
        *_contested(scene, entities, keys),
        *_entities(scene, entities, keys),
        *_relations(scene, by_id, keys),
        *_events(scene, by_id, keys),
    ]
    return sorted(found, key=_canonical)


def _canonical(item: Found) -> tuple[tuple[bool, object], ...]:
    """Return all that a duplicate says: what comes from a file as it is comes in any order."""
    return tuple((value is None, value or "") for value in astuple(item.main))


def _mentions(entities: Iterable[PredictedEntity]) -> Iterator[Found]:
    for entity in entities:
        for span in _repeated_spans(entity.mentions):
            yield _found("mention", Side(entity.type, span))


def _contested(
    scene: Scene, entities: Iterable[PredictedEntity], keys: Mapping[str, Hashable]
) -> Iterator[Found]:
    """Yield the mentions of entities that another entity holds."""
    different = {
        keys[entity.id]: entity for entity in entities if entity.type not in scene.pair.labels.values
    }
    claimed = Counter((span, each.type) for each in different.values() for span in _spans(each.mentions))
    claimed.subtract(
        (span, filler.type)
        for filler in scene.pair.predicted.fillers
        if not filler.is_value
        for span in filler.spans
    )
    for span, type_ in claimed.elements():
        yield _found("mention", Side(type_, span))


def _entities(
    scene: Scene, entities: Iterable[PredictedEntity], keys: Mapping[str, Hashable]
) -> Iterator[Found]:
    for entity in _repeated((keys[entity.id], entity) for entity in entities):
        spans = _spans(entity.mentions)
        yield _found("entity", Side(entity.type, spans[0], str(len(spans)), tail=_name(scene, entity)))


def _relations(
    scene: Scene, entities: Mapping[str, PredictedEntity], keys: Mapping[str, Hashable]
) -> Iterator[Found]:
    symmetric = scene.pair.labels.symmetric
    said = []
    for relation in scene.prediction.relations or ():
        if relation.head in keys and relation.tail in keys:
            ends = keys[relation.head], keys[relation.tail]
            between = frozenset(ends) if relation.type in symmetric else ends
            said.append(((relation.type, between, relation.status or "current"), relation))
    for relation in _repeated(said):
        head, tail = entities[relation.head], entities[relation.tail]
        start, end = scene.nearest(_spans(head.mentions), _spans(tail.mentions))
        names = _name(scene, head), _name(scene, tail)
        yield _found("relation", Side(relation.type, start, relation.status or "current", *names, end))


def _events(
    scene: Scene, entities: Mapping[str, PredictedEntity], keys: Mapping[str, Hashable]
) -> Iterator[Found]:
    said = []
    for event in scene.prediction.events or ():
        spans = _spans(event.triggers)
        first = spans[0] if spans else None
        called = scene.text(first) if first else event.type
        for span in _repeated_spans(event.triggers):
            yield _found("trigger", Side(event.type, span))
        known = [each for each in event.arguments if each.entity in keys]
        for argument in _repeated(((each.role, keys[each.entity]), each) for each in known):
            filler = entities[argument.entity]
            start, end = scene.nearest(spans, _spans(filler.mentions))
            head = scene.text(start) if start else "(no trigger)"
            yield _found("argument", Side(event.type, start, argument.role, head, _name(scene, filler), end))
        fillers = frozenset((each.role, keys[each.entity]) for each in known)
        side = Side(event.type, first, event.realis, tail=called)
        said.append(((event.type, tuple(spans), fillers, event.realis or ""), side))
    for side in _repeated(said):
        yield _found("event_coref", side)


def _found(layer: ErrorLayer, side: Side) -> Found:
    return Found(layer, "duplicate", None, side, ())


def _key(scene: Scene, entity: PredictedEntity) -> Hashable:
    """Return what equal entities and values share; what has no mention is like nothing else."""
    spans = tuple(_spans(entity.mentions))
    if not spans:
        return entity.id
    return spans, entity.type, entity.value if entity.type in scene.pair.labels.values else None


def _repeated(items: Iterable[tuple[Hashable, T]]) -> Iterator[T]:
    seen: set[Hashable] = set()
    for key, item in items:
        if key in seen:
            yield item
        seen.add(key)


def _repeated_spans(mentions: Iterable[PredictedMention]) -> Iterator[Span]:
    return _repeated((span, span) for span in map(_span, mentions))


def _name(scene: Scene, entity: PredictedEntity) -> str:
    """Return what to call an entity whichever of its duplicates it is: those may differ in kinds."""
    return scene.name(dict.fromkeys(map(_span, entity.mentions)))


def _spans(mentions: Iterable[PredictedMention]) -> list[Span]:
    return sorted(set(map(_span, mentions)))


def _span(mention: PredictedMention) -> Span:
    return cast("Span", (mention.start, mention.end))
