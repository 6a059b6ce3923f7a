"""Where in many documents things stand: in which zone and of which story, and in which sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from farrago.matching.columns import BOILERPLATE, OFFSET, OWN, Arrays, Page, Whole
from farrago.matching.keys import found_at, spread, unique

STORY_VALUES = None, "own", "stray"
DISTANCES = None, "0", "1-2", "3+"


class Spans(NamedTuple):
    """Stretches of the texts of many documents: of each its document and its offsets."""

    documents: Whole
    starts: Whole
    ends: Whole


class Layout(NamedTuple):
    """What the texts of many documents consist of."""

    zones: Spans
    sentences: Spans
    tokens: Spans


class Pages:
    """The zones, sentences and tokens of many documents, each in the order of the texts."""

    def __init__(self, pages: Sequence[Page]) -> None:
        of = {
            name: np.fromiter(chain.from_iterable(parts), dtype=np.int64)
            for name, parts in zip(Page._fields, zip(*pages, strict=True), strict=True)
        }
        number = np.arange(len(pages))
        zones, sentences, tokens = (
            number.repeat([len(getattr(page, name)) for page in pages])
            for name in ("zone_starts", "sentence_starts", "token_starts")
        )
        self.zones, self._zone_ends = (zones, of["zone_starts"]), of["zone_ends"]
        self._zone_kinds, self._zone_stories = of["zone_kinds"], of["zone_stories"]
        self.sentences, self._sentence_ends = (sentences, of["sentence_starts"]), of["sentence_ends"]
        self.token_starts, self.token_ends = (tokens, of["token_starts"]), (tokens, of["token_ends"])
        self.has_zones, self.has_sentences, self.has_tokens = (
            np.bincount(side, minlength=len(pages)) > 0 for side in (zones, sentences, tokens)
        )

    @property
    def layout(self) -> Layout:
        """What the texts consist of."""
        return Layout(
            Spans(*self.zones, self._zone_ends),
            Spans(*self.sentences, self._sentence_ends),
            Spans(*self.token_starts, self.token_ends[1]),
        )

    def _zone(self, documents: Whole, offsets: Whole) -> Whole:
        """Return the zone at each offset, −1 where there is none."""
        at = found_at(self.zones, documents, offsets) - 1
        in_document = np.append(self.zones[0], -1)[at] == documents
        return np.where(in_document & (offsets < np.append(self._zone_ends, 0)[at]), at, -1)

    def zone_kinds(self, documents: Whole, offsets: Whole) -> Whole:
        """Return the kind of the zone at each offset, from 1, and 0 where there is no zone."""
        return np.append(self._zone_kinds + 1, 0)[self._zone(documents, offsets)]

    def stories(self, documents: Whole, offsets: Whole) -> Whole:
        """Return for each offset the place in ``STORY_VALUES``."""
        story = np.append(self._zone_stories, BOILERPLATE)[self._zone(documents, offsets)]
        found: Whole = np.minimum(story, 2)
        return found

    def story_bits(self, documents: Whole, offsets: Whole) -> Whole:
        """Return for each offset a bit for the story that it is in, boilerplate too; 0 outside of zones."""
        return np.append(1 << self._zone_stories, 0)[self._zone(documents, offsets)]

    def sentence(self, documents: Whole, offsets: Whole) -> Whole:
        """Return in which sentence each offset is, numbered through all documents."""
        return found_at(self.sentences, documents, offsets)

    def all_stories(self, documents: Whole, offsets: Whole, owners: Whole, number: int) -> Whole:
        """Return the bits of all stories that what so many owners have is in."""
        bits = np.zeros(number, dtype=np.int64)
        np.bitwise_or.at(bits, owners, self.story_bits(documents, offsets))
        return bits

    def shared_stories(self, one: Whole, other: Whole) -> Whole:
        """Return the places in ``STORY_VALUES`` of the stories that bits share, the page's own first."""
        shared = one & other & ~(1 << BOILERPLATE)
        return np.where(shared == 0, 0, np.where(shared & 1 << OWN, 1, 2))

    def distances(self, one: Mentioned, other: Mentioned, pairs: tuple[Whole, Whole]) -> Whole:
        """Return the places in ``DISTANCES`` of how far apart two owners are, named by ``pairs``."""
        place, pair = spread(one.starts[pairs[0]], one.sizes[pairs[0]])
        least = np.full(len(pairs[0]), FAR)
        near = other.nearest(pairs[1][pair], one.sentences[place])
        np.minimum.at(least, pair, near)
        found = np.where(least == 0, 1, np.where(least <= 2, 2, 3))
        return np.where(least == FAR, 0, found)


FAR = 2**40


class Mentioned:
    """In which sentences owners are mentioned: sorted for each owner, one owner after the other."""

    def __init__(self, pages: Pages, documents: Whole, offsets: Whole, owners: Whole, number: int) -> None:
        known = pages.has_sentences[documents]
        keys = unique(owners[known] << OFFSET * 2 | pages.sentence(documents, offsets)[known])
        self._keys = keys
        self.sentences = keys & (1 << OFFSET * 2) - 1
        self.sizes = np.bincount(keys >> OFFSET * 2, minlength=number)
        self.starts = np.cumsum(self.sizes) - self.sizes

    def nearest(self, owners: Whole, sentences: Whole) -> Whole:
        """Return how far the nearest sentence of each owner is from a given one; ``FAR`` if it has none."""
        if not len(self._keys):
            return np.full(len(owners), FAR)
        after = np.searchsorted(self._keys, owners << OFFSET * 2 | sentences)
        last = len(self._keys) - 1
        least = np.full(len(owners), FAR)
        for at in (np.minimum(after, last), np.maximum(after - 1, 0)):
            is_own = self._keys[at] >> OFFSET * 2 == owners
            least = np.where(is_own, np.minimum(least, np.abs(self.sentences[at] - sentences)), least)
        return least


def mentioned(pages: Pages, side: Arrays) -> Mentioned:
    """Return in which sentences the fillers of a side are mentioned."""
    return Mentioned(pages, side.mention_document, side.start, side.owner, len(side.type))


def triggered(pages: Pages, side: Arrays) -> Mentioned:
    """Return in which sentences the events of a side are told."""
    events = side.trigger_document, side.trigger_start, side.trigger_event
    return Mentioned(pages, *events, len(side.event_type))
