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

from farrago.matching import Annotation, Happening, Pair, Span
from farrago.metrics import Groups, Items, count_items, items_of, metric_of_sets, of_type, with_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count trigger spans with and without types."""
    (gold, gold_spans), (said, said_spans) = _items(pair, pair.gold), _items(pair, pair.predicted)
    return count_items((gold, said), (gold_spans, said_spans))


def _items(pair: Pair, side: Annotation) -> tuple[Items, Items]:
    """Return the triggers with and without their types."""
    told = [(span, happening) for happening in side.happenings for span in happening.triggers]
    groups = [
        _groups(pair, happening, span) if pair.facets else of_type(happening.type) for span, happening in told
    ]
    typed = items_of([(span, happening.type) for span, happening in told], groups)
    return typed, items_of([span for span, _ in told], groups)


def _groups(pair: Pair, happening: Happening, span: Span) -> Groups:
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
