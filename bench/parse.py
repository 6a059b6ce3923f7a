"""``python -m bench.parse GOLD PREDICTIONS``: decodes both files and does nothing else.

The floor that scoring is measured against: typed by msgspec, a line at a time, nothing kept; texts, tokens,
sentences and zones are skipped.
"""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec import Struct
from msgspec.json import Decoder


class Mention(Struct, gc=False):
    """A stretch of the text."""

    start: int
    end: int
    kind: str | None = None


class Entity(Struct, gc=False):
    """An entity or a value."""

    id: str
    type: str
    mentions: list[Mention]


class Relation(Struct, gc=False):
    """A relation."""

    type: str
    head: str
    tail: str
    status: str | None = None


class Argument(Struct, gc=False):
    """A filler of a role."""

    role: str
    entity: str


class Event(Struct, gc=False):
    """An event."""

    type: str
    realis: str | None = None
    triggers: list[Mention] = []
    arguments: list[Argument] = []


class Annotated(Struct, gc=False):
    """Gold or a prediction, without what its text consists of."""

    id: str
    entities: list[Entity] = []
    relations: list[Relation] = []
    events: list[Event] = []


def main() -> None:
    """Decode the files."""
    decode = Decoder(Annotated).decode
    for path in sys.argv[1:]:
        with Path(path).open("rb") as lines:
            for line in lines:
                decode(line)


if __name__ == "__main__":
    main()
