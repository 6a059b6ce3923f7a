"""Relations between what predicted ends stand for, and what follows from gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from farrago.matching.labels import Labels
from farrago.matching.pair import Key, Pair

Triple = tuple[str, Key, Key]
"""A relation: its type, and what its head and its tail stand for."""


def mapped(labels: Labels, triple: Triple, keys: Sequence[Key]) -> Triple:
    """Return the relation between what its ends stand for; the ends of a symmetric one are in order."""
    type_, head, tail = triple[0], keys[triple[1]], keys[triple[2]]
    return (type_, tail, head) if head > tail and type_ in labels.symmetric else (type_, head, tail)


def implied(pair: Pair) -> set[Triple]:
    """Return what follows from gold by the transitivity of each relation of containment."""
    found: set[Triple] = set()
    for type_ in pair.labels.transitive:
        steps: dict[Key, set[Key]] = {}
        for (name, head, tail), statuses in pair.gold.relations.items():
            if name == type_ and statuses != {"denied"}:
                steps.setdefault(head, set()).add(tail)
        for head in steps:
            found.update((type_, head, tail) for tail in _reachable(head, steps))
    return found


def _reachable(start: Key, steps: Mapping[Key, set[Key]]) -> set[Key]:
    reached: set[Key] = set()
    todo = [start]
    while todo:
        for key in steps.get(todo.pop(), ()):
            if key not in reached:
                reached.add(key)
                todo.append(key)
    return reached
