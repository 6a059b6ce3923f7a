"""scorch (Grobol 2018) and neleval (Hachey et al. 2014) on clusterings: MUC, B³, CEAFm, CEAFe, BLANC."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from unittest.mock import patch

import numpy as np
from neleval import coref_metrics as neleval
from scorch import scores as scorch

from bench.peers import Comparison, Disagreement, number
from bench.peers.clusterings import Clustering, cases, ours, score

Rates = tuple[float, float, float]
"""Recall, precision and F1."""

Peer = Callable[[Clustering, Clustering], Rates]

SCORCH: Mapping[str, Peer] = {
    "muc": scorch.muc,
    "bcub": scorch.b_cubed,
    "ceafm": scorch.ceaf_m,
    "ceafe": scorch.ceaf_e,
}


def by_scorch(name: str, key: Clustering, response: Clustering) -> Rates:
    """Ask scorch; where no mention is shared, which makes it divide by −0.0 or raise, the answer is 0."""
    if set().union(*key).isdisjoint(set().union(*response)):
        return 0.0, 0.0, 0.0
    return SCORCH[name](key, response)


NELEVAL: Mapping[str, Callable[..., tuple[float, float, float, float]]] = {
    "muc": neleval.muc,
    "bcub": neleval.b_cubed,
    "ceafm": neleval.mention_ceaf,
    "ceafe": neleval.entity_ceaf,
}


def by_neleval(name: str, key: Clustering, response: Clustering) -> Rates:
    """Ask neleval, which gives numerators and denominators; 0 over 0 is 0, as its tables have it."""
    true, said = (dict(enumerate(map(frozenset, side))) for side in (key, response))
    # Its own assignment says np.int, which numpy has dropped; nothing else of it is touched.
    with patch.object(np, "int", int, create=True):
        shared, said_of, found, true_of = map(float, NELEVAL[name](true, said))
    precision = shared / said_of if said_of else 0.0
    recall = found / true_of if true_of else 0.0
    total = precision + recall
    return recall, precision, 2 * precision * recall / total if total else 0.0


def largest_difference(peer: Callable[[str, Clustering, Clustering], Rates], name: str) -> float:
    """Return the largest difference of any rate on any case, where our null is their 0."""
    theirs = np.array([peer(name, *case) for case in cases()], dtype=np.float64)
    columns = (f"{name}_{rate}" for rate in ("recall", "precision", "f1"))
    return max(
        float(np.abs(np.nan_to_num(ours()[column]) - theirs[:, index]).max())
        for index, column in enumerate(columns)
    )


def compare() -> list[Comparison]:
    """Run both on all cases."""
    what = "MUC, B³, CEAFm, CEAFe: precision, recall, F1"
    return [
        Comparison("scorch", what, len(cases()), _largest(by_scorch), (_over_0(by_scorch), *_blanc())),
        Comparison("neleval", what, len(cases()), _largest(by_neleval), (_over_0(by_neleval),)),
    ]


def _largest(peer: Callable[[str, Clustering, Clustering], Rates]) -> float:
    return max(largest_difference(peer, name) for name in SCORCH)


def _over_0(peer: Callable[[str, Clustering, Clustering], Rates]) -> Disagreement:
    key: Clustering = [{1}, {2}]
    return Disagreement(
        "a rate over 0",
        f"MUC F1 of {key} against itself",
        number(peer("muc", key, key)[2]),
        number(score(key, key)["muc_f1"]),
        "ours",
        "there is no link to find: 0 would say that all were missed, and lower a mean",
    )


BLANC: Mapping[str, tuple[Clustering, Clustering, str, str]] = {
    "BLANC of one mention on both sides": (
        [{1}],
        [{1}],
        "either",
        "Luo et al. 2014, case 1, says 1 for the same mention; there is no link of either kind to count, and "
        "counts that are summed over documents have no place for it",
    ),
    "BLANC of one mention each, not the same": ([{1}], [{2}], "either", "the same case 1, which says 0"),
    "BLANC where one side alone has links": (
        [{1}],
        [{1, 2}],
        "ours",
        "the response's one link is wrong; neither side has links apart, and scorch looks no further",
    ),
    "BLANC of a kind of link that the response alone has": (
        [{1}, {2}, {3}],
        [{1, 2}, {3}],
        "ours",
        "Luo et al. 2014 score the kind 0; scorch follows Recasens and Hovy 2011 and leaves it out",
    ),
}


def _blanc() -> list[Disagreement]:
    return [
        Disagreement(
            what,
            f"F1 of {key} and {response}",
            number(scorch.blanc(key, response)[2]),
            number(score(key, response)["blanc_f1"]),
            who,
            why,
        )
        for what, (key, response, who, why) in BLANC.items()
    ]
