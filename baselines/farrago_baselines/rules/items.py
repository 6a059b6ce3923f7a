"""What the stages hand on to one another. Each item says by which rule it came about."""

from __future__ import annotations

from dataclasses import dataclass, field

from farrago_baselines.rules.page import Page
from farrago_schema import ontology
from farrago_schema.types import MentionKind, Realis, Status

VALUES = frozenset(ontology.load().value_types)


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of the text that refers.

    ``first`` and ``last`` (exclusive) are the tokens that it touches.
    """

    first: int
    last: int
    start: int
    end: int
    type: str
    kind: MentionKind
    rule: str
    text: str = ""
    value: str | None = None
    head: int = -1  # the token that says what it is
    number: str = ""  # s or p, if known
    gender: str = ""  # f, m or n, if known
    definite: bool = False
    story: int = 1

    @property
    def is_value(self) -> bool:
        """Whether it states a value instead of referring to an entity."""
        return self.type in VALUES

    def sentence_differs(self, page: Page, index: int) -> bool:
        """Tell whether a token stands in another sentence than the mention."""
        return page.tokens[self.first].sentence != page.tokens[index].sentence


@dataclass(slots=True, eq=False)
class Entity:
    """Mentions that refer to one thing; ``links`` says by which rule each after the first was added."""

    mentions: list[Mention]
    type: str
    links: list[tuple[Mention, Mention, str]] = field(default_factory=list)
    id: str = ""
    gender: str = ""
    number: str = ""

    @property
    def names(self) -> list[Mention]:
        """The mentions that are names."""
        return [m for m in self.mentions if m.kind == "name"]

    @property
    def name(self) -> str | None:
        """The fullest name, the first of equals, or nothing."""
        names = [m.text for m in self.names]
        plain = [name for name in names if not (name.isupper() and len(name) > 4)] or names
        return max(plain, key=len) if plain else None

    @property
    def value(self) -> str | None:
        """The normal form of a value."""
        return self.mentions[0].value

    @property
    def is_value(self) -> bool:
        """Whether it is a value."""
        return self.mentions[0].is_value


@dataclass(slots=True, eq=False)
class Relation:
    """A relation between two entities, with the words that it was read from."""

    type: str
    head: Entity
    tail: Entity
    rule: str
    status: Status = "current"
    at: int = -1  # the token where the rule found it


@dataclass(slots=True, eq=False)
class Trigger:
    """A word that names an event; ``first`` and ``last`` (exclusive) are its tokens."""

    first: int
    last: int
    start: int
    end: int
    type: str
    rule: str
    realis: Realis = "actual"
    realis_rule: str = ""
    text: str = ""
    arguments: list[Argument] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Argument:
    """An entity or value in a role."""

    role: str
    entity: Entity
    rule: str


@dataclass(slots=True, eq=False)
class Event:
    """Triggers of one happening."""

    type: str
    realis: Realis
    triggers: list[Trigger]
    arguments: list[Argument]
    rule: str = "a trigger on its own"
