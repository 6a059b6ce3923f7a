"""What a metric is, and what metrics share: counting sets of items, and precision, recall and F1.

A metric is one file of this folder that ends ``METRIC = Metric(…)``. It counts one document at a time,
statelessly, in whole numbers; it scores sums of counts, whatever was summed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple

from farrago.items import Columns, Groups, Items, Many, count_items, groups_of, items_of
from farrago.matching import Annotation, Pair, Span, clusters, clusters_at_once
from farrago.matching.batch import Batch
from farrago.matching.cluster_scores import CONLL, conll, score_clusters
from farrago.rates import Numbers, Scores, precision_recall_f1, rate
from farrago.tally import OVERALL, Counts, Integers
from farrago_schema.types import Layer

LabelSets = Mapping[tuple[Span, str], set[str]]
"""What is said of each (span, type)."""

GroupsOfLabels = Callable[[Sequence[tuple[tuple[Span, str], str]]], Sequence[Groups]]
"""Finds the groups of items ((span, type), label)."""

ItemKind = Literal[
    "mention", "flat mention", "entity", "relation", "evidence", "trigger", "event", "argument"
]


class Narrow(NamedTuple):
    """One score by itself: the columns that it needs, and what makes it of them, bit for bit as all are made.

    Who tests many pairs of systems in one score pays for no other.
    """

    columns: tuple[str, ...]
    score: Callable[[Integers], Numbers]


@dataclass(frozen=True)
class Metric:
    """A metric: what it counts of one document, and how sums of counts become scores.

    Attributes:
        columns: names of the counts, in the order of ``count``'s rows and of the last axis of ``score``'s
        input. count: counts one document; must not keep anything. score: maps whole numbers of the shape
        ``(…, columns)`` to named scores of the shape ``(…)``, each of them
            elementwise; NaN is a rate over 0.
        layers: what gold must have and a system must attempt; a document without them is not counted.
        primary: the score that is averaged over types and over documents.
        gold: the column that says how much gold a type has; ``None`` for a metric without types.
        shown: the columns that are printed as they are.
        items: what the metric's items are: the property tests add wrong ones and remove correct ones.
        is_of_sets: whether a wrong item more, or a correct one less, may not raise F1 either.
        perfect: what gold scores against itself: 0 for a metric of errors, of which less is better.
        facets: what ``count`` breaks items down by, besides types, where the pair asks for it.
        narrow: scores that can be had by themselves, by name.
        reads_text: whether it looks at the text of gold, its tokens, sentences or zones, but for facets and
            for training data. One that does not can be given gold that has none.
        count_many: counts in many documents at once what ``count`` counts in each, with the facets that the
            batch names, without training data; a law holds it to that. ``None``: each is counted by itself.
    """

    columns: tuple[str, ...]
    count: Callable[[Pair], Counts]
    score: Callable[[Integers], Scores]
    layers: tuple[Layer, ...]
    items: ItemKind
    primary: str = "f1"
    gold: str | None = "gold"
    shown: tuple[str, ...] = ()
    is_of_sets: bool = True
    perfect: float = 1.0
    facets: tuple[str, ...] = ()
    reads_text: bool = True
    count_many: Callable[[Batch], Many] | None = None
    narrow: Mapping[str, Narrow] = field(default_factory=dict, compare=False)

    def alone(self, name: str) -> Narrow:
        """Return what makes one score, of no more columns than it needs where that is known."""
        return self.narrow.get(name) or Narrow(self.columns, lambda numbers: self.score(numbers)[name])


def metric_of_sets(  # noqa: PLR0913  # a metric is all of this
    count: Callable[[Pair], Counts],
    layers: tuple[Layer, ...],
    items: ItemKind,
    *,
    families: Sequence[str] = ("",),
    facets: tuple[str, ...] = (),
    reads_text: bool = True,
    count_many: Callable[[Batch], Many] | None = None,
) -> Metric:
    """Return a metric that counts ``correct``, ``predicted`` and ``gold`` items for each prefix."""
    columns = tuple(f"{prefix}{name}" for prefix in families for name in ("correct", "predicted", "gold"))
    score = partial(_score_families, tuple(families))
    narrow = {
        f"{prefix}f1": Narrow(columns[3 * index : 3 * index + 3], _f1)
        for index, prefix in enumerate(families)
    }
    return Metric(
        columns,
        count,
        score,
        layers,
        items,
        shown=columns,
        facets=facets,
        narrow=narrow,
        reads_text=reads_text,
        count_many=count_many,
    )


def _f1(numbers: Integers) -> Numbers:
    return _score_families(("",), numbers)["f1"]


def _score_families(families: tuple[str, ...], numbers: Integers) -> Scores:
    scores: Scores = {}
    for index, prefix in enumerate(families):
        correct, predicted, gold = (numbers[..., 3 * index + offset] for offset in range(3))
        scores |= precision_recall_f1(correct, predicted, correct, gold, prefix)
    return scores


def metric_of_labels(  # noqa: PLR0913  # a metric is all of this
    count: Callable[[Pair], Counts],
    layers: tuple[Layer, ...],
    items: ItemKind,
    *,
    facets: tuple[str, ...],
    reads_text: bool = True,
    count_many: Callable[[Batch], Many] | None = None,
) -> Metric:
    """Return a metric of what ``count_labels`` counts: sets, and the accuracy on what both sides have."""
    columns = ("correct", "predicted", "gold", "agreed", "shared")

    def score(numbers: Integers) -> Scores:
        accuracy = rate(numbers[..., 3], numbers[..., 4])
        return {**_score_families(("",), numbers), "accuracy": accuracy}

    return Metric(
        columns,
        count,
        score,
        layers,
        items,
        shown=columns,
        facets=facets,
        reads_text=reads_text,
        count_many=count_many,
    )


def metric_of_clusters(
    overlap: Callable[[Pair], clusters.Overlap],
    layers: tuple[Layer, ...],
    items: ItemKind,
    *,
    reads_text: bool = True,
    overlaps: Callable[[Batch], clusters_at_once.Overlaps] | None = None,
) -> Metric:
    """Return all scores of coreference, and the CoNLL mean, of the clusters that ``overlap`` compares.

    ``overlaps`` compares those of many documents.
    """

    def count(pair: Pair) -> Counts:
        return {OVERALL: clusters.counts(overlap(pair))}

    def count_many(batch: Batch) -> Many:
        assert overlaps is not None, "where there is no comparison of many, this is not called"
        return Many(clusters_at_once.counts(overlaps(batch)))

    shown = tuple(name for name in clusters.COLUMNS if name not in clusters.FRACTIONS)
    return Metric(
        clusters.COLUMNS,
        count,
        score_clusters,
        layers,
        items,
        primary="conll_f1",
        gold=None,
        shown=shown,
        is_of_sets=False,
        narrow={"conll_f1": Narrow(CONLL, conll)},
        reads_text=reads_text,
        count_many=None if overlaps is None else count_many,
    )


def count_labels(gold: LabelSets, predicted: LabelSets, groups: GroupsOfLabels) -> Counts:
    """Count items (place, label), and of the places that both sides have those with the very same labels.

    ``groups`` gives those of places with a label; a place counts in the groups of all labels of gold's.
    """
    held, said = _labelled(gold, groups), _labelled(predicted, groups)
    shared = gold.keys() & predicted.keys()
    all_groups: Items = items_of(
        [item[0] for item in held if item[0] in shared],
        [found for item, found in held.items() if item[0] in shared],
    )
    agreed: Items = {place: found for place, found in all_groups.items() if gold[place] == predicted[place]}
    counts = count_items((held, said), (all_groups, agreed))
    return {group: (*row[:4], row[5]) for group, row in counts.items()}


def _labelled(side: LabelSets, groups: GroupsOfLabels) -> Items:
    items = [(place, label) for place, labels in side.items() for label in labels]
    return dict(zip(items, groups(items), strict=True))


def mention_groups(pair: Pair, side: Annotation) -> Sequence[Groups]:
    """Return the groups of a side's mentions, by all ``MENTION_FACETS``: several metrics share them."""
    return pair.once(_mention_groups, side)


def _mention_groups(pair: Pair, side: Annotation) -> Sequence[Groups]:
    spans = [span for span, _ in side.mentions] if pair.facets else ()

    def facets() -> Columns:
        return {
            **place_facets(pair, spans),
            "mention": lambda: side.kinds,
            "seen": lambda: [pair.seen({span: kind}) for span, kind in zip(spans, side.kinds, strict=True)],
        }

    return groups_of([type_ for _, type_ in side.mentions], facets, pair.facets)


MENTION_FACETS = ("zone", "story", "mention", "seen")


def place_facets(pair: Pair, spans: Sequence[Span | None]) -> Columns:
    """Return the facets that say in which part of the page a span begins, for items that have each one."""
    return {"zone": lambda: pair.places.zones_of(spans), "story": lambda: pair.places.stories_of(spans)}


def clearest_kinds(pair: Pair, side: Annotation) -> Sequence[str | None]:
    """Return for each filler the kind that tells most among its mentions': value, name, nominal, pronoun."""
    return pair.once(_clearest_kinds, side)


def _clearest_kinds(_: Pair, side: Annotation) -> Sequence[str | None]:
    told = [set(filler.kinds.values()) for filler in side.fillers]
    order = ("value", "name", "nominal", "pronoun")
    return [next((kind for kind in order if kind in kinds), None) for kinds in told]
