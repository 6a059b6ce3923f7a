"""Whether events happened: the set of (trigger span, event type, realis).

- ``accuracy``: of the (trigger span, event type) that both sides have (``shared``), those with gold's realis
  and no other (``agreed``).

An event that does not say its realis is wrong.

Formula:
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
    accuracy = agreed / shared
Source:
    Realis of event nuggets at TAC KBP 2015 (Mitamura et al. 2015), with Farrago's values.
Over 0:
    P over no predicted trigger, R over no gold one, and accuracy where the sides share none, are null.
Peers:
    None that we run.
Example: what may happen has not happened
    text: Police arrested Ana Ruiz.
    text: They may charge her.
    text: Police freed Bo Lind.
    gold: Justice.Arrest() = arrested; Justice.Charge() possible = charge; Justice.Release() = freed
    said: Justice.Arrest() actual = arrested; Justice.Charge() actual = charge
    precision = 1/2
    recall = 1/3
    f1 = 2 × correct / (predicted + gold) = 0.4
    note: Accuracy does not ask for the event that was missed.
    accuracy = agreed / shared = 1/2
"""

from __future__ import annotations

import numpy as np

from farrago.items import Facet, Many, groups_of
from farrago.many import count_labels_at_once, page_facets, realis_facet
from farrago.matching import Annotation, Pair, Span
from farrago.matching.batch import Batch
from farrago.metrics import LabelSets, count_labels, metric_of_labels, place_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count triggers with type and realis, and the typed triggers that both sides have."""
    return count_labels(
        _realis(pair.gold),
        _realis(pair.predicted),
        lambda items: groups_of(
            [type_ for (_, type_), _ in items],
            lambda: {
                "realis": lambda: [realis for _, realis in items],
                **place_facets(pair, [span for (span, _), _ in items]),
            },
            pair.facets,
        ),
    )


def _realis(side: Annotation) -> LabelSets:
    found: dict[tuple[Span, str], set[str]] = {}
    for happening in side.happenings:
        for span in happening.triggers:
            found.setdefault((span, happening.type), set()).add(happening.realis)
    return found


def count_many(batch: Batch) -> Many:
    """Count triggers with type and realis in many documents."""
    gold, predicted = batch.gold, batch.predicted
    sides = gold, predicted
    facets = {
        "type": lambda: Facet(tuple(batch.columns.event_types), gold.trigger_type, predicted.trigger_type),
        "realis": realis_facet(batch, lambda side: side.trigger_event),
        **page_facets(batch, *((side.trigger_document, side.trigger_start) for side in sides)),
    }
    return count_labels_at_once(
        batch,
        (gold.trigger_document, predicted.trigger_document),
        (np.arange(len(gold.trigger_type)), np.arange(len(predicted.trigger_type))),
        batch.trigger_alignment,
        (gold.realis[gold.trigger_event], predicted.realis[predicted.trigger_event]),
        facets,
    )


METRIC = metric_of_labels(
    count,
    layers=("events", "realis"),
    items="trigger",
    facets=("realis", "zone", "story"),
    reads_text=False,
    count_many=count_many,
)
