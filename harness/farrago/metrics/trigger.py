"""Event triggers: the set of (start, end, type) (TC); ``id_*`` without the type (TI)."""

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


METRIC = metric_of_sets(count, layers=("events",), items="trigger", families=("", "id_"))
