"""From counts to the result that is printed: every number by name, and the signature that reproduces them."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from farrago.report.gold import NO_ONTOLOGY, Gold
from farrago.scoring import Bootstrap, Options, Row, Scored, by_facet, by_type, metrics, summary
from farrago.tally import AnyTally, Tally
from farrago_schema.results import FileStamp, GoldStamp, Interval, Intervals, Result
from farrago_schema.types import SCHEMA_VERSION

if TYPE_CHECKING:
    from farrago import stats

HASH_DIGITS = 16


@cache
def version(package: str) -> str:
    """Return the version of an installed package; its metadata holds a whole README, and is read once."""
    return importlib.metadata.version(package)


def result_of(scored: Scored, gold: Gold, predictions: FileStamp, options: Options) -> Result:
    """Name all numbers of a run."""
    known = {name: tally for name, tally in scored.tallies.items() if tally is not None}
    rows = {name: tally for name, tally in known.items() if isinstance(tally, Tally)}
    scores = {
        name: summary(metrics()[name], known[name]) if name in known else None for name in scored.tallies
    }
    types = {name: by_type(metrics()[name], tally) for name, tally in known.items()}
    return Result(
        schema_version=SCHEMA_VERSION,
        scorer_version=version("farrago"),
        signature=signature(scored, gold, predictions, options),
        gold=gold.stamp,
        predictions=predictions,
        layers=scored.layers,
        missing=scored.missing,
        duplicates=scored.duplicates,
        located=scored.located,
        unlocated=scored.unlocated,
        scores=scores,
        types={name: rows for name, rows in types.items() if rows},
        breakdowns={name: facets for name, facets in _breakdowns(known, gold, options) if facets},
        intervals=None if options.bootstrap is None else intervals_of(rows, options.bootstrap),
    )


def intervals_of(tallies: Mapping[str, Tally], bootstrap: Bootstrap) -> Intervals:
    """Return the intervals of all scores of these metrics, overall and by type."""
    from farrago import stats  # noqa: PLC0415  # only who asks for intervals pays for it

    scores, types = stats.intervals(metrics(), tallies, bootstrap)
    return Intervals(
        method="expanded percentile bootstrap over documents",
        level=bootstrap.level,
        resamples=bootstrap.resamples,
        seed=bootstrap.seed,
        scores={name: _ends(row) for name, row in scores.items()},
        types={name: {type_: _ends(row) for type_, row in rows.items()} for name, rows in types.items()},
    )


def _ends(row: Mapping[str, stats.Interval]) -> dict[str, Interval]:
    return {column: Interval(ends.low, ends.high, ends.nulls) for column, ends in row.items()}


def signature(scored: Scored, gold: Gold, predictions: FileStamp, options: Options) -> str:
    """Return the one line that reproduces a result: what was scored, against what, by which rules."""
    labels = gold.ontology
    parts = {
        "farrago": version("farrago"),
        "schema": SCHEMA_VERSION,
        "gold": gold_signature(gold.stamp),
        "docs": str(gold.stamp.documents),
        "predictions": predictions.sha256[:HASH_DIGITS],
        "labels": NO_ONTOLOGY if labels is None else f"{labels.name}@{labels.version}",
        "layers": ",".join(scored.layers),
        "metrics": ",".join(scored.tallies),
        "by": ",".join(sorted(options.facets)),
        "align": "text" if scored.located or scored.unlocated else "",
        "bootstrap": "" if options.bootstrap is None else settings(options.bootstrap),
        "missing": f"allowed,{len(scored.missing)}" if options.allow_missing else "",
        "compat": options.compat or "",
        "scheme": options.scheme or "",
        "ner": options.ner_with or "",
        "train": options.training.source if options.training else "",
    }
    return joined(parts)


def joined(parts: Mapping[str, str]) -> str:
    """Return a signature of the parts that say anything."""
    return "|".join(f"{key}:{value}" for key, value in parts.items() if value)


def settings(bootstrap: Bootstrap) -> str:
    """Return what a signature says of intervals."""
    return f"level={bootstrap.level:g},resamples={bootstrap.resamples},seed={bootstrap.seed}"


def gold_signature(stamp: GoldStamp) -> str:
    """Return which gold was scored against: its release, or its file's name, and the hash of its content."""
    release = stamp.name if stamp.version is None else f"{stamp.name}@{stamp.version}/{stamp.split}"
    return f"{release}#{stamp.sha256[:HASH_DIGITS]}"


def _breakdowns(
    tallies: Mapping[str, AnyTally], gold: Gold, options: Options
) -> Iterator[tuple[str, dict[str, dict[str, Row]]]]:
    for name, tally in tallies.items():
        rows = {
            facet: by_facet(metrics()[name], tally, facet, gold.documents) for facet in sorted(options.facets)
        }
        yield name, {facet: values for facet, values in rows.items() if values}
