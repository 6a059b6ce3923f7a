"""Rates of whole numbers, null where there is nothing to divide by: what all scores are made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from farrago.tally import Integers

Numbers = npt.NDArray[np.float64]
Scores = dict[str, Numbers]


def precision_recall_f1(
    precise: Integers, predicted: Integers, recalled: Integers, gold: Integers, prefix: str = ""
) -> Scores:
    """Return precision = precise / predicted, recall = recalled / gold, and their harmonic mean.

    A rate over 0 is null (NaN). F1 is null only if both are; otherwise a null counts as 0, and so does F1
    where precision and recall are both 0. All arguments have one shape, and so have the results.
    """
    if predicted.all() and gold.all():  # as nearly always: nothing is null, and most of the work is saved
        precision, recall = np.asarray(precise / predicted), np.asarray(recalled / gold)
        f1 = _mean_of_rates(precision, recall)
    else:
        precision, recall = rate(precise, predicted), rate(recalled, gold)
        mean = _mean_of_rates(np.nan_to_num(precision), np.nan_to_num(recall))
        f1 = np.where(np.isnan(precision) & np.isnan(recall), np.nan, mean)
    return {
        f"{prefix}precision": precision,
        f"{prefix}recall": recall,
        f"{prefix}f1": f1,
    }


def _mean_of_rates(precision: Numbers, recall: Numbers) -> Numbers:
    """Return the harmonic mean, 0 where both are."""
    total, product = precision + recall, 2 * precision * recall
    if total.all():
        return np.asarray(product / total)
    return np.divide(product, total, out=np.zeros_like(total), where=total > 0)


def rate(numerator: Integers | Numbers, denominator: Integers) -> Numbers:
    """Return numerator / denominator, null (NaN) where the denominator is 0."""
    if np.all(denominator):
        return np.asarray(np.divide(numerator, denominator))
    empty = np.full(np.shape(numerator), np.nan)
    return np.divide(numerator, denominator, out=empty, where=np.asarray(denominator) != 0)


def mean(parts: Sequence[Numbers]) -> Numbers:
    """Return the mean of the parts that are not null, elementwise; null where all are."""
    values = np.stack(parts)
    is_null = np.isnan(values)
    if not is_null.any():
        return np.asarray(values.sum(axis=0) / len(parts))
    known = np.asarray(np.count_nonzero(~is_null, axis=0))
    return rate(np.asarray(np.nan_to_num(values).sum(axis=0)), known)
