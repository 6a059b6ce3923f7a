"""The inline form itself: which elements stand where, and which attributes they bear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from farrago_schema.types import DocumentKind, MentionKind, Realis, Split, Status, ZoneKind


@dataclass(frozen=True)
class Attribute:
    """An attribute: whether it must be there, and the values that it admits (``None``: any text)."""

    required: bool = True
    values: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Tag:
    """An element: its attributes, the line that it stands on, and what it encloses of the text."""

    name: str
    attributes: dict[str, str]
    line: int
    start: int = 0
    end: int = 0
    children: tuple[Tag, ...] = ()


ANY = Attribute()
OPTIONAL = Attribute(required=False)

ATTRIBUTES: dict[str, dict[str, Attribute]] = {
    "document": {
        "id": ANY,
        "kind": Attribute(values=get_args(DocumentKind)),
        "date": ANY,
        "topic": OPTIONAL,
        "register": OPTIONAL,
        "region": OPTIONAL,
        "blemishes": OPTIONAL,
        "split": Attribute(required=False, values=get_args(Split)),
        "lang": OPTIONAL,
        "layers": OPTIONAL,
    },
    "text": {},
    "zone": {"kind": Attribute(values=get_args(ZoneKind)), "story": OPTIONAL},
    "m": {"e": ANY, "k": Attribute(values=get_args(MentionKind))},
    "t": {"v": ANY},
    "entity": {"id": ANY, "type": ANY, "name": OPTIONAL, "value": OPTIONAL},
    "relation": {
        "type": ANY,
        "head": ANY,
        "tail": ANY,
        "status": Attribute(required=False, values=get_args(Status)),
        "evidence": OPTIONAL,
    },
    "event": {"id": ANY, "type": ANY, "realis": Attribute(values=get_args(Realis))},
    "arg": {"role": ANY, "ref": ANY},
}

CHILDREN: dict[str, tuple[str, ...]] = {
    "document": ("text", "entity", "relation", "event"),
    "text": ("zone", "m", "t"),
    "zone": ("m", "t"),
    "m": ("m", "t"),
    "t": ("m", "t"),
    "entity": (),
    "relation": (),
    "event": ("arg",),
    "arg": (),
}

INSIDE_TEXT = frozenset({"text", "zone", "m", "t"})

# What a document is when its header does not say: a blind annotator is told neither.
DEFAULT_SPLIT: Split = "train"
DEFAULT_LANGUAGE = "en"
