"""The headline ``farrago``: the mean of five metrics' scores. This module alone knows metrics by name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from farrago.matching import Pair
from farrago.metrics import Metric, Scores, rate
from farrago.tally import OVERALL, Counts, Integers, Tally, beside

NAME = "farrago"

PARTS: Mapping[str, str] = {
    "mention_name": "f1",
    "coref": "conll_f1",
    "relation": "f1",
    "trigger": "f1",
    "argument": "plus_f1",
}
"""The five metrics, and the score of each that goes into the mean."""


def headline(metrics: Mapping[str, Metric]) -> Metric:
    """Return the metric that counts what its five parts count and scores their mean.

    A part is null where gold and the system both have nothing to count: it is left out, so that inventing
    something there never pays.
    """
    parts = {name: metrics[name] for name in PARTS}

    def count(pair: Pair) -> Counts:
        return {OVERALL: [number for part in parts.values() for number in part.count(pair)[OVERALL]]}

    def score(numbers: Integers) -> Scores:
        scores = []
        start = 0
        for name, part in parts.items():
            width = len(part.columns)
            scores.append(part.score(numbers[..., start : start + width])[PARTS[name]])
            start += width
        total = sum((np.nan_to_num(score) for score in scores), np.zeros(numbers.shape[:-1]))
        known = sum((~np.isnan(score) for score in scores), np.zeros(numbers.shape[:-1], dtype=np.int64))
        return {NAME: rate(total, known)}

    layers = dict.fromkeys(layer for part in parts.values() for layer in part.layers)
    columns = tuple(f"{name}.{column}" for name, part in parts.items() for column in part.columns)
    return Metric(columns, count, score, tuple(layers), "mention", primary=NAME, gold=None, is_of_sets=False)


def headline_tally(tallies: Mapping[str, Tally]) -> Tally | None:
    """Return the tally over the documents that all parts count; ``None`` if a part was not counted."""
    if not tallies.keys() >= PARTS.keys():
        return None
    return beside({name: tallies[name] for name in PARTS})
