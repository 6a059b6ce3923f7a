"""How items of many documents are counted: overall and by facets, of which the type is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from farrago.items import ByValue, Facet, Many, numbers_of
from farrago.matching.batch import Batch
from farrago.matching.cells import at
from farrago.matching.columns import KINDS, OFFSET, REALIS, Arrays, Truth, Whole
from farrago.matching.keys import PART, common, unique
from farrago.matching.pages import STORY_VALUES

Facets = Mapping[str, Callable[[], Facet]]
"""What finds a facet of the items of a metric, by its name."""


class Listed(NamedTuple):
    """Items of one side: of each its document, its number among all items of the metric, and what it is.

    Items of one ``key`` are one, in the groups of all of them; keys count from 0, through all documents.
    ``is_hit`` says of each key whether the other side has it, ``is_distinct`` whether no key is there twice.
    """

    documents: Whole
    items: Whole
    keys: Whole
    is_hit: Truth
    is_distinct: bool

    def by(self, values: Whole, number: int) -> tuple[Whole, Whole, Truth]:
        """Return documents and values of items, each value of a key once, and whether that is a hit."""
        keys, found = self.keys, values[self.items]
        if not self.is_distinct:
            pairs = unique(keys * number + found)
            keys, found = pairs // number, pairs % number
        return self.documents[keys], found, self.is_hit[keys]

    def wrong(self) -> Listed:
        """Return the items that the other side does not have."""
        kept = ~self.is_hit[self.keys]
        return self._replace(items=self.items[kept], keys=self.keys[kept])


Family = tuple[Listed, Listed]
"""Items of gold and of the prediction."""


def aligned(documents: tuple[Whole, Whole], items: tuple[Whole, Whole], alignment: Whole) -> Family:
    """Return the family of items that are all different.

    ``items`` are the numbers of those that count, ``documents`` those of all, and ``alignment`` tells of each
    predicted one that counts the gold item that it is, −1 if it is none.
    """
    is_hit = np.zeros(len(documents[0]) + 1, dtype=np.bool_)
    is_hit[alignment] = True
    gold, predicted = items
    return (
        Listed(documents[0][gold], gold, np.arange(len(gold)), is_hit[gold], True),
        Listed(documents[1][predicted], predicted, np.arange(len(predicted)), alignment >= 0, True),
    )


def keyed(documents: tuple[Whole, Whole], items: tuple[Whole, Whole], keys: tuple[Whole, Whole]) -> Family:
    """Return the family of items that are what their keys are; those of different documents differ."""
    different, shared = [unique(side) for side in keys], common(unique(keys[0]), unique(keys[1]))
    found = []
    for side, own, numbers, document in zip(keys, different, items, documents, strict=True):
        is_hit = np.zeros(len(own), dtype=np.bool_)
        is_hit[np.searchsorted(own, shared)] = True
        place = np.searchsorted(own, side)
        of_key = np.zeros(len(own), dtype=np.int64)
        of_key[place] = document[numbers]
        found.append(Listed(of_key, numbers, place, is_hit, len(own) == len(side)))
    return found[0], found[1]


def count_families(batch: Batch, families: Sequence[Family], facets: Facets) -> Many:
    """Count correct, predicted and gold items of each family.

    A correct item counts in the groups that gold gives it, a wrong one in those that the prediction gives it.
    """
    rows = []
    for gold, predicted in families:
        counted = gold.documents[gold.is_hit], predicted.documents, gold.documents
        rows += [np.bincount(documents, minlength=batch.documents) for documents in counted]
    groups = []
    for name, find in facets.items():
        if name == "type" or name in batch.facets:
            facet = find()
            number = max(len(facet.values), 1)
            columns: list[tuple[Whole, Whole]] = []
            for gold, predicted in families:
                held, value, is_hit = gold.by(facet.gold, number)
                wrong, other, _ = predicted.wrong().by(facet.predicted, number)
                correct = held[is_hit], value[is_hit]
                said = np.append(correct[0], wrong), np.append(correct[1], other)
                columns += [correct, said, (held, value)]
            numbers = numbers_of((batch.documents, number), columns)
            groups.append(ByValue.of(name, facet.values, numbers))
    return Many(np.stack(rows, axis=-1), groups)


def count_keyed(
    batch: Batch,
    documents: tuple[Whole, Whole],
    families: Sequence[tuple[tuple[Whole, Whole], tuple[Whole, Whole], int]],
    types: Sequence[str],
    facets: Callable[[], Facets],
) -> Many:
    """Count the same of items that are what their keys are.

    A family is the numbers of its items on both sides, their keys, and how many parts of these come after
    the document and the type: so what is broken down by type alone needs the keys and nothing else.
    """
    if batch.facets:
        found = [keyed(documents, items, keys) for items, keys, _ in families]
        return count_families(batch, found, facets())
    columns = []
    for _, (gold, predicted), rest in families:
        held, said = unique(gold), unique(predicted)
        for keys in (common(held, said), said, held):
            group = keys >> PART * rest
            columns.append((group >> PART, group & (1 << PART) - 1))
    numbers = numbers_of((batch.documents, max(len(types), 1)), columns)
    return Many(numbers.sum(axis=1), [ByValue.of("type", types, numbers)])


def count_labels_at_once(  # noqa: PLR0913, PLR0917  # as much as tells labelled places of both sides
    batch: Batch,
    documents: tuple[Whole, Whole],
    items: tuple[Whole, Whole],
    alignment: Whole,
    labels: tuple[Whole, Whole],
    facets: Facets,
) -> Many:
    """Count labelled places, and of the places that both sides have those with gold's label.

    ``alignment`` tells of each predicted place that counts the place of gold that it is. Columns are those of
    ``metric_of_labels``.
    """
    is_agreed = at(labels[0], alignment, none=-1) == labels[1][items[1]]
    families = [aligned(documents, items, np.where(is_agreed, alignment, -1))]
    # What is agreed on is counted beside what is shared as items of gold: of its places, in its groups.
    shared, agreed = np.sort(alignment[alignment >= 0]), np.sort(alignment[is_agreed & (alignment >= 0)])
    of_gold = documents[0], documents[0]
    families.append(aligned(of_gold, (shared, agreed), agreed))
    return count_families(batch, families, facets).taken([0, 1, 2, 3, 5])


# Facets that metrics share.


def page_facets(batch: Batch, *sides: tuple[Whole, Whole]) -> Facets:
    """Return the facets that say in which part of the page things begin, told by documents and offsets."""
    return {
        "zone": lambda: Facet(
            (None, *batch.columns.zone_kinds), *(batch.pages.zone_kinds(*side) for side in sides)
        ),
        "story": lambda: Facet(STORY_VALUES, *(batch.pages.stories(*side) for side in sides)),
    }


def mention_facets(batch: Batch) -> Facets:
    """Return the facets of mentions."""
    gold, predicted = batch.gold, batch.predicted
    return {
        "type": lambda: Facet(tuple(batch.columns.filler_types), gold.mention_type, predicted.mention_type),
        **page_facets(batch, *((side.mention_document, side.start) for side in (gold, predicted))),
        "mention": lambda: Facet(tuple(KINDS), gold.kind, predicted.kind),
    }


CLEAREST = "value", "name", "nominal", "pronoun", None


def clearest_kinds_of_fillers(batch: Batch) -> tuple[Whole, Whole]:
    """Return the place in ``CLEAREST`` of the kind that tells most among the mentions of each filler."""
    place = np.array([CLEAREST.index(kind) for kind in KINDS])
    found = []
    for side in (batch.gold, batch.predicted):
        kinds = np.full(len(side.type), len(CLEAREST) - 1)
        np.minimum.at(kinds, side.owner, place[side.kind])
        found.append(kinds)
    return found[0], found[1]


NOWHERE = (1 << OFFSET) - 1
"""An offset that is in no zone: the last code point of a plain document stands before it."""


def first_triggers(side: Arrays) -> Whole:
    """Return where the first trigger of each event begins; of what has none, nowhere."""
    return _firsts(len(side.event_type), side.trigger_event, side.trigger_start)


def first_starts(side: Arrays) -> Whole:
    """Return where the first mention of each filler begins; of what has none, nowhere."""
    return _firsts(len(side.type), side.owner, side.start)


def _firsts(number: int, owners: Whole, starts: Whole) -> Whole:
    first = np.full(number, NOWHERE)
    np.minimum.at(first, owners, starts)
    return first


def realis_facet(batch: Batch, events: Callable[[Arrays], Whole]) -> Callable[[], Facet]:
    """Return the facet of the realis of events; ``events`` tells the event of each item."""
    return lambda: Facet(
        tuple(REALIS), *(side.realis[events(side)] for side in (batch.gold, batch.predicted))
    )
