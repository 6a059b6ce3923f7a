"""Arguments: who fills which role of which event."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from msgspec import Struct

from farrago.errors.items import Found, Keys, Side, costs, matched
from farrago.errors.scene import Scene
from farrago.matching import Annotation, Key
from farrago_schema.errors import ErrorLayer, Kind


class Item(Struct, frozen=True):
    """An argument of one side: indices of its event and filler there, and what both stand for."""

    index: int
    role: str
    filler: int
    type: str
    event: Key
    entity: Key


def arguments(scene: Scene) -> Iterator[Found]:
    """Yield arguments, by the event and the entity that theirs are aligned with."""
    pair = scene.pair
    gold = _items(pair.gold, range(len(pair.gold.happenings)), range(len(pair.gold.fillers)))
    predicted = _items(pair.predicted, pair.event_alignment, pair.alignment)
    judge = _judge(scene)
    for kind, gold_keys, keys in _rounds(scene):
        for here, there in matched(gold, predicted, gold_keys, keys):
            yield judge(kind, here, there)
    for item in gold:
        yield judge("missed", item, None)
    for item in predicted:
        yield judge("spurious", None, item)


def _items(side: Annotation, events: Sequence[Key], fillers: Sequence[Key]) -> list[Item]:
    return [
        Item(index, role, filler, event.type, events[index], fillers[filler])
        for index, event in enumerate(side.happenings)
        for role, filler in event.arguments
    ]


def _rounds(scene: Scene) -> Iterator[tuple[Kind, Keys[Item], Keys[Item]]]:
    """Yield in which ways a predicted argument and a gold one may be like each other, the closest first."""

    def by(key: Callable[[Item], Hashable]) -> tuple[Keys[Item], Keys[Item]]:
        def keys(item: Item) -> tuple[Hashable, ...]:
            return (key(item),)

        return keys, keys

    def by_trigger(side: Annotation) -> Keys[Item]:
        return lambda item: ((span, item.role, item.entity) for span in side.happenings[item.index].triggers)

    # What stands for nothing has a negative key of its own, which no gold item has.
    yield "right", *by(lambda item: (item.event, item.role, item.entity))
    yield "wrong_role", *by(lambda item: (item.event, item.entity))
    yield "wrong_attachment", *by(lambda item: (item.type, item.role, item.entity))
    yield "wrong_type", by_trigger(scene.pair.gold), by_trigger(scene.pair.predicted)
    yield "wrong_attachment", *by(lambda item: (item.event, item.role))


def _judge(scene: Scene) -> Callable[[Kind, Item | None, Item | None], Found]:
    """Return what makes a record of an argument of gold, of the prediction, or of both."""
    pair = scene.pair
    events, entities = set(pair.event_alignment), set(pair.alignment)

    def judge(kind: Kind, gold: Item | None, predicted: Item | None) -> Found:
        wrong = kind != "right"
        cause: ErrorLayer | None = None
        if wrong:
            no_event = (gold is not None and gold.event not in events) or (
                predicted is not None and predicted.event < 0
            )
            no_entity = (gold is not None and gold.entity not in entities) or (
                predicted is not None and predicted.entity < 0
            )
            cause = "trigger" if no_event else "entity" if no_entity else None
        return Found(
            "argument",
            kind,
            None if gold is None else _side(scene, pair.gold, gold),
            None if predicted is None else _side(scene, pair.predicted, predicted),
            costs(
                "argument.plus_", gold=wrong and gold is not None, predicted=wrong and predicted is not None
            ),
            cause,
        )

    return judge


def _side(scene: Scene, of: Annotation, item: Item) -> Side:
    event = of.happenings[item.index]
    span, tail_span = scene.nearest(event.triggers, of.fillers[item.filler].spans)
    return Side(
        event.type,
        span,
        item.role,
        scene.text(span) if span else "(no trigger)",
        scene.name_in(of, item.filler),
        tail_span,
    )
