"""Relations, Ign F1 and the alignment of partly right mentions, by trying everything where that is little.

The definitions are written down a second time, over names of things and not over indices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
import pytest
from msgspec.structs import replace

from farrago.matching import Pair, Training
from farrago.matching.partial import Typed, aligned
from farrago.scoring import metrics
from small import LABELS, gold, said

RELATION = metrics()["relation"]
NUMBER = 400
TYPES = ("leads", "family_of", "employed_by")

Triple = tuple[str, str, str]

# Each predicted entity stands for the gold one of its letter, which has its spans; b has another type there.
GOLD = {letter: ("PER", (10 * at, 10 * at + 3)) for at, letter in enumerate("abcd")}
SAID = {**GOLD, "b": ("ORG", (10, 13)), "X": ("PER", (100, 103))}


def triples(chance: Random, letters: str) -> set[Triple]:
    found = set()
    for _ in range(chance.randint(0, 7)):
        head, tail = chance.sample(letters, 2)
        found.add((chance.choice(TYPES), head, tail))
    return found


def unordered(triple: Triple) -> Triple:
    type_, head, tail = triple
    return (type_, *sorted((head, tail))) if type_ in LABELS.symmetric else triple  # type: ignore[return-value]


def cases() -> Iterator[tuple[set[Triple], set[Triple], set[Triple]]]:
    """Draw the relations of gold, of a prediction, and of training data, over the letters of entities."""
    chance = Random(2019)
    for _ in range(NUMBER):
        held = triples(chance, "abcd")
        kept = {triple for triple in sorted(held) if chance.random() < 0.6}
        yield (
            held,
            kept | triples(chance, "abcdX"),
            {unordered(one) for one in triples(chance, "abcd") | kept},
        )


def counts(held: set[Triple], told: set[Triple], known: set[Triple]) -> dict[str, int]:
    """Ask the metric. The name of an entity is the letters at its place in the text."""
    facts = {
        (type_, name_of(one), name_of(other))
        for type_, head, tail in known
        for one, other in ([(head, tail), (tail, head)] if type_ in LABELS.symmetric else [(head, tail)])
    }
    document = gold(GOLD, sorted(held))
    text = "".join(f"{letter * 3:10}" for letter in "abcd").ljust(200)
    training = Training("train", frozenset(), frozenset(facts))
    pair = Pair(replace(document, text=text), said(SAID, sorted(told)), LABELS, frozenset(), training)
    return dict(zip(RELATION.columns, RELATION.count(pair)[""], strict=True))


def name_of(letter: str) -> str:
    return letter * 3


def test_strict_and_boundaries_relations() -> None:
    """Bekoulis et al. 2018: boundaries takes both ends' spans, strict their types, too."""
    for held, told, known in cases():
        true, boundaries = set(map(unordered, held)), set(map(unordered, told))
        strict = {triple for triple in boundaries & true if "b" not in triple[1:]}
        found = counts(held, told, known)
        sizes = (len(boundaries), len(true))
        assert [found[f"boundaries_{name}"] for name in ("correct", "predicted", "gold")] == [
            len(boundaries & true),
            *sizes,
        ]
        assert [found[name] for name in ("correct", "predicted", "gold")] == [len(strict), *sizes]


def test_ign_f1() -> None:
    """Yao et al. 2019, as their evaluation computes it, step by step."""
    unlike = 0
    for held, told, known in cases():
        truth, submission = set(map(unordered, held)), set(map(unordered, told))
        correct = [triple for triple in submission if triple in truth and "b" not in triple[1:]]
        in_train = sum(triple in known for triple in correct)
        left = len(submission) - in_train
        precision = (len(correct) - in_train) / left if left else 0.0
        recall = len(correct) / len(truth) if truth else 0.0
        total = precision + recall
        wanted = [precision, recall, 2 * precision * recall / total if total else 0.0]
        found = counts(held, told, known)
        scores = RELATION.score(np.array([found[name] for name in RELATION.columns]))
        assert [float(np.nan_to_num(scores[f"ign_{rate}"])) for rate in ("precision", "recall", "f1")] == (
            pytest.approx(wanted)
        )
        unlike += in_train > 0
    assert unlike > NUMBER / 10


def alignments(true: Sequence[Typed], told: Sequence[Typed]) -> Iterator[list[tuple[Typed, Typed]]]:
    """Yield every one-to-one alignment of mentions that overlap, whole or in part."""
    if not told:
        yield []
        return
    *others, last = told
    for pairs in alignments(true, others):
        yield pairs
        for one in true:
            if overlap(one, last) > 0 and all(one != taken for taken, _ in pairs):
                yield [*pairs, (one, last)]


def overlap(one: Typed, other: Typed) -> int:
    return min(one[0][1], other[0][1]) - max(one[0][0], other[0][0])


def rank(pairs: Sequence[tuple[Typed, Typed]]) -> tuple[int, ...]:
    """Return what is maximised, in its order."""
    return (
        sum(one == other for one, other in pairs),
        sum(one[0] == other[0] for one, other in pairs),
        sum(one[1] == other[1] for one, other in pairs),
        len(pairs),
        sum(overlap(one, other) for one, other in pairs),
    )


def test_the_alignment_of_mentions_is_the_lexicographic_optimum() -> None:
    chance = Random(2013)
    crowded = 0
    for _ in range(NUMBER):
        true, told = (
            sorted(
                {
                    ((start, start + chance.randint(1, 6)), chance.choice(("PER", "ORG")))
                    for start in (chance.randrange(9) for _ in range(chance.randint(0, 5)))
                }
            )
            for _ in range(2)
        )
        found = [*aligned(true, told).items()]
        everything = [*alignments(true, told)]
        assert rank(found) == max(map(rank, everything))
        crowded += len(everything) > 20
    assert crowded > NUMBER / 10
