"""The label set: which types there are, what may fill each role, and how to tell neighbours apart.

``load()`` reads the file that ships with the package; ``load(path)`` reads somebody else's in the same form.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
from msgspec import Struct, field

from farrago_schema.problems import InputError, Problem


class EntityType(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An entity type: what it is, what it is not, and what it is confused with."""

    definition: str
    excludes: str = ""
    confused_with: dict[str, str] = field(default_factory=dict)


class ValueType(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value type; ``normal_form`` describes ``value``, or is ``None`` where values have none."""

    definition: str
    excludes: str = ""
    confused_with: dict[str, str] = field(default_factory=dict)
    normal_form: str | None = None


class RelationType(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A relation with the types that its head and its tail admit."""

    definition: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    symmetric: bool = False
    excludes: str = ""
    confused_with: dict[str, str] = field(default_factory=dict)


class EventType(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An event type: example triggers, neighbours, and for each role the types that may fill it."""

    definition: str
    triggers: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    confused_with: dict[str, str] = field(default_factory=dict)


class Ontology(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A label set. Names of entity and value types share one space; so do all types of one kind."""

    name: str
    version: str
    entity_types: dict[str, EntityType]
    value_types: dict[str, ValueType]
    relation_types: dict[str, RelationType]
    roles: dict[str, str]
    event_types: dict[str, EventType]

    def is_value(self, type_: str) -> bool:
        """Tell whether the type is one of values (matched by span) and not of entities."""
        return type_ in self.value_types

    def is_symmetric(self, relation: str) -> bool:
        """Tell whether the relation holds both ways; an unknown relation does not."""
        known = self.relation_types.get(relation)
        return known is not None and known.symmetric

    @property
    def filler_types(self) -> tuple[str, ...]:
        """Names of all entity and value types, in the order of the file."""
        return (*self.entity_types, *self.value_types)


def decode(data: bytes) -> Ontology:
    """Read an ontology from JSON bytes; raises ``msgspec.ValidationError`` or ``msgspec.DecodeError``."""
    return msgspec.json.decode(data, type=Ontology)


@cache
def load(path: Path | None = None) -> Ontology:
    """Return the ontology of the package, or the one in ``path``.

    Raises:
        InputError: the file cannot be read, or is not an ontology.
    """
    if path is None:
        return decode(resources.files(__package__).joinpath("ontology.json").read_bytes())
    try:
        return decode(path.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        hint = "farrago schema --ontology --format json prints one"
        raise InputError(
            [Problem("ontology", str(path), str(error), "an ontology in JSON", hint=hint)]
        ) from error
