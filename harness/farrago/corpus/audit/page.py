"""A document as the rules look at it: mentions in text order, what covers what, words, zones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from farrago_schema.types import Document, Entity, Event, Zone

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Marked(NamedTuple):
    """A mention with the entity that it belongs to."""

    start: int
    end: int
    text: str
    kind: str
    entity: Entity


class Word(NamedTuple):
    """A run of letters and digits, with its inner hyphens and apostrophes."""

    start: int
    end: int
    text: str


class Page:
    """One document and its indices; nothing in it changes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.id, self.text, self.split = document.id, document.text, document.meta.split
        self.entities = {entity.id: entity for entity in document.entities}
        self.events: tuple[Event, ...] = document.events
        self.relations = document.relations

    @cached_property
    def mentions(self) -> list[Marked]:
        """All mentions that lie inside the text, outer ones first."""
        found = (
            Marked(m.start, m.end, self.text[m.start : m.end], m.kind, entity)
            for entity in self.document.entities
            for m in entity.mentions
            if 0 <= m.start < m.end <= len(self.text)
        )
        return sorted(found, key=lambda m: (m.start, -m.end, m.entity.id))

    @cached_property
    def of_entity(self) -> dict[str, list[Marked]]:
        """The mentions of each entity, in text order."""
        found: dict[str, list[Marked]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.entity.id].append(mention)
        return found

    @cached_property
    def words(self) -> list[Word]:
        """The words of the text."""
        return [Word(match.start(), match.end(), match[0]) for match in WORD.finditer(self.text)]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def word_number(self, offset: int) -> int:
        """Return how many words begin before or at an offset."""
        return bisect_right(self._word_starts, offset)

    def words_before(self, offset: int, count: int) -> list[Word]:
        """Return up to ``count`` words that end before an offset, without any across a sentence's end."""
        number = self.word_number(offset - 1) if offset else 0
        found: list[Word] = []
        edge = offset
        for word in reversed(self.words[max(number - count, 0) : number]):
            if word.end > offset or re.search(r"[.!?;:\n]", self.text[word.end : edge]):
                break
            found.insert(0, word)
            edge = word.start
        return found

    @cached_property
    def _covered(self) -> bytearray:
        covered = bytearray(len(self.text) + 1)
        for mention in self.mentions:
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        return covered

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no mention touches the stretch."""
        return not any(self._covered[start:end])

    @cached_property
    def spans(self) -> dict[tuple[int, int], list[Marked]]:
        """The mentions of each span."""
        found: dict[tuple[int, int], list[Marked]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.start, mention.end].append(mention)
        return found

    @cached_property
    def trigger_spans(self) -> dict[tuple[int, int], list[Event]]:
        """The events of each trigger's span."""
        found: dict[tuple[int, int], list[Event]] = defaultdict(list)
        for event in self.events:
            for trigger in event.triggers:
                found[trigger.start, trigger.end].append(event)
        return found

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [zone.start for zone in self.document.zones]

    def zone(self, offset: int) -> Zone | None:
        """Return the zone that holds an offset, if any does."""
        number = bisect_right(self._zone_starts, offset) - 1
        if number < 0:
            return None
        zone = self.document.zones[number]
        return zone if offset < zone.end else None

    def zone_kind(self, offset: int) -> str:
        """Return the kind of the zone that holds an offset; ``body`` where there are no zones."""
        zone = self.zone(offset)
        return zone.kind if zone is not None else "body"

    def stories(self, entity: str) -> set[str | None]:
        """Return the stories that an entity is mentioned in."""
        zones = (self.zone(mention.start) for mention in self.of_entity[entity])
        return {zone.story for zone in zones if zone is not None}

    def starts_sentence(self, offset: int) -> bool:
        """Tell whether a sentence, a line, a quotation or a clause after a colon begins here."""
        zone = self.zone(offset)
        if zone is not None and zone.start == offset:
            return True
        before = self.text[:offset].rstrip(" \t\"'“”‘’«»([—–-•*#")
        return not before or before[-1] in ".!?:\n…" or "\n" in self.text[len(before) : offset]

    def occurrences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a string stands as whole words, case as it is."""
        pattern = rf"(?<![^\W_]){re.escape(text)}(?![^\W_])"
        return ((match.start(), match.end()) for match in re.finditer(pattern, self.text))
