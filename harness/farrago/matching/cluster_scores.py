"""Scores of clusters, made of sums of what ``clusters`` counts, each as its paper has it."""

from __future__ import annotations

from collections.abc import Mapping

from farrago.matching.clusters import COLUMNS, UNIT
from farrago.rates import Numbers, Scores, mean, precision_recall_f1
from farrago.tally import Integers

CONLL = (
    "muc_correct",
    "muc_predicted",
    "muc_gold",
    "bcub_precise",
    "bcub_recalled",
    "ceafe_correct",
    "predicted_mentions",
    "gold_mentions",
    "predicted_clusters",
    "gold_clusters",
)
"""The columns of the CoNLL mean."""


def conll(numbers: Integers) -> Numbers:
    """Return the CoNLL mean, of no more columns than it needs: those of ``CONLL``."""
    column = {name: numbers[..., index] for index, name in enumerate(CONLL)}
    return _score_conll(column)["conll_f1"]


def score_clusters(numbers: Integers) -> Scores:
    """Return all scores of clusters, of all columns that ``clusters`` counts."""
    column: dict[str, Integers] = {name: numbers[..., index] for index, name in enumerate(COLUMNS)}
    predicted, gold, mentions = (
        column[name] for name in ("predicted_mentions", "gold_mentions", "ceafm_correct")
    )
    unit = UNIT
    known = _score_conll(column)
    conll_f1 = known.pop("conll_f1")
    return {
        **{name: score for name, score in known.items() if not name.startswith("ceafe_")},
        **precision_recall_f1(mentions, predicted, mentions, gold, "ceafm_"),
        **{name: score for name, score in known.items() if name.startswith("ceafe_")},
        **_blanc(column),
        **precision_recall_f1(
            column["lea_precise"], predicted * unit, column["lea_recalled"], gold * unit, "lea_"
        ),
        "conll_f1": conll_f1,
    }


def _score_conll(column: Mapping[str, Integers]) -> Scores:
    """Return MUC, B³ and CEAFe, and the mean of their F1."""
    predicted, gold = column["predicted_mentions"], column["gold_mentions"]
    links, alike, unit = column["muc_correct"], column["ceafe_correct"], UNIT
    scores = {
        **precision_recall_f1(links, column["muc_predicted"], links, column["muc_gold"], "muc_"),
        **precision_recall_f1(
            column["bcub_precise"], predicted * unit, column["bcub_recalled"], gold * unit, "bcub_"
        ),
        **precision_recall_f1(
            alike, column["predicted_clusters"] * unit, alike, column["gold_clusters"] * unit, "ceafe_"
        ),
    }
    return scores | {"conll_f1": mean([scores[f"{name}_f1"] for name in ("muc", "bcub", "ceafe")])}


def _blanc(column: Mapping[str, Integers]) -> Scores:
    """Return the means of the scores of both kinds of links; where one kind has no score, the other's."""
    kinds = []
    for kind in ("coref", "apart"):
        correct, predicted, gold = (
            column[f"blanc_{kind}_{name}"] for name in ("correct", "predicted", "gold")
        )
        kinds.append(precision_recall_f1(correct, predicted, correct, gold))
    return {f"blanc_{name}": mean([kind[name] for kind in kinds]) for name in ("precision", "recall", "f1")}
