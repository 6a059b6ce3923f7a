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

import numpy as np

from farrago.items import Columns, Items, Many, count_items, groups_of, items_of
from farrago.matching import Annotation, Pair
from farrago.matching.batch import Batch, at
from farrago.metrics import metric_of_sets, place_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count trigger spans with and without types."""
    (gold, gold_spans), (said, said_spans) = _items(pair, pair.gold), _items(pair, pair.predicted)
    return count_items((gold, said), (gold_spans, said_spans))


def _items(pair: Pair, side: Annotation) -> tuple[Items, Items]:
    """Return the triggers with and without their types."""
    typed = [(span, happening.type) for happening in side.happenings for span in happening.triggers]
    spans = [span for span, _ in typed]

    def facets() -> Columns:
        return {
            **place_facets(pair, spans),
            "realis": lambda: [happening.realis for happening in side.happenings for _ in happening.triggers],
        }

    groups = groups_of([type_ for _, type_ in typed], facets, pair.facets)
    return items_of(typed, groups), items_of(spans, groups)


def count_many(batch: Batch) -> Many:
    """Count trigger spans with and without types in many documents."""
    gold, predicted = batch.gold, batch.predicted
    held, said = ((side.trigger_document, side.trigger_type) for side in (gold, predicted))
    typed, alike = batch.trigger_alignment >= 0, batch.trigger_span_alignment
    # What is correct counts in the group of gold's type, which may be another one than is predicted.
    group = np.where(alike >= 0, at(gold.trigger_type, alike, none=0), predicted.trigger_type)
    spans = predicted.trigger_document, group
    columns = [
        *((said[0][typed], said[1][typed]), said, held),
        *((spans[0][alike >= 0], spans[1][alike >= 0]), spans, held),
    ]
    return Many.of(batch.documents, tuple(batch.columns.event_types), columns)


METRIC = metric_of_sets(
    count,
    layers=("events",),
    items="trigger",
    families=("", "id_"),
    facets=("zone", "story", "realis"),
    reads_text=False,
    count_many=count_many,
)
