"""Gold against itself: every metric that has anything to count must be perfect: 1, or 0 for errors."""

from __future__ import annotations

from farrago.report.gold import Gold
from farrago.scoring import metrics
from farrago_schema.results import Result
from farrago_schema.types import Prediction


def gold_as_predictions(gold: Gold) -> list[Prediction]:
    """Return what a perfect system would say."""
    return [document.prediction() for document in gold.documents.values()]


def not_perfect(result: Result) -> list[str]:
    """Return in words what is not perfect where gold is scored against itself."""
    found = []
    for name, row in result.scores.items():
        shown, perfect = metrics()[name].shown, metrics()[name].perfect
        for column, value in (row or {}).items():
            is_count = column in shown or column.endswith(("_nulls", "_types"))
            if not is_count and value is not None and value != perfect:
                found.append(f"{name}.{column} is {value}, not {perfect:g}")
    return found
