"""Relations between what predicted ends stand for, and what follows from gold."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from farrago.matching.labels import Labels

Key = int
"""What a predicted filler or event stands for: the index of a gold one, or, if negative, of none."""

Triple = tuple[str, Key, Key]
"""A relation: its type, and what its head and its tail stand for."""

Type = TypeVar("Type", bound=Hashable)

DENIED = {"denied"}
"""All that is said of a relation whose every statement denies it."""


def mapped(labels: Labels, triple: Triple, keys: Sequence[Key]) -> Triple:
    """Return the relation between what its ends stand for; the ends of a symmetric one are in order."""
    return all_mapped(labels, [triple], keys)[0]


def all_mapped(labels: Labels, triples: Iterable[Triple], keys: Sequence[Key]) -> list[Triple]:
    """Return the relations between what their ends stand for; the ends of a symmetric one are in order."""
    return [
        (type_, tail, head) if head > tail and type_ in labels.symmetric else (type_, head, tail)
        for type_, one, other in triples
        for head, tail in ((keys[one], keys[other]),)
    ]


def implied(
    relations: Mapping[tuple[Type, Key, Key], set[str]], transitive: Collection[Type]
) -> set[tuple[Type, Key, Key]]:
    """Return what follows by transitivity from relations that are not denied."""
    steps: dict[Type, dict[Key, set[Key]]] = {}
    for (type_, head, tail), statuses in relations.items():
        if type_ in transitive and statuses != DENIED:
            steps.setdefault(type_, {}).setdefault(head, set()).add(tail)
    return {
        (type_, head, tail)
        for type_, tails in steps.items()
        for head in tails
        for tail in _reachable(head, tails)
    }


def _reachable(start: Key, steps: Mapping[Key, set[Key]]) -> set[Key]:
    reached: set[Key] = set()
    todo = [start]
    while todo:
        for key in steps.get(todo.pop(), ()):
            if key not in reached:
                reached.add(key)
                todo.append(key)
    return reached
