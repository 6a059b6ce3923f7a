"""The headline ``farrago``: the mean of five metrics' scores. This module alone knows metrics by name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from farrago.matching import Pair
from farrago.metrics import Metric, Scores
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
    """Return the metric that counts what its five parts count and scores their mean; null if a part is."""
    parts = {name: metrics[name] for name in PARTS}

    def count(pair: Pair) -> Counts:
        return {OVERALL: [number for part in parts.values() for number in part.count(pair)[OVERALL]]}

    def score(numbers: Integers) -> Scores:
        total = np.zeros(numbers.shape[:-1])
        start = 0
        for name, part in parts.items():
            width = len(part.columns)
            total = total + part.score(numbers[..., start : start + width])[PARTS[name]]
            start += width
        return {NAME: total / len(parts)}

    layers = dict.fromkeys(layer for part in parts.values() for layer in part.layers)
    columns = tuple(f"{name}.{column}" for name, part in parts.items() for column in part.columns)
    return Metric(columns, count, score, tuple(layers), "mention", primary=NAME, gold=None, is_of_sets=False)


def headline_tally(tallies: Mapping[str, Tally]) -> Tally | None:
    """Return the tally over the documents that all parts count; ``None`` if a part was not counted."""
    if not tallies.keys() >= PARTS.keys():
        return None
    return beside({name: tallies[name] for name in PARTS})
