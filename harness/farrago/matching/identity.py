"""What makes two predicted things the same, whatever their ids and their order; and places for the placeless.

A mention or trigger without offsets is still predicted: it gets a span that no text has, so that it counts in
every metric and matches in none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import count

from msgspec.structs import replace

from farrago_schema.types import PredictedEntity, PredictedEvent, PredictedMention, Prediction

NOWHERE = 2**31
"""The first offset beyond those that the schema admits: what has no place sorts after all that has one."""

MentionKey = tuple[int, int, str, int, int, str]
EntityKey = tuple[tuple[MentionKey, ...], str, str]
EventKey = tuple[str, str, tuple[MentionKey, ...], tuple[tuple[str, EntityKey], ...]]


def is_somewhere(span: tuple[int, int]) -> bool:
    """Tell whether a span of a normal form lies in the text."""
    return span[0] < NOWHERE


def mention_key(mention: PredictedMention) -> MentionKey:
    """Return what tells a mention from others of its entity: its offsets, or all that it says instead."""
    if mention.start is not None and mention.end is not None:
        return mention.start, mention.end, "", 0, 0, ""
    sentence = 0 if mention.sentence is None else mention.sentence + 1
    return NOWHERE, NOWHERE, mention.text or "", mention.occurrence or 0, sentence, mention.kind or ""


def entity_key(entity: PredictedEntity) -> EntityKey:
    """Return what tells an entity or a value from others."""
    return _keys(entity.mentions), entity.type, entity.value or ""


def event_key(event: PredictedEvent, entities: Mapping[str, EntityKey]) -> EventKey:
    """Return what tells an event from others; ``entities`` are the keys of fillers by id."""
    fillers = sorted({(each.role, entities[each.entity]) for each in event.arguments})
    return event.type, event.realis or "", _keys(event.triggers), tuple(fillers)


def is_placed(prediction: Prediction) -> bool:
    """Tell whether all mentions and triggers have offsets."""
    for entity in prediction.entities or ():
        for mention in entity.mentions:
            if mention.start is None:
                return False
    for event in prediction.events or ():
        for trigger in event.triggers:
            if trigger.start is None:
                return False
    return True


def with_places(prediction: Prediction) -> Prediction:
    """Give each mention and trigger without offsets a span beyond any text.

    No two entities, and no two events, share one, unless they are exact duplicates.
    """
    if is_placed(prediction):
        return prediction
    keys = {entity.id: entity_key(entity) for entity in prediction.entities or ()}
    happenings = [event_key(event, keys) for event in prediction.events or ()]
    mentions = _numbered((key, key[0]) for key in keys.values())
    triggers = _numbered((key, key[2]) for key in happenings)
    entities = [
        replace(entity, mentions=_placed(entity.mentions, keys[entity.id], mentions))
        for entity in prediction.entities or ()
    ]
    events = [
        replace(event, triggers=_placed(event.triggers, key, triggers))
        for event, key in zip(prediction.events or (), happenings, strict=True)
    ]
    return replace(
        prediction,
        entities=None if prediction.entities is None else tuple(entities),
        events=None if prediction.events is None else tuple(events),
    )


def _keys(mentions: Iterable[PredictedMention]) -> tuple[MentionKey, ...]:
    return tuple(sorted(set(map(mention_key, mentions))))


def _numbered(
    owners: Iterable[tuple[Hashable, tuple[MentionKey, ...]]],
) -> dict[tuple[Hashable, MentionKey], int]:
    """Number the placeless mentions of all owners from ``NOWHERE`` on, in the order of the owners' keys."""
    ordered: Iterator[tuple[Hashable, tuple[MentionKey, ...]]] = iter(sorted(set(owners)))
    placeless = ((owner, key) for owner, keys in ordered for key in keys if key[0] == NOWHERE)
    return dict(zip(placeless, count(NOWHERE, 2), strict=False))


def _placed(
    mentions: Iterable[PredictedMention], owner: Hashable, starts: Mapping[tuple[Hashable, MentionKey], int]
) -> tuple[PredictedMention, ...]:
    placed = []
    for mention in mentions:
        start = starts.get((owner, mention_key(mention)))
        placed.append(mention if start is None else replace(mention, start=start, end=start + 1))
    return tuple(placed)
