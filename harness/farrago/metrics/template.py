"""Templates: the arguments of each event as a whole, whatever its triggers.

Predicted events are aligned one-to-one with gold events of their type so that they share as many arguments
(role, gold filler) as can be: ``correct`` is the largest such sum. ``predicted`` and ``gold`` are the numbers
of arguments of all events of each side. Fillers are aligned with gold's entities as for ``argument``; one
that is aligned with nothing is wrong. An event without arguments is neither right nor wrong. Triggers are not
looked at, so systems that give none can be scored.

Formula:
    correct = max over one-to-one alignments of Σ |K ∩ R|, K and R the arguments of aligned events
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    CEAF (Luo 2005) with φ(K, R) = |K ∩ R|; as a score of templates with role fillers it is known as CEAF-RME
    (Chen et al. 2023).
Over 0:
    P over no predicted argument and R over no gold one are null.
Peers:
    Scorers that compare fillers as strings take any string that fits; here a filler is an entity with its
    mentions.
Example: two arrests without a trigger
    text: Police arrested Ana Ruiz in Riga.
    text: They arrested Bo Lind in Oslo.
    gold: a PER = Ana Ruiz; r GPE = Riga; Justice.Arrest(Person a, Place r) = arrested
    gold: b PER = Bo Lind; o GPE = Oslo; Justice.Arrest(Person b, Place o) = arrested#2
    said: a PER = Ana Ruiz; o GPE = Oslo; b PER = Bo Lind
    said: Justice.Arrest(Person a, Place o); Justice.Arrest(Person b, Place o)
    note: Aligned as they stand, the first events share Ana Ruiz, and the second ones everything.
    precision = (1 + 2) / 4 = 0.75
    recall = (1 + 2) / 4 = 0.75
    f1 = 0.75
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from farrago.items import (
    ByValue,
    Columns,
    Facet,
    Items,
    Many,
    count_items,
    groups_of,
    numbers_of,
    of_type,
)
from farrago.many import count_families, keyed, realis_facet
from farrago.matching import Annotation, Key, Pair, best_pairs, best_total
from farrago.matching.batch import Batch
from farrago.matching.cells import Cells, best_cells, best_totals, cells_of
from farrago.matching.columns import Truth, Whole
from farrago.matching.keys import PART, packed, spread
from farrago.metrics import metric_of_sets
from farrago.tally import OVERALL, Counts

FACETS = ("role", "realis")

Template = set[tuple[str, str, Key]]
"""The arguments of an event: its type, the role, and what the filler stands for."""

Weights = dict[tuple[int, int], int]


def count(pair: Pair) -> Counts:
    """Count arguments that events share under the best alignment, type by type, and by facets if asked."""
    gold = _templates(pair.gold, range(len(pair.gold.fillers)))
    predicted = _templates(pair.predicted, pair.alignment)
    shared = _shared(gold, predicted)
    by_type: dict[str, Weights] = {}
    for (one, other), weight in shared.items():
        by_type.setdefault(pair.gold.happenings[one].type, {})[one, other] = weight
    rows: dict[str, list[int]] = {}
    for column, (side, templates) in enumerate(((pair.predicted, predicted), (pair.gold, gold)), 1):
        for happening, template in zip(side.happenings, templates, strict=True):
            rows.setdefault(happening.type, [0, 0, 0])[column] += len(template)
    for type_, weights in by_type.items():
        rows[type_][0] = best_total(weights)
    total = tuple(map(sum, zip((0, 0, 0), *rows.values(), strict=True)))
    found = {OVERALL: total} | {of_type(type_)[0]: tuple(rows[type_]) for type_ in sorted(rows)}
    return found if pair.facets.isdisjoint(FACETS) else {**_by_facets(pair, shared), **found}


def _templates(side: Annotation, keys: Sequence[Key]) -> list[Template]:
    return [
        {(happening.type, role, keys[filler]) for role, filler in happening.arguments}
        for happening in side.happenings
    ]


def _shared(gold: Sequence[Template], predicted: Sequence[Template]) -> Weights:
    """Return how many arguments each (gold, predicted) pair of events shares, where it shares any."""
    holders: dict[tuple[str, str, Key], list[int]] = {}
    for index, template in enumerate(gold):
        for argument in template:
            holders.setdefault(argument, []).append(index)
    shared: Weights = {}
    for index, template in enumerate(predicted):
        for argument in template:
            for holder in holders.get(argument, ()):
                shared[holder, index] = shared.get((holder, index), 0) + 1
    return shared


def _by_facets(pair: Pair, shared: Weights) -> Counts:
    """Count each argument by itself under one of the best alignments: the first in canonical order."""
    pairs = best_pairs(shared)
    events = [pairs.get(index, ~index) for index in range(len(pair.predicted.happenings))]
    gold = _items(pair, pair.gold, range(len(pair.gold.fillers)), range(len(pair.gold.happenings)))
    return count_items((gold, _items(pair, pair.predicted, pair.alignment, events)))


def _items(pair: Pair, side: Annotation, fillers: Sequence[Key], events: Sequence[Key]) -> Items:
    told = [
        (happening, (event, role, fillers[filler]))
        for event, happening in zip(events, side.happenings, strict=True)
        for role, filler in happening.arguments
    ]

    def facets() -> Columns:
        return {
            "role": lambda: [role for _, (_, role, _) in told],
            "realis": lambda: [happening.realis for happening, _ in told],
        }

    groups = groups_of([happening.type for happening, _ in told], facets, pair.facets)
    return dict(zip([item for _, item in told], groups, strict=True))


def count_many(batch: Batch) -> Many:
    """Count arguments that events share under the best alignment in many documents."""
    gold, predicted = batch.gold, batch.predicted
    (held, held_at), (said, said_at) = (
        np.unique(packed(side.event, side.role, fillers[side.argument]), return_index=True)
        for side, fillers in ((gold, gold.place), (predicted, batch.fillers(batch.alignment)))
    )
    names, number = tuple(batch.columns.event_types), len(batch.columns.event_types)
    sides = ((predicted, said, said_at), (gold, held, held_at))
    keys, groups, events = [], [], []
    for side, told, first in sides:
        groups.append((side.argument_document[first], side.argument_type[first]))
        keys.append(packed(*groups[-1]) << 2 * PART | told & (1 << 2 * PART) - 1)
        events.append(side.event[first])
    cells = _cells(keys, events)
    group = gold.event_document[cells.gold] * number + gold.event_type[cells.gold]
    best = best_totals(batch.documents * number, group, *cells[:3]).reshape(batch.documents, number)
    shape = batch.documents, number
    counts = np.concatenate([best[..., np.newaxis], numbers_of(shape, groups)], axis=-1)
    told = numbers_of(shape, [(side.event_document, side.event_type) for side, *_ in sides])
    is_there: Truth = np.any(told, axis=-1)
    by_type = ByValue([of_type(name)[0] for name in names], counts, is_there)
    by_facets = () if batch.facets.isdisjoint(FACETS) else _groups(batch, cells)
    return Many(counts.sum(axis=1), [by_type, *by_facets])


def _cells(keys: Sequence[Whole], events: Sequence[Whole]) -> Cells:
    """Return how many arguments events share, each of which has a key once; the predicted ones come first."""
    order = np.argsort(keys[1])
    held = keys[1][order]
    first, last = (np.searchsorted(held, keys[0], side=side) for side in ("left", "right"))
    places, said = spread(first, last - first)
    none = np.zeros(len(said), dtype=np.bool_)
    return cells_of(events[1][order[places]], events[0][said], none)


def _groups(batch: Batch, cells: Cells) -> Sequence[ByValue]:
    """Count each argument by itself under one of the best alignments: the first in canonical order."""
    gold, predicted = batch.gold, batch.predicted
    chosen = best_cells(*cells[:3], lambda: batch.event_ranks)
    alignment = np.full(len(predicted.event_type), -1)
    alignment[cells.predicted[chosen]] = cells.gold[chosen]
    fillers = batch.fillers(batch.alignment)[predicted.argument]
    keys = (
        packed(gold.argument_document, gold.event_place[gold.event], gold.role, gold.place[gold.argument]),
        packed(
            predicted.argument_document, batch.events(alignment)[predicted.event], predicted.role, fillers
        ),
    )
    items = np.arange(len(gold.event)), np.arange(len(predicted.event))
    family = keyed((gold.argument_document, predicted.argument_document), items, keys)
    facets = {
        "role": lambda: Facet(tuple(batch.columns.roles), gold.role, predicted.role),
        "realis": realis_facet(batch, lambda side: side.event),
    }
    return count_families(batch, [family], facets).groups


METRIC = metric_of_sets(
    count,
    layers=("entities", "events"),
    items="argument",
    facets=FACETS,
    reads_text=False,
    count_many=count_many,
)
