"""From pairs to tallies: each metric counts each document that gold annotates for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from farrago.alignment import RULES, align
from farrago.matching import Labels, Pair, Scheme, Training
from farrago.metrics import Metric
from farrago.scoring.headline import NAME, headline_tally
from farrago.scoring.layers import attempted, is_annotated, is_attempted, layers_seen
from farrago.tally import Counts, Tally
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import Unlocated
from farrago_schema.types import Document, Layer, Prediction

Compat = Literal["conll"]
"""``conll``: two entities of a prediction may share a span; the larger keeps it, then the earlier."""


NerWith = Literal["seqeval"]
"""Another scorer's name, which then scores ``ner`` by itself."""


@dataclass(frozen=True)
class Bootstrap:
    """How intervals are computed: so many resamples of the documents, from a seed, at a level of confidence.

    Raises:
        ValueError: there is no resample, or the level does not lie between 0 and 1.
    """

    resamples: int = 10_000
    seed: int = 20_310_514
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.resamples < 1 or self.seed < 0 or not 0 < self.level < 1:
            raise ValueError(f"resamples from 1, a seed from 0 and a level between 0 and 1, not {self}")


@dataclass(frozen=True)
class Options:
    """What a run leaves open, and what must be known to repeat it.

    ``facets`` are the breakdowns to count; ``layers`` those that the system declares, ``None`` to go by its
    keys; ``bootstrap`` asks for intervals, which need the counts of each document;
    ``compat`` whose leniency with what is otherwise an error; ``training`` what can be known by heart;
    ``scheme`` that by which tags are read; ``ner_with`` who scores ``ner`` instead of us.
    """

    labels: Labels = field(default_factory=Labels)
    facets: frozenset[str] = frozenset()
    layers: Sequence[Layer] | None = None
    allow_missing: bool = False
    bootstrap: Bootstrap | None = None
    compat: Compat | None = None
    training: Training | None = None
    scheme: Scheme | None = None
    ner_with: NerWith | None = None


@dataclass(frozen=True)
class Scored:
    """The tallies of every metric (``None``: not attempted, or not annotated), and what happened on the way.

    ``missing`` are the ids of gold documents without a prediction; ``duplicates`` counts what was collapsed.
    ``located`` counts what came without offsets by the rule that found its text; ``unlocated`` is the rest.
    """

    tallies: dict[str, Tally | None]
    layers: tuple[Layer, ...]
    missing: tuple[str, ...]
    duplicates: dict[str, int]
    predictions: int
    located: dict[str, int] = field(default_factory=dict)
    unlocated: tuple[Unlocated, ...] = ()


@dataclass
class _Count:
    """Counts so far, by metric and document."""

    rows: dict[str, dict[str, Counts]]
    seen: set[Layer] = field(default_factory=set)
    duplicates: Counter[str] = field(default_factory=Counter)
    done: set[str] = field(default_factory=set)
    located: Counter[str] = field(default_factory=Counter)
    unlocated: list[Unlocated] = field(default_factory=list)

    def placed(self, prediction: Prediction, document: Document, labels: Labels) -> Prediction:
        """Return the prediction with offsets wherever its texts are found, and remember what was found."""
        aligned = align(prediction, document, labels.values)
        self.located.update(aligned.located)
        self.unlocated.extend(aligned.unlocated)
        return aligned.prediction

    def add(self, pair: Pair, metrics: Mapping[str, Metric]) -> None:
        self.duplicates.update(pair.predicted.duplicates)
        for name, rows in self.rows.items():
            if is_annotated(metrics[name], pair.document):
                rows[pair.document.id] = metrics[name].count(pair)


def score_documents(
    gold: Mapping[str, Document],
    predictions: Iterable[Prediction],
    metrics: Mapping[str, Metric],
    options: Options,
) -> Scored:
    """Count every metric on predictions that are valid; they are read once and not kept.

    Raises:
        InputError: an id is unknown or doubled, or one is missing and may not be.
    """
    count = _Count({name: {} for name in metrics if name != NAME})
    problems: list[Problem] = []
    for prediction in predictions:
        if prediction.id not in gold or prediction.id in count.done:
            problems.append(wrong_id(prediction.id, prediction.id in count.done))
            continue
        count.done.add(prediction.id)
        count.seen |= layers_seen(prediction)
        document = gold[prediction.id]
        placed = count.placed(prediction, document, options.labels)
        count.add(Pair(document, placed, options.labels, options.facets, options.training), metrics)
    missing = tuple(sorted(gold.keys() - count.done))
    if not options.allow_missing:
        problems += map(missing_id, missing)
    if problems:
        raise InputError(problems)
    for id_ in missing:
        count.add(Pair(gold[id_], Prediction(id_), options.labels, options.facets, options.training), metrics)
    layers = attempted(options.layers, count.seen)
    tallies = _tallies(count.rows, metrics, layers)
    return Scored(
        tallies,
        layers,
        missing,
        dict(sorted(count.duplicates.items())),
        len(count.done),
        {rule: count.located[rule] for rule in RULES if rule in count.located},
        tuple(sorted(count.unlocated, key=lambda each: each.document)),
    )


def _tallies(
    rows: Mapping[str, Mapping[str, Counts]], metrics: Mapping[str, Metric], layers: Sequence[Layer]
) -> dict[str, Tally | None]:
    known = {
        name: Tally.of(metrics[name].columns, counts)
        for name, counts in rows.items()
        if counts and is_attempted(metrics[name], layers)
    }
    tallies = {name: known.get(name) for name in rows}
    return tallies | {NAME: headline_tally(known)} if NAME in metrics else tallies


def wrong_id(id_: str, doubled: bool) -> Problem:
    """Return what is wrong with a prediction whose id is twice there, or is none of gold's."""
    if doubled:
        return Problem(
            "duplicate-document", "predictions", f"document {id_!r} twice", "each document once", document=id_
        )
    return Problem("unknown-document", "predictions", f"document {id_!r}", "an id of gold", document=id_)


def missing_id(id_: str) -> Problem:
    """Return what is wrong where a document of gold has no prediction."""
    hint = "write a line with the id alone, or score with --allow-missing"
    return Problem(
        "missing-document", "predictions", "no such line", f"document {id_!r}", document=id_, hint=hint
    )
