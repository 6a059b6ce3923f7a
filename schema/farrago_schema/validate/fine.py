"""What is certainly fine, told at a fraction of what it takes to tell what is wrong.

A judge says *fine* only where ``check_prediction`` or ``check_document`` would find nothing; where it is in
doubt, they decide. So it may be strict, and it never has to explain. A property test holds it to that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Sequence
from itertools import accumulate
from operator import le, lt
from typing import NamedTuple

import msgspec

from farrago_schema.ontology import Ontology
from farrago_schema.types import Document, MentionKind, Prediction, Span, Zone
from farrago_schema.validate.normal_forms import check_value
from farrago_schema.validate.parse import has_duplicate_keys
from farrago_schema.validate.place import Place
from farrago_schema.validate.sides import AnyEvent, AnyMention, Side

NOWHERE = Place("")
Pair = tuple[int, int]

VALUE_KINDS: frozenset[str | None] = frozenset({"value", None})
ENTITY_KINDS: frozenset[str | None] = frozenset({"name", "nominal", "pronoun", None})


class _Places(NamedTuple):
    """Where the mentions of entities, of values and of events stand; which of the entities are values."""

    entities: list[Pair]
    values: list[tuple[str, int, int]]
    triggers: list[tuple[str, int, int]]
    are_values: list[bool]


class Judge:
    """Tells what is certainly fine by one label set, ``None`` where types are not checked."""

    def __init__(self, ontology: Ontology | None) -> None:
        self._ontology = ontology
        labels = ontology or Ontology("", "", {}, {}, {}, {}, {})
        self._entities = frozenset(labels.entity_types)
        self._values = frozenset(labels.value_types)
        self._relations = {
            name: (frozenset(known.head), frozenset(known.tail), known.symmetric)
            for name, known in labels.relation_types.items()
        }
        self._events = {
            name: {role: frozenset(fillers) for role, fillers in known.roles.items()}
            for name, known in labels.event_types.items()
        }
        self._normal: set[tuple[str, str]] = set()

    def is_fine_prediction(self, prediction: Prediction, document: Document) -> bool:
        """Tell whether ``check_prediction`` certainly finds nothing."""
        try:
            places = self._places(prediction, document.text)
            return (
                len(set(places.entities)) == len(places.entities)
                and self._has_fine_references(prediction)
                and not any(relation.evidence for relation in prediction.relations or ())
                and not _names_sentences(prediction)
            )
        except LookupError:
            return False

    def is_fine_document(self, document: Document) -> bool:
        """Tell whether ``check_document`` certainly finds nothing."""
        try:
            places = self._places(document, document.text)
            return (
                _are_told_once(places.entities, places.values, places.triggers)
                and self._has_fine_references(document)
                and self._is_complete(document, places.are_values)
                and _is_laid_out(document, places)
                and self._says_nothing_twice(document)
                and not any(relation.evidence for relation in document.relations)
            )
        except LookupError:
            return False

    def _places(self, side: Side, text: str) -> _Places:
        """Return where all stands; raises ``LookupError`` where one is in doubt."""
        entities: list[Pair] = []
        values: list[tuple[str, int, int]] = []
        are_values: list[bool] = []
        for entity in side.entities or ():
            spans = _spans(entity.mentions, text)
            is_value = self._is_value(entity.type, {mention.kind for mention in entity.mentions})
            are_values.append(is_value)
            if is_value:
                values += [(entity.type, *span) for span in spans]
            else:
                entities += spans
        triggers = [
            (event.type, *span) for event in side.events or () for span in _spans(event.triggers, text)
        ]
        return _Places(entities, values, triggers, are_values)

    def _is_value(self, type_: str, kinds: set[MentionKind | None]) -> bool:
        if self._ontology is None:
            return "value" in kinds
        is_value = type_ in self._values
        known = VALUE_KINDS if is_value else ENTITY_KINDS
        if not kinds <= known or not (is_value or type_ in self._entities):
            raise LookupError(type_)
        return is_value

    def _has_fine_references(self, side: Side) -> bool:
        """Tell whether ids are there once, and all that points at them may; raises ``KeyError`` in doubt."""
        types = {entity.id: entity.type for entity in side.entities or ()}
        events: Sequence[AnyEvent] = side.events or ()
        ids = [event.id for event in events if event.id is not None]
        if len(types) != len(side.entities or ()) or len(set(ids)) != len(ids):
            return False
        if self._ontology is None:
            ends = [end for relation in side.relations or () for end in (relation.head, relation.tail)]
            ends += [argument.entity for event in events for argument in event.arguments]
            return types.keys() >= set(ends)
        for relation in side.relations or ():
            head, tail, _ = self._relations[relation.type]
            if types[relation.head] not in head or types[relation.tail] not in tail:
                return False
        for event in events:
            roles = self._events[event.type]
            for argument in event.arguments:
                if types[argument.entity] not in roles[argument.role]:
                    return False
        return True

    def _is_complete(self, document: Document, are_values: Sequence[bool]) -> bool:
        if not all(event.triggers for event in document.events):
            return False
        for entity, is_value in zip(document.entities, are_values, strict=True):
            if not entity.mentions:
                return False
            if entity.name is not None and all(mention.kind != "name" for mention in entity.mentions):
                return False
            if entity.value is not None and not (is_value and self.is_normal(entity.type, entity.value)):
                return False
        filled = {
            "entities": not all(are_values),
            "values": any(are_values),
            "relations": bool(document.relations),
            "events": bool(document.events),
        }
        return all(layer in document.layers for layer, is_filled in filled.items() if is_filled)

    def _says_nothing_twice(self, document: Document) -> bool:
        arguments = [
            (number, argument.role, argument.entity)
            for number, event in enumerate(document.events)
            for argument in event.arguments
        ]
        ends = [
            (relation.type, *sorted((relation.head, relation.tail)))
            if self._ontology is not None and self._relations[relation.type][2]
            else (relation.type, relation.head, relation.tail)
            for relation in document.relations
        ]
        return _are_told_once(arguments, ends)

    def is_normal(self, type_: str, value: str) -> bool:
        """Tell whether a value is certainly a normal form of that type."""
        if self._ontology is None or (type_, value) in self._normal:
            return True
        is_normal = not list(check_value(value, type_, "", self._ontology, NOWHERE))
        if is_normal and len(self._normal) < 10_000:  # values repeat, but memory stays bounded
            self._normal.add((type_, value))
        return is_normal


def has_distinct_keys(line: bytes, typed: object) -> bool:
    """Tell whether no object on a line has a key twice; what we would write the same way has none."""
    return msgspec.json.encode(typed) == line.rstrip(b"\n") or not has_duplicate_keys(line)


def _spans(mentions: Iterable[AnyMention], text: str) -> list[Pair]:
    """Return the spans of mentions that all fit the text; raises ``LookupError`` where one may not."""
    spans = []
    for mention in mentions:
        start, end, told = mention.start, mention.end, mention.text
        if start is None or end is None or not start < end <= len(text):
            raise LookupError(start)
        if told is not None and text[start:end] != told:
            raise LookupError(told)
        spans.append((start, end))
    return spans


def _names_sentences(prediction: Prediction) -> bool:
    owners = (
        *(entity.mentions for entity in prediction.entities or ()),
        *(event.triggers for event in prediction.events or ()),
    )
    return any(mention.sentence is not None for mentions in owners for mention in mentions)


def _are_told_once(*layers: Collection[Hashable]) -> bool:
    return all(len(set(told)) == len(told) for told in layers)


def _is_laid_out(document: Document, places: _Places) -> bool:
    """Tell whether zones, sentences and tokens stand in order, one within the other, and mentions nest."""
    text, zones = document.text, _edges(document.zones)
    sentences, tokens = _edges(document.sentences), _edges(document.tokens)
    if not all(_are_in_order(*edges, len(text)) for edges in (zones, sentences, tokens)):
        return False
    mentions = [*places.entities, *((start, end) for _, start, end in places.values)]
    if not _nest(mentions):
        return False
    if document.zones:
        gaps = zip([0, *zones[1]], [*zones[0], len(text)], strict=True)
        if any(text[end:start].strip() for end, start in gaps):
            return False
        inner = sorted([*mentions, *((start, end) for _, start, end in places.triggers)])
        edges = [start for start, _ in inner], list(accumulate((end for _, end in inner), max))
        if not (_are_inside(*edges, *zones) and _are_inside(*sentences, *zones)):
            return False
    return not document.sentences or _are_inside(*tokens, *sentences)


def _edges(spans: Sequence[Span | Zone]) -> tuple[list[int], list[int]]:
    return [span.start for span in spans], [span.end for span in spans]


def _are_in_order(starts: Sequence[int], ends: Sequence[int], length: int) -> bool:
    if not starts:
        return True
    return all(map(lt, starts, ends)) and all(map(le, ends, starts[1:])) and ends[-1] <= length


def _nest(spans: Iterable[Pair]) -> bool:
    """Tell whether spans nest or lie apart."""
    open_: list[int] = []
    for start, negative in sorted([(start, -end) for start, end in spans]):
        while open_ and open_[-1] <= start:
            open_.pop()
        if open_ and open_[-1] < -negative:
            return False
        open_.append(-negative)
    return True


def _are_inside(
    starts: Sequence[int], ends: Sequence[int], outer_starts: Sequence[int], outer_ends: Sequence[int]
) -> bool:
    """Tell whether each span lies in an outer one; starts and ends of both stand in their order.

    An end may be that of a span before, if it is greater: what holds for all so far holds for each.
    """
    done, number = 0, len(starts)
    for start, end in zip(outer_starts, outer_ends, strict=True):
        if done == number:
            return True
        if starts[done] < start:
            return False
        done = bisect_left(starts, end, done)
        if done and ends[done - 1] > end:
            return False
    return done == number
