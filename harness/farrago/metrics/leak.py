"""Leaks between stories: relations and arguments that tie together what no story of the page does.

A predicted relation or argument leaks if gold does not have it and its ends share no story. The stories of an
end are those of the zones in which the mentions of the aligned gold entity (for an event, the triggers of the
aligned gold event) begin; its own spans tell for one that is aligned with nothing. Boilerplate is a story of
its own. An end without a place, such as an event without triggers, cannot leak, nor can anything on a page
without zones.

Gold has an argument if the aligned gold event has that filler in that role, as in ``argument``'s ``plus_*``.
It has a relation whatever its status and the types of its ends, and if it follows by closure of
``located_in`` or ``part_of``.

``leaked`` counts the leaks, ``gold`` the relations of gold that are not denied and its arguments. Less is
better: gold scores 0, and so does silence.

Formula:
    ``rate`` = leaked / (leaked + gold)
Source:
    Farrago's own: what goes wrong on pages that hold several stories, and on clean articles cannot.
Over 0:
    The rate is null where there is neither a leak nor gold.
Peers:
    None.
Example: a company gets the convict of another story
    text[s1]: Ana Ruiz runs Teva.
    text[s2]: A court in Oslo jailed Bo Lind.
    gold: a PER = Ana Ruiz; t ORG = Teva; leads(a, t)
    gold: b PER = Bo Lind; o GPE = Oslo; Justice.Sentence(Defendant b, Place o) = jailed
    said: a PER = Ana Ruiz; t ORG = Teva; leads(b, t)
    said: b PER = Bo Lind; o GPE = Oslo; Justice.Sentence(Defendant a, Place o) = jailed
    note: Bo Lind leads nothing in the first story, and Ana Ruiz is not jailed in the second: two leaks beside
        a relation and two arguments of gold.
    leaked = 2
    gold = 1 + 2
    rate = leaked / (leaked + gold) = 2/5 = 0.4
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import numpy as np

from farrago.items import ByValue, Many, numbers_of, of_type
from farrago.matching import Key, Pair, Span
from farrago.matching.batch import Batch
from farrago.matching.cells import at
from farrago.matching.columns import STATUSES, Arrays, Truth, Whole
from farrago.matching.keys import PART, is_in, packed, unique
from farrago.matching.triples import DENIED, all_mapped
from farrago.metrics import Metric
from farrago.rates import Scores, rate
from farrago.tally import OVERALL, Counts, Integers

COLUMNS = ("leaked", "gold")

Item = tuple[str, Hashable]
"""The type of a relation or of an event, and what makes the item one."""


def count(pair: Pair) -> Counts:
    """Count leaks and gold items, by type of relation and of event."""
    rows: dict[str, list[int]] = {OVERALL: [0, 0]}
    if not pair.document.zones:
        return rows
    leaked = {*_leaked_relations(pair), *_leaked_arguments(pair)}
    gold = {*_gold_relations(pair), *_gold_arguments(pair)}
    for column, items in enumerate((leaked, gold)):
        rows[OVERALL][column] = len(items)
        for type_, _ in items:
            (group,) = of_type(type_)
            rows.setdefault(group, [0, 0])[column] += 1
    return rows


def _gold_relations(pair: Pair) -> Iterator[Item]:
    for triple, statuses in pair.gold.relations.items():
        if statuses != DENIED:
            yield triple[0], triple


def _gold_arguments(pair: Pair) -> Iterator[Item]:
    for index, happening in enumerate(pair.gold.happenings):
        for role, filler in happening.arguments:
            yield happening.type, (index, role, filler)


def _leaked_relations(pair: Pair) -> Iterator[Item]:
    known = pair.implied | pair.gold.relations.keys()
    relations = pair.predicted.relations
    stand = all_mapped(pair.labels, relations, pair.alignment)
    for (triple, statuses), relation in zip(relations.items(), stand, strict=True):
        if statuses != DENIED and relation not in known:
            _, head, tail = triple
            if _are_apart(pair, _filler_spans(pair, head), _filler_spans(pair, tail)):
                yield triple[0], relation


def _leaked_arguments(pair: Pair) -> Iterator[Item]:
    known = set(_gold_arguments(pair))
    for event, happening in zip(pair.event_alignment, pair.predicted.happenings, strict=True):
        triggers = pair.gold.happenings[event].triggers if event >= 0 else happening.triggers
        for role, filler in happening.arguments:
            item = happening.type, (event, role, pair.alignment[filler])
            if item not in known and _are_apart(pair, triggers, _filler_spans(pair, filler)):
                yield item


def _filler_spans(pair: Pair, filler: int) -> Sequence[Span]:
    """Return the spans of the gold filler that a predicted one stands for, else its own."""
    key: Key = pair.alignment[filler]
    return pair.gold.fillers[key].spans if key >= 0 else pair.predicted.fillers[filler].spans


def _are_apart(pair: Pair, one: Sequence[Span], other: Sequence[Span]) -> bool:
    here, there = pair.places.stories(one), pair.places.stories(other)
    return bool(here and there) and here.isdisjoint(there)


def score(numbers: Integers) -> Scores:
    """Return the share of leaks among leaks and gold items, over any leading axes."""
    leaked, gold = numbers[..., 0], numbers[..., 1]
    return {"rate": rate(leaked, leaked + gold)}


def count_many(batch: Batch) -> Many:
    """Count leaks and gold items in many documents."""
    gold, predicted, pages = batch.gold, batch.predicted, batch.pages
    alignment, events = batch.alignment, batch.event_alignment
    bits = _stories(batch)
    told = batch.triples(gold, gold.place)
    stand = batch.triples(predicted, batch.fillers(alignment))
    is_new = ~is_in(stand, np.append(told, batch.implied)) & (predicted.status != STATUSES["denied"])
    relations = is_new & _are_far(bits[0][predicted.head], bits[0][predicted.tail])
    held = packed(
        gold.argument_document,
        gold.argument_type,
        gold.event_place[gold.event],
        gold.role,
        gold.place[gold.argument],
    )
    said = packed(
        predicted.argument_document,
        predicted.argument_type,
        batch.events(events)[predicted.event],
        predicted.role,
        batch.fillers(alignment)[predicted.argument],
    )
    arguments = ~is_in(said, held) & _are_far(bits[1][predicted.event], bits[0][predicted.argument])
    found = []
    for names, leaked, items, parts in (
        (batch.columns.relation_types, stand[relations], told[gold.status != STATUSES["denied"]], 2),
        (batch.columns.event_types, said[arguments], held, 3),
    ):
        groups = [unique(keys) >> PART * parts for keys in (leaked, items)]
        kept = [group[pages.has_zones[group >> PART]] for group in groups]
        columns = [(group >> PART, group & (1 << PART) - 1) for group in kept]
        numbers = numbers_of((batch.documents, max(len(names), 1)), columns)
        found.append(ByValue.of("type", names, numbers))
    return Many(sum((each.numbers.sum(axis=1) for each in found[1:]), found[0].numbers.sum(axis=1)), found)


def _stories(batch: Batch) -> tuple[Whole, Whole]:
    """Return the stories of predicted fillers and events, as bits: gold's where they stand for gold's."""
    found = []
    for alignment, parts in ((batch.alignment, _mentions), (batch.event_alignment, _triggers)):
        held, said = (batch.pages.all_stories(*parts(side)) for side in (batch.gold, batch.predicted))
        found.append(np.where(alignment >= 0, at(held, alignment, none=0), said))
    return found[0], found[1]


def _mentions(side: Arrays) -> tuple[Whole, Whole, Whole, int]:
    return side.mention_document, side.start, side.owner, len(side.type)


def _triggers(side: Arrays) -> tuple[Whole, Whole, Whole, int]:
    return side.trigger_document, side.trigger_start, side.trigger_event, len(side.event_type)


def _are_far(one: Whole, other: Whole) -> Truth:
    found: Truth = (one > 0) & (other > 0) & (one & other == 0)
    return found


METRIC = Metric(
    COLUMNS,
    count,
    score,
    layers=("entities", "relations", "events"),
    items="relation",
    primary="rate",
    shown=COLUMNS,
    is_of_sets=False,
    perfect=0.0,
    count_many=count_many,
)
