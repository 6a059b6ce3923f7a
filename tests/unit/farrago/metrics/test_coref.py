"""MUC, B³, CEAF, BLANC and LEA of published toy examples, worked out by hand."""

from __future__ import annotations

import math

import pytest

from small import gold, said, scores


def clusters(*groups: str) -> dict[str, tuple[object, ...]]:
    """Write entities as strings of letters: each letter is a mention."""
    return {f"e{n}": ("PER", *((ord(m), ord(m) + 1) for m in group)) for n, group in enumerate(groups)}


def coref(key: tuple[str, ...], response: tuple[str, ...]) -> dict[str, float]:
    return scores("coref", gold(clusters(*key)), said(clusters(*response)))


def assert_close(found: dict[str, float], expected: dict[str, float]) -> None:
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-8)


def test_the_example_of_the_reference_scorer() -> None:
    # Pradhan et al. 2014, key abc | defg, response ab | cd | fghi.
    found = coref(("abc", "defg"), ("ab", "cd", "fghi"))
    # MUC: both sides hold the links a-b and f-g; key has 2 + 3 links, response 1 + 1 + 3.
    assert_close(found, {"muc_recall": 2 / 5, "muc_precision": 2 / 5, "muc_f1": 2 / 5})
    # B³: recall (4/3 + 1/3 + 1/4 + 4/4) / 7, precision (4/2 + 1/2 + 1/2 + 4/4) / 8.
    recall, precision = 35 / 84, 1 / 2
    f1 = 2 * precision * recall / (precision + recall)
    assert_close(found, {"bcub_recall": recall, "bcub_precision": precision, "bcub_f1": f1})
    # CEAFm: abc-ab and defg-fghi share 2 mentions each.
    assert_close(found, {"ceafm_recall": 4 / 7, "ceafm_precision": 4 / 8, "ceafm_f1": 8 / 15})
    # CEAFe: 2·2/5 + 2·2/8 = 1.3.
    assert_close(found, {"ceafe_recall": 1.3 / 2, "ceafe_precision": 1.3 / 3, "ceafe_f1": 2.6 / 5})
    assert_close(found, {"conll_f1": (2 / 5 + f1 + 2.6 / 5) / 3})


@pytest.mark.parametrize(
    ("response", "muc", "b_cubed", "mentions", "entities"),
    [
        # Luo 2005: key abcde | fg | hijkl. Joining the small cluster to a big one, or the two big ones.
        (("abcde", "fghijkl"), 9 / 10, (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12, 10 / 12, (1 + 10 / 12) * 2 / 5),
        (("abcdehijkl", "fg"), 9 / 10, (10 * 5 / 10 + 2) / 12, 7 / 12, (10 / 15 + 1) * 2 / 5),
    ],
)
def test_the_examples_of_ceaf(
    response: tuple[str, ...], muc: float, b_cubed: float, mentions: float, entities: float
) -> None:
    found = coref(("abcde", "fg", "hijkl"), response)
    assert_close(found, {"muc_recall": 1, "muc_precision": muc, "bcub_recall": 1, "bcub_precision": b_cubed})
    assert_close(found, {"ceafm_f1": mentions, "ceafe_f1": entities})


def test_all_singletons_have_no_links_and_the_mean_is_of_the_rest() -> None:
    found = coref(("a", "b"), ("a", "b"))
    assert math.isnan(found["muc_f1"])
    assert found["conll_f1"] == 1.0


def test_nothing_predicted_has_no_precision_and_no_f1_above_0() -> None:
    found = coref(("ab", "c"), ())
    assert math.isnan(found["bcub_precision"])
    assert_close(found, {"muc_f1": 0, "bcub_recall": 0, "bcub_f1": 0, "ceafe_f1": 0, "conll_f1": 0})


def test_values_are_left_out() -> None:
    entities = clusters("ab") | {"x": ("TIME", (150, 152))}
    assert scores("coref", gold(entities), said(clusters("ab")))["conll_f1"] == 1.0


def test_ceafe_takes_the_best_pairs_together_and_not_the_best_first() -> None:
    found = coref(("abcde", "fg"), ("cdef", "ab"))
    # Similarities: abcde-cdef 6/9, abcde-ab 4/7, fg-cdef 2/6, fg-ab 0. 6/9 alone is less than 4/7 + 2/6.
    assert_close(found, {"ceafe_recall": (4 / 7 + 2 / 6) / 2, "ceafe_precision": (4 / 7 + 2 / 6) / 2})


def test_a_mention_that_two_clusters_claim_stays_in_the_larger() -> None:
    """Validation refuses it where it can; whoever gets past it may not score above 1."""
    found = coref(("abc", "d"), ("abc", "axyz", "bpqr"))
    assert_close(found, {"bcub_recall": (1 / 3 + 1 / 3 + 1 / 3) / 4})
    assert all(0 <= value <= 1 for value in found.values())


def test_blanc_of_the_example_of_the_reference_scorer() -> None:
    found = coref(("abc", "defg"), ("ab", "cd", "fghi"))
    # Together: key 3 + 6 pairs, response 1 + 1 + 6, both ab and fg. Apart: key 3 × 4, response 28 − 8, both a
    # and b from d, f, g, and c from f, g.
    assert_close(found, {"blanc_recall": (2 / 9 + 8 / 12) / 2, "blanc_precision": (2 / 8 + 8 / 20) / 2})
    assert_close(found, {"blanc_f1": (2 * 2 / 17 + 2 * 8 / 32) / 2})


def test_lea_of_the_example_of_the_reference_scorer() -> None:
    found = coref(("abc", "defg"), ("ab", "cd", "fghi"))
    # Recall: abc has 1 of 3 links, defg 1 of 6; precision: ab 1 of 1, cd none, fghi 1 of 6.
    recall, precision = (3 * 1 / 3 + 4 * 1 / 6) / 7, (2 * 1 + 0 + 4 * 1 / 6) / 8
    f1 = 2 * recall * precision / (recall + precision)
    assert_close(found, {"lea_recall": recall, "lea_precision": precision, "lea_f1": f1})


@pytest.mark.parametrize(("response", "blanc"), [(("ab",), 1.0), (("a", "b"), 0.0), (("abc",), 0.5)])
def test_blanc_where_gold_has_one_cluster(response: tuple[str, ...], blanc: float) -> None:
    # Gold has nothing apart: what the response has apart is wrong; where it has nothing apart either, that
    # kind of link leaves the mean. abc has 1 of 3 pairs right: F1 2·1/(1+3).
    assert_close(coref(("ab",), response), {"blanc_f1": blanc})


def test_a_singleton_is_a_link_to_itself_for_lea() -> None:
    assert_close(coref(("a", "b"), ("a", "b")), {"lea_f1": 1})
    assert_close(coref(("a", "b"), ("ab",)), {"lea_f1": 0})


def test_corner_a_correct_mention_less_can_raise_ceafe_and_lea() -> None:
    """The corner of law 6: of ab, b is right beside c, and without it a is gold's singleton."""
    key, mixed, fewer = ("a", "bc"), ("ab",), ("a",)
    for name in ("ceafe", "lea"):
        assert coref(key, mixed)[f"{name}_recall"] < coref(key, fewer)[f"{name}_recall"]
