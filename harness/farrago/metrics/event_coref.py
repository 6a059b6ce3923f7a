"""Coreference of events: the clusters of triggers, scored as ``coref`` scores those of mentions.

A mention of an event is a trigger span with the event's type, for one word may name two events of different
types, and stands in one event of each. An event without triggers is no cluster. Columns are those of
``coref``.

Formula:
    conll_f1 = (muc_f1 + bcub_f1 + ceafe_f1) / 3
Source:
    The sources of ``coref``, applied to event mentions as at TAC KBP 2015 (Mitamura et al. 2015).
Over 0:
    As in ``coref``: a part that has nothing to count is null and leaves the mean.
Peers:
    As ``coref``, which counts the same clusters.
Example: one arrest told twice is one event
    text: Police seized Ana Ruiz.
    text: The arrest came in May.
    text: A court freed her.
    gold: a PER = Ana Ruiz; Justice.Arrest(Person a) = seized, arrest; Justice.Release(Person a) = freed
    said: Justice.Arrest() = seized; Justice.Arrest() = arrest; Justice.Release() = freed
    note: Gold has a link and the prediction none.
    muc_precision = null
    muc_f1 = 0
    bcub_precision = 1
    bcub_recall = (1/2 + 1/2 + 1) / 3 = 0.667
    bcub_f1 = 0.8
    ceafe_f1 = 2 × (2 × 1/3 + 1) / (3 + 2) = 0.667
    conll_f1 = (0 + 4/5 + 2/3) / 3 = 0.489
"""

from __future__ import annotations

import numpy as np

from farrago.matching import Annotation, Pair, clusters, dealt
from farrago.matching.batch import Batch
from farrago.matching.clusters_at_once import Clusters, Overlaps
from farrago.metrics import metric_of_clusters


def overlap(pair: Pair) -> clusters.Overlap:
    """Compare the events that have triggers."""
    return clusters.overlap(_events(pair.gold), _events(pair.predicted))


def _events(side: Annotation) -> list[clusters.Cluster]:
    """Return the typed triggers of each event that has any."""
    dealt_out = zip(side.happenings, dealt(side.happenings), strict=True)
    return [[(span, event.type) for span in triggers] for event, triggers in dealt_out if triggers]


def overlaps(batch: Batch) -> Overlaps:
    """Compare the events of many documents that have triggers."""
    held, said = (
        Clusters(side.event_document, np.bincount(side.trigger_event, minlength=len(side.event_type)))
        for side in (batch.gold, batch.predicted)
    )
    row, column, shared, _ = batch.event_cells
    return Overlaps(batch.documents, held, said, row, column, shared)


METRIC = metric_of_clusters(
    overlap, layers=("events", "event_coref"), items="event", reads_text=False, overlaps=overlaps
)
