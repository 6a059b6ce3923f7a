"""Gold without its text: what may be published of a text that others own.

Offsets, types and opaque ids; the hash of the text says which one they belong to. No words of it: a name is
given as the mention that bears it. Whoever has the text puts both together with ``farrago hydrate``.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from farrago_schema.types import (
    LAYERS,
    Argument,
    End,
    Identifier,
    Index,
    Layer,
    MentionKind,
    Metadata,
    Offset,
    Realis,
    Relation,
    Span,
    Start,
    Zone,
)

BLOCK = 256
"""How many code points a block has: enough that its digest tells nothing to who does not have the text."""

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
BlockDigest = Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]


class StandoffMention(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of the text that refers to an entity or states a value."""

    start: Start
    end: End
    kind: Annotated[MentionKind, Meta(description="How it refers; value for values, and for nothing else.")]


class StandoffEntity(Struct, frozen=True, forbid_unknown_fields=True):
    """An entity or a value with all its mentions."""

    id: Annotated[Identifier, Meta(description="Unique in the document, and says nothing.")]
    type: Annotated[Identifier, Meta(description="An entity type or a value type of the ontology.")]
    mentions: Annotated[tuple[StandoffMention, ...], Meta(description="All stretches that refer to it.")]
    name: Annotated[
        Index | None, Meta(description="The mention, counted from 0, whose words are its name; null: none.")
    ] = None
    value: Annotated[str | None, Meta(description="The normal form of a value; null for entities.")] = None


class StandoffEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """A happening with the places of its triggers."""

    id: Annotated[Identifier, Meta(description="Unique in the document, and says nothing.")]
    type: Annotated[Identifier, Meta(description="An event type of the ontology, with its group.")]
    realis: Annotated[
        Realis, Meta(description="Whether it is said to have happened, may happen, or is said not to have.")
    ]
    triggers: Annotated[tuple[Span, ...], Meta(description="All words that name it.")]
    arguments: Annotated[tuple[Argument, ...], Meta(description="Who and what took part.")] = ()


class StandoffDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """Gold whose text is elsewhere: tokens and sentences are computed when both are put together."""

    id: Annotated[Identifier, Meta(description="Unique in its corpus.")]
    sha256: Annotated[Sha256, Meta(description="The SHA-256 of the text in UTF-8.")]
    length: Annotated[Offset, Meta(description="The number of code points of the text.")]
    meta: Annotated[Metadata, Meta(description="What is known besides the text.")]
    blocks: Annotated[
        tuple[BlockDigest, ...],
        Meta(
            description="The first 16 digits of the SHA-256 of each whole block of 256 code points, in "
            "order: they tell where a text differs that is nearly the right one."
        ),
    ] = ()
    layers: Annotated[
        tuple[Layer, ...], Meta(description="What was annotated; what is not named is never scored.")
    ] = LAYERS
    zones: Annotated[tuple[Zone, ...], Meta(description="The parts of the page, in order.")] = ()
    entities: Annotated[tuple[StandoffEntity, ...], Meta(description="Entities and values.")] = ()
    relations: Annotated[tuple[Relation, ...], Meta(description="Relations between them.")] = ()
    events: Annotated[
        tuple[StandoffEvent, ...], Meta(description="What happened, may happen or did not.")
    ] = ()
