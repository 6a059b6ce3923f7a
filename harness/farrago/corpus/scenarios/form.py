"""The form of a scenario: one line of ``scenarios.jsonl``."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from farrago_schema.types import DocumentKind, Split


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """How a person is called: in full, and later on in the text."""

    short: Annotated[str, Meta(description="What the person is called after the first mention.")]
    gender: Literal["f", "m"]
    culture: Annotated[str, Meta(description="Where people are called so.")]


class Aside(Struct, frozen=True, forbid_unknown_fields=True):
    """A foreign affair that strays into a page: its topic, and one event of it."""

    topic: str
    region: str
    event: str
    names: tuple[str, ...]
    stems: tuple[str, ...]


class Scenario(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a document must hold. ``premise`` and ``text_sha256`` are written when the text is.

    ``roles`` names, by event type, roles that the text must fill; ``types`` the entity and value types that
    must occur beside persons, organisations and places; ``invented`` stems by what they name.
    """

    id: str
    split: Split
    kind: DocumentKind
    topic: str
    register: str
    region: str
    date: str
    events: tuple[str, ...] = ()
    roles: dict[str, tuple[str, ...]] = {}
    relations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    people: dict[str, Person] = {}
    invented: dict[str, tuple[str, ...]] = {}
    asides: tuple[Aside, ...] = ()
    blemishes: tuple[str, ...] = ()
    length: Annotated[tuple[int, int] | None, Meta(description="Tokens, from and to.")] = None
    premise: str = ""
    text_sha256: str = ""
