"""The rows of the derived configurations ``ner``, ``relations`` and ``events``, computed from documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct

from farrago.matching import tags_in
from farrago_schema.ontology import Ontology
from farrago_schema.types import Document, Entity, Event, Mention, Span, Trigger


class NerRow(Struct, frozen=True):
    """One sentence: its tokens with document offsets, and the BIO tags of outermost names and values."""

    doc_id: str
    sentence: int
    tokens: tuple[str, ...]
    offsets: tuple[Span, ...]
    ner_tags: tuple[str, ...]


class RelationRow(Struct, frozen=True):
    """One ordered pair of entities whose types admit some relation; ``labels`` is empty for most.

    ``labels[i]`` is a relation from head to tail and ``statuses[i]`` its status; symmetric relations stand in
    the rows of both directions.
    """

    doc_id: str
    head: str
    head_type: str
    head_mentions: tuple[Mention, ...]
    tail: str
    tail_type: str
    tail_mentions: tuple[Mention, ...]
    labels: tuple[str, ...]
    statuses: tuple[str, ...]


class TokenSpan(Struct, frozen=True):
    """A mention or trigger: tokens ``start`` to ``end`` of the sentence, code points of the document."""

    text: str
    start: int
    end: int
    char_start: int
    char_end: int


class EventArgument(Struct, frozen=True):
    """A filler with its mention nearest to the trigger; tokens are -1 where that is outside the sentence."""

    role: str
    entity_id: str
    entity_type: str
    text: str
    start: int
    end: int
    char_start: int
    char_end: int


class EventMention(Struct, frozen=True):
    """One trigger of an event, with all the event's arguments; ``id`` is the same for all its triggers."""

    id: str
    event_type: str
    realis: str
    trigger: TokenSpan
    arguments: tuple[EventArgument, ...]


class EventRow(Struct, frozen=True):
    """One sentence, in the fields that TextEE uses, with the events whose triggers stand in it."""

    doc_id: str
    wnd_id: str
    sentence: int
    char_start: int
    char_end: int
    text: str
    tokens: tuple[str, ...]
    event_mentions: tuple[EventMention, ...]


@dataclass(frozen=True)
class _Sentence:
    index: int
    span: Span
    first: int
    tokens: tuple[Span, ...]

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens, end exclusive, that the span touches; empty where it touches none."""
        touched = [at for at, token in enumerate(self.tokens) if token.start < end and start < token.end]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)


def _sentences(document: Document) -> list[_Sentence]:
    starts = [token.start for token in document.tokens]
    found = []
    for index, span in enumerate(document.sentences):
        first, last = bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)
        found.append(_Sentence(index, span, first, document.tokens[first:last]))
    return found


def _texts(document: Document, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(document.text[span.start : span.end] for span in spans)


def ner(document: Document) -> Iterator[NerRow]:
    """Yield a row a sentence; a token that a name touches belongs to it, and to the first of two."""
    tags = tags_in(document)
    for sentence in _sentences(document):
        tagged = tuple(tags[sentence.first : sentence.first + len(sentence.tokens)])
        yield NerRow(document.id, sentence.index, _texts(document, sentence.tokens), sentence.tokens, tagged)


def relations(document: Document, ontology: Ontology) -> Iterator[RelationRow]:
    """Yield a row for each ordered pair of different entities whose types admit some relation.

    Entities of one type follow each other: heads of a type have the same tails, which a compressor sees.
    """
    admitted = {
        (head, tail)
        for known in ontology.relation_types.values()
        for ends in ((known.head, known.tail), (known.tail, known.head))[: 1 + known.symmetric]
        for head in ends[0]
        for tail in ends[1]
    }
    labels: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for relation in document.relations:
        labels.setdefault((relation.head, relation.tail), []).append((relation.type, relation.status))
        if ontology.is_symmetric(relation.type):
            labels.setdefault((relation.tail, relation.head), []).append((relation.type, relation.status))
    entities = sorted(document.entities, key=lambda entity: entity.type)
    for head in entities:
        for tail in entities:
            if head.id != tail.id and (head.type, tail.type) in admitted:
                yield _relation_row(document.id, head, tail, labels.get((head.id, tail.id), []))


def _relation_row(document: str, head: Entity, tail: Entity, labels: list[tuple[str, str]]) -> RelationRow:
    return RelationRow(
        document,
        head.id,
        head.type,
        head.mentions,
        tail.id,
        tail.type,
        tail.mentions,
        tuple(type_ for type_, _ in labels),
        tuple(status for _, status in labels),
    )


def events(document: Document) -> Iterator[EventRow]:
    """Yield a row a sentence, with or without events."""
    entities = {entity.id: entity for entity in document.entities}
    for sentence in _sentences(document):
        span = sentence.span
        mentions = [
            _event_mention(event, trigger, sentence, entities)
            for event in document.events
            for trigger in event.triggers
            if span.start <= trigger.start < span.end
        ]
        yield EventRow(
            document.id,
            f"{document.id}-{sentence.index:03}",
            sentence.index,
            span.start,
            span.end,
            document.text[span.start : span.end],
            _texts(document, sentence.tokens),
            tuple(
                sorted(mentions, key=lambda mention: (mention.trigger.char_start, mention.trigger.char_end))
            ),
        )


def _event_mention(
    event: Event, trigger: Trigger, sentence: _Sentence, entities: dict[str, Entity]
) -> EventMention:
    first, last = sentence.cover(trigger.start, trigger.end)
    return EventMention(
        event.id,
        event.type,
        event.realis,
        TokenSpan(trigger.text, first, last, trigger.start, trigger.end),
        tuple(
            _argument(argument.role, entities[argument.entity], trigger, sentence)
            for argument in event.arguments
        ),
    )


def _argument(role: str, entity: Entity, trigger: Trigger, sentence: _Sentence) -> EventArgument:
    def distance(mention: Mention) -> tuple[bool, int, int]:
        inside = sentence.span.start <= mention.start and mention.end <= sentence.span.end
        gap = max(mention.start - trigger.end, trigger.start - mention.end, 0)
        return not inside, gap, mention.start

    mention = min(entity.mentions, key=distance)
    outside = distance(mention)[0]
    first, last = (-1, -1) if outside else sentence.cover(mention.start, mention.end)
    return EventArgument(role, entity.id, entity.type, mention.text, first, last, mention.start, mention.end)
