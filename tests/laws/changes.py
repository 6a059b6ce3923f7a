"""Ways to change a case that a law speaks of: order, names, duplicates, wrong or missing items, splits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import TypeVar

from msgspec.structs import replace

from farrago_schema.types import (
    Document,
    Event,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)
from laws.cases import Case

T = TypeVar("T", Document, Prediction)


def shuffled(side: T, chance: Random) -> T:
    """Put everything into another order: items, mentions, triggers, arguments."""

    def mixed(items: Sequence[object] | None) -> tuple[object, ...] | None:
        return None if items is None else tuple(chance.sample(items, len(items)))

    entities = [replace(each, mentions=mixed(each.mentions)) for each in side.entities or ()]
    events = [
        replace(each, triggers=mixed(each.triggers), arguments=mixed(each.arguments))
        for each in side.events or ()
    ]
    return replace(
        side,
        entities=None if side.entities is None else mixed(entities),
        relations=mixed(side.relations),
        events=None if side.events is None else mixed(events),
    )


def renamed(side: T, chance: Random) -> T:
    """Give all entities and events other ids."""
    ids = [each.id for each in side.entities or ()]
    fresh = dict(zip(ids, chance.sample([f"n{number}" for number in range(len(ids))], len(ids)), strict=True))
    if side.entities is None:
        return side
    events = [
        replace(
            each,
            id=f"event {len(side.events) - number}",
            arguments=tuple(replace(argument, entity=fresh[argument.entity]) for argument in each.arguments),
        )
        for number, each in enumerate(side.events or ())
    ]
    relations = [replace(each, head=fresh[each.head], tail=fresh[each.tail]) for each in side.relations or ()]
    return replace(
        side,
        entities=tuple(replace(each, id=fresh[each.id]) for each in side.entities),
        relations=None if side.relations is None else tuple(relations),
        events=None if side.events is None else tuple(events),
    )


def duplicated(prediction: Prediction) -> Prediction:
    """Say everything twice: mentions, entities (by other ids), relations, triggers, arguments, events."""
    entities = [replace(each, mentions=each.mentions * 2) for each in prediction.entities or ()]
    copies = [replace(each, id=f"copy of {each.id}") for each in entities if each.mentions]
    events = [
        replace(each, triggers=each.triggers * 2, arguments=each.arguments * 2)
        for each in prediction.events or ()
    ]
    again = [replace(each, id=f"again {number}") for number, each in enumerate(events)]
    return replace(
        prediction,
        entities=(*entities, *copies),
        relations=(prediction.relations or ()) * 2,
        events=(*events, *again),
    )


def with_wrong(kind: str, case: Case) -> Iterator[Case]:
    """Yield the case with one wrong item more, of each sort that there is."""
    stranger = _stranger(case)
    prediction = replace(case.prediction, entities=(*(case.prediction.entities or ()), stranger))
    for changed in _WRONG[kind](case, prediction, stranger):
        yield Case(case.document, changed)


def without_one(kind: str, case: Case) -> Iterator[Case]:
    """Yield the case with one item less, for every item."""
    for changed in _WITHOUT[kind](case):
        yield Case(case.document, changed)


def _stranger(case: Case) -> PredictedEntity:
    """Return an entity at a place where nobody has one."""
    spans = [each.end or 0 for entity in case.prediction.entities or () for each in entity.mentions]
    start = max((len(case.document.text), *spans)) + 7
    types = [entity.type for entity in case.document.entities] or ["PER"]
    return PredictedEntity("stranger", types[0], (PredictedMention(start, start + 3, kind="name"),))


def _wrong_entity(_: Case, prediction: Prediction, __: PredictedEntity) -> Iterator[Prediction]:
    yield prediction


def _wrong_flat_mention(case: Case, prediction: Prediction, _: PredictedEntity) -> Iterator[Prediction]:
    """Yield a mention beyond the text, and one on a token that no mention of either side touches."""
    yield prediction
    spans = [*_spans(case.document), *_spans(prediction)]
    for token in case.document.tokens:
        if not any(_overlap((token.start, token.end), span) for span in spans):
            mention = PredictedMention(token.start, token.end, kind="name")
            yield replace(
                case.prediction,
                entities=(*(case.prediction.entities or ()), PredictedEntity("new", "PER", (mention,))),
            )
            return


def _wrong_relation(case: Case, prediction: Prediction, stranger: PredictedEntity) -> Iterator[Prediction]:
    others = [entity.id for entity in case.prediction.entities or ()] or [stranger.id]
    types = [relation.type for relation in case.document.relations] or ["employed_by"]
    wrong = [
        PredictedRelation(types[0], stranger.id, others[0]),
        PredictedRelation("untold", others[0], others[-1]),
    ]
    for relation in wrong:
        yield replace(prediction, relations=(*(prediction.relations or ()), relation))


def _wrong_evidence(case: Case, prediction: Prediction, stranger: PredictedEntity) -> Iterator[Prediction]:
    for worse in _wrong_relation(case, prediction, stranger):
        *others, last = worse.relations or ()
        yield replace(worse, relations=(*others, replace(last, evidence=(0, 1))))
    relations = prediction.relations or ()
    for number, relation in enumerate(relations):
        more = replace(relation, evidence=(*(relation.evidence or ()), len(case.document.sentences)))
        yield replace(prediction, relations=(*relations[:number], more, *relations[number + 1 :]))


def _wrong_trigger(case: Case, prediction: Prediction, stranger: PredictedEntity) -> Iterator[Prediction]:
    types = [event.type for event in case.document.events] or ["Justice.Arrest"]
    event = PredictedEvent(types[0], triggers=stranger.mentions)
    yield replace(prediction, events=(*(prediction.events or ()), event))


def _wrong_argument(case: Case, prediction: Prediction, stranger: PredictedEntity) -> Iterator[Prediction]:
    roles = [each.role for event in case.document.events for each in event.arguments] or ["Person"]
    wrong = PredictedArgument(roles[0], stranger.id)
    events = prediction.events or ()
    for number, event in enumerate(events):
        changed = replace(event, arguments=(*event.arguments, wrong))
        yield replace(prediction, events=(*events[:number], changed, *events[number + 1 :]))
    types = [event.type for event in case.document.events] or ["Justice.Arrest"]
    yield replace(prediction, events=(*events, PredictedEvent(types[0], arguments=(wrong,))))


_WRONG: Mapping[str, Callable[[Case, Prediction, PredictedEntity], Iterator[Prediction]]] = {
    "mention": _wrong_entity,
    "flat mention": _wrong_flat_mention,
    "entity": _wrong_entity,
    "relation": _wrong_relation,
    "evidence": _wrong_evidence,
    "trigger": _wrong_trigger,
    "event": _wrong_trigger,
    "argument": _wrong_argument,
}


def _each_left_out(items: Sequence[T] | None) -> Iterator[tuple[T, ...]]:
    for number in range(len(items or ())):
        assert items is not None
        yield (*items[:number], *items[number + 1 :])


def _without_mention(case: Case) -> Iterator[Prediction]:
    prediction = case.prediction
    entities = prediction.entities or ()
    for number, entity in enumerate(entities):
        for mentions in _each_left_out(entity.mentions):
            changed = replace(entity, mentions=mentions)
            yield replace(prediction, entities=(*entities[:number], changed, *entities[number + 1 :]))


def _without_flat_mention(case: Case) -> Iterator[Prediction]:
    """Yield the prediction without each mention that no other one overlaps or shares a token with."""
    before = _spans(case.prediction)
    tokens = [(token.start, token.end) for token in case.document.tokens]
    for changed in _without_mention(case):
        after = _spans(changed)
        (gone,) = Counter(before) - Counter(after)
        touched = [gone, *(token for token in tokens if _overlap(token, gone))]
        if not any(_overlap(stretch, other) for stretch in touched for other in after):
            yield changed


def _spans(side: Document | Prediction) -> list[tuple[int, int]]:
    return [(each.start or 0, each.end or 0) for entity in side.entities or () for each in entity.mentions]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without_entity(case: Case) -> Iterator[Prediction]:
    prediction = case.prediction
    bare = replace(prediction, relations=(), events=())
    for entities in _each_left_out(prediction.entities):
        yield replace(bare, entities=entities)


def _without_relation(case: Case) -> Iterator[Prediction]:
    prediction = case.prediction
    for relations in _each_left_out(prediction.relations):
        yield replace(prediction, relations=relations)


def _without_evidence(case: Case) -> Iterator[Prediction]:
    relations = case.prediction.relations or ()
    for number, relation in enumerate(relations):
        for sentences in _each_left_out(relation.evidence):
            changed = replace(relation, evidence=sentences)
            yield replace(case.prediction, relations=(*relations[:number], changed, *relations[number + 1 :]))


def _without_event(case: Case) -> Iterator[Prediction]:
    """Yield the prediction without each event that has gold's type and triggers: a correct cluster."""
    correct = {_typed_triggers(event) for event in case.document.events}
    events = case.prediction.events or ()
    for number, event in enumerate(events):
        if _typed_triggers(event) in correct:
            yield replace(case.prediction, events=(*events[:number], *events[number + 1 :]))


def _typed_triggers(event: Event | PredictedEvent) -> tuple[str, frozenset[tuple[int | None, int | None]]]:
    return event.type, frozenset((each.start, each.end) for each in event.triggers)


def _without_in_events(field: str) -> Callable[[Case], Iterator[Prediction]]:
    def without(case: Case) -> Iterator[Prediction]:
        prediction = case.prediction
        events = prediction.events or ()
        for number, event in enumerate(events):
            for items in _each_left_out(getattr(event, field)):
                changed = replace(event, **{field: items})
                yield replace(prediction, events=(*events[:number], changed, *events[number + 1 :]))

    return without


_WITHOUT: Mapping[str, Callable[[Case], Iterator[Prediction]]] = {
    "mention": _without_mention,
    "flat mention": _without_flat_mention,
    "entity": _without_entity,
    "relation": _without_relation,
    "evidence": _without_evidence,
    "trigger": _without_in_events("triggers"),
    "event": _without_event,
    "argument": _without_in_events("arguments"),
}


def split_evidence(prediction: Prediction) -> Iterator[Prediction]:
    """Yield a prediction for each entity that can be split between relations that have evidence."""
    return split_relations(prediction, lambda relation: bool(relation.evidence))


def split_relations(
    prediction: Prediction, counts: Callable[[PredictedRelation], bool] = lambda _: True
) -> Iterator[Prediction]:
    """Yield a prediction for each entity that can be split so that both halves get some of its relations."""
    for entity in prediction.entities or ():
        ends = [
            number
            for number, each in enumerate(prediction.relations or ())
            if entity.id in (each.head, each.tail) and each.status != "denied" and counts(each)
        ]
        if len(entity.mentions) > 1 and len(ends) > 1:
            moved = set(ends[1::2])
            relations = [
                _turned(each, entity.id) if number in moved else each
                for number, each in enumerate(prediction.relations or ())
            ]
            yield replace(_halved(prediction, entity), relations=tuple(relations))


def split_arguments(prediction: Prediction) -> Iterator[Prediction]:
    """Yield a prediction for each entity that can be split so that both halves get some of its roles."""
    for entity in prediction.entities or ():
        uses = [
            (number, place)
            for number, event in enumerate(prediction.events or ())
            for place, each in enumerate(event.arguments)
            if each.entity == entity.id
        ]
        if len(entity.mentions) > 1 and len(uses) > 1:
            moved = set(uses[1::2])
            events = [
                replace(
                    event,
                    arguments=tuple(
                        replace(each, entity="half") if (number, place) in moved else each
                        for place, each in enumerate(event.arguments)
                    ),
                )
                for number, event in enumerate(prediction.events or ())
            ]
            yield replace(_halved(prediction, entity), events=tuple(events))


def _turned(relation: PredictedRelation, id_: str) -> PredictedRelation:
    if relation.head == id_:
        return replace(relation, head="half")
    return replace(relation, tail="half")


def _halved(prediction: Prediction, entity: PredictedEntity) -> Prediction:
    middle = len(entity.mentions) // 2
    halves = (
        replace(entity, mentions=entity.mentions[:middle]),
        replace(entity, id="half", mentions=entity.mentions[middle:]),
    )
    others = [each for each in prediction.entities or () if each.id != entity.id]
    return replace(prediction, entities=(*others, *halves))
