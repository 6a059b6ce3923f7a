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

from collections.abc import Hashable, Mapping, Sequence

from farrago.matching import Annotation, Key, Pair
from farrago.metrics import Groups, Items, count_items, metric_of_sets, of_type, with_facets
from farrago.tally import Counts

FAMILIES = ("", "boundaries_", "lenient_", "status_")

Triple = tuple[str, Key, Key]


def count(pair: Pair) -> Counts:
    """Count relations by each of the four definitions."""
    gold = _asserted(pair, pair.gold, range(len(pair.gold.fillers)))
    denied = {triple for triple, said in pair.gold.relations.items() if "denied" in said}
    implied = _implied(pair)
    ignored = (implied | denied) - gold.keys()
    typed = pair.typed_alignment
    return count_items(
        (gold, _without(_asserted(pair, pair.predicted, typed), ignored)),
        (gold, _without(_asserted(pair, pair.predicted, pair.alignment), ignored)),
        (gold, _without(_asserted(pair, pair.predicted, pair.lenient_typed_alignment), ignored)),
        _with_status(pair, typed, implied - pair.gold.relations.keys()),
    )


def _asserted(pair: Pair, side: Annotation, keys: Sequence[Key]) -> dict[Hashable, Groups]:
    return {
        _triple(pair, triple, keys): _groups(pair, side, triple)
        for triple, statuses in side.relations.items()
        if statuses != {"denied"}
    }


def _with_status(pair: Pair, keys: Sequence[Key], ignored: set[Triple]) -> tuple[Items, Items]:
    gold: dict[Hashable, Groups] = {
        (triple, status): _groups(pair, pair.gold, triple)
        for triple, statuses in pair.gold.relations.items()
        for status in statuses
    }
    predicted: dict[Hashable, Groups] = {
        (mapped, status): _groups(pair, pair.predicted, triple)
        for triple, statuses in pair.predicted.relations.items()
        if (mapped := _triple(pair, triple, keys)) not in ignored
        for status in statuses
    }
    return gold, predicted


def _triple(pair: Pair, triple: Triple, keys: Sequence[Key]) -> Triple:
    """Return the relation between what its ends stand for."""
    type_, head, tail = triple[0], keys[triple[1]], keys[triple[2]]
    return (type_, tail, head) if head > tail and type_ in pair.labels.symmetric else (type_, head, tail)


def _without(items: dict[Hashable, Groups], ignored: set[Triple]) -> Items:
    return {item: groups for item, groups in items.items() if item not in ignored} if ignored else items


def _implied(pair: Pair) -> set[Triple]:
    """Return what follows from gold by the transitivity of each relation of containment."""
    implied: set[Triple] = set()
    for type_ in pair.labels.transitive:
        steps: dict[Key, set[Key]] = {}
        for (name, head, tail), statuses in pair.gold.relations.items():
            if name == type_ and statuses != {"denied"}:
                steps.setdefault(head, set()).add(tail)
        for head in steps:
            implied.update((type_, head, tail) for tail in _reachable(head, steps))
    return implied


def _reachable(start: Key, steps: Mapping[Key, set[Key]]) -> set[Key]:
    reached: set[Key] = set()
    todo = [start]
    while todo:
        for key in steps.get(todo.pop(), ()):
            if key not in reached:
                reached.add(key)
                todo.append(key)
    return reached


def _groups(pair: Pair, side: Annotation, triple: Triple) -> Groups:
    if not pair.facets:
        return of_type(triple[0])
    head, tail = side.fillers[triple[1]].spans, side.fillers[triple[2]].spans
    return with_facets(pair, triple[0], {"distance": lambda: pair.places.distance(head, tail)})


METRIC = metric_of_sets(count, layers=("entities", "relations"), items="relation", families=FAMILIES)
