"""Relations: the set of (type, gold head, gold tail) after entity alignment; symmetric types are unordered.

Both ends must have gold's entity type ("strict").

- ``boundaries_*``: entity types are ignored.
- ``lenient_*``: strict, with ends aligned many to one, for systems without coreference.
- ``status_*``: strict, and the status must be right.

What gold marks ``denied`` is no gold relation, and a prediction of it is ignored, like one that follows from
gold by the closure of ``located_in`` or ``part_of``; a prediction that is itself ``denied`` claims nothing.
With ``status_*``, ``denied`` is a status like the others.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from farrago.matching import Annotation, Key, Pair
from farrago.matching.triples import Triple, implied, mapped
from farrago.metrics import Groups, Items, add_item, count_items, metric_of_sets, of_type, with_facets
from farrago.tally import Counts

FAMILIES = ("", "boundaries_", "lenient_", "status_")


def count(pair: Pair) -> Counts:
    """Count relations by each of the four definitions."""
    gold = _asserted(pair, pair.gold, range(len(pair.gold.fillers)))
    denied = {triple for triple, said in pair.gold.relations.items() if "denied" in said}
    known = implied(pair)
    ignored = (known | denied) - gold.keys()
    typed = pair.typed_alignment
    return count_items(
        (gold, _without(_asserted(pair, pair.predicted, typed), ignored)),
        (gold, _without(_asserted(pair, pair.predicted, pair.alignment), ignored)),
        (gold, _without(_asserted(pair, pair.predicted, pair.lenient_typed_alignment), ignored)),
        _with_status(pair, typed, known - pair.gold.relations.keys()),
    )


def _asserted(pair: Pair, side: Annotation, keys: Sequence[Key]) -> dict[Hashable, Groups]:
    found: dict[Hashable, Groups] = {}
    for triple, statuses in side.relations.items():
        if statuses != {"denied"}:
            item, groups = mapped(pair.labels, triple, keys), _groups(pair, side, triple)
            add_item(found, item, groups)
    return found


def _with_status(pair: Pair, keys: Sequence[Key], ignored: set[Triple]) -> tuple[Items, Items]:
    gold: dict[Hashable, Groups] = {
        (triple, status): _groups(pair, pair.gold, triple)
        for triple, statuses in pair.gold.relations.items()
        for status in statuses
    }
    predicted: dict[Hashable, Groups] = {
        (relation, status): _groups(pair, pair.predicted, triple)
        for triple, statuses in pair.predicted.relations.items()
        if (relation := mapped(pair.labels, triple, keys)) not in ignored
        for status in statuses
    }
    return gold, predicted


def _without(items: dict[Hashable, Groups], ignored: set[Triple]) -> Items:
    return {item: groups for item, groups in items.items() if item not in ignored} if ignored else items


def _groups(pair: Pair, side: Annotation, triple: Triple) -> Groups:
    if not pair.facets:
        return of_type(triple[0])
    head, tail = side.fillers[triple[1]].spans, side.fillers[triple[2]].spans
    return with_facets(pair, triple[0], {"distance": lambda: pair.places.distance(head, tail)})


METRIC = metric_of_sets(count, layers=("entities", "relations"), items="relation", families=FAMILIES)
