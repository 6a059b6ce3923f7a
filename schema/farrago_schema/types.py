"""The types that everybody agrees on: documents, predictions, submissions and results.

Offsets are Unicode code points into ``Document.text``, end exclusive. Ids are unique within their document.
The JSON Schemas beside this file say the same for other languages; a test keeps the two equal.

Gold types write every field, predictions leave out what a system did not say: what is equal is written with
equal bytes, which a content hash relies on (msgspec leaves out a default only when it is the very same
object).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, convert, to_builtins

SCHEMA_VERSION = "1.0"

DocumentKind = Literal["story", "page"]
Split = Literal["train", "dev", "test"]
ZoneKind = Literal["headline", "dateline", "body", "caption", "teaser", "boilerplate"]
MentionKind = Literal["name", "nominal", "pronoun", "value"]
Realis = Literal["actual", "possible", "negated"]
Status = Literal["current", "former", "denied"]
Layer = Literal["entities", "coref", "values", "relations", "events", "event_coref", "realis"]

LAYERS: tuple[Layer, ...] = ("entities", "coref", "values", "relations", "events", "event_coref", "realis")

Offset = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Start = Annotated[Offset, Meta(description="Where it begins, in code points of the text.")]
End = Annotated[Offset, Meta(description="Where it ends, exclusive, in code points of the text.")]
Index = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Identifier = Annotated[str, Meta(min_length=1, max_length=200)]
Score = Annotated[float | None, Meta(description="The system's own confidence; the scorer does not read it.")]


class Span(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A stretch of the text: code points ``start`` to ``end``, end exclusive."""

    start: Start
    end: End


class Zone(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A part of the page and the story that it belongs to; ``None`` for boilerplate."""

    start: Start
    end: End
    kind: Annotated[ZoneKind, Meta(description="What part of a page it is.")]
    story: Annotated[
        Identifier | None, Meta(description="Its story: s1 is the page's own, others are strays; null: none.")
    ] = None


class Mention(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A stretch of the text that refers to an entity or states a value."""

    start: Start
    end: End
    text: Annotated[str, Meta(description="The slice of the text, for reading and for checks.")]
    kind: Annotated[MentionKind, Meta(description="How it refers; value for values, and for nothing else.")]


class Entity(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An entity or a value with all its mentions; ``value`` is the normal form of a value."""

    id: Annotated[Identifier, Meta(description="Unique among the entities and values of the document.")]
    type: Annotated[Identifier, Meta(description="An entity type or a value type of the ontology.")]
    mentions: Annotated[tuple[Mention, ...], Meta(description="All stretches that refer to it, each once.")]
    name: Annotated[str | None, Meta(description="What it is called, when the text names it.")] = None
    value: Annotated[
        str | None,
        Meta(description="The normal form of a value, such as an ISO 8601 date; null for entities."),
    ] = None


class Relation(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A relation between two entities, true by the document as a whole."""

    type: Annotated[Identifier, Meta(description="A relation type of the ontology.")]
    head: Annotated[Identifier, Meta(description="The id of the entity that the relation is said of.")]
    tail: Annotated[Identifier, Meta(description="The id of the other entity or value.")]
    status: Annotated[Status, Meta(description="Whether it holds now, held once, or is denied.")] = "current"
    evidence: Annotated[
        tuple[Index, ...], Meta(description="The sentences that support it, counted from 0.")
    ] = ()


class Trigger(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The word that names an event."""

    start: Start
    end: End
    text: Annotated[str, Meta(description="The slice of the text.")]


class Argument(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An entity or a value that fills a role of an event."""

    role: Annotated[Identifier, Meta(description="A role of the event's type.")]
    entity: Annotated[Identifier, Meta(description="The id of the entity or value that fills it.")]


class Event(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A happening: all triggers of the same happening are one event."""

    id: Annotated[Identifier, Meta(description="Unique among the events of the document.")]
    type: Annotated[
        Identifier, Meta(description="An event type of the ontology, with its group: Justice.Arrest.")
    ]
    realis: Annotated[
        Realis, Meta(description="Whether it is said to have happened, may happen, or is said not to have.")
    ]
    triggers: Annotated[tuple[Trigger, ...], Meta(description="All words that name it.")]
    arguments: Annotated[
        tuple[Argument, ...], Meta(description="Who and what took part, from anywhere in the document.")
    ] = ()


class Metadata(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What is known of a document besides its text. Only ``date`` and ``lang`` are shown to systems."""

    kind: Annotated[
        DocumentKind, Meta(description="One clean article, or what an aggregator makes of an affair.")
    ]
    date: Annotated[
        str, Meta(description="The day of publication, ISO 8601; relative times are resolved against it.")
    ]
    split: Annotated[Split, Meta(description="The part of the corpus that it belongs to.")]
    topic: Annotated[str, Meta(description="What it is about.")] = ""
    register: Annotated[str, Meta(description="How it is written: wire, feature, tabloid …")] = ""
    region: Annotated[str, Meta(description="Where it is set.")] = ""
    blemishes: Annotated[
        tuple[str, ...],
        Meta(description="What is wrong with the page: lost antecedents, foreign paragraphs …"),
    ] = ()
    lang: Annotated[str, Meta(description="The language of the text, BCP 47.")] = "en"


class Input(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What a system may read of a document."""

    id: Annotated[Identifier, Meta(description="The document's id; a prediction repeats it.")]
    text: Annotated[str, Meta(description="What offsets count in.")]
    date: Annotated[str, Meta(description="The day of publication, ISO 8601.")]
    lang: Annotated[str, Meta(description="The language of the text, BCP 47.")]
    sentences: Annotated[tuple[Span, ...], Meta(description="The sentences, in order.")]
    tokens: Annotated[tuple[Span, ...], Meta(description="The tokens, in order.")]


class Document(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A text with its gold. ``layers`` names what was annotated; what is not named is never scored."""

    id: Annotated[Identifier, Meta(description="Unique in its corpus.")]
    text: Annotated[str, Meta(description="What offsets count in; it never changes after release.")]
    meta: Annotated[Metadata, Meta(description="What is known besides the text.")]
    layers: Annotated[
        tuple[Layer, ...], Meta(description="What was annotated; what is not named is never scored.")
    ] = LAYERS
    zones: Annotated[
        tuple[Zone, ...], Meta(description="The parts of the page, in order; they cover all but white space.")
    ] = ()
    sentences: Annotated[tuple[Span, ...], Meta(description="The sentences, in order.")] = ()
    tokens: Annotated[tuple[Span, ...], Meta(description="The tokens, in order.")] = ()
    entities: Annotated[tuple[Entity, ...], Meta(description="Entities and values.")] = ()
    relations: Annotated[tuple[Relation, ...], Meta(description="Relations between them.")] = ()
    events: Annotated[tuple[Event, ...], Meta(description="What happened, may happen or did not.")] = ()

    def input(self) -> Input:
        """Return the view that systems get: nothing in it is gold."""
        return Input(self.id, self.text, self.meta.date, self.meta.lang, self.sentences, self.tokens)

    def prediction(self) -> Prediction:
        """Return the gold, or an annotator's pass, as what a system says."""
        names = ("id", "entities", "relations", "events")
        return convert({name: to_builtins(getattr(self, name)) for name in names}, Prediction)


class PredictedMention(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A predicted mention: ``start`` and ``end``, or ``text`` (the ``occurrence``-th, or in ``sentence``)."""

    start: Annotated[
        Offset | None, Meta(description="Where it begins, in code points; with end, or else give text.")
    ] = None
    end: Annotated[Offset | None, Meta(description="Where it ends, exclusive.")] = None
    text: Annotated[
        str | None,
        Meta(description="The words as they stand in the text; needed without offsets, checked with them."),
    ] = None
    kind: Annotated[
        MentionKind | None, Meta(description="How it refers; without it, any kind may match.")
    ] = None
    occurrence: Annotated[
        Annotated[int, Meta(ge=1, le=2**31 - 1)] | None,
        Meta(description="Which occurrence of text in the document is meant, counted from 1."),
    ] = None
    sentence: Annotated[
        Index | None, Meta(description="The sentence to look for text in, counted from 0.")
    ] = None
    score: Score = None


class PredictedEntity(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A predicted entity or value."""

    id: Annotated[Identifier, Meta(description="Unique among the entities and values of the prediction.")]
    type: Annotated[Identifier, Meta(description="An entity type or a value type of the ontology.")]
    mentions: Annotated[tuple[PredictedMention, ...], Meta(description="All stretches that refer to it.")]
    name: Annotated[str | None, Meta(description="What it is called.")] = None
    value: Annotated[str | None, Meta(description="The normal form of a value.")] = None
    score: Score = None


class PredictedRelation(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A predicted relation; without ``status`` it is taken as ``current``."""

    type: Annotated[Identifier, Meta(description="A relation type of the ontology.")]
    head: Annotated[Identifier, Meta(description="The id of the entity that the relation is said of.")]
    tail: Annotated[Identifier, Meta(description="The id of the other entity or value.")]
    status: Annotated[
        Status | None, Meta(description="Whether it holds now, held once, or is denied; current if absent.")
    ] = None
    evidence: Annotated[
        tuple[Index, ...] | None, Meta(description="The sentences that support it, counted from 0.")
    ] = None
    score: Score = None


class PredictedArgument(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A predicted filler of a role."""

    role: Annotated[Identifier, Meta(description="A role of the event's type.")]
    entity: Annotated[Identifier, Meta(description="The id of the entity or value that fills it.")]
    score: Score = None


class PredictedEvent(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A predicted event; ``triggers`` may be empty for systems that fill templates only."""

    type: Annotated[
        Identifier, Meta(description="An event type of the ontology, with its group: Justice.Arrest.")
    ]
    id: Annotated[
        Identifier | None, Meta(description="Unique among the events of the prediction, if given.")
    ] = None
    realis: Annotated[
        Realis | None,
        Meta(description="Whether it is said to have happened, may happen, or is said not to have."),
    ] = None
    triggers: Annotated[
        tuple[PredictedMention, ...],
        Meta(description="All words that name it; empty for systems that fill templates only."),
    ] = ()
    arguments: Annotated[tuple[PredictedArgument, ...], Meta(description="Who and what took part.")] = ()
    score: Score = None


class Prediction(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What a system says of one document. An absent layer is ``None``, an empty one is ``()``."""

    id: Annotated[Identifier, Meta(description="The id of the document that it is about.")]
    entities: Annotated[
        tuple[PredictedEntity, ...] | None,
        Meta(description="Entities and values; absent if the system does not look for them."),
    ] = None
    relations: Annotated[
        tuple[PredictedRelation, ...] | None,
        Meta(description="Relations; absent if the system does not look for them."),
    ] = None
    events: Annotated[
        tuple[PredictedEvent, ...] | None,
        Meta(description="Events; absent if the system does not look for them."),
    ] = None
