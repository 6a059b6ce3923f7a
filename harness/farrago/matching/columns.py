"""Documents taken apart into columns of whole numbers, so that many are compared at once.

A document goes into columns if both sides are *plain*: all that is annotated is annotated, everything has its
place, and nothing is said twice. Whatever is not plain is compared by itself, as a ``Pair``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from farrago.matching.labels import Labels
from farrago.matching.places import OWN_STORY
from farrago_schema.types import LAYERS, Document, Entity, PredictedEntity, Prediction

Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]

_EVIDENCE = attrgetter("evidence")

KINDS: dict[str | None, int] = {None: 0, "name": 1, "value": 2, "nominal": 3, "pronoun": 4}
STATUSES: dict[str | None, int] = {None: 0, "current": 0, "former": 1, "denied": 2}

REALIS: dict[str | None, int] = {None: 0, "actual": 1, "possible": 2, "negated": 3}

OFFSET = 20
"""The bits of an offset in plain documents."""

BOILERPLATE, OWN, STORIES = 0, 1, 60
"""The numbers of what is no story and of the page's own, and how many there are at most."""

NAMES = 2**8
"""Less than that there are types and roles of each kind."""

LIMIT = 2**10
"""Less than that a side of a plain document has of everything."""


class Names(dict[str, int]):
    """Numbers names as they come up."""

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self)
        return number


class Side(NamedTuple):
    """One side of a document in lists; fillers are told by their places in it."""

    filler_types: Sequence[int]
    filler_sizes: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    kinds: Sequence[int]
    relation_types: Sequence[int]
    heads: Sequence[int]
    tails: Sequence[int]
    statuses: Sequence[int]
    event_types: Sequence[int]
    realis: Sequence[int]
    event_triggers: Sequence[int]
    event_arguments: Sequence[int]
    trigger_starts: Sequence[int]
    trigger_ends: Sequence[int]
    roles: Sequence[int]
    arguments: Sequence[int]


class Page(NamedTuple):
    """The zones of a document and the stories that they are of, its sentences, and its tokens."""

    zone_starts: Sequence[int]
    zone_ends: Sequence[int]
    zone_kinds: Sequence[int]
    zone_stories: Sequence[int]
    sentence_starts: Sequence[int]
    sentence_ends: Sequence[int]
    token_starts: Sequence[int]
    token_ends: Sequence[int]


class Taken(NamedTuple):
    """A document taken apart; ``values`` are the normal forms of the fillers of both sides."""

    gold: Side
    predicted: Side
    values: tuple[Sequence[str | None], Sequence[str | None]]
    page: Page | None


class Columns:
    """Takes plain documents apart, one after the other; names have the same numbers in all of them.

    Pages are looked at where ``reads_page``, for facets and for metrics that read the text.
    """

    def __init__(self, labels: Labels, *, reads_page: bool = False) -> None:
        self.labels, self.reads_page = labels, reads_page
        self.zone_kinds = Names()
        self.filler_types, self.relation_types = Names(), Names()
        self.event_types, self.roles = Names(), Names()

    def of(self, document: Document, prediction: Prediction) -> Taken | None:
        """Return both sides of a document, ``None`` if they are not plain for sure.

        That nothing is said twice, and that offsets are small, only a batch tells.
        """
        if self._is_full or (document.layers is not LAYERS and not set(LAYERS) <= set(document.layers)):
            return None
        gold = self._side(document)
        predicted = None if gold is None else self._side(prediction)
        if gold is None or predicted is None or len(document.text) >> OFFSET or self._is_full:
            return None
        values = (
            [entity.value for entity in document.entities],
            [entity.value for entity in prediction.entities or ()],
        )
        if not self.reads_page:
            return Taken(gold, predicted, values, None)
        page = self._page(document)
        return None if page is None else Taken(gold, predicted, values, page)

    def _page(self, document: Document) -> Page | None:
        zones, tokens = document.zones, document.tokens
        stories = {OWN_STORY: OWN, None: BOILERPLATE}
        for zone in zones:
            stories.setdefault(zone.story, len(stories))
        if len(stories) > STORIES:
            return None
        return Page(
            [zone.start for zone in zones],
            [zone.end for zone in zones],
            [self.zone_kinds[zone.kind] for zone in zones],
            [stories[zone.story] for zone in zones],
            [sentence.start for sentence in document.sentences],
            [sentence.end for sentence in document.sentences],
            [token.start for token in tokens],
            [token.end for token in tokens],
        )

    def _side(self, side: Document | Prediction) -> Side | None:
        entities: Sequence[Entity | PredictedEntity] = side.entities or ()
        relations, events = side.relations or (), side.events or ()
        mentions = [mention for entity in entities for mention in entity.mentions]
        triggers = [trigger for event in events for trigger in event.triggers]
        arguments = [argument for event in events for argument in event.arguments]
        starts, ends = [each.start for each in mentions], [each.end for each in mentions]
        trigger_starts, trigger_ends = [each.start for each in triggers], [each.end for each in triggers]
        place = {entity.id: number for number, entity in enumerate(entities)}
        if (
            any(None in offsets for offsets in (starts, ends, trigger_starts, trigger_ends))
            or len(place) < len(entities)
            or max(map(len, (entities, mentions, relations, events, triggers, arguments))) >= LIMIT
            or any(map(_EVIDENCE, relations))
        ):
            return None
        filler_types, event_types = self.filler_types, self.event_types
        relation_types, roles = self.relation_types, self.roles
        try:
            return Side(
                [filler_types[each.type] for each in entities],
                [len(each.mentions) for each in entities],
                starts,  # type: ignore[arg-type]  # there is no None among offsets
                ends,  # type: ignore[arg-type]
                [KINDS[each.kind] for each in mentions],
                [relation_types[each.type] for each in relations],
                [place[each.head] for each in relations],
                [place[each.tail] for each in relations],
                [STATUSES[each.status] for each in relations],
                [event_types[each.type] for each in events],
                [REALIS[each.realis] for each in events],
                [len(each.triggers) for each in events],
                [len(each.arguments) for each in events],
                trigger_starts,  # type: ignore[arg-type]
                trigger_ends,  # type: ignore[arg-type]
                [roles[each.role] for each in arguments],
                [place[each.entity] for each in arguments],
            )
        except KeyError:  # something points at nothing
            return None

    @property
    def _is_full(self) -> bool:
        """Whether there are more names than numbers for them."""
        return max(map(len, (self.filler_types, self.relation_types, self.event_types, self.roles))) >= NAMES


class Arrays:
    """One side of many documents in arrays, each with a value for each filler, mention, relation and so on.

    Fillers and events are numbered through all documents: ``owner`` is the filler of each mention, ``event``
    the event of each argument, ``argument`` what fills it; ``place`` and ``event_place`` are their numbers
    within their documents.
    """

    def __init__(self, sides: Sequence[Side], values: Truth) -> None:
        of = {
            name: np.fromiter(chain.from_iterable(parts), dtype=np.int64)
            for name, parts in zip(Side._fields, zip(*sides, strict=True), strict=True)
        }
        number = np.arange(len(sides))
        fillers = _lengths(side.filler_types for side in sides)
        first = np.cumsum(fillers) - fillers
        self.document = number.repeat(fillers)
        self.type, self.size = of["filler_types"], of["filler_sizes"]
        self.is_value = values[self.type]
        self.place = np.arange(len(self.type)) - first[self.document]
        self.owner = np.arange(len(self.type)).repeat(self.size)
        self.mention_document, self.mention_type = self.document[self.owner], self.type[self.owner]
        self.start, self.end, self.kind = of["starts"], of["ends"], of["kinds"]

        self.relation_document = number.repeat(_lengths(side.relation_types for side in sides))
        self.relation_type, self.status = of["relation_types"], of["statuses"]
        self.head, self.tail = (of[name] + first[self.relation_document] for name in ("heads", "tails"))

        events = _lengths(side.event_types for side in sides)
        event = np.arange(events.sum())
        self.event_document, self.event_type = number.repeat(events), of["event_types"]
        self.event_place = event - (np.cumsum(events) - events)[self.event_document]
        self.trigger_event = event.repeat(of["event_triggers"])
        self.trigger_document = self.event_document[self.trigger_event]
        self.trigger_type = self.event_type[self.trigger_event]
        self.trigger_start, self.trigger_end = of["trigger_starts"], of["trigger_ends"]
        self.event = event.repeat(of["event_arguments"])
        self.argument_document, self.argument_type = (
            self.event_document[self.event],
            self.event_type[self.event],
        )
        self.role = of["roles"]
        self.argument = of["arguments"] + first[self.argument_document]
        self.realis = of["realis"]
        self.is_silent = of["event_triggers"] == 0


def _lengths(columns: Iterable[Sequence[int]]) -> Whole:
    return np.array(list(map(len, columns)), dtype=np.int64)
