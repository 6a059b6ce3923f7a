"""Coreference of events: the clusters of triggers, scored as ``coref`` scores those of mentions.

A mention of an event is a trigger span with the event's type, for one word may name two events of different
types, and stands in one event of each. An event without triggers is no cluster. Columns, sources and what
happens over 0 are those of ``coref``.
"""

from __future__ import annotations

from farrago.matching import Annotation, dealt
from farrago.matching.clusters import Cluster
from farrago.metrics import metric_of_clusters


def events(side: Annotation) -> list[Cluster]:
    """Return the typed triggers of each event that has any."""
    dealt_out = zip(side.happenings, dealt(side.happenings), strict=True)
    return [{(span, event.type) for span in triggers} for event, triggers in dealt_out if triggers]


METRIC = metric_of_clusters(events, layers=("events", "event_coref"), items="event")
