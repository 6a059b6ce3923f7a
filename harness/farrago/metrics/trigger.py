"""Event triggers: the set of (start, end, type) (TC); ``id_*`` without the type (TI).

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    Trigger identification and classification, as used on ACE 2005 since Li et al. (2013).
Over 0:
    P over no predicted trigger and R over no gold one are null.
Peers:
    Scorers differ in what a trigger is worth that is predicted twice, or with two types; here an item is told
    once, and each type is an item.
Example: found, but called something else
    text: Police arrested Ana Ruiz.
    text: A court freed her.
    gold: a PER = Ana Ruiz; Justice.Arrest(Person a) = arrested; Justice.Release(Person a) = freed
    said: Justice.Arrest() = arrested; Justice.Acquit() = freed; Contact.Meet() = court
    precision = 1/3
    recall = 1/2
    f1 = 2 × 1 / (3 + 2) = 0.4
    id_f1 = 2 × 2 / (3 + 2) = 0.8
"""

from __future__ import annotations

from collections.abc import Hashable

from farrago.matching import Annotation, Happening, Pair, Span
from farrago.metrics import Groups, Items, add_item, count_items, metric_of_sets, of_type, with_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count trigger spans with and without types."""
    return count_items(
        (_items(pair, pair.gold, typed=True), _items(pair, pair.predicted, typed=True)),
        (_items(pair, pair.gold, typed=False), _items(pair, pair.predicted, typed=False)),
    )


def _items(pair: Pair, side: Annotation, *, typed: bool) -> Items:
    items: dict[Hashable, Groups] = {}
    for happening in side.happenings:
        for span in happening.triggers:
            item = (span, happening.type if typed else "")
            groups = _groups(pair, happening, span)
            add_item(items, item, groups)
    return items


def _groups(pair: Pair, happening: Happening, span: Span) -> Groups:
    if not pair.facets:
        return of_type(happening.type)
    facets = {
        "zone": lambda: pair.places.zone(span),
        "story": lambda: pair.places.story(span),
        "realis": lambda: happening.realis,
    }
    return with_facets(pair, happening.type, facets)


METRIC = metric_of_sets(
    count,
    layers=("events",),
    items="trigger",
    families=("", "id_"),
    facets=("zone", "story", "realis"),
)
