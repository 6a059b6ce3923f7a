"""The mentions of a page with their entities, and how patterns look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from farrago_baselines.rules import gazetteer
from farrago_baselines.rules.items import Entity, Mention
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page
from farrago_schema.types import Status

FORMER = frozenset("former ex ex- then late retired outgoing onetime ex-".split())


@dataclass(frozen=True, slots=True)
class Found:
    """What a pattern found: two mentions in a relation."""

    type: str
    head: Mention
    tail: Mention
    rule: str
    status: Status = "current"
    at: int = -1


class Graph:
    """Mentions by where they begin and end, and their entities."""

    def __init__(self, page: Page, entities: Sequence[Entity], knowledge: Knowledge) -> None:
        self.page = page
        self.knowledge = knowledge
        self.entities = entities
        self._of = {id(m): entity for entity in entities for m in entity.mentions}
        self.mentions = sorted((m for e in entities for m in e.mentions), key=lambda m: (m.start, -m.end))
        self._starts: dict[int, list[Mention]] = {}
        self._ends: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            self._starts.setdefault(mention.first, []).append(mention)
            self._ends.setdefault(mention.last, []).append(mention)

    def of(self, mention: Mention) -> Entity:
        """Return the entity of a mention."""
        return self._of[id(mention)]

    def starting(self, index: int, *, values: bool = False) -> Mention | None:
        """Return the longest mention of an entity (or of a value) that begins at a token."""
        return next((m for m in self._starts.get(index, ()) if m.is_value == values), None)

    def ending(self, index: int, *, values: bool = False) -> Mention | None:
        """Return the longest mention of an entity (or of a value) that ends before a token."""
        return next((m for m in self._ends.get(index, ()) if m.is_value == values), None)

    def all_ending(self, index: int) -> list[Mention]:
        """Return all mentions that end before a token, the longest first."""
        return self._ends.get(index, [])

    def all_starting(self, index: int) -> list[Mention]:
        """Return all mentions that begin at a token, the longest first."""
        return self._starts.get(index, [])

    def inside(self, outer: Mention) -> Iterator[Mention]:
        """Yield the mentions inside another, itself not among them."""
        for index in range(outer.first, outer.last):
            for mention in self._starts.get(index, ()):
                smaller = (mention.first, mention.last) != (outer.first, outer.last)
                if mention is not outer and mention.last <= outer.last and (smaller or mention.is_value):
                    yield mention

    def after(self, index: int, *, skip: frozenset[str] = frozenset({"the", "a", "an"})) -> Mention | None:
        """Return the mention that begins at a token, an article before it allowed."""
        page = self.page
        while index < len(page.tokens) and (page.low(index) in skip or page.low(index) in FORMER):
            index += 1
        return self.starting(index)

    def is_state(self, mention: Mention) -> bool:
        """Tell whether a place is a state by its name or adjective."""
        entity = self.of(mention)
        return any(gazetteer.state_code(m.text) for m in entity.mentions if m.kind == "name")

    def status(self, first: int) -> Status:
        """Return former where "former", "ex-" and the like stand just before a token."""
        page = self.page
        for back in (1, 2, 3):
            token = page.near(first, -back)
            if token is None or token.tag in {"punct", "verb", "prep"}:
                return "current"
            if token.low in FORMER:
                return "former"
        return "current"

    def is_former(self, mention: Mention) -> Status:
        """Return former where a nominal says so itself or the word before it does."""
        words = self.page.low(mention.first)
        return "former" if words in FORMER or words.startswith("ex-") else self.status(mention.first)
