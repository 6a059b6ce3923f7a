"""Gold ⇄ gold without text: what may be published of a text that others own, and the way back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from farrago.corpus import quotation
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.standoff import BLOCK, StandoffDocument, StandoffEntity, StandoffEvent, StandoffMention
from farrago_schema.types import Argument, Document, Entity, Event, Mention, Relation, Span, Trigger, Zone
from farrago_schema.validate import check_document

OWN_STORY = "s1"
QUOTED = 3
"""So many words in a row that stand in the text are a quotation of it, wherever they are written down."""


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def blocks(text: str) -> tuple[str, ...]:
    """Return the digests of the whole blocks of a text; what is left at its end is too short for one."""
    whole = range(0, len(text) - BLOCK + 1, BLOCK)
    return tuple(digest(text[start : start + BLOCK])[:16] for start in whole)


def without_text(document: Document, ontology: Ontology) -> StandoffDocument:
    """Return the gold of a document without any word of its text.

    Ids are numbers in the order of the text; a name is given as the longest mention that bears it. Tokens and
    sentences are left out: they can be computed.

    Raises:
        InputError: the gold is not valid (a value that is no normal form might quote the text), or what is
            left quotes the text all the same.
    """
    problems = check_document(document, ontology, file=document.id)
    if problems:
        raise InputError(problems)
    entities = sorted(document.entities, key=lambda entity: _order(entity.mentions, entity.type))
    events = sorted(document.events, key=lambda event: _order(event.triggers, event.type))
    ids = {entity.id: f"e{number}" for number, entity in enumerate(entities, 1)}
    found = StandoffDocument(
        document.id,
        digest(document.text),
        len(document.text),
        document.meta,
        blocks(document.text),
        document.layers,
        _zones(document.zones),
        tuple(_entity(entity, ids) for entity in entities),
        tuple(sorted((_relation(each, ids) for each in document.relations), key=msgspec.structs.astuple)),
        tuple(_event(event, ids, f"v{number}") for number, event in enumerate(events, 1)),
    )
    _refuse_quotations(found, document)
    return found


def with_text(standoff: StandoffDocument, text: str) -> Document:
    """Return the gold with its text, and without tokens and sentences, which can be computed.

    Raises:
        ValueError: the text is not the one that the hash names.
    """
    if digest(text) != standoff.sha256:
        raise ValueError(f"not the text of {standoff.id}")
    events = (
        Event(
            each.id,
            each.type,
            each.realis,
            tuple(Trigger(span.start, span.end, text[span.start : span.end]) for span in each.triggers),
            each.arguments,
        )
        for each in standoff.events
    )
    return Document(
        standoff.id,
        text,
        standoff.meta,
        standoff.layers,
        standoff.zones,
        entities=tuple(_entity_in(each, text) for each in standoff.entities),
        relations=standoff.relations,
        events=tuple(events),
    )


def _order(spans: Sequence[Mention] | Sequence[Trigger], type_: str) -> tuple[list[tuple[int, int]], str]:
    return sorted((span.start, span.end) for span in spans), type_


def _zones(zones: Sequence[Zone]) -> tuple[Zone, ...]:
    """Return zones whose stories are numbered: the page's own is s1, strays follow as they come."""
    names: dict[str, str] = {OWN_STORY: OWN_STORY}
    for zone in zones:
        if zone.story is not None:
            names.setdefault(zone.story, f"s{len(names) + 1}")
    return tuple(replace(zone, story=zone.story and names[zone.story]) for zone in zones)


def _entity(entity: Entity, ids: Mapping[str, str]) -> StandoffEntity:
    mentions = sorted(entity.mentions, key=lambda mention: (mention.start, mention.end))
    return StandoffEntity(
        ids[entity.id],
        entity.type,
        tuple(StandoffMention(mention.start, mention.end, mention.kind) for mention in mentions),
        _bearer(entity.name, mentions),
        entity.value,
    )


def _bearer(name: str | None, mentions: Sequence[Mention]) -> int | None:
    """Return the mention whose text is the name, else the longest one of kind name."""
    named = [index for index, mention in enumerate(mentions) if mention.kind == "name"]
    if name is None or not named:
        return None
    exact = [index for index in named if mentions[index].text == name]
    return exact[0] if exact else max(named, key=lambda index: (len(mentions[index].text), -index))


def _relation(relation: Relation, ids: Mapping[str, str]) -> Relation:
    return replace(relation, head=ids[relation.head], tail=ids[relation.tail])


def _event(event: Event, ids: Mapping[str, str], id_: str) -> StandoffEvent:
    triggers = sorted((trigger.start, trigger.end) for trigger in event.triggers)
    arguments = sorted((argument.role, ids[argument.entity]) for argument in event.arguments)
    return StandoffEvent(
        id_,
        event.type,
        event.realis,
        tuple(Span(start, end) for start, end in triggers),
        tuple(Argument(role, filler) for role, filler in arguments),
    )


def _entity_in(entity: StandoffEntity, text: str) -> Entity:
    mentions = tuple(
        Mention(each.start, each.end, text[each.start : each.end], each.kind) for each in entity.mentions
    )
    name = None if entity.name is None else mentions[entity.name].text
    return Entity(entity.id, entity.type, mentions, name, entity.value)


def _refuse_quotations(standoff: StandoffDocument, document: Document) -> None:
    problems = [
        Problem("quotation", document.id, repr(found), "no words of the text", document=document.id)
        for string in _strings(msgspec.to_builtins(standoff))
        for found in quotation.shared(string, document.text, QUOTED)
    ]
    if problems:
        raise InputError(problems)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _strings(each)
