"""Sets of items, and how many of them are correct, predicted and in gold: overall, and by group.

An item counts in groups besides the overall one: its type, and what else its metric is broken down by. They
are found once for all items of a side, and counted for many documents at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, compress
from operator import not_
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from farrago.tally import OVERALL, Block, Counts, Integers

Groups = tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)
Items = Mapping[Any, Groups]
"""A set of items, each with the groups that it counts in besides the overall one."""

Columns = Mapping[str, Callable[[], Iterable[str | None]]]
"""What finds the value of a facet for each of the items of a side, ``None`` where it has none; by facet."""


def groups_of(types: Iterable[str], facets: Callable[[], Columns], asked: Collection[str]) -> list[Groups]:
    """Return the groups of items, given in columns: of their types, and of the facets that are asked for."""
    if not asked:
        return list(map(_OF_TYPE.__getitem__, types))
    columns = [map(group_of("type").__getitem__, types)]
    columns += [
        map(group_of(name).__getitem__, column()) for name, column in facets().items() if name in asked
    ]
    return list(zip(*columns, strict=True))


def items_of(items: Iterable[Key], groups: Sequence[Groups]) -> dict[Key, Groups]:
    """Return items with their groups; one that is there twice counts once, in the groups of both."""
    told = list(items)
    found = dict(zip(told, groups, strict=True))
    if len(found) < len(told):
        # Nearly always both are in the same groups, of which the dictionary holds the last.
        for item, names in zip(told, groups, strict=True):
            if found[item] != names:
                found[item] = tuple(dict.fromkeys((*found[item], *names)))
    return found


def count_items(*families: tuple[Items, Items]) -> ItemCounts:
    """Count correct, predicted and gold items of each (gold, predicted) family, overall and by group.

    A correct item counts in the groups that gold gives it, a wrong one in those that the prediction gives it.
    """
    overall: list[int] = []
    counted = []
    for gold, predicted in families:
        found = [*map(gold.get, predicted)]  # gold's groups of what is correct, None for what is wrong
        hits = [*filter(None, found)]
        wrong = [*compress(predicted.values(), map(not_, found))]
        overall += len(hits), len(predicted), len(gold)
        counted.append(Family([*gold.values()], hits, wrong))
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
                self._add(start, *(Counter(chain.from_iterable(items)) for items in family))
        return self._rows

    def _add(self, start: int, held: Counter[str], hits: Counter[str], wrong: Counter[str]) -> None:
        for group in held.keys() | wrong.keys():
            row = self._rows.get(group)
            if row is None:
                row = self._rows[group] = [0] * len(self.overall)
            row[start : start + 3] = hits[group], hits[group] + wrong[group], held[group]


class _Named(dict[str | None, str]):
    """The group of each value of a facet, as they come up."""

    def __init__(self, facet: str) -> None:
        super().__init__()
        self._facet = facet

    def __missing__(self, value: str | None) -> str:
        group = self[value] = f"{self._facet}={value or 'none'}"
        return group


class _OfType(dict[str, Groups]):
    """The groups of an item that is broken down by its type alone."""

    def __missing__(self, type_: str) -> Groups:
        groups = self[type_] = (group_of("type")[type_],)
        return groups


def of_type(type_: str) -> Groups:
    """Return the groups of an item that is broken down by its type alone."""
    return _OF_TYPE[type_]


@cache
def group_of(facet: str) -> Mapping[str | None, str]:
    """Return the group of each value of a facet: ``type=PER``."""
    return _Named(facet)


_OF_TYPE = _OfType()


class Facet(NamedTuple):
    """A way to break items down: the values, and for each item of gold and of the prediction one's number."""

    values: Sequence[str | None]
    gold: Integers
    predicted: Integers


class ByValue(NamedTuple):
    """What is counted by the values of one facet, shape ``(documents, values, columns)``.

    A group is there where anything is counted, or where ``is_there`` (documents, values) says so.
    """

    names: Sequence[str]
    numbers: Integers
    is_there: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, facet: str, values: Iterable[str | None], numbers: Integers) -> ByValue:
        """Name the groups, which are there where anything is counted."""
        is_there: npt.NDArray[np.bool_] = np.any(numbers, axis=-1)
        return cls([group_of(facet)[value] for value in values], numbers, is_there)


class Many:
    """What a metric counts in many documents: rows of whole numbers, shape ``(documents, columns)``.

    And the same by groups.
    """

    def __init__(self, rows: Integers, groups: Sequence[ByValue] = ()) -> None:
        self.rows, self.groups = rows, groups

    def with_zeros(self, columns: int) -> Many:
        """Return the counts with so many columns more in which nothing is counted."""
        more = [(0, 0), (0, columns)]
        groups = [each._replace(numbers=np.pad(each.numbers, [(0, 0), *more])) for each in self.groups]
        return Many(np.pad(self.rows, more), groups)

    def taken(self, columns: Sequence[int]) -> Many:
        """Return some of the columns."""
        groups = [each._replace(numbers=each.numbers[..., columns]) for each in self.groups]
        return Many(self.rows[..., columns], groups)

    def totals(self) -> Mapping[str, Integers]:
        """Return the sums over the documents, overall and by group."""
        found = {OVERALL: self.rows.sum(axis=0)}
        for names, numbers, is_there in self.groups:
            sums = numbers.sum(axis=0)
            for at in np.flatnonzero(is_there.any(axis=0)).tolist():
                found[names[at]] = found.get(names[at], 0) + sums[at]
        return found

    def block(self, documents: Sequence[str]) -> Block:
        """Return the counts as those of documents of these ids."""
        found = {OVERALL: self.rows}
        for names, numbers, is_there in self.groups:
            for at in np.flatnonzero(is_there.any(axis=0)).tolist():
                found[names[at]] = found.get(names[at], 0) + numbers[:, at]
        return Block(documents, found)

    def counts(self, document: int) -> Counts:
        """Return what is counted in one of the documents."""
        found = {OVERALL: self.rows[document]}
        for names, numbers, is_there in self.groups:
            for at in np.flatnonzero(is_there[document]).tolist():
                found[names[at]] = found.get(names[at], 0) + numbers[document, at]
        return {group: row.tolist() for group, row in found.items()}


def numbers_of(shape: tuple[int, int], columns: Sequence[tuple[Integers, Integers]]) -> Integers:
    """Count items by document and value, given for each column by these numbers."""
    documents, values = shape
    return np.stack(
        [
            np.bincount(document * values + value, minlength=documents * values).reshape(shape)
            for document, value in columns
        ],
        axis=-1,
    )
