"""A model of what metrics count in documents, to see how often intervals and tests are right.

A document has a difficulty d ~ N(0, 1), shared by all that is counted in it, and a length l, gamma with mean
1 and variance 1/3. Of a kind of item, it holds g ~ Poisson(m · l · b) in gold, b gamma with mean 1 and
variance 1/2: counts are over-dispersed, and kinds differ in where they occur. A system finds each with the
chance logit⁻¹(r + 0.56 (d + e)), e ~ N(0, 1) its own, so that documents differ in recall by about ±0.15; and
it adds Poisson(m · l · s · exp(−0.4 d)) wrong ones. ``ITEMS`` gives m, r and s of each kind, for pages of a
thousand words: names with F1 around 0.8, relations around 0.4, and types that occur in few documents.

Coreference is counted as by the metric: links of MUC, mentions of B³ and entities of CEAFe, each found and
wrong as above, with the same difficulty. A second system of the same quality shares gold, length and
difficulty with the first, and draws all else anew: the two are exchangeable in every document, which is what
the test supposes. Numbers were chosen to look like the agreement of annotators and systems on the first
gold; no result here depends on much more than the number of documents and how often a thing occurs in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from farrago.matching.clusters import UNIT
from farrago.rates import precision_recall_f1
from farrago.scoring import metrics
from farrago.tally import Integers

Floats = npt.NDArray[np.float64]
Counts = Mapping[str, Integers]
"""By kind of item: correct, predicted and gold, of the shape (…, documents, 3); of coref, all its columns."""


@dataclass(frozen=True)
class Kind:
    """A kind of item: the mean number in a document, the logit of recall, wrong ones for each in gold."""

    number: float
    recall: float
    wrong: float


ITEMS = {
    "mention_name": Kind(45, 1.5, 0.2),
    "relation": Kind(14, -0.1, 0.7),
    "trigger": Kind(14, 0.8, 0.4),
    "argument": Kind(28, -0.2, 0.8),
    "type in 1 of 3 documents": Kind(0.5, 0.3, 0.5),
    "type with 1 item in 10 documents": Kind(0.1, 0.3, 0.5),
    "the same, found well": Kind(0.1, 1.7, 0.15),
}
HEADLINE = ("mention_name", "relation", "trigger", "argument")
COREF = {"muc": Kind(25, 0.9, 0.3), "bcub": Kind(60, 1.0, 0.4), "ceafe": Kind(28, 0.5, 0.5)}


def documents(chance: np.random.Generator, number: int, systems: int = 1) -> list[Counts]:
    """Return the counts of so many documents for each of some systems of one quality."""
    length, difficulty = chance.gamma(3, 1 / 3, number), chance.normal(size=number)
    found: list[dict[str, Integers]] = [{} for _ in range(systems)]
    for name, kind in ITEMS.items():
        gold = _gold(chance, kind, length)
        for counts in found:
            counts[name] = _counts(chance, kind, gold, length, difficulty)
    parts = {name: _gold(chance, kind, length) for name, kind in COREF.items()}
    for counts in found:
        counts["coref"] = _coref(
            {name: _counts(chance, kind, parts[name], length, difficulty) for name, kind in COREF.items()}
        )
    return list(found)


def traded(chance: np.random.Generator, number: int, wrong: float) -> tuple[Integers, Integers]:
    """Return the relations of two systems: as of the model, and with more found and more wrong ones."""
    kind = ITEMS["relation"]
    length, difficulty = chance.gamma(3, 1 / 3, number), chance.normal(size=number)
    gold = _gold(chance, kind, length)
    eager = Kind(kind.number, kind.recall + 0.7, wrong)
    return (
        _counts(chance, kind, gold, length, difficulty),
        _counts(chance, eager, gold, length, difficulty),
    )


def scores(counts: Counts) -> dict[str, Floats]:
    """Return the scores of sums of counts, shape (…, columns), as the metrics score them."""
    found: dict[str, Floats] = {}
    for name in ITEMS:
        correct, predicted, gold = (counts[name][..., column] for column in range(3))
        rates = precision_recall_f1(correct, predicted, correct, gold)
        found |= {f"{name}, {column}": rates[column] for column in ("precision", "recall", "f1")}
    coref = metrics()["coref"].score(counts["coref"])
    found["coref, conll_f1"] = coref["conll_f1"]
    found["farrago"] = np.mean([coref["conll_f1"], *(found[f"{name}, f1"] for name in HEADLINE)], axis=0)
    return found


def _gold(chance: np.random.Generator, kind: Kind, length: Floats) -> Integers:
    return chance.poisson(kind.number * length * chance.gamma(2, 1 / 2, length.shape))


def _counts(
    chance: np.random.Generator, kind: Kind, gold: Integers, length: Floats, difficulty: Floats
) -> Integers:
    logit = kind.recall + 0.56 * (difficulty + chance.normal(size=gold.shape))
    correct = chance.binomial(gold, 1 / (1 + np.exp(-logit)))
    wrong = chance.poisson(kind.number * length * kind.wrong * np.exp(-0.4 * difficulty))
    return np.stack([correct, correct + wrong, gold], axis=-1)


def _coref(parts: Mapping[str, Integers]) -> Integers:
    """Return the parts under the columns of the metric; those of other scores stay 0."""
    muc, bcub, ceafe = parts["muc"], parts["bcub"], parts["ceafe"]
    values = {
        "muc_correct": muc[..., 0],
        "muc_predicted": muc[..., 1],
        "muc_gold": muc[..., 2],
        "bcub_precise": bcub[..., 0] * UNIT,
        "bcub_recalled": bcub[..., 0] * UNIT,
        "predicted_mentions": bcub[..., 1],
        "gold_mentions": bcub[..., 2],
        "ceafe_correct": ceafe[..., 0] * UNIT,
        "predicted_clusters": ceafe[..., 1],
        "gold_clusters": ceafe[..., 2],
    }
    nothing = np.zeros_like(muc[..., 0])
    return np.stack([values.get(column, nothing) for column in metrics()["coref"].columns], axis=-1)
