"""Mentions: the set of (start, end, type), of entities and of values, whatever their kind."""

from __future__ import annotations

from farrago.matching import Annotation, Filler, Pair, Span
from farrago.metrics import Groups, Items, count_items, metric_of_sets, of_type, with_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count typed spans."""
    return count_items((_items(pair, pair.gold), _items(pair, pair.predicted)))


def _items(pair: Pair, side: Annotation) -> Items:
    return {
        (span, filler.type): _groups(pair, filler, span) for filler in side.fillers for span in filler.spans
    }


def _groups(pair: Pair, filler: Filler, span: Span) -> Groups:
    if not pair.facets:
        return of_type(filler.type)
    facets = {
        "zone": lambda: pair.places.zone(span),
        "story": lambda: pair.places.story(span),
        "mention": lambda: filler.kinds[span],
    }
    return with_facets(pair, filler.type, facets)


METRIC = metric_of_sets(count, layers=("entities",), items="mention")
