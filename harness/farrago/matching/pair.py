"""A gold document and its prediction, with the work that metrics share: done once, when first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from farrago.matching.annotation import Annotation, Filler, Span, dealt, normal_form
from farrago.matching.assignment import best_pairs, best_pairs_by
from farrago.matching.labels import Labels
from farrago.matching.places import Places, distance
from farrago.matching.training import Training, names_in
from farrago.matching.triples import Key, Triple, implied
from farrago_schema.types import Document, Prediction

T = TypeVar("T")


class Pair:
    """One document as gold and prediction in normal form, and what is aligned with what.

    Args:
        document: the gold; its zones and sentences say where things stand.
        prediction: what a system says of it, every mention with offsets.
        labels: which types are values and which relations are symmetric or transitive.
        facets: the breakdowns that metrics are to count besides types (``zone``, ``distance`` …).
        training: what a system can know from its training data, where that is told.
    """

    def __init__(
        self,
        document: Document,
        prediction: Prediction,
        labels: Labels,
        facets: frozenset[str] = frozenset(),
        training: Training | None = None,
    ) -> None:
        values = "values" in document.layers
        self.document = document
        self.labels = labels
        self.facets = facets
        self.training = training
        self.gold: Annotation = normal_form(document, labels, values=values)
        self.predicted: Annotation = normal_form(prediction, labels, values=values)
        self._made: dict[Hashable, Any] = {}

    def once(self, make: Callable[[Pair, Annotation], T], side: Annotation) -> T:
        """Return what a function makes of a side: metrics that need the same share the work."""
        key = make, side is self.gold
        if key not in self._made:
            self._made[key] = make(self, side)
        found: T = self._made[key]
        return found

    @cached_property
    def places(self) -> Places:
        """Where things stand in the document."""
        return Places(self.document)

    def distances(self, side: Annotation, triples: Iterable[Triple]) -> Sequence[str | None]:
        """Return how far apart the ends of each relation of a side are, in sentences."""
        found = self.sentences(side)
        return [distance(found[head], found[tail]) for _, head, tail in triples]

    def sentences(self, side: Annotation) -> Sequence[frozenset[int]]:
        """Return in which sentences each filler of a side is mentioned."""
        return self.once(_sentences, side)

    @cached_property
    def implied(self) -> set[Triple]:
        """What follows from gold by the transitivity of each relation of containment."""
        return implied(self.gold.relations, self.labels.transitive)

    def names(self, filler: Filler) -> list[str]:
        """Return the names of a filler of either side, as the text writes them."""
        return list(names_in(self.document.text, filler.kinds))

    def seen(self, kinds: Mapping[Span, str | None]) -> str | None:
        """Tell whether training data has one of the mentions' names; ``None`` where none is a name."""
        assert self.training is not None, "what is broken down by seen names needs training data"
        return self.training.has_seen(names_in(self.document.text, kinds))

    @cached_property
    def mention_alignment(self) -> Sequence[Key]:
        """Each predicted mention's gold mention, equal in span and type; ``~index`` where there is none.

        A mention that is said twice has one key.
        """
        gold = {mention: index for index, mention in enumerate(self.gold.mentions)}
        said = self.predicted.mentions
        if len(self.predicted.holders) == len(said):
            return [~index if key is None else key for index, key in enumerate(map(gold.get, said))]
        last = {mention: index for index, mention in enumerate(said)}
        return [gold.get(mention, ~last[mention]) for mention in said]

    @cached_property
    def overlap(self) -> Mapping[tuple[int, int], int]:
        """How many spans each (gold filler, predicted filler) shares, where they share any.

        Entities meet entities; a value meets a value of the same type.
        """
        said = self.predicted.holders
        shared = Counter(zip(map(self.gold.holders.get, said), said.values(), strict=True))
        return {(gold, index): number for (gold, index), number in shared.items() if gold is not None}

    @cached_property
    def alignment(self) -> Sequence[Key]:
        """Each predicted filler's gold filler, one to one; ``~index`` where it has none.

        The assignment maximises the number of shared exact spans, then of equal types, then of shared names,
        and then prefers what comes first in the order of spans.
        """
        scale = 1 + len(self.predicted.holders)

        def weight(pair: tuple[int, int]) -> int:
            spans, same, names = self._likeness(pair)
            return (spans * scale + same) * scale + names

        return self._keys(best_pairs_by(self.overlap, weight))

    @cached_property
    def typed_alignment(self) -> Sequence[Key]:
        """The alignment without the pairs whose types differ."""
        return self._typed(self.alignment)

    @cached_property
    def lenient_alignment(self) -> Sequence[Key]:
        """Each predicted filler's gold filler, many to one: the one that holds most of its spans."""
        best: dict[int, int] = {}
        for pair, shared in self.overlap.items():
            gold, index = pair
            rival = best.setdefault(index, gold)
            if rival != gold and shared >= self.overlap[rival, index]:
                best[index] = max(gold, rival, key=lambda each: (*self._likeness((each, index)), -each))
        return self._keys(best)

    @cached_property
    def lenient_typed_alignment(self) -> Sequence[Key]:
        """The many-to-one alignment without the pairs whose types differ."""
        return self._typed(self.lenient_alignment)

    @cached_property
    def event_alignment(self) -> Sequence[Key]:
        """Each predicted event's gold event of its type, one to one by triggers, then arguments shared."""
        return self._align_events(roles=True)

    @cached_property
    def roleless_event_alignment(self) -> Sequence[Key]:
        """The same, where ties are settled by shared fillers in whatever role."""
        if self._triggers_are_one_to_one:
            return self.event_alignment
        return self._align_events(roles=False)

    def _align_events(self, *, roles: bool) -> Sequence[Key]:
        shared = self._shared_triggers
        if self._triggers_are_one_to_one:
            pairs = {predicted: gold for gold, predicted in shared}
        else:
            scale = 1 + sum(len(happening.arguments) for happening in self.predicted.happenings)
            pairs = best_pairs(
                {
                    pair: triggers * scale + self._shared_arguments(*pair, roles)
                    for pair, triggers in shared.items()
                }
            )
        return [pairs.get(index, ~index) for index in range(len(self.predicted.happenings))]

    def _shared_arguments(self, gold: int, predicted: int, roles: bool) -> int:
        key = self.alignment
        said = {
            (role if roles else "", key[end]) for role, end in self.predicted.happenings[predicted].arguments
        }
        held = {(role if roles else "", end) for role, end in self.gold.happenings[gold].arguments}
        return len(said & held)

    @cached_property
    def _triggers_are_one_to_one(self) -> bool:
        return _is_one_to_one(self._shared_triggers)

    @cached_property
    def _shared_triggers(self) -> dict[tuple[int, int], int]:
        holders: dict[tuple[str, tuple[int, int]], list[int]] = {}
        for index, triggers in enumerate(dealt(self.gold.happenings)):
            for span in triggers:
                holders.setdefault((self.gold.happenings[index].type, span), []).append(index)
        shared: dict[tuple[int, int], int] = {}
        for index, triggers in enumerate(dealt(self.predicted.happenings)):
            for span in triggers:
                for gold in holders.get((self.predicted.happenings[index].type, span), ()):
                    shared[gold, index] = shared.get((gold, index), 0) + 1
        return shared

    def _likeness(self, pair: tuple[int, int]) -> tuple[int, bool, int]:
        """Return how many spans two fillers share, whether their types agree, and how many gold names."""
        gold, said = self.gold.fillers[pair[0]], self.predicted.fillers[pair[1]]
        names = sum(gold.kinds[span] == "name" for span in set(gold.spans).intersection(said.spans))
        return self.overlap[pair], gold.type == said.type, names

    def _keys(self, pairs: dict[int, int]) -> Sequence[Key]:
        return [pairs.get(index, ~index) for index in range(len(self.predicted.fillers))]

    def _typed(self, keys: Sequence[Key]) -> Sequence[Key]:
        gold, said = self.gold.fillers, self.predicted.fillers
        return [
            key if key >= 0 and gold[key].type == said[index].type else ~index
            for index, key in enumerate(keys)
        ]


def _sentences(pair: Pair, side: Annotation) -> Sequence[frozenset[int]]:
    return [pair.places.sentences(filler.spans) for filler in side.fillers]


def _is_one_to_one(pairs: Collection[tuple[int, int]]) -> bool:
    return len({one for one, _ in pairs}) == len(pairs) == len({other for _, other in pairs})
