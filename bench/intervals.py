"""Intervals of every score of every metric, against scipy's bootstrap of one F1 on the same documents."""

from __future__ import annotations

import msgspec
from scipy.stats import bootstrap

from bench.measure import Ratio, compare
from farrago import data, stats
from farrago.report import Gold, score_against
from farrago.scoring import Bootstrap, Options, metrics
from farrago_schema.types import Document, Prediction

COPIES = 300


def run() -> Ratio:
    """Return the ratio on the dev gold, repeated under new ids, less every fourth relation and event."""
    documents = [
        msgspec.structs.replace(document, id=f"{document.id}-{copy}")
        for document in data.read_split(data.folder(), "dev")
        for copy in range(COPIES)
    ]
    predictions = [_noisy(document, number) for number, document in enumerate(documents)]
    tallies = score_against(Gold.of_documents(documents), predictions, Options()).tallies
    columns = tuple(tallies["relation"].by_document()[:, :3].T)
    return compare(
        f"every interval / scipy's of one F1, {len(documents)} documents, 10,000 resamples",
        lambda: stats.intervals(metrics(), tallies, Bootstrap()),
        lambda: bootstrap(
            columns,
            lambda correct, predicted, gold, axis: (
                2 * correct.sum(axis=axis) / (predicted.sum(axis=axis) + gold.sum(axis=axis))
            ),
            paired=True,
            vectorized=True,
            method="percentile",
            n_resamples=10_000,
        ),
        runs=5,
    )


def _noisy(document: Document, number: int) -> Prediction:
    whole = document.prediction()
    return msgspec.structs.replace(
        whole,
        relations=tuple(each for place, each in enumerate(whole.relations or ()) if (place + number) % 4),
        events=tuple(each for place, each in enumerate(whole.events or ()) if (place + number) % 4),
    )
