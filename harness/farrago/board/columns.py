"""The columns of the board: the headline and its five parts, each with what it means in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from farrago.scoring import metrics
from farrago.scoring.headline import NAME, PARTS
from farrago.stats import Floats
from farrago.tally import Integers
from farrago_schema.results import Number


@dataclass(frozen=True)
class Column:
    """A score on the board; ``metric`` and ``name`` are where it stands in the result's JSON."""

    metric: str
    name: str
    label: str
    meaning: str

    @property
    def key(self) -> str:
        """Return the name of the column in ``leaderboard.json``: ``relation.f1``."""
        return f"{self.metric}.{self.name}"

    def found_in(self, scores: Mapping[str, Mapping[str, Number] | None]) -> Number:
        """Return the score among those of a result, by metric and column; ``None`` where it has none."""
        return (scores.get(self.metric) or {}).get(self.name)

    def narrow(self, counts: Integers) -> Integers:
        """Return those of the metric's counts, shape ``(…, columns)``, that the score needs."""
        metric = metrics()[self.metric]
        place = {column: index for index, column in enumerate(metric.columns)}
        return counts[..., [place[column] for column in metric.alone(self.name).columns]]

    def score_narrow(self, numbers: Integers) -> Floats:
        """Score sums of such counts; NaN where there is nothing to score."""
        return np.asarray(metrics()[self.metric].alone(self.name).score(numbers), dtype=np.float64)

    def score(self, numbers: Integers) -> Floats:
        """Score sums of all the metric's counts, shape ``(…, columns)``; NaN where nothing can be scored."""
        return np.asarray(metrics()[self.metric].score(numbers)[self.name], dtype=np.float64)


_WORDS = {
    "mention_name": (
        "Names",
        "Were names and values found, with exact boundaries and the right type? F1 over typed spans.",
    ),
    "coref": (
        "Coreference",
        "Were the mentions of one entity put together? CoNLL score: the mean of MUC, B³ and CEAFe.",
    ),
    "relation": (
        "Relations",
        "Were the right entities related in the right way, once for the whole document? F1.",
    ),
    "trigger": (
        "Triggers",
        "Were the words that name events found, with the right event type? F1.",
    ),
    "argument": (
        "Arguments",
        "Were the participants given to the right event, in the right role? F1.",
    ),
}

HEADLINE = Column(
    NAME, NAME, "Score", "The mean of the five figures beside it; a system that leaves a task out has none."
)
COLUMNS = (HEADLINE, *(Column(metric, name, *_WORDS[metric]) for metric, name in PARTS.items()))
