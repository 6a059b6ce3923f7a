"""Event arguments: the set of (event type, role, gold filler) after entity alignment (AC).

- ``id_*``: without the role (AI).
- ``plus_*``: of the event itself and not of its type (AC+): (gold event, role, gold filler). A predicted
  event stands for the gold event of its type that it shares most triggers with, one to one; the arguments of
  one that stands for none are all wrong. ``id_plus_*``: the same without the role.
- ``lenient_*``: fillers aligned many to one, for systems without coreference.

Fillers need not have the right entity type. A filler that is aligned with nothing is wrong.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    AI, AC, AI+ and AC+ as TextEE tells them apart (Huang et al. 2024); fillers are entities and not spans.
Over 0:
    P over no predicted argument and R over no gold one are null.
Peers:
    Scorers that compare spans want the one mention that gold chose; here any mention of the entity will do.
    What scorers of events do differently from one another is told by Peng et al. (2023).
Example: who was arrested where
    text: Police arrested Ana Ruiz in Riga.
    text: They arrested Bo Lind in Oslo.
    gold: a PER = Ana Ruiz; r GPE = Riga; Justice.Arrest(Person a, Place r) = arrested
    gold: b PER = Bo Lind; o GPE = Oslo; Justice.Arrest(Person b, Place o) = arrested#2
    said: a PER = Ana Ruiz; r GPE = Riga; Justice.Arrest(Person a, Place o) = arrested
    said: b PER = Bo Lind; o GPE = Oslo; Justice.Arrest(Person b, Place r) = arrested#2
    note: All four are arguments of some arrest, but both places are those of the other one.
    f1 = 4/4
    plus_precision = 2/4
    plus_recall = 2/4
    plus_f1 = 0.5
Example: who sued whom
    text: Ana Ruiz sued Teva.
    gold: a PER = Ana Ruiz; t ORG = Teva; Justice.Sue(Plaintiff a, Defendant t) = sued
    said: a PER = Ana Ruiz; t ORG = Teva; Justice.Sue(Plaintiff t, Defendant a) = sued
    f1 = 0
    id_f1 = 1
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from farrago.items import Columns, Facet, Groups, Items, Many, count_items, groups_of, items_of
from farrago.many import (
    CLEAREST,
    Facets,
    clearest_kinds_of_fillers,
    count_keyed,
    first_triggers,
    page_facets,
    realis_facet,
)
from farrago.matching import Annotation, Key, Pair
from farrago.matching.batch import Batch
from farrago.matching.columns import Whole
from farrago.matching.keys import packed
from farrago.matching.pages import DISTANCES, mentioned, triggered
from farrago.matching.places import distance
from farrago.metrics import clearest_kinds, metric_of_sets, place_facets
from farrago.tally import Counts

FAMILIES = ("", "id_", "plus_", "id_plus_", "lenient_")


class _Told(NamedTuple):
    """The arguments of one side, each in the same place of every list; ``groups`` are those it counts in."""

    types: Sequence[str]
    events: Sequence[Key]
    roles: Sequence[str]
    fillers: Sequence[Key]
    groups: Sequence[Groups]

    def seen(self, fillers: Sequence[Key]) -> _Told:
        """Return the same arguments of what their fillers stand for."""
        return self._replace(fillers=[fillers[filler] for filler in self.fillers])

    def of(self, events: Sequence[Key]) -> _Told:
        """Return the same arguments of what their events stand for."""
        return self._replace(events=[events[event] for event in self.events])

    def items(self, *columns: Iterable[Hashable]) -> Items:
        """Return the set of what stands in the columns."""
        return items_of(zip(*columns, strict=True), self.groups)


def count(pair: Pair) -> Counts:
    """Count arguments by each of the five definitions."""
    gold, told = _told(pair, pair.gold), _told(pair, pair.predicted)
    said = told.seen(pair.alignment)
    plus, id_plus = said.of(pair.event_alignment), said.of(pair.roleless_event_alignment)
    by_type = gold.items(gold.types, gold.roles, gold.fillers)
    return count_items(
        (by_type, said.items(said.types, said.roles, said.fillers)),
        (gold.items(gold.types, gold.fillers), said.items(said.types, said.fillers)),
        (
            gold.items(gold.events, gold.roles, gold.fillers),
            plus.items(plus.events, plus.roles, plus.fillers),
        ),
        (gold.items(gold.events, gold.fillers), id_plus.items(id_plus.events, id_plus.fillers)),
        (by_type, said.items(said.types, said.roles, told.seen(pair.lenient_alignment).fillers)),
    )


def count_many(batch: Batch) -> Many:
    """Count arguments by each of the five definitions in many documents."""
    gold, predicted = batch.gold, batch.predicted
    alignments = batch.alignment, batch.lenient_alignment
    filler, lenient = (batch.fillers(each)[predicted.argument] for each in alignments)
    of_events = batch.event_alignment, batch.roleless_event_alignment
    event, id_event = (batch.events(each)[predicted.event] for each in of_events)
    gold_event, gold_filler = gold.event_place[gold.event], gold.place[gold.argument]
    role = predicted.role
    parts: Sequence[tuple[Sequence[Whole], Sequence[Whole]]] = [
        ((gold.role, gold_filler), (role, filler)),
        ((gold_filler,), (filler,)),
        ((gold_event, gold.role, gold_filler), (event, role, filler)),
        ((gold_event, gold_filler), (id_event, filler)),
        ((gold.role, gold_filler), (role, lenient)),
    ]
    documents = gold.argument_document, predicted.argument_document
    types = gold.argument_type, predicted.argument_type
    items = np.arange(len(gold.event)), np.arange(len(predicted.event))
    families = [
        (items, (packed(documents[0], types[0], *held), packed(documents[1], types[1], *said)), len(held))
        for held, said in parts
    ]
    names = tuple(batch.columns.event_types)
    return count_keyed(batch, documents, families, names, lambda: _facets(batch))


def _facets(batch: Batch) -> Facets:
    sides, pages = (batch.gold, batch.predicted), batch.pages

    def distances() -> Facet:
        found = (
            pages.distances(triggered(pages, side), mentioned(pages, side), (side.event, side.argument))
            for side in sides
        )
        return Facet(DISTANCES, *found)

    def kinds() -> Facet:
        found = zip(clearest_kinds_of_fillers(batch), sides, strict=True)
        return Facet(CLEAREST, *(kind[side.argument] for kind, side in found))

    firsts = ((side.argument_document, first_triggers(side)[side.event]) for side in sides)
    return {
        "type": lambda: Facet(tuple(batch.columns.event_types), *(side.argument_type for side in sides)),
        "role": lambda: Facet(tuple(batch.columns.roles), *(side.role for side in sides)),
        "realis": realis_facet(batch, lambda side: side.event),
        **page_facets(batch, *firsts),
        "distance": distances,
        "mention": kinds,
    }


def _told(pair: Pair, side: Annotation) -> _Told:
    happenings = side.happenings
    told = [
        (happening.type, event, role, filler)
        for event, happening in enumerate(happenings)
        for role, filler in happening.arguments
    ]
    if not told:
        return _Told((), (), (), (), ())
    types, events, roles, fillers = zip(*told, strict=True)
    firsts = [next(iter(happenings[event].triggers), None) for event in events] if pair.facets else ()

    def facets() -> Columns:
        return {
            "role": lambda: roles,
            "realis": lambda: [happenings[event].realis for event in events],
            **place_facets(pair, firsts),
            "distance": lambda: _distances(pair, side, events, fillers),
            "mention": lambda: [*map(clearest_kinds(pair, side).__getitem__, fillers)],
        }

    return _Told(types, events, roles, fillers, groups_of(types, facets, pair.facets))


def _distances(
    pair: Pair, side: Annotation, events: Sequence[int], fillers: Sequence[int]
) -> Sequence[str | None]:
    here = [pair.places.sentences(happening.triggers) for happening in side.happenings]
    there = pair.sentences(side)
    return [distance(here[event], there[filler]) for event, filler in zip(events, fillers, strict=True)]


METRIC = metric_of_sets(
    count,
    layers=("entities", "events"),
    items="argument",
    families=FAMILIES,
    facets=("role", "realis", "zone", "story", "distance", "mention"),
    reads_text=False,
    count_many=count_many,
)
