"""Coreference of events: the clusters of triggers, scored as ``coref`` scores those of mentions.

A mention of an event is a trigger span with the event's type, for one word may name two events of different
types. What is claimed for two events of one type stays in the one with more triggers, then in the first by
spans; an event without triggers is no cluster. Columns, sources and what happens over 0 are those of
``coref``.
"""

from __future__ import annotations

from farrago.matching import Annotation, Span
from farrago.matching.clusters import Cluster
from farrago.metrics import metric_of_clusters


def events(side: Annotation) -> list[Cluster]:
    """Return the typed triggers of each event that has any, each of them in one event."""
    taken: set[tuple[Span, str]] = set()
    found: list[Cluster] = []
    for happening in sorted(side.happenings, key=lambda event: -len(event.triggers)):
        mentions = {(span, happening.type) for span in happening.triggers} - taken
        if mentions:
            taken |= mentions
            found.append(mentions)
    return found


METRIC = metric_of_clusters(events, layers=("events", "event_coref"), items="event")
