"""What a metric is, and what metrics share: counting sets of items, and precision, recall and F1.

A metric is one file of this folder that ends ``METRIC = Metric(…)``. It counts one document at a time,
statelessly, in whole numbers; it scores sums of counts, whatever was summed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from farrago.matching import Annotation, Filler, Pair, Span, clusters
from farrago.tally import OVERALL, Counts, Integers
from farrago_schema.types import Layer

Numbers = npt.NDArray[np.float64]
Scores = dict[str, Numbers]
Groups = tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)
Items = Mapping[Any, Groups]
"""A set of items, each with the groups that it counts in besides the overall one."""

LabelSets = Mapping[tuple[Span, str], set[str]]
"""What is said of each (span, type)."""

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
    narrow: Mapping[str, Narrow] = field(default_factory=dict, compare=False)

    def alone(self, name: str) -> Narrow:
        """Return what makes one score, of no more columns than it needs where that is known."""
        return self.narrow.get(name) or Narrow(self.columns, lambda numbers: self.score(numbers)[name])


def metric_of_sets(
    count: Callable[[Pair], Counts],
    layers: tuple[Layer, ...],
    items: ItemKind,
    families: Sequence[str] = ("",),
    facets: tuple[str, ...] = (),
) -> Metric:
    """Return a metric that counts ``correct``, ``predicted`` and ``gold`` items for each prefix."""
    columns = tuple(f"{prefix}{name}" for prefix in families for name in ("correct", "predicted", "gold"))
    score = partial(_score_families, tuple(families))
    narrow = {
        f"{prefix}f1": Narrow(columns[3 * index : 3 * index + 3], _f1)
        for index, prefix in enumerate(families)
    }
    return Metric(columns, count, score, layers, items, shown=columns, facets=facets, narrow=narrow)


def _f1(numbers: Integers) -> Numbers:
    return _score_families(("",), numbers)["f1"]


def _score_families(families: tuple[str, ...], numbers: Integers) -> Scores:
    scores: Scores = {}
    for index, prefix in enumerate(families):
        correct, predicted, gold = (numbers[..., 3 * index + offset] for offset in range(3))
        scores |= precision_recall_f1(correct, predicted, correct, gold, prefix)
    return scores


def metric_of_labels(
    count: Callable[[Pair], Counts], layers: tuple[Layer, ...], items: ItemKind, facets: tuple[str, ...]
) -> Metric:
    """Return a metric of what ``count_labels`` counts: sets, and the accuracy on what both sides have."""
    columns = ("correct", "predicted", "gold", "agreed", "shared")

    def score(numbers: Integers) -> Scores:
        accuracy = rate(numbers[..., 3], numbers[..., 4])
        return {**_score_families(("",), numbers), "accuracy": accuracy}

    return Metric(columns, count, score, layers, items, shown=columns, facets=facets)


def metric_of_clusters(
    clusters_of: Callable[[Annotation], Sequence[clusters.Cluster]],
    layers: tuple[Layer, ...],
    items: ItemKind,
) -> Metric:
    """Return all scores of coreference, and the CoNLL mean, of the clusters that ``clusters_of`` finds."""

    def count(pair: Pair) -> Counts:
        return {OVERALL: clusters.count(clusters_of(pair.gold), clusters_of(pair.predicted))}

    shown = tuple(name for name in clusters.COLUMNS if name not in clusters.FRACTIONS)
    return Metric(
        clusters.COLUMNS,
        count,
        _score_clusters,
        layers,
        items,
        primary="conll_f1",
        gold=None,
        shown=shown,
        is_of_sets=False,
        narrow={"conll_f1": Narrow(CONLL, _conll)},
    )


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


def _conll(numbers: Integers) -> Numbers:
    column = {name: numbers[..., index] for index, name in enumerate(CONLL)}
    return _score_conll(column)["conll_f1"]


def _score_clusters(numbers: Integers) -> Scores:
    column: dict[str, Integers] = {name: numbers[..., index] for index, name in enumerate(clusters.COLUMNS)}
    predicted, gold, mentions = (
        column[name] for name in ("predicted_mentions", "gold_mentions", "ceafm_correct")
    )
    unit = clusters.UNIT
    conll = _score_conll(column)
    mean = conll.pop("conll_f1")
    return {
        **{name: score for name, score in conll.items() if not name.startswith("ceafe_")},
        **precision_recall_f1(mentions, predicted, mentions, gold, "ceafm_"),
        **{name: score for name, score in conll.items() if name.startswith("ceafe_")},
        **_blanc(column),
        **precision_recall_f1(
            column["lea_precise"], predicted * unit, column["lea_recalled"], gold * unit, "lea_"
        ),
        "conll_f1": mean,
    }


def _score_conll(column: Mapping[str, Integers]) -> Scores:
    """Return MUC, B³ and CEAFe, and the mean of their F1."""
    predicted, gold = column["predicted_mentions"], column["gold_mentions"]
    links, alike, unit = column["muc_correct"], column["ceafe_correct"], clusters.UNIT
    scores = {
        **precision_recall_f1(links, column["muc_predicted"], links, column["muc_gold"], "muc_"),
        **precision_recall_f1(
            column["bcub_precise"], predicted * unit, column["bcub_recalled"], gold * unit, "bcub_"
        ),
        **precision_recall_f1(
            alike, column["predicted_clusters"] * unit, alike, column["gold_clusters"] * unit, "ceafe_"
        ),
    }
    return scores | {"conll_f1": _mean([scores[f"{name}_f1"] for name in ("muc", "bcub", "ceafe")])}


def _blanc(column: Mapping[str, Integers]) -> Scores:
    """Return the means of the scores of both kinds of links; where one kind has no score, the other's."""
    kinds = []
    for kind in ("coref", "apart"):
        correct, predicted, gold = (
            column[f"blanc_{kind}_{name}"] for name in ("correct", "predicted", "gold")
        )
        kinds.append(precision_recall_f1(correct, predicted, correct, gold))
    return {f"blanc_{name}": _mean([kind[name] for kind in kinds]) for name in ("precision", "recall", "f1")}


def _mean(parts: Sequence[Numbers]) -> Numbers:
    """Return the mean of the parts that are not null, elementwise; null where all are."""
    values = np.stack(parts)
    known = np.asarray(np.count_nonzero(~np.isnan(values), axis=0))
    return rate(np.asarray(np.nan_to_num(values).sum(axis=0)), known)


def precision_recall_f1(
    precise: Integers, predicted: Integers, recalled: Integers, gold: Integers, prefix: str = ""
) -> Scores:
    """Return precision = precise / predicted, recall = recalled / gold, and their harmonic mean.

    A rate over 0 is null (NaN). F1 is null only if both are; otherwise a null counts as 0, and so does F1
    where precision and recall are both 0. All arguments have one shape, and so have the results.
    """
    precision, recall = rate(precise, predicted), rate(recalled, gold)
    known_precision, known_recall = np.nan_to_num(precision), np.nan_to_num(recall)
    total = known_precision + known_recall
    f1 = np.divide(2 * known_precision * known_recall, total, out=np.zeros_like(total), where=total > 0)
    nothing = np.isnan(precision) & np.isnan(recall)
    return {
        f"{prefix}precision": precision,
        f"{prefix}recall": recall,
        f"{prefix}f1": np.where(nothing, np.nan, f1),
    }


def rate(numerator: Integers | Numbers, denominator: Integers) -> Numbers:
    """Return numerator / denominator, null (NaN) where the denominator is 0."""
    empty = np.full(np.shape(numerator), np.nan)
    return np.divide(numerator, denominator, out=empty, where=np.asarray(denominator) != 0)


def count_items(*families: tuple[Items, Items]) -> ItemCounts:
    """Count correct, predicted and gold items of each (gold, predicted) family, overall and by group.

    A correct item counts in the groups that gold gives it, a wrong one in those that the prediction gives it.
    """
    overall: list[int] = []
    counted = []
    for gold, predicted in families:
        right = gold.keys() & predicted.keys()
        overall += len(right), len(predicted), len(gold)
        wrong = predicted.keys() - right
        counted.append(
            Family(gold.values(), [gold[item] for item in right], [predicted[item] for item in wrong])
        )
    return ItemCounts(overall, counted)


class Family(NamedTuple):
    """The groups of each item of a family: of gold's, of the correct ones, of what is predicted and wrong."""

    held: Iterable[Groups]
    hits: Iterable[Groups]
    wrong: Iterable[Groups]


class ItemCounts(Mapping[str, Sequence[int]]):
    """What ``count_items`` counts. Groups are counted when they are asked for, of many documents at once."""

    __slots__ = ("_rows", "families", "overall")

    def __init__(self, overall: Sequence[int], families: Sequence[Family]) -> None:
        self.overall = overall
        self.families = families
        self._rows: dict[str, list[int]] = {}

    @classmethod
    def joined(cls, parts: Sequence[ItemCounts]) -> ItemCounts:
        """Return the sums of the counts of different documents, of which there is one at least."""
        overall = list(map(sum, zip(*(part.overall for part in parts), strict=True)))
        families = zip(*(part.families for part in parts), strict=True)
        return cls(overall, [Family(*map(chain.from_iterable, zip(*each, strict=True))) for each in families])

    def with_zeros(self, columns: int) -> ItemCounts:
        """Return the counts with so many columns more in which nothing is counted."""
        return ItemCounts([*self.overall, *[0] * columns], self.families)

    def __getitem__(self, group: str) -> Sequence[int]:
        return self.overall if group == OVERALL else self._counted()[group]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counted())

    def __len__(self) -> int:
        return len(self._counted())

    def _counted(self) -> dict[str, list[int]]:
        if not self._rows:
            self._rows[OVERALL] = list(self.overall)
            for start, family in zip(range(0, 3 * len(self.families), 3), self.families, strict=True):
                self._add(start, *map(Counter, family))
        return self._rows

    def _add(self, start: int, held: Counter[Groups], hits: Counter[Groups], wrong: Counter[Groups]) -> None:
        # Many items have the same groups: these are counted together, and only then taken apart.
        for groups in held.keys() | wrong.keys():
            numbers = hits[groups], hits[groups] + wrong[groups], held[groups]
            for group in groups:
                row = self._rows.get(group)
                if row is None:
                    row = self._rows[group] = [0] * len(self.overall)
                for column, number in enumerate(numbers, start):
                    row[column] += number


def count_labels(
    gold: LabelSets, predicted: LabelSets, groups: Callable[[tuple[Span, str], str], Groups]
) -> Counts:
    """Count items (place, label), and of the places that both sides have those with the very same labels.

    ``groups`` gives those of a place with a label; a place counts in the groups of all labels of gold's.
    """

    def items(side: LabelSets) -> Items:
        return {(place, label): groups(place, label) for place, labels in side.items() for label in labels}

    def all_groups(place: tuple[Span, str]) -> Groups:
        return tuple(dict.fromkeys(group for label in gold[place] for group in groups(place, label)))

    places = [place for place in gold if place in predicted]
    shared: Items = {place: all_groups(place) for place in places}
    agreed: Items = {place: shared[place] for place in places if gold[place] == predicted[place]}
    counts = count_items((items(gold), items(predicted)), (shared, agreed))
    return {group: (*row[:4], row[5]) for group, row in counts.items()}


@cache
def of_type(type_: str) -> Groups:
    """Return the groups of an item that is broken down by its type alone."""
    return (f"type={type_}",)


def with_facets(pair: Pair, type_: str, facets: Mapping[str, Callable[[], str | None]]) -> Groups:
    """Return the groups of an item by its type and by those facets that the pair asks for."""
    asked = (f"{name}={value() or 'none'}" for name, value in facets.items() if name in pair.facets)
    return (*of_type(type_), *asked)


def clearest_kind(filler: Filler) -> str | None:
    """Return the kind that tells most among those of its mentions: value, name, nominal, pronoun."""
    told = set(filler.kinds.values())
    return next((kind for kind in ("value", "name", "nominal", "pronoun") if kind in told), None)


def add_item(items: dict[Key, Groups], item: Key, groups: Groups) -> None:
    """Add an item that may be there already: it counts once, in the groups of all that say it."""
    known = items.get(item)
    items[item] = groups if known is None else tuple(dict.fromkeys((*known, *groups)))


def items_of(items: Iterable[Key], groups: Sequence[Groups]) -> dict[Key, Groups]:
    """Return items with their groups; one that is there twice counts once, in the groups of both."""
    told = list(items)
    found = dict(zip(told, groups, strict=True))
    if len(found) != len(told):
        found = {}
        for item, names in zip(told, groups, strict=True):
            add_item(found, item, names)
    return found
