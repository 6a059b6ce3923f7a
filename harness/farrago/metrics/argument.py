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

from collections.abc import Callable, Hashable, Sequence

from farrago.matching import Annotation, Happening, Key, Pair
from farrago.metrics import (
    Groups,
    Items,
    add_item,
    clearest_kind,
    count_items,
    metric_of_sets,
    of_type,
    with_facets,
)
from farrago.tally import Counts

FAMILIES = ("", "id_", "plus_", "id_plus_", "lenient_")

Form = Callable[[Happening, Key, str, Key], Hashable]
"""Makes an item of an event, what it stands for, a role, and what the filler stands for."""


def count(pair: Pair) -> Counts:
    """Count arguments by each of the five definitions."""
    entity = pair.alignment
    return count_items(
        _sides(pair, entity, (), lambda event, _, role, filler: (event.type, role, filler)),
        _sides(pair, entity, (), lambda event, _, __, filler: (event.type, filler)),
        _sides(pair, entity, pair.event_alignment, lambda _, key, role, filler: (key, role, filler)),
        _sides(pair, entity, pair.roleless_event_alignment, lambda _, key, __, filler: (key, filler)),
        _sides(pair, pair.lenient_alignment, (), lambda event, _, role, filler: (event.type, role, filler)),
    )


def _sides(pair: Pair, fillers: Sequence[Key], events: Sequence[Key], form: Form) -> tuple[Items, Items]:
    """Return the items of gold and of the prediction, which is seen through the given alignments."""
    gold = _items(pair, pair.gold, range(len(pair.gold.fillers)), range(len(pair.gold.happenings)), form)
    return gold, _items(pair, pair.predicted, fillers, events or range(len(pair.predicted.happenings)), form)


def _items(pair: Pair, side: Annotation, fillers: Sequence[Key], events: Sequence[Key], form: Form) -> Items:
    items: dict[Hashable, Groups] = {}
    for event, happening in zip(events, side.happenings, strict=True):
        for role, filler in happening.arguments:
            item = form(happening, event, role, fillers[filler])
            groups = _groups(pair, side, happening, role, filler)
            add_item(items, item, groups)
    return items


def _groups(pair: Pair, side: Annotation, happening: Happening, role: str, filler: int) -> Groups:
    if not pair.facets:
        return of_type(happening.type)
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
