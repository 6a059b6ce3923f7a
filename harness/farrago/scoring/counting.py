"""From pairs to tallies: each metric counts each document that gold annotates for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from farrago.alignment import RULES, align
from farrago.items import group_of
from farrago.matching import Pair
from farrago.matching.batch import Batch
from farrago.matching.columns import Columns, Taken
from farrago.matching.load import Load
from farrago.metrics import Metric
from farrago.scoring.headline import NAME, PARTS, headline_row, headline_rows, headline_tally
from farrago.scoring.layers import attempted, is_annotated, is_attempted, layers_seen
from farrago.scoring.options import Options, Scored
from farrago.scoring.registry import counted
from farrago.scoring.summary import DOCUMENT_FACETS
from farrago.scoring.sums import MetricSums
from farrago.tally import OVERALL, AnyTally, Block, Counts, Tally
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import Unlocated
from farrago_schema.types import LAYERS, Document, Layer, Prediction

FUNCTIONS = frozenset({"_metrics", "_needed", "_known", "_at_once"})
"""What of a ``Counting`` holds functions, which stay in their process."""


class Counting:
    """The counts of the documents so far, of all metrics. Those of different documents merge.

    Of each document rows are kept if the options say so; otherwise its counts are summed at once. Metrics
    that count many documents at once wait for a batch of them.
    """

    def __init__(self, metrics: Mapping[str, Metric], options: Options) -> None:
        self._metrics, self._needed, self._options = metrics, counted(metrics), options
        self._known: dict[tuple[Layer, ...], Sequence[tuple[str, Metric]]] = {}
        self._facets = options.facets.intersection(DOCUMENT_FACETS)
        self._at_once = _counted_at_once(self._needed, options)
        self._item_facets = options.facets.difference(DOCUMENT_FACETS)
        reads_page = bool(self._item_facets) or any(each.reads_text for each in self._at_once.values())
        self.columns = Columns(options.labels, reads_page=reads_page)
        self._waiting: list[tuple[Document, Prediction, Taken]] = []
        self._load = Load()
        self.rows: dict[str, dict[str, Counts]] = {name: {} for name in self._needed}
        self.blocks: dict[str, list[Block]] = {name: [] for name in self._needed}
        self.sums = {name: MetricSums() for name in {**self._needed, **metrics}}
        self.seen: set[Layer] = set()
        self.duplicates: Counter[str] = Counter()
        self.located: Counter[str] = Counter()
        self.unlocated: list[Unlocated] = []
        self.done: set[str] = set()
        self.missing: list[str] = []

    def __getstate__(self) -> dict[str, object]:
        """Return what another process needs to merge: the metrics are functions, and it has them."""
        self._compare()
        for name, sums in self.sums.items():
            sums.flush(self._metrics.get(name) or self._needed[name])
        return {name: value for name, value in vars(self).items() if name not in FUNCTIONS}

    def add(self, document: Document, prediction: Prediction) -> None:
        """Count a valid prediction of a document; mentions that are texts are located first."""
        self.see(prediction)
        aligned = align(prediction, document, self._options.labels.values)
        self.located.update(aligned.located)
        self.unlocated.extend(aligned.unlocated)
        sides = self.columns.of(document, aligned.prediction) if self._at_once else None
        if sides is None:
            self._count(document, aligned.prediction, self._needed)
            return
        self._waiting.append((document, aligned.prediction, sides))
        if self._load.add(sides):
            self._compare()

    @property
    def is_at_once(self) -> bool:
        """Whether all is counted of many documents at once."""
        return self._at_once.keys() == self._needed.keys()

    def see(self, prediction: Prediction) -> None:
        """Note that a document is done, and the layers that its prediction attempts."""
        self.done.add(prediction.id)
        if len(self.seen) < len(LAYERS):
            self.seen |= layers_seen(prediction)

    def _compare(self) -> None:
        """Count the documents that wait."""
        waiting, self._waiting, self._load = self._waiting, [], Load()
        if not waiting:
            return
        batch = self.batch([taken for *_, taken in waiting])
        others = self._needed.keys() - self._at_once.keys()
        for (document, prediction, _), is_odd in zip(waiting, batch.odd.tolist(), strict=True):
            if is_odd or others:
                self._count(document, prediction, self._needed if is_odd else others)
        plain = [each for each, is_odd in zip(waiting, batch.odd.tolist(), strict=True) if not is_odd]
        if not plain:
            return
        if len(plain) < len(waiting):
            batch = self.batch([taken for *_, taken in plain])
        slices = [self.slices(document) for document, *_ in plain]
        self.add_batch(batch, [document.id for document, *_ in plain], slices)

    def batch(self, taken: Sequence[Taken]) -> Batch:
        """Return documents as they are compared at once."""
        return Batch(self.columns, taken, self._item_facets)

    def add_batch(self, batch: Batch, documents: Sequence[str], slices: Sequence[Sequence[str]]) -> None:
        """Count plain documents by the metrics that count many at once."""
        self.duplicates.update(batch.duplicates)
        counts = {
            name: metric.count_many(batch) for name, metric in self._at_once.items() if metric.count_many
        }
        if self._options.by_document:
            for name, found in counts.items():
                self.blocks[name].append(found.block(documents))
            return
        for name, found in counts.items():
            self.sums[name].add_many(found, slices, self._needed[name])
        if NAME in self._metrics and counts.keys() >= PARTS.keys():
            self.sums[NAME].add_many(headline_rows(counts), slices, self._metrics[NAME])

    def add_missing(self, document: Document) -> None:
        """Count a document that has no prediction as empty."""
        self.missing.append(document.id)
        self._count(document, Prediction(document.id), self._needed)

    def _count(self, document: Document, prediction: Prediction, names: Collection[str]) -> None:
        options = self._options
        pair = Pair(document, prediction, options.labels, options.facets, options.training)
        if names is self._needed:  # else a batch tells
            self.duplicates.update(pair.predicted.duplicates)
        counts = {
            name: metric.count(pair) for name, metric in self._annotated(document.layers) if name in names
        }
        if self._options.by_document:
            for name, found in counts.items():
                self.rows[name][pair.document.id] = dict(found)
            return
        slices = self.slices(document)
        for name, found in counts.items():
            self.sums[name].add(found, slices, self._needed[name])
        if NAME in self._metrics and counts.keys() >= PARTS.keys():
            self.sums[NAME].add({OVERALL: headline_row(counts)}, slices, self._metrics[NAME])

    def slices(self, document: Document) -> Sequence[str]:
        """Return the groups that a document belongs to as a whole."""
        return [group_of(facet)[getattr(document.meta, facet) or None] for facet in self._facets]

    def _annotated(self, layers: tuple[Layer, ...]) -> Sequence[tuple[str, Metric]]:
        """Return the metrics that gold with these layers has something for."""
        if layers not in self._known:
            self._known[layers] = [
                (name, metric) for name, metric in self._needed.items() if is_annotated(metric, layers)
            ]
        return self._known[layers]

    def merge(self, other: Counting) -> None:
        """Add the counts of other documents."""
        self._compare()
        other._compare()
        for name, rows in other.rows.items():
            self.rows[name].update(rows)
            self.blocks[name] += other.blocks[name]
        for name, sums in other.sums.items():
            metric = self._metrics.get(name) or self._needed[name]
            self.sums[name].merge(sums, metric)
        self.seen |= other.seen
        self.duplicates.update(other.duplicates)
        self.located.update(other.located)
        self.unlocated += other.unlocated
        self.done |= other.done
        self.missing += other.missing

    def scored(self) -> Scored:
        """Return what all of it comes to."""
        self._compare()
        layers = attempted(self._options.layers, self.seen)
        return Scored(
            self._tallies(layers),
            layers,
            tuple(sorted(self.missing)),
            dict(sorted(self.duplicates.items())),
            len(self.done),
            {rule: self.located[rule] for rule in RULES if rule in self.located},
            tuple(sorted(self.unlocated, key=lambda each: each.document)),
        )

    def _tallies(self, layers: Sequence[Layer]) -> dict[str, AnyTally | None]:
        """Return the tallies of what is asked for; ``None`` if it is not attempted, or nowhere annotated."""
        known: dict[str, AnyTally] = {}
        for name, metric in self._needed.items():
            if is_attempted(metric, layers):
                if self.rows[name] or self.blocks[name]:
                    known[name] = Tally.of(metric.columns, self.rows[name], self.blocks[name])
                elif not self.sums[name].is_empty:
                    known[name] = self.sums[name].totals(metric)
        if NAME in self._metrics and known.keys() >= PARTS.keys():
            rows = {name: tally for name, tally in known.items() if isinstance(tally, Tally)}
            known[NAME] = headline_tally(rows) or self.sums[NAME].totals(self._metrics[NAME])
        return {name: known.get(name) for name in self._metrics}


def _counted_at_once(needed: Mapping[str, Metric], options: Options) -> Mapping[str, Metric]:
    """Return the metrics that count many documents at once what the options ask for."""
    if options.training is not None:
        return {}
    return {name: metric for name, metric in needed.items() if metric.count_many is not None}


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
    counting = Counting(metrics, options)
    problems: list[Problem] = []
    for prediction in predictions:
        if prediction.id not in gold or prediction.id in counting.done:
            problems.append(wrong_id(prediction.id, prediction.id in counting.done))
            continue
        counting.add(gold[prediction.id], prediction)
    missing = sorted(gold.keys() - counting.done)
    if not options.allow_missing:
        problems += map(missing_id, missing)
    if problems:
        raise InputError(problems)
    for id_ in missing:
        counting.add_missing(gold[id_])
    return counting.scored()


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
