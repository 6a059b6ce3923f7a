"""What a trick does to our scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import farrago
from bench.tricks.noise import Prediction, noisy
from bench.tricks.plays import Trick
from farrago import data
from farrago.scoring import metrics
from farrago_schema.types import Document

DATA = Path(__file__).parents[2] / "dataset"
SCORES = ("f1", "accuracy")

Scores = Mapping[str, float]
"""Every F1, accuracy and other primary score, also macro and by document; null is 0, as in an F1."""


@dataclass(frozen=True)
class Outcome:
    """All scores before and after a trick."""

    trick: Trick
    before: Scores
    after: Scores

    @property
    def better(self) -> list[str]:
        """The scores that the trick made better: there must be none."""
        return [name for name in self.before if self._gain(name) > 0]

    @property
    def worse(self) -> list[str]:
        """The scores that it made worse."""
        return [name for name in self.before if self._gain(name) < 0]

    def _gain(self, name: str) -> float:
        difference = self.after[name] - self.before[name]
        return difference if metrics()[name.partition(".")[0]].perfect else -difference


def dev() -> list[Document]:
    """Return the gold of the dev split."""
    return data.read_split(DATA, "dev")


def outcome(trick: Trick, documents: list[Document]) -> Outcome:
    """Play a trick on the noisy system.

    Raises:
        InputError: what the trick makes is no valid submission.
    """
    honest = noisy(documents)
    return Outcome(trick, scores(honest, documents), scores(trick.play(honest), documents))


def scores(predictions: list[Prediction], documents: list[Document]) -> dict[str, float]:
    """Return every score to compare systems by, under ``metric.column``."""
    found = farrago.score(predictions, gold=documents, metrics="all").result.scores
    return {
        f"{name}.{column}": value or 0.0
        for name, row in found.items()
        for column, value in (row or {}).items()
        if column.endswith((*SCORES, metrics()[name].primary))
    }
