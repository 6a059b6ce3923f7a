"""Many documents compared at once: what a ``Pair`` finds in one, found in arrays over all of them.

Fillers, mentions and events are numbered through all documents. What stands for which of gold's is told by an
array: for each predicted thing the number of gold's, −1 where there is none. A set of things is a sorted
array of keys: a document, a type, and whatever else tells things apart, packed into one number.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cached_property

import numpy as np

from farrago.matching.assignment import best_pairs
from farrago.matching.cells import Cells, at, best_cells, cells_of, known
from farrago.matching.columns import (
    KINDS,
    LIMIT,
    OFFSET,
    Arrays,
    Columns,
    Taken,
    Truth,
    Whole,
)
from farrago.matching.implied_at_once import implied_at_once
from farrago.matching.keys import (
    PART,
    firsts,
    packed,
    places_in,
    repeated,
    unique,
)
from farrago.matching.pages import Pages

FARTHEST = (1 << OFFSET) - 1
"""The last offset that a plain document may have."""


class Batch:
    """Documents that ``columns`` took apart, and what is aligned with what."""

    def __init__(self, columns: Columns, taken: Sequence[Taken], facets: Set[str] = frozenset()) -> None:
        self.columns, self.documents, self.facets = columns, len(taken), facets
        sides = [each[:2] for each in taken]
        self._taken = taken
        values = known(columns.filler_types, columns.labels.values)
        self.gold, self.predicted = (Arrays(side, values) for side in zip(*sides, strict=True))
        self._symmetric = known(columns.relation_types, columns.labels.symmetric)

    @cached_property
    def odd(self) -> Truth:
        """For each document whether it is not plain after all: too long, or something is said twice."""
        odd = np.zeros(self.documents, dtype=np.bool_)
        for side, mentions, triggers in zip(
            (self.gold, self.predicted), self._mention_places, self._trigger_places, strict=True
        ):
            odd[side.mention_document[(side.start | side.end) > FARTHEST]] = True
            odd[side.trigger_document[(side.trigger_start | side.trigger_end) > FARTHEST]] = True
            odd[repeated(mentions) >> (2 * OFFSET + PART)] = True
            odd[repeated(triggers) >> 2 * OFFSET] = True
            odd[repeated(side.event_document[side.is_silent])] = True
        return odd

    @cached_property
    def duplicates(self) -> dict[str, int]:
        """How many predicted relations and arguments are told more than once: they count once."""
        said = self.predicted
        statuses = packed(self.triples(said, said.place), said.status)
        arguments = packed(said.event, said.role, said.place[said.argument])
        sets = {"relations": statuses, "arguments": arguments}
        return {name: more for name, keys in sets.items() if (more := len(keys) - len(unique(keys)))}

    @cached_property
    def pages(self) -> Pages:
        """Where in the documents things stand."""
        return Pages([each.page for each in self._taken if each.page is not None])

    @cached_property
    def forms(self) -> tuple[Whole, Whole]:
        """The normal form of each filler of both sides, as a number; 0 where there is none."""
        numbers: dict[str | None, int] = {None: 0, "": 0}
        gold, predicted = (
            np.array(
                [
                    numbers.setdefault(form, len(numbers))
                    for each in self._taken
                    for form in each.values[side]
                ],
                dtype=np.int64,
            )
            for side in (0, 1)
        )
        return gold, predicted

    # What is at the same place.

    @cached_property
    def _mention_places(self) -> tuple[Whole, Whole]:
        """Where each mention is: its document, the type if it is a value's, and the span."""
        gold, predicted = (
            _placed(packed(side.document, (side.type + 1) * side.is_value)[side.owner], side.start, side.end)
            for side in (self.gold, self.predicted)
        )
        return gold, predicted

    @cached_property
    def _same_mentions(self) -> Whole:
        """Each predicted mention's gold mention of the same span; values have that of their type."""
        return places_in(*self._mention_places)

    @cached_property
    def mention_alignment(self) -> Whole:
        """Each predicted mention's gold mention, equal in span and type."""
        same = self._same_mentions
        return np.where(at(self.gold.mention_type, same, -1) == self.predicted.mention_type, same, -1)

    @cached_property
    def _trigger_places(self) -> tuple[Whole, Whole]:
        gold, predicted = (
            _placed(side.trigger_document, side.trigger_start, side.trigger_end)
            for side in (self.gold, self.predicted)
        )
        return gold, predicted

    @cached_property
    def trigger_span_alignment(self) -> Whole:
        """Each predicted trigger's gold trigger of the same span."""
        return places_in(*self._trigger_places)

    @cached_property
    def trigger_alignment(self) -> Whole:
        """Each predicted trigger's gold trigger, equal in span and type."""
        same = self.trigger_span_alignment
        return np.where(at(self.gold.trigger_type, same, -1) == self.predicted.trigger_type, same, -1)

    @cached_property
    def cells(self) -> Cells:
        """Which fillers share spans. Entities meet entities; a value meets a value of the same type."""
        found = np.flatnonzero(self._same_mentions >= 0)
        gold = self._same_mentions[found]
        return cells_of(
            self.gold.owner[gold], self.predicted.owner[found], self.gold.kind[gold] == KINDS["name"]
        )

    # What stands for what, as a ``Pair`` has it.

    @cached_property
    def pairs(self) -> tuple[Whole, Whole]:
        """The pairs (gold, predicted) of fillers that are aligned one to one."""
        gold, predicted, shared, names = self.cells
        alike = self.gold.type[gold] == self.predicted.type[predicted]
        weights = (shared * LIMIT + alike) * LIMIT + names
        chosen = best_cells(gold, predicted, weights, lambda: self._ranks)
        return gold[chosen], predicted[chosen]

    @cached_property
    def alignment(self) -> Whole:
        """Each predicted filler's gold filler, one to one."""
        return self._standing(*self.pairs)

    @cached_property
    def typed_alignment(self) -> Whole:
        """The alignment without the pairs whose types differ."""
        return self._typed(self.alignment)

    @cached_property
    def lenient_alignment(self) -> Whole:
        """Each predicted filler's gold filler, many to one: the one that holds most of its spans."""
        gold, predicted, shared, names = self.cells
        alike = self.gold.type[gold] == self.predicted.type[predicted]
        order = np.lexsort((-self._ranks[0][gold], names, alike, shared, predicted))
        last = order[np.diff(predicted[order], append=-1) != 0]
        return self._standing(gold[last], predicted[last])

    @cached_property
    def lenient_typed_alignment(self) -> Whole:
        """The many-to-one alignment without the pairs whose types differ."""
        return self._typed(self.lenient_alignment)

    @cached_property
    def event_alignment(self) -> Whole:
        """Each predicted event's gold event of its type, one to one by triggers, then arguments shared."""
        return self._align_events(roles=True)

    @cached_property
    def roleless_event_alignment(self) -> Whole:
        """The same, where ties are settled by shared fillers in whatever role."""
        return self._align_events(roles=False) if len(self._crowded) else self.event_alignment

    def _align_events(self, *, roles: bool) -> Whole:
        cells, rest = self.event_cells, self._crowded
        gold, predicted, *_ = cells
        alone = np.ones(len(gold), dtype=np.bool_)
        alone[rest] = False
        stand = np.full(len(self.predicted.event_type), -1)
        stand[predicted[alone]] = gold[alone]
        if len(rest):
            held, said = self._fillings(roles=roles)
            ranks = self.event_ranks
            weights, event = {}, {}
            for one, other, number in zip(*(each[rest].tolist() for each in cells[:3]), strict=True):
                cell = int(ranks[0][one]), int(ranks[1][other])
                weights[cell] = number * LIMIT + len(held.get(one, set()) & said.get(other, set()))
                event[cell] = one, other
            for column, row in best_pairs(weights).items():
                one, other = event[row, column]
                stand[other] = one
        return stand

    @cached_property
    def event_cells(self) -> Cells:
        """Which events of one type share triggers."""
        found = np.flatnonzero(self.trigger_alignment >= 0)
        gold = self.gold.trigger_event[self.trigger_alignment[found]]
        predicted = self.predicted.trigger_event[found]
        return cells_of(gold, predicted, np.zeros(len(found), dtype=np.bool_))

    @cached_property
    def event_ranks(self) -> tuple[Whole, Whole]:
        """The places of the events of both sides among those of their types in canonical order."""
        found = []
        for side, places in zip((self.gold, self.predicted), self._trigger_places, strict=True):
            first = firsts(places, side.trigger_event, len(side.event_type))
            rank = np.empty_like(first)
            rank[np.lexsort((first, side.event_document))] = np.arange(len(first))
            found.append(rank)
        return found[0], found[1]

    @cached_property
    def _crowded(self) -> Whole:
        """Which cells of events are not alone in their row and column."""
        row, column = (np.bincount(side)[side] > 1 for side in self.event_cells[:2])
        return np.flatnonzero(row | column)

    def _fillings(self, *, roles: bool) -> tuple[dict[int, set[tuple[int, int]]], ...]:
        """Return for the events of both sides their arguments as (role, gold filler)."""
        found: list[dict[int, set[tuple[int, int]]]] = []
        for side, fillers in (
            (self.gold, self.gold.argument),
            (self.predicted, self.alignment[self.predicted.argument]),
        ):
            told: dict[int, set[tuple[int, int]]] = {}
            role = side.role * roles
            for event, *filling in zip(side.event.tolist(), role.tolist(), fillers.tolist(), strict=True):
                if filling[1] >= 0:
                    told.setdefault(event, set()).add((filling[0], filling[1]))
            found.append(told)
        return tuple(found)

    @cached_property
    def _ranks(self) -> tuple[Whole, Whole]:
        """The places of the fillers of both sides in canonical order, of those that have mentions."""
        gold, predicted = (
            firsts(places, side.owner, len(side.type))
            for side, places in zip((self.gold, self.predicted), self._mention_places, strict=True)
        )
        return gold, predicted

    def _standing(self, gold: Whole, predicted: Whole) -> Whole:
        stand = np.full(len(self.predicted.type), -1)
        stand[predicted] = gold
        return stand

    def _typed(self, alignment: Whole) -> Whole:
        return np.where(at(self.gold.type, alignment, -1) == self.predicted.type, alignment, -1)

    # Parts of keys.

    def fillers(self, alignment: Whole) -> Whole:
        """Return what tells predicted fillers apart by the gold fillers that they stand for."""
        return _places(alignment, self.gold.place, self.predicted.place)

    def events(self, alignment: Whole) -> Whole:
        """Return what tells predicted events apart by the gold events that they stand for."""
        return _places(alignment, self.gold.event_place, self.predicted.event_place)

    def triples(self, side: Arrays, fillers: Whole) -> Whole:
        """Return the key of each relation; ``fillers`` tell what the ends stand for."""
        head, tail = fillers[side.head], fillers[side.tail]
        swap = self._symmetric[side.relation_type] & (head > tail)
        ends = np.where(swap, tail, head), np.where(swap, head, tail)
        return packed(side.relation_document, side.relation_type, *ends)

    @cached_property
    def implied(self) -> Whole:
        """The keys of what follows from gold by transitivity and is not told there."""
        transitive = known(self.columns.relation_types, self.columns.labels.transitive)
        return implied_at_once(self.gold, self.triples(self.gold, self.gold.place), transitive)


def _placed(owner: Whole, start: Whole, end: Whole) -> Whole:
    """Return the keys of spans; what is too far away for one is odd, and wherever it ends up here."""
    return (owner << OFFSET | start & FARTHEST) << OFFSET | end & FARTHEST


def _places(alignment: Whole, gold: Whole, predicted: Whole) -> Whole:
    return np.where(alignment >= 0, at(gold, alignment, 0), LIMIT + predicted)
