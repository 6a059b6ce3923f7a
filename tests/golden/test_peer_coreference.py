"""scorch and neleval on clusterings: MUC, B³, CEAFm, CEAFe as they are, BLANC but for its corner cases.

Singletons, empty sides, and mentions that one side lacks are among them. Both say 0 where we say null.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from bench.peers.clusterings import NUMBER, Clustering, cases, score
from bench.peers.clusterings import ours as ours_or_null
from bench.peers.coreference import NELEVAL, SCORCH, by_neleval, by_scorch, largest_difference
from scorch import scores as scorch

EXACT = 1e-7


def ours() -> dict[str, np.ndarray]:
    """Return what we say of every case, null as 0."""
    return {name: np.nan_to_num(values) for name, values in ours_or_null().items()}


@pytest.mark.parametrize("name", SCORCH)
def test_equal_to_scorch(name: str) -> None:
    assert largest_difference(by_scorch, name) <= EXACT


@pytest.mark.parametrize("name", NELEVAL)
def test_equal_to_neleval(name: str) -> None:
    assert largest_difference(by_neleval, name) <= EXACT


def test_the_conll_mean_is_equal_where_no_part_is_null() -> None:
    whole = ~np.isnan(ours_or_null()["muc_f1"])
    peers = ("muc", "bcub", "ceafe")
    theirs = np.array([[by_scorch(peer, *case)[2] for peer in peers] for case in cases()]).mean(axis=1)
    assert whole.sum() > NUMBER / 2
    np.testing.assert_allclose(ours()["conll_f1"][whole], theirs[whole], rtol=0, atol=1e-7)


def links(side: Clustering) -> tuple[int, int]:
    """Return the number of pairs of mentions in one cluster, and of pairs apart."""
    mentions = sum(map(len, side))
    together = sum(len(cluster) * (len(cluster) - 1) // 2 for cluster in side)
    return together, mentions * (mentions - 1) // 2 - together


def corner(key: Clustering, response: Clustering) -> str:
    """Return which rule of Luo et al. 2014 is needed besides the formula, by what a side lacks."""
    (c_key, n_key), (c_response, n_response) = links(key), links(response)
    if not (c_key or n_key or c_response or n_response):
        return "no links"
    lacks = {
        "C": (bool(c_key), bool(c_response)),
        "N": (bool(n_key), bool(n_response)),
    }
    found = [f"{kind} of {_who(*has)}" for kind, has in lacks.items() if not all(has)]
    return ", ".join(found) or "none"


def _who(key: bool, response: bool) -> str:
    return "both" if not key and not response else "key" if not key else "response"


SAME = {
    # Each kind of link on both sides, or a kind that neither has: the formula, and Luo's cases 2 and 3.
    "none",
    "C of both",
    "N of both",
    "C of both, N of response",
    "C of response, N of both",
}
SAME_F1 = {
    # The response lacks a kind that the key has: its F1 is 0 in both; its precision is 0 there, null here.
    "C of response",
    "N of response",
    "C of response, N of response",
}


def test_blanc_is_equal_to_scorch_but_for_corner_cases() -> None:
    counted: Counter[str] = Counter()
    for index, (key, response) in enumerate(cases()):
        where = corner(key, response)
        if where not in SAME | SAME_F1:
            continue
        counted[where] += 1
        recall, _, f1 = scorch.blanc(key, response)
        found = [ours()[f"blanc_{score}"][index] for score in ("recall", "f1")]
        assert found == pytest.approx([recall, f1], abs=1e-7), (where, key, response)
        if where in SAME:
            precision = scorch.blanc(key, response)[1]
            assert ours()["blanc_precision"][index] == pytest.approx(precision, abs=1e-7)
    assert counted["none"] > NUMBER / 4
    assert counted.keys() >= {"none", "C of both", "N of both"} | SAME_F1


def test_blanc_in_the_other_corners_is_that_of_luo() -> None:
    """A kind of link that the response alone has is all wrong.

    scorch leaves it out, following Recasens and Hovy 2011: it says so.
    """
    counted: Counter[str] = Counter()
    for index, (key, response) in enumerate(cases()):
        where = corner(key, response)
        if where in SAME | SAME_F1:
            continue
        counted[where] += 1
        found = ours()["blanc_f1"][index]
        coref, apart = scorch.detailed_blanc(key, response) if key and response else (None, None)
        if where in {"C of key", "N of key"}:
            left = apart if where == "C of key" else coref
            assert left is not None
            # Both kinds are there, and one of them, with F1 0, halves what the other has.
            assert found == pytest.approx(left[2] / 2, abs=1e-7)
        else:
            # The key has no link at all, or none of a kind that the response has: nothing is right.
            assert found == 0, (where, key, response)
    assert {"C of key", "N of key", "no links", "C of key, N of key"} <= counted.keys()


@pytest.mark.parametrize(
    ("key", "response", "theirs"),
    [
        # Luo's case 1, one mention each: 1 if it is the same, else 0. There is no link: we say null.
        ([{1}], [{1}], 1.0),
        ([{1}], [{2}], 0.0),
        # Nothing is right here, and scorch says 1: neither side has links apart, and it stops at that.
        ([{1}], [{1, 2}], 1.0),
    ],
)
def test_blanc_of_a_single_mention(key: Clustering, response: Clustering, theirs: float) -> None:
    assert scorch.blanc(key, response)[2] == theirs
    found = score(key, response)["blanc_f1"]
    assert np.isnan(found) if len(response[0]) == 1 else found == 0
