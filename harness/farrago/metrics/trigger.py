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

from farrago.items import Columns, Facet, Items, Many, count_items, groups_of, items_of
from farrago.many import aligned, count_families, page_facets, realis_facet
from farrago.matching import Annotation, Pair
from farrago.matching.batch import Batch
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
    documents = gold.trigger_document, predicted.trigger_document
    items = np.arange(len(documents[0])), np.arange(len(documents[1]))
    alignments = batch.trigger_alignment, batch.trigger_span_alignment
    facets = {
        "type": lambda: Facet(tuple(batch.columns.event_types), gold.trigger_type, predicted.trigger_type),
        **page_facets(batch, *((side.trigger_document, side.trigger_start) for side in (gold, predicted))),
        "realis": realis_facet(batch, lambda side: side.trigger_event),
    }
    return count_families(batch, [aligned(documents, items, each) for each in alignments], facets)


METRIC = metric_of_sets(
    count,
    layers=("events",),
    items="trigger",
    families=("", "id_"),
    facets=("zone", "story", "realis"),
    reads_text=False,
    count_many=count_many,
)
