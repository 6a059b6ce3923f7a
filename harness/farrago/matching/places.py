"""Where in a document something stands: its zone, its story, the sentence that holds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from farrago.matching.annotation import Span
from farrago.matching.identity import is_somewhere
from farrago_schema.types import Document, Zone

OWN_STORY = "s1"
BOILERPLATE = ""


class Places:
    """Look-up of places by offset; zones and sentences stand in order and do not overlap."""

    def __init__(self, document: Document) -> None:
        self._zone_at = _ZoneAt(document.zones)
        self._kind_and_story = _KindAndStory(self._zone_at)
        self._sentences_of_text = document.sentences
        self._sentence_starts = [sentence.start for sentence in document.sentences]

    def zone(self, span: Span) -> str | None:
        """Return the kind of the zone in which the span begins, or ``None`` where no zone does."""
        return self._kind_and_story[span[0]][0]

    def story(self, span: Span) -> str | None:
        """Return ``own`` or ``stray``, or ``None`` in boilerplate and outside of zones."""
        return self._kind_and_story[span[0]][1]

    def zones_of(self, spans: Iterable[Span | None]) -> list[str | None]:
        """Return the kind of zone of each span; that of no span is ``None``."""
        known = self._kind_and_story
        return [None if span is None else known[span[0]][0] for span in spans]

    def stories_of(self, spans: Iterable[Span | None]) -> list[str | None]:
        """Return ``own``, ``stray`` or ``None`` for each span, as ``story`` does."""
        known = self._kind_and_story
        return [None if span is None else known[span[0]][1] for span in spans]

    def stories(self, spans: Iterable[Span]) -> set[str]:
        """Return the stories in which spans begin: boilerplate is one of its own, no zone is none."""
        zones = (self._zone_at[span[0]] for span in spans)
        return {zone.story or BOILERPLATE for zone in zones if zone is not None}

    def shared_story(self, one: Iterable[Span], other: Iterable[Span]) -> str | None:
        """Return the story that both have a part in, ``own`` before ``stray``; ``None`` if there is none."""
        shared = self.stories(one) & self.stories(other) - {BOILERPLATE}
        return None if not shared else "own" if OWN_STORY in shared else "stray"

    def distance(self, one: Iterable[Span], other: Iterable[Span]) -> str | None:
        """Return the least number of sentences between two sets of spans: ``0``, ``1-2`` or ``3+``."""
        return distance(self.sentences(one), self.sentences(other))

    def apart(self, one: Iterable[Span], other: Iterable[Span]) -> int | None:
        """Return how many sentences at least lie between two sets of spans; ``None`` without sentences."""
        return apart(self.sentences(one), self.sentences(other))

    def sentences(self, spans: Iterable[Span]) -> frozenset[int]:
        """Return in which sentences spans begin, by number; none where the text has no sentences."""
        starts = self._sentence_starts
        if not starts:
            return frozenset()
        return frozenset([bisect_right(starts, span[0]) for span in spans if is_somewhere(span)])

    def zones(self, spans: Iterable[Span]) -> set[int]:
        """Return where the zones begin in which the spans do; a span outside of zones has none."""
        zones = (self._zone_at[span[0]] for span in spans)
        return {zone.start for zone in zones if zone is not None}

    def sentence(self, index: int) -> Span | None:
        """Return the span of a sentence, counted from 0, or ``None`` where there are not so many."""
        known = self._sentences_of_text
        return (known[index].start, known[index].end) if index < len(known) else None


def apart(one: frozenset[int], other: frozenset[int]) -> int | None:
    """Return how many sentences at least lie between two sets of sentences; ``None`` if one is empty."""
    if not one or not other:
        return None
    return 0 if not one.isdisjoint(other) else min([abs(here - there) for here in one for there in other])


def distance(one: frozenset[int], other: frozenset[int]) -> str | None:
    """Return the same as ``0``, ``1-2`` or ``3+``."""
    least = apart(one, other)
    return None if least is None else "0" if least == 0 else "1-2" if least <= 2 else "3+"


class _ZoneAt(dict[int, Zone | None]):
    """The zone of an offset, ``None`` outside of zones; each is looked for once."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        super().__init__()
        self._zones = zones
        self._starts = [zone.start for zone in zones]

    def __missing__(self, offset: int) -> Zone | None:
        index = bisect_right(self._starts, offset) - 1
        zone = self._zones[index] if index >= 0 and offset < self._zones[index].end else None
        self[offset] = zone
        return zone


class _KindAndStory(dict[int, tuple[str | None, str | None]]):
    """The kind of the zone of an offset, and whether its story is the page's own."""

    def __init__(self, zones: _ZoneAt) -> None:
        super().__init__()
        self._zones = zones

    def __missing__(self, offset: int) -> tuple[str | None, str | None]:
        zone = self._zones[offset]
        story = None if zone is None or zone.story is None else "own" if zone.story == OWN_STORY else "stray"
        self[offset] = found = None if zone is None else zone.kind, story
        return found
