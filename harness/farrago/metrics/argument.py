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

from collections.abc import Sequence
from typing import NamedTuple

from farrago.matching import Annotation, Happening, Key, Pair
from farrago.metrics import (
    Groups,
    Items,
    clearest_kind,
    count_items,
    items_of,
    metric_of_sets,
    of_type,
    with_facets,
)
from farrago.tally import Counts

FAMILIES = ("", "id_", "plus_", "id_plus_", "lenient_")


class _Told(NamedTuple):
    """The arguments of one side, each in the same place of every list; ``groups`` are those it counts in."""

    types: Sequence[str]
    events: Sequence[Key]
    roles: Sequence[str]
    fillers: Sequence[Key]
    groups: Sequence[Groups]

    def seen(self, fillers: Sequence[Key], events: Sequence[Key] | None = None) -> _Told:
        """Return the same arguments of what their fillers, and if given their events, stand for."""
        stand = events if events is None else [events[event] for event in self.events]
        return self._replace(
            events=self.events if stand is None else stand,
            fillers=[fillers[filler] for filler in self.fillers],
        )


def count(pair: Pair) -> Counts:
    """Count arguments by each of the five definitions."""
    gold, said = _told(pair, pair.gold), _told(pair, pair.predicted)
    plus, id_plus = (
        said.seen(pair.alignment, events) for events in (pair.event_alignment, pair.roleless_event_alignment)
    )
    lenient = said.seen(pair.lenient_alignment)
    return count_items(
        (_of_type(gold), _of_type(plus)),
        (_of_type(gold, roles=False), _of_type(plus, roles=False)),
        (_of_event(gold), _of_event(plus)),
        (_of_event(gold, roles=False), _of_event(id_plus, roles=False)),
        (_of_type(gold), _of_type(lenient)),
    )


def _of_type(told: _Told, *, roles: bool = True) -> Items:
    columns = (told.types, told.roles, told.fillers) if roles else (told.types, told.fillers)
    return items_of(zip(*columns, strict=True), told.groups)


def _of_event(told: _Told, *, roles: bool = True) -> Items:
    columns = (told.events, told.roles, told.fillers) if roles else (told.events, told.fillers)
    return items_of(zip(*columns, strict=True), told.groups)


def _told(pair: Pair, side: Annotation) -> _Told:
    told = [
        (
            happening.type,
            event,
            role,
            filler,
            _groups(pair, side, happening, role, filler) if pair.facets else of_type(happening.type),
        )
        for event, happening in enumerate(side.happenings)
        for role, filler in happening.arguments
    ]
    return _Told(*zip(*told, strict=True)) if told else _Told((), (), (), (), ())


def _groups(pair: Pair, side: Annotation, happening: Happening, role: str, filler: int) -> Groups:
    first = happening.triggers[:1]
    facets = {
        "role": lambda: role,
        "realis": lambda: happening.realis,
        "zone": lambda: pair.places.zone(first[0]) if first else None,
        "story": lambda: pair.places.story(first[0]) if first else None,
        "distance": lambda: pair.places.distance(happening.triggers, side.fillers[filler].spans),
        "mention": lambda: clearest_kind(side.fillers[filler]),
    }
    return with_facets(pair, happening.type, facets)


METRIC = metric_of_sets(
    count,
    layers=("entities", "events"),
    items="argument",
    families=FAMILIES,
    facets=("role", "realis", "zone", "story", "distance", "mention"),
)
