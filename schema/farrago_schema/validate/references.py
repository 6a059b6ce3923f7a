"""Ids and what points at them, in gold and in predictions alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from farrago_schema.problems import Problem
from farrago_schema.validate.nearest import nearest
from farrago_schema.validate.place import Place, quoted
from farrago_schema.validate.sides import (
    AnyEntity,
    Side,
    arguments_of,
    by_id,
    entities_of,
    events_of,
    relations_of,
)


def check_ids(side: Side, place: Place) -> Iterator[Problem]:
    """Yield the ids that occur twice: those of entities and values, then those of events."""
    yield from _twice([entity.id for entity in entities_of(side)], "entities", place)
    yield from _twice([event.id for event in events_of(side)], "events", place)


def check_references(side: Side, place: Place) -> Iterator[Problem]:
    """Yield the references of relations and arguments that point at no entity."""
    known = by_id(side)
    events = {event.id for event in events_of(side)}
    for i, relation in enumerate(relations_of(side)):
        for end, id_ in (("head", relation.head), ("tail", relation.tail)):
            if id_ not in known:
                yield _dangling(id_, f"$.relations[{i}].{end}", known, id_ in events, place)
    for i, event in enumerate(events_of(side)):
        for j, argument in enumerate(arguments_of(event)):
            if argument.entity not in known:
                path = f"$.events[{i}].arguments[{j}].entity"
                yield _dangling(argument.entity, path, known, argument.entity in events, place)


def check_evidence(side: Side, sentences: int, place: Place) -> Iterator[Problem]:
    """Yield the evidence that names a sentence which the document does not have."""
    for i, relation in enumerate(relations_of(side)):
        for j, sentence in enumerate(relation.evidence or ()):
            if sentence >= sentences:
                path = f"$.relations[{i}].evidence[{j}]"
                yield no_such_sentence(sentence, sentences, path, place)


def no_such_sentence(sentence: int, sentences: int, path: str, place: Place) -> Problem:
    """Return the problem of an index past the last sentence."""
    last = f"0 to {sentences - 1}" if sentences else "none: this document has no sentences"
    hint = "sentences are counted from 0" if sentence == sentences > 0 else None
    return place.problem("sentence", path, f"sentence {sentence}", f"a sentence, {last}", hint=hint)


def _twice(ids: Sequence[str | None], layer: str, place: Place) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for i, id_ in enumerate(ids):
        if id_ is None:
            continue
        if id_ in first:
            found = f"{quoted(id_)}, the id of $.{layer}[{first[id_]}] already"
            yield place.problem(
                "duplicate-id", f"$.{layer}[{i}].id", found, f"one of the {layer} for each id"
            )
        first.setdefault(id_, i)


def _dangling(id_: str, path: str, known: Mapping[str, AnyEntity], is_event: bool, place: Place) -> Problem:
    expected = "the id of an entity or value of this document"
    near, hint = None, None
    if not known:
        expected += ", and it has none"
    elif is_event:
        hint = "this is the id of an event; only entities and values can be pointed at"
    elif (named := _named(id_, known)) is not None:
        near, hint = named, "references are ids, not names or words of the text"
    else:
        near = nearest(id_, known)
    return place.problem("unknown-entity", path, quoted(id_), expected, nearest=near, hint=hint)


def _named(text: str, known: Mapping[str, AnyEntity]) -> str | None:
    """Return the id of the entity that bears the text as its name, or in a mention."""
    for id_, entity in known.items():
        if text == entity.name or any(text == mention.text for mention in entity.mentions):
            return id_
    return None
