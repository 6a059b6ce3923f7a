"""The headline ``farrago``: the mean of five metrics' scores.

One figure for the whole task. A system that does not attempt one of the five layers has none, and is ranked
layer by layer; so has nobody where gold lacks one.

Formula:
    farrago = mean of mention_name.f1, coref.conll_f1, relation.f1, trigger.f1, argument.plus_f1
Source:
    Farrago's own. Each part is from sums over all documents, and has the same weight.
Over 0:
    A part that is null, for neither side has anything to count, leaves the mean: inventing something there
    never pays. Null where all parts are.
Peers:
    None.
Example: one missed link costs in two places
    text: Ana Ruiz runs Teva.
    text: She met Bo Lind.
    gold: a PER = Ana Ruiz, She (pronoun); t ORG = Teva; b PER = Bo Lind
    gold: leads(a, t); Contact.Meet(Participant a, Participant b) = met
    said: a PER = Ana Ruiz; s PER = She (pronoun); t ORG = Teva; b PER = Bo Lind
    said: leads(a, t); Contact.Meet(Participant s, Participant b) = met
    note: Names, the relation and the trigger are right. The pronoun stands alone: of coreference MUC is 0, B³
        6/7 and CEAFe 16/21, and whom she met is an argument of nobody.
    farrago = (1 + (0 + 6/7 + 16/21) / 3 + 1 + 1 + 1/2) / 5 = 0.808
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import numpy as np

from farrago.items import Many
from farrago.matching import Pair
from farrago.metrics import Metric, Narrow
from farrago.rates import Numbers, Scores, rate
from farrago.tally import OVERALL, Counts, Integers, Tally, beside

NAME = "farrago"

PARTS: Mapping[str, str] = {
    "mention_name": "f1",
    "coref": "conll_f1",
    "relation": "f1",
    "trigger": "f1",
    "argument": "plus_f1",
}
"""The five metrics, and the score of each that goes into the mean: no other module knows metrics by name."""


def headline(metrics: Mapping[str, Metric]) -> Metric:
    """Return the metric that counts what its five parts count and scores their mean.

    A part is null where gold and the system both have nothing to count: it is left out, so that inventing
    something there never pays.
    """
    parts = {name: metrics[name] for name in PARTS}

    def count(pair: Pair) -> Counts:
        return {OVERALL: headline_row({name: part.count(pair) for name, part in parts.items()})}

    full = {name: Narrow(part.columns, partial(_one, part, PARTS[name])) for name, part in parts.items()}
    few = {name: part.alone(PARTS[name]) for name, part in parts.items()}

    def score(numbers: Integers) -> Scores:
        return {NAME: _mean(full.values(), numbers)}

    layers = dict.fromkeys(layer for part in parts.values() for layer in part.layers)
    return Metric(
        _named(full),
        count,
        score,
        tuple(layers),
        "mention",
        primary=NAME,
        gold=None,
        is_of_sets=False,
        narrow={NAME: Narrow(_named(few), lambda numbers: _mean(few.values(), numbers))},
        reads_text=any(part.reads_text for part in parts.values()),
    )


def _named(parts: Mapping[str, Narrow]) -> tuple[str, ...]:
    return tuple(f"{name}.{column}" for name, part in parts.items() for column in part.columns)


def _one(metric: Metric, name: str, numbers: Integers) -> Numbers:
    return metric.score(numbers)[name]


def _mean(parts: Iterable[Narrow], numbers: Integers) -> Numbers:
    """Return the mean of the parts that are not null; their columns stand one after the other."""
    scores = []
    start = 0
    for part in parts:
        width = len(part.columns)
        scores.append(part.score(numbers[..., start : start + width]))
        start += width
    nulls = [np.isnan(score) for score in scores]
    if not any(np.any(is_null) for is_null in nulls):  # as nearly always
        return np.asarray(sum(scores, np.zeros(numbers.shape[:-1])) / len(scores))
    total = sum((np.nan_to_num(score) for score in scores), np.zeros(numbers.shape[:-1]))
    known = sum((~is_null for is_null in nulls), np.zeros(numbers.shape[:-1], dtype=np.int64))
    return rate(total, known)


def headline_row(counts: Mapping[str, Counts]) -> list[int]:
    """Return the headline's counts in a document: those of its parts, one after the other."""
    return [number for name in PARTS for number in counts[name][OVERALL]]


def headline_rows(counts: Mapping[str, Many]) -> Many:
    """Return the same of many documents."""
    return Many(np.concatenate([counts[name].rows for name in PARTS], axis=1))


def headline_tally(tallies: Mapping[str, Tally]) -> Tally | None:
    """Return the tally over the documents that all parts count; ``None`` if a part was not counted."""
    if not tallies.keys() >= PARTS.keys():
        return None
    return beside({name: tallies[name] for name in PARTS})
