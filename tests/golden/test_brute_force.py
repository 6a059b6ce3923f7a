"""LEA, triggers, arguments and templates by trying everything, where that is little; CEAF by scipy.

The definitions are written down here a second time, as sums over all alignments and all pairs of mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any, NamedTuple

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from farrago.matching import best_total, clusters
from small import gold, right, said

NUMBER = 400


class Event(NamedTuple):
    """An event as the sheet of a case has it; an argument is (role, entity)."""

    type: str
    triggers: frozenset[tuple[int, int]]
    arguments: frozenset[tuple[str, str]]


# Entity p stands for gold's p: its spans are the same. X and Y are nobody's.
SHARED = {name: ("PER", (100 + 5 * place, 103 + 5 * place)) for place, name in enumerate("abcd")}
INVENTED = {"X": ("PER", (150, 153)), "Y": ("PER", (160, 163))}


def events(chance: Random, fillers: str) -> list[Event]:
    found: dict[Event, None] = {}
    for _ in range(chance.randint(0, 4)):
        triggers = chance.sample([(0, 3), (5, 8), (10, 13), (20, 23)], chance.choice((0, 1, 1, 1, 2, 3)))
        roles = [(role, filler) for role in ("Agent", "Person") for filler in fillers]
        arguments = chance.sample(roles, chance.randint(0, 4))
        type_ = chance.choice(("Arrest", "Arrest", "Meet"))
        found[Event(type_, frozenset(triggers), frozenset(arguments))] = None
    return list(found)


def cases() -> Iterator[tuple[list[Event], list[Event]]]:
    """Draw the events of gold and of a prediction, which keeps some and changes some of gold's arguments."""
    chance = Random(1992)
    for _ in range(NUMBER):
        held = events(chance, "abcd")
        said_ = events(chance, "abcdXY") + [event for event in held if chance.random() < 0.5]
        yield held, list(dict.fromkeys(said_))


def written(found: Sequence[Event]) -> list[tuple[Any, ...]]:
    return [(event.type, sorted(event.triggers), sorted(event.arguments)) for event in found]


def counted(metric: str, family: str, held: Sequence[Event], said_: Sequence[Event]) -> tuple[int, int, int]:
    document = gold(SHARED, (), written(held))
    return right(metric, document, said(SHARED | INVENTED, (), written(said_)), family)


def alignments(held: Sequence[Event], said_: Sequence[Event]) -> Iterator[dict[int, int]]:
    """Yield every one-to-one alignment of predicted with gold events of the same type, whole or in part."""
    if not said_:
        yield {}
        return
    last = len(said_) - 1
    for others in alignments(held, said_[:-1]):
        yield others
        for index, event in enumerate(held):
            if event.type == said_[last].type and index not in others.values():
                yield others | {last: index}


def of_sets(held: set[Any], said_: set[Any]) -> tuple[int, int, int]:
    return len(held & said_), len(said_), len(held)


Items = Callable[[Sequence[Event]], set[Any]]

BY_SETS: dict[tuple[str, str], Items] = {
    ("trigger", "id_"): lambda found: {span for event in found for span in event.triggers},
    ("trigger", ""): lambda found: {(span, event.type) for event in found for span in event.triggers},
    ("argument", "id_"): lambda found: {
        (event.type, filler) for event in found for _, filler in event.arguments
    },
    ("argument", ""): lambda found: {
        (event.type, *argument) for event in found for argument in event.arguments
    },
}


@pytest.mark.parametrize(("metric", "family"), BY_SETS)
def test_triggers_and_arguments_as_sets(metric: str, family: str) -> None:
    """TI, TC, AI and AC: Li et al. 2013, Joint Event Extraction via Structured Prediction."""
    items = BY_SETS[metric, family]
    for held, said_ in cases():
        assert counted(metric, family, held, said_) == of_sets(items(held), items(said_))


def has_each_trigger_once(side: Sequence[Event]) -> bool:
    """Whether no trigger is claimed for two events of a type: then it stays in one of them."""
    triggers = [(event.type, trigger) for event in side for trigger in event.triggers]
    return len(triggers) == len(set(triggers))


@pytest.mark.parametrize(("family", "roles"), [("plus_", True), ("id_plus_", False)])
def test_arguments_of_the_very_event(family: str, roles: bool) -> None:
    """AC+ and AI+: of all alignments by triggers, one of those that share most triggers, then arguments."""

    def seen(event: Event) -> set[Any]:
        return {(role if roles else "", filler) for role, filler in event.arguments}

    clear = [case for case in cases() if all(map(has_each_trigger_once, case))]
    assert len(clear) > NUMBER / 20
    for held, said_ in clear:
        best = max(
            (
                sum(len(said_[one].triggers & held[other].triggers) for one, other in pairs.items()),
                sum(len(seen(said_[one]) & seen(held[other])) for one, other in pairs.items()),
            )
            for pairs in alignments(held, said_)
            if all(said_[one].triggers & held[other].triggers for one, other in pairs.items())
        )
        sizes = [sum(len(seen(event)) for event in side) for side in (said_, held)]
        assert counted("argument", family, held, said_) == (best[1], *sizes)


def test_templates() -> None:
    for held, said_ in cases():
        best = max(
            sum(len(said_[one].arguments & held[other].arguments) for one, other in pairs.items())
            for pairs in alignments(held, said_)
        )
        sizes = [sum(len(event.arguments) for event in side) for side in (said_, held)]
        assert counted("template", "", held, said_) == (best, *sizes)


def clustering(chance: Random, mentions: Sequence[int], number: int) -> list[set[int]]:
    groups: dict[int, set[int]] = {}
    for mention in mentions:
        groups.setdefault(chance.randrange(number), set()).add(mention)
    return list(groups.values())


def links(cluster: set[int]) -> set[tuple[int, int]]:
    """Return the links of a cluster: of a singleton, the one to itself."""
    return set(combinations(sorted(cluster), 2)) if len(cluster) > 1 else {(one, one) for one in cluster}


def resolved(side: Sequence[set[int]], other: Sequence[set[int]]) -> Fraction:
    """Moosavi and Strube 2016: Σ |k| · Σ_r |link(k) ∩ link(r)| / |link(k)|."""
    return sum(
        (Fraction(len(k) * len(links(k) & links(r)), len(links(k))) for k in side for r in other), Fraction()
    )


def test_lea() -> None:
    chance = Random(2016)
    for _ in range(2 * NUMBER):
        key, response = (
            clustering(chance, chance.sample(range(9), chance.randint(0, 9)), chance.choice((2, 3, 5, 20)))
            for _ in range(2)
        )
        row = dict(zip(clusters.COLUMNS, clusters.count(key, response), strict=True))
        assert row["lea_recalled"] / clusters.UNIT == pytest.approx(float(resolved(key, response)), abs=1e-7)
        assert row["lea_precise"] / clusters.UNIT == pytest.approx(float(resolved(response, key)), abs=1e-7)


def test_blanc_links() -> None:
    """Luo et al. 2014: C and N of each side, and their intersections."""
    chance = Random(2014)
    for _ in range(NUMBER):
        sides = [
            clustering(chance, chance.sample(range(9), chance.randint(0, 9)), chance.choice((2, 3, 5, 20)))
            for _ in range(2)
        ]
        (c_key, n_key), (c_response, n_response) = map(_pairs, sides)
        row = dict(zip(clusters.COLUMNS, clusters.count(*sides), strict=True))
        together = tuple(row[f"blanc_coref_{name}"] for name in ("correct", "predicted", "gold"))
        apart = tuple(row[f"blanc_apart_{name}"] for name in ("correct", "predicted", "gold"))
        assert together == of_sets(c_key, c_response)
        assert apart == of_sets(n_key, n_response)


def _pairs(side: Sequence[set[int]]) -> tuple[set[Any], set[Any]]:
    together = {pair for cluster in side for pair in combinations(sorted(cluster), 2)}
    mentions = sorted(mention for cluster in side for mention in cluster)
    return together, set(combinations(mentions, 2)) - together


@pytest.mark.parametrize("number", [12, 60, 400])
@pytest.mark.parametrize("noise", [0.1, 0.6])
def test_ceaf_by_components_equals_the_whole_matrix(number: int, noise: float) -> None:
    """Of hundreds of clusters, some mixed into one big component: the sums are equal to the last bit."""
    chance = Random(number)
    home = {mention: chance.randrange(number) for mention in range(4 * number)}
    moved = {
        mention: chance.randrange(number) if chance.random() < noise else at for mention, at in home.items()
    }
    key, response = (
        [[one for one in dealt if dealt[one] == index] for index in sorted(set(dealt.values()))]
        for dealt in (home, moved)
    )
    cells = clusters.overlap(key, response)
    for weights in (cells.shared, clusters.similarity(cells)):
        matrix = np.zeros((len(key), len(response)), dtype=np.int64)
        for (one, other), weight in weights.items():
            matrix[one, other] = weight
        rows, columns = linear_sum_assignment(matrix, maximize=True)
        assert best_total(weights) == matrix[rows, columns].sum()
