"""Coreference: mentions in their entities, entities as wholes, and triggers in their events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from farrago.errors.items import Found, Side, costs
from farrago.errors.scene import Scene
from farrago.matching import Annotation, Key, Span, dealt
from farrago_schema.errors import ErrorLayer, Kind

Item = tuple[Span, str]
"""A mention (its type left out: ``""``) or a typed trigger."""


def coref(scene: Scene) -> Iterator[Found]:
    """Yield mentions of entities: right in the entity that is aligned with their own."""
    pair = scene.pair
    gold, predicted = _holders(pair.gold), _holders(pair.predicted)

    def side(of: Annotation, holders: Mapping[Item, int], item: Item) -> Side:
        span, filler = item[0], of.fillers[holders[item]]
        nearest = scene.nearest((span,), [other for other in filler.spans if other != span])[1]
        return Side(
            filler.type,
            span,
            filler.kinds[span],
            tail=scene.name_in(of, holders[item]),
            tail_span=nearest,
        )

    for kind, item in _fates(gold, predicted, pair.alignment):
        here = side(pair.gold, gold, item) if item in gold else None
        there = side(pair.predicted, predicted, item) if item in predicted else None
        yield _attached("coref", kind, here, there, "mention")


def event_coref(scene: Scene) -> Iterator[Found]:
    """Yield typed triggers: right in the event that is aligned with their own."""
    pair = scene.pair
    gold, predicted = _events(pair.gold), _events(pair.predicted)

    def side(of: Annotation, holders: Mapping[Item, int], item: Item) -> Side:
        event = of.happenings[holders[item]]
        nearest = scene.nearest((item[0],), [other for other in event.triggers if other != item[0]])[1]
        return Side(event.type, item[0], event.realis or None, tail=scene.called(event), tail_span=nearest)

    for kind, item in _fates(gold, predicted, pair.event_alignment):
        here = side(pair.gold, gold, item) if item in gold else None
        there = side(pair.predicted, predicted, item) if item in predicted else None
        yield _attached("event_coref", kind, here, there, "trigger")


def entities(scene: Scene) -> Iterator[Found]:
    """Yield entities as wholes: right with gold's type and most of its mentions."""
    pair = scene.pair
    gold, predicted = _held(pair.gold), _held(pair.predicted)
    aligned = set(pair.alignment)
    for index, filler in enumerate(pair.predicted.fillers):
        key = pair.alignment[index]
        if filler.is_value or not filler.spans:
            continue
        there = _entity(scene, pair.predicted, index)
        if key < 0:
            cause: ErrorLayer = "coref" if gold.intersection(filler.spans) else "mention"
            yield Found(
                "entity", "spurious", None, there, costs("entity.", gold=False, predicted=True), cause
            )
            continue
        kind = _likeness(scene, key, index)
        wrong = kind != "right"
        yield Found(
            "entity",
            kind,
            _entity(scene, pair.gold, key),
            there,
            costs("entity.", gold=wrong, predicted=wrong),
            "coref" if kind == "wrong_mentions" else None,
        )
    for index, filler in enumerate(pair.gold.fillers):
        if index not in aligned and filler.spans and not filler.is_value:
            cause = "coref" if predicted.intersection(filler.spans) else "mention"
            here = _entity(scene, pair.gold, index)
            yield Found("entity", "missed", here, None, costs("entity.", gold=True, predicted=False), cause)


def _likeness(scene: Scene, gold: int, predicted: int) -> Kind:
    """Compare aligned entities as the metric does; one that is right is always aligned."""
    pair = scene.pair
    one, other = pair.gold.fillers[gold], pair.predicted.fillers[predicted]
    if one.type != other.type:
        return "wrong_type"
    shared = pair.overlap[gold, predicted]
    return "right" if 3 * shared > len(one.spans) + len(other.spans) else "wrong_mentions"


def _entity(scene: Scene, side: Annotation, index: int) -> Side:
    filler = side.fillers[index]
    best = scene.best({span: filler.kinds[span] for span in filler.spans})
    return Side(filler.type, best, str(len(filler.spans)), tail=scene.name_in(side, index))


def _held(side: Annotation) -> set[Span]:
    return {item[0] for item in _holders(side)}


def _holders(side: Annotation) -> dict[Item, int]:
    return {
        (span, ""): index
        for index, filler in enumerate(side.fillers)
        if not filler.is_value
        for span in filler.spans
    }


def _events(side: Annotation) -> dict[Item, int]:
    return {
        (span, side.happenings[index].type): index
        for index, spans in enumerate(dealt(side.happenings))
        for span in spans
    }


def _fates(
    gold: Mapping[Item, int], predicted: Mapping[Item, int], keys: Sequence[Key]
) -> Iterator[tuple[Kind, Item]]:
    for item in sorted(gold.keys() | predicted.keys()):
        if item not in predicted:
            yield "missed", item
        elif item not in gold:
            yield "spurious", item
        else:
            yield ("right" if keys[predicted[item]] == gold[item] else "wrong_attachment"), item


def _attached(
    layer: ErrorLayer, kind: Kind, gold: Side | None, predicted: Side | None, below: ErrorLayer
) -> Found:
    wrong = kind != "right"
    return Found(
        layer,
        kind,
        gold,
        predicted,
        costs(f"{layer}.ceafm_", gold=wrong and gold is not None, predicted=wrong and predicted is not None),
        below if gold is None or predicted is None else None,
    )
