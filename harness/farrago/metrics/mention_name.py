"""Names and values: the set of (start, end, type), where other kinds of mention are neither right nor wrong.

Names and values are matched first. An unmatched prediction that equals a gold nominal or pronoun in span and
type is ignored, whatever kind it claims, and what a system itself declares nominal or pronoun is left out: so
leaving ``kind`` away wins nothing.
"""

from __future__ import annotations

from farrago.matching import Filler, Pair, Span
from farrago.metrics import Groups, Items, count_items, metric_of_sets, of_type, with_facets
from farrago.tally import Counts

OTHER_KINDS = ("nominal", "pronoun")


def count(pair: Pair) -> Counts:
    """Count typed spans of names and values."""
    gold = _items(pair, pair.gold.fillers)
    ignored = _others(pair.gold.fillers) - gold.keys()
    predicted = _items(pair, pair.predicted.fillers)
    return count_items((gold, {item: predicted[item] for item in predicted if item not in ignored}))


def _items(pair: Pair, fillers: tuple[Filler, ...]) -> Items:
    return {
        (span, filler.type): _groups(pair, filler.type, span)
        for filler in fillers
        for span, kind in filler.kinds.items()
        if kind not in OTHER_KINDS
    }


def _others(fillers: tuple[Filler, ...]) -> set[tuple[Span, str]]:
    return {
        (span, filler.type)
        for filler in fillers
        for span, kind in filler.kinds.items()
        if kind in OTHER_KINDS
    }


def _groups(pair: Pair, type_: str, span: Span) -> Groups:
    if not pair.facets:
        return of_type(type_)
    facets = {"zone": lambda: pair.places.zone(span), "story": lambda: pair.places.story(span)}
    return with_facets(pair, type_, facets)


METRIC = metric_of_sets(count, layers=("entities",), items="mention")
