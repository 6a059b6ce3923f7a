"""Differences in triggers, in which of them are one event, in realis and in arguments."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from farrago.corpus.agreement._found import ONLY_A, ONLY_B, Found, happening, in_full, overlapping, short
from farrago.corpus.agreement.matched import Matched, spans_of, triggers_of
from farrago.matching import Span
from farrago_schema.types import Argument, Document, Entity, Event

Key = tuple[Span, str]
Role = tuple[str, str]
"""A role, and the id of A's filler."""

NOWHERE: Span = (0, 0)
"""The place of an event that a system fills without a trigger."""


def triggers(matched: Matched) -> Iterator[Found]:
    """Yield triggers that the other side has not, or with another type or span."""
    a, b = _by_trigger(matched.a), _by_trigger(matched.b)
    alone_a = {key: event for key, event in a.items() if key not in b}
    alone_b = {key: event for key, event in b.items() if key not in a}
    for span in sorted({span for span, _ in alone_a} & {span for span, _ in alone_b}):
        key_a, key_b = (min(key for key in alone if key[0] == span) for alone in (alone_a, alone_b))
        one, two = alone_a.pop(key_a), alone_b.pop(key_b)
        yield _trigger(matched, "type", f"{key_a[1]}/{key_b[1]}", (key_a, one), (key_b, two))
    for key_a, key_b in list(overlapping(alone_a, alone_b)):
        one, two = alone_a.pop(key_a), alone_b.pop(key_b)
        yield _trigger(matched, "span", key_a[1], (key_a, one), (key_b, two))
    for key, event in alone_a.items():
        yield _trigger(matched, ONLY_A, key[1], (key, event), None)
    for key, event in alone_b.items():
        yield _trigger(matched, ONLY_B, key[1], None, (key, event))
    for event in matched.a.events:
        if not event.triggers:
            yield Found("events", ONLY_A, event.type, (NOWHERE,), in_full(event, matched.a_entities), None)
    for event in matched.b.events:
        if not event.triggers:
            yield Found("events", ONLY_B, event.type, (NOWHERE,), None, in_full(event, matched.b_entities))


def identities(matched: Matched) -> Iterator[Found]:
    """Yield the triggers that both sides have, in events that do not stand for each other."""
    for (one, two), spans in _shared(matched).items():
        if matched.event_of.get(two) != one:
            words = _words(matched.a, spans)
            a, b = matched.a_events[one], matched.b_events[two]
            yield Found(
                "event_coref",
                "event",
                a.type,
                spans,
                f"{words} in {happening(a)}",
                f"{words} in {happening(b)}",
            )


def realis(matched: Matched) -> Iterator[Found]:
    """Yield events that share triggers and differ in realis."""
    for (one, two), spans in _shared(matched).items():
        a, b = matched.a_events[one], matched.b_events[two]
        if a.realis != b.realis:
            yield Found(
                "realis",
                "realis",
                a.type,
                spans,
                f"{a.realis}: {happening(a)}",
                f"{b.realis}: {happening(b)}",
            )


def arguments(matched: Matched) -> Iterator[Found]:
    """Yield the arguments that events which stand for each other do not share.

    One filler in two roles is one difference, and so are two fillers of one role, if each side has one alone.
    """
    for two, one in matched.event_of.items():
        a, b = matched.a_events[one], matched.b_events[two]
        keys_a = {(each.role, each.entity): each for each in a.arguments}
        keys_b = {
            (each.role, matched.entity_of.get(each.entity, f"\0{each.entity}")): each for each in b.arguments
        }
        alone_a = {key: keys_a[key] for key in sorted(keys_a.keys() - keys_b.keys())}
        alone_b = {key: keys_b[key] for key in sorted(keys_b.keys() - keys_a.keys())}
        for kind, same in (("role", 1), ("filler", 0)):
            for key, mate in _only_mates(alone_a, alone_b, same):
                role = key[0] if key[0] == mate[0] else f"{key[0]}/{mate[0]}"
                pair = alone_a.pop(key), alone_b.pop(mate)
                yield _argument(matched, kind, f"{a.type}.{role}", (a, b), pair)
        for (role, _), given in alone_a.items():
            yield _argument(matched, ONLY_A, f"{a.type}.{role}", (a, b), (given, None))
        for (role, _), given in alone_b.items():
            yield _argument(matched, ONLY_B, f"{a.type}.{role}", (a, b), (None, given))


def _only_mates(a: Iterable[Role], b: Iterable[Role], same: int) -> list[tuple[Role, Role]]:
    """Return the pairs that share their role (0) or their filler (1), where no third one does."""
    by_part: dict[str, tuple[list[Role], list[Role]]] = {}
    for side, keys in enumerate((a, b)):
        for key in keys:
            by_part.setdefault(key[same], ([], []))[side].append(key)
    return [(ones[0], twos[0]) for ones, twos in by_part.values() if len(ones) == len(twos) == 1]


def _by_trigger(side: Document) -> dict[Key, Event]:
    return {
        ((trigger.start, trigger.end), event.type): event
        for event in side.events
        for trigger in event.triggers
    }


def _shared(matched: Matched) -> dict[tuple[str, str], tuple[Span, ...]]:
    """Return the triggers that an event of A and one of B share with their type, for all that share any."""
    b = _by_trigger(matched.b)
    found: dict[tuple[str, str], list[Span]] = {}
    for key, event in _by_trigger(matched.a).items():
        if key in b:
            found.setdefault((event.id, b[key].id), []).append(key[0])
    return {pair: tuple(sorted(spans)) for pair, spans in found.items()}


def _trigger(
    matched: Matched, kind: str, label: str, a: tuple[Key, Event] | None, b: tuple[Key, Event] | None
) -> Found:
    """Return a difference in a trigger; an event that the other side lacks is told in full."""
    told_a = None if a is None else _reading(matched.a, a, matched.a_entities, set(matched.event_of.values()))
    told_b = None if b is None else _reading(matched.b, b, matched.b_entities, matched.event_of.keys())
    places = tuple(dict.fromkeys(each[0][0] for each in (a, b) if each is not None))
    return Found("events", kind, label, places, told_a, told_b)


def _reading(
    side: Document, found: tuple[Key, Event], entities: Mapping[str, Entity], known: Container[str]
) -> str:
    (span, _), event = found
    words = _words(side, (span,))
    if event.id in known:
        return f"{words} one more trigger of {happening(event)}"
    return f"{words} {in_full(event, entities)}"


def _argument(
    matched: Matched,
    kind: str,
    label: str,
    events: tuple[Event, Event],
    given: tuple[Argument | None, Argument | None],
) -> Found:
    told: list[str | None] = []
    places: list[tuple[Span, ...]] = []
    for event, each, known in zip(events, given, (matched.a_entities, matched.b_entities), strict=True):
        if each is None:
            told.append(None)
            continue
        told.append(f"{each.role} = {short(known[each.entity])} of {happening(event)}")
        places.append(_near(event, known[each.entity]))
    spans = tuple(dict.fromkeys(span for pair in places for span in pair))
    return Found("arguments", kind, label, spans, told[0], told[1])


def _near(event: Event, filler: Entity) -> tuple[Span, ...]:
    """Return the trigger and the mention of the filler that stand closest together."""
    pairs = [(one, two) for one in triggers_of(event) for two in spans_of(filler)]
    return min(pairs, key=lambda pair: (max(pair[0][0] - pair[1][1], pair[1][0] - pair[0][1], 0), pair))


def _words(side: Document, spans: tuple[Span, ...]) -> str:
    return ", ".join(f"[{side.text[start:end]}]" for start, end in spans)
