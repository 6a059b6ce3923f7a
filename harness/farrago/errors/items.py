"""What is found of an item, before it becomes a record; and how items that differ find each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec import Struct

from farrago.errors import words
from farrago.errors.scene import Scene
from farrago.matching import Span, best_pairs
from farrago.matching.identity import is_somewhere
from farrago_schema.errors import ErrorLayer, Kind, Outcome

T = TypeVar("T")
Keys = Callable[[T], Iterable[Hashable]]


class Side(Struct, frozen=True, gc=False):
    """An item as one side has it; ``Outcome`` says what its fields mean in each layer."""

    type: str
    span: Span | None = None
    label: str | None = None
    head: str | None = None
    tail: str | None = None
    tail_span: Span | None = None
    end_types: str = ""


class Found(Struct, frozen=True, gc=False):
    """A record to be: an item of gold, of the prediction, or of both."""

    layer: ErrorLayer
    kind: Kind
    gold: Side | None
    predicted: Side | None
    costs: tuple[str, ...]
    cause: ErrorLayer | None = None

    @property
    def main(self) -> Side:
        """The side that tells where it stands and what type it has: gold's, if it has that."""
        side = self.gold or self.predicted
        assert side is not None, "a record has a side"
        return side

    def phrases(self, scene: Scene) -> tuple[str | None, str | None]:
        """Return what gold says, and what the prediction says instead, in words."""
        return words.both(self.layer, self.kind, _told(scene, self.gold), _told(scene, self.predicted))

    def message(self, scene: Scene) -> str:
        """Return both in one line."""
        return words.message(self.layer, self.kind, _told(scene, self.gold), _told(scene, self.predicted))

    def outcome(self, scene: Scene, source: str | None) -> Outcome:
        """Return the public record, with words and context."""
        main = self.main
        sides = [side for side in (self.gold, self.predicted) if side is not None]
        spans = [side.span for side in sides] + [side.tail_span for side in sides]
        context = scene.context(span for span in spans if span is not None)
        place = next((side.span for side in sides if side.span and is_somewhere(side.span)), None)
        places = scene.pair.places
        return Outcome(
            scene.document.id,
            self.layer,
            self.kind,
            self.cause,
            main.type,
            self.predicted.type if self.predicted else None,
            self.message(scene),
            *_columns(scene, self.gold),
            *_columns(scene, self.predicted),
            zone=places.zone(place) if place else None,
            story=places.story(place) if place else None,
            context=scene.text(context) if context else None,
            context_start=context[0] if context else None,
            costs=self.costs,
            source=source,
        )


class Columns(NamedTuple):
    """The columns of one side of a record, in their order."""

    start: int | None = None
    end: int | None = None
    text: str | None = None
    label: str | None = None
    head: str | None = None
    tail: str | None = None
    tail_start: int | None = None
    tail_end: int | None = None


def _columns(scene: Scene, side: Side | None) -> Columns:
    if side is None:
        return Columns()
    start, end = _offsets(side.span)
    text = None if side.span is None else scene.text(side.span)
    return Columns(start, end, text, side.label, side.head, side.tail, *_offsets(side.tail_span))


def _offsets(span: Span | None) -> tuple[int | None, int | None]:
    return span if span is not None and is_somewhere(span) else (None, None)


def _told(scene: Scene, side: Side | None) -> words.Told | None:
    if side is None:
        return None
    text = "" if side.span is None else scene.text(side.span)
    is_found = side.span is None or is_somewhere(side.span)
    return words.Told(
        side.type, text, side.label or "", side.head or "", side.tail or "", is_found, side.end_types
    )


def matched(gold: list[T], predicted: list[T], gold_keys: Keys[T], keys: Keys[T]) -> Iterator[tuple[T, T]]:
    """Yield pairs of items that share a key, and take them out of both lists.

    As many items as can be find a partner; among equals, the first in the order of the lists.
    """
    holders: dict[Hashable, list[int]] = {}
    for row, item in enumerate(gold):
        for key in gold_keys(item):
            holders.setdefault(key, []).append(row)
    shared = {
        (row, column): 1
        for column, item in enumerate(predicted)
        for key in keys(item)
        for row in holders.get(key, ())
    }
    pairs = best_pairs(shared)
    found = [(gold[row], predicted[column]) for column, row in sorted(pairs.items())]
    gold[:] = _without(gold, set(pairs.values()))
    predicted[:] = _without(predicted, pairs.keys())
    yield from found


def _without(items: Sequence[T], indices: Iterable[int]) -> list[T]:
    taken = set(indices)
    return [item for index, item in enumerate(items) if index not in taken]


def costs(column: str, *, gold: bool, predicted: bool) -> tuple[str, ...]:
    """Return the scores that a wrong item lowers; ``column`` is ``metric.`` with a prefix if need be."""
    return (f"{column}recall",) * gold + (f"{column}precision",) * predicted
