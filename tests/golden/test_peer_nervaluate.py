"""``mention_partial`` against nervaluate: equal wherever no mention overlaps two of the other side.

Where one does, nervaluate takes mentions in the order of the lists and aligns anew for each measure, so that
its answer is one of several; each way in which that differs from ours has a test that shows both.
"""

from __future__ import annotations

from random import Random

import pytest
from bench.peers.documents import Typed
from bench.peers.partial import MEASURES, TYPES, Mentions, Table, ours, random_sides, theirs, told

from farrago.matching import Pair
from farrago.scoring import metrics, summary
from farrago.tally import Tally
from small import LABELS, gold, said

METRIC = metrics()["mention_partial"]


def assert_equal(found: Table, expected: Table) -> None:
    for measure in MEASURES:
        assert found[measure] == pytest.approx(expected[measure], abs=1e-12), measure


def entities(mentions: Mentions) -> dict[str, tuple[object, ...]]:
    return {f"e{number}": (type_, span) for number, (span, type_) in enumerate(mentions)}


def test_equal_where_no_mention_overlaps_two() -> None:
    chance = Random(1)
    for _ in range(1000):
        corpus = [random_sides(chance) for _ in range(chance.randint(1, 3))]
        true, predicted = [side[0] for side in corpus], [side[1] for side in corpus]
        assert_equal(ours(true, predicted), theirs(true, predicted))


def test_equal_by_type_where_each_type_is_taken_alone() -> None:
    """By type, nervaluate forgets the other types; ours sees what stands in their place, see below."""
    chance = Random(2)
    for _ in range(300):
        true, predicted = random_sides(chance)
        for type_ in {type_ for _, type_ in (*true, *predicted)}:
            alone = [[[item for item in side if item[1] == type_]] for side in (true, predicted)]
            assert_equal(ours(*alone), theirs([true], [predicted], type_))


def anywhere(chance: Random) -> Typed:
    start = chance.randrange(30)
    return (start, start + chance.randint(1, 9)), chance.choice(TYPES)


def one_a_span(items: list[Typed]) -> list[Typed]:
    """Return the items without those whose span is another's: a span belongs to one entity."""
    return list(dict(items).items())


def test_ours_is_the_same_in_any_order_and_finds_all_that_is_strictly_right() -> None:
    """Among mentions that overlap at random nervaluate never finds more exact ones, and often fewer."""
    chance = Random(3)
    fewer = 0
    for _ in range(500):
        true, said_first = ([anywhere(chance) for _ in range(6)] for _ in range(2))
        true, predicted = one_a_span(true), one_a_span(said_first + chance.sample(true, 2))
        found = ours([true], [predicted])
        assert found == ours([true[::-1]], [chance.sample(predicted, len(predicted))])
        assert found["strict"]["correct"] == len(set(true) & set(predicted))
        others = theirs([true], [predicted])
        for measure in ("strict", "exact"):
            assert others[measure]["correct"] <= found[measure]["correct"]
        fewer += others["strict"]["correct"] < found["strict"]["correct"]
    assert fewer > 0


class TestDisagreements:
    """Each class of them, with who is right."""

    def test_a_part_that_stands_first_takes_the_mention_from_the_exact_one(self) -> None:
        """Order decides there: an exact mention is spurious because a part of it was listed before it."""
        true, part, exact = ((0, 10), "PER"), ((0, 4), "PER"), ((0, 10), "PER")
        assert told(theirs([[true]], [[part, exact]]), "strict") == [0, 1, 0, 0, 1]
        assert told(theirs([[true]], [[exact, part]]), "strict") == [1, 0, 0, 0, 1]
        assert told(ours([[true]], [[part, exact]]), "strict") == [1, 0, 0, 0, 1]

    def test_the_first_gold_mention_that_overlaps_is_taken_though_another_would_leave_room(self) -> None:
        """Greedy pairs are fewer than there could be: here one and not two."""
        true = [((0, 10), "PER"), ((12, 20), "PER")]
        predicted = [((8, 16), "PER"), ((0, 3), "PER")]
        assert told(theirs([true], [predicted]), "partial") == [0, 0, 1, 1, 1]
        assert told(theirs([true], [predicted[::-1]]), "partial") == [0, 0, 2, 0, 0]
        assert told(ours([true], [predicted]), "partial") == [0, 0, 2, 0, 0]

    def test_each_measure_has_an_alignment_of_its_own(self) -> None:
        """One mention is right in type by one gold mention and half right in span by another."""
        true = [((0, 10), "ORG"), ((8, 20), "PER")]
        predicted = [((0, 10), "PER")]
        found = theirs([true], [predicted])
        assert (told(found, "exact")[0], told(found, "ent_type")[0]) == (1, 1)
        found = ours([true], [predicted])
        assert (told(found, "exact")[0], told(found, "ent_type")[0]) == (1, 0)

    def test_by_type_what_has_another_type_is_not_seen(self) -> None:
        """A mistyped mention is there missed and spurious by type, but incorrect overall; here incorrect."""
        true, predicted = [((0, 10), "PER")], [((0, 10), "ORG")]
        assert told(theirs([true], [predicted]), "strict") == [0, 1, 0, 0, 0]
        assert told(theirs([true], [predicted], "PER"), "strict") == [0, 0, 0, 1, 0]
        assert told(theirs([true], [predicted], "ORG"), "strict") == [0, 0, 0, 0, 1]
        counts = METRIC.count(Pair(gold(entities(true)), said(entities(predicted)), LABELS))
        of_type = dict(zip(METRIC.columns, counts["type=PER"], strict=True))
        assert (of_type["incorrect"], of_type["missed"]) == (1, 0)
        assert "type=ORG" not in counts

    def test_an_overlap_below_a_hundredth_of_the_gold_mention_is_none(self) -> None:
        """The least threshold that nervaluate can be given; SemEval-2013 has none."""
        true, predicted = [((0, 150), "PER")], [((149, 160), "PER")]
        assert told(theirs([true], [predicted]), "partial") == [0, 0, 0, 1, 1]
        assert told(ours([true], [predicted]), "partial") == [0, 0, 1, 0, 0]

    def test_a_repeated_prediction_is_spurious_there_and_collapsed_here(self) -> None:
        true, twice = [((0, 10), "PER")], [((0, 10), "PER"), ((0, 10), "PER")]
        assert told(theirs([true], [twice]), "strict") == [1, 0, 0, 0, 1]
        assert told(ours([true], [twice]), "strict") == [1, 0, 0, 0, 0]

    def test_a_rate_over_0_is_0_there_and_null_here(self) -> None:
        true: Mentions = [((0, 10), "PER")]
        assert theirs([true], [[]])["strict"]["precision"] == 0
        counts = METRIC.count(Pair(gold(entities(true)), said({}), LABELS))
        assert summary(METRIC, Tally.of(METRIC.columns, {"d": counts}))["strict_precision"] is None
