"""One side of a pair in normal form: ids gone, order canonical, exact duplicates collapsed.

Everything that is counted comes from here, so neither the order of a file nor its ids can change a number.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice
from operator import eq
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from farrago.matching.identity import with_places
from farrago.matching.labels import Labels
from farrago_schema.types import (
    Document,
    Entity,
    Event,
    Mention,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
    Relation,
)

T = TypeVar("T")
Span = tuple[int, int]
"""Start and end in code points, end exclusive; spans sort by start, then end."""

Ends = tuple[str, int, int]
"""A relation: its type, and the indices of the fillers that are its head and its tail."""

NO_DUPLICATES: Mapping[str, int] = {}


class Filler(Struct, frozen=True, gc=False):
    """An entity or a value: its type, its spans in order, and the kind of each mention where one is told."""

    type: str
    is_value: bool
    spans: tuple[Span, ...]
    kinds: dict[Span, str | None]
    value: str | None


class Happening(Struct, frozen=True, order=True, gc=False):
    """An event: its trigger spans in order, and its arguments as (role, index of the filler)."""

    type: str
    triggers: tuple[Span, ...]
    arguments: tuple[tuple[str, int], ...]
    realis: str = ""


class Annotation(Struct, frozen=True, dict=True):
    """What one side says of a document. Fillers and events stand in canonical order, of their spans.

    ``holders`` maps what fillers of both sides may share to the filler that has it: spans, and for values
    spans with the type. ``relations`` maps (type, head, tail) to the statuses given to it.
    ``evidence`` maps those that have any to the sentences that support them.
    ``duplicates`` counts by layer what was collapsed.
    """

    fillers: Sequence[Filler]
    holders: Mapping[Hashable, int]
    relations: Mapping[Ends, set[str]]
    happenings: Sequence[Happening]
    duplicates: Mapping[str, int]
    evidence: Mapping[Ends, set[int]]

    @cached_property
    def mentions(self) -> Sequence[tuple[Span, str]]:
        """The mentions of all fillers, each a span with a type."""
        return [(span, filler.type) for filler in self.fillers for span in filler.kinds]

    @cached_property
    def kinds(self) -> Sequence[str | None]:
        """The kind of each of the mentions."""
        return [kind for filler in self.fillers for kind in filler.kinds.values()]


def normal_form(side: Document | Prediction, labels: Labels, *, values: bool = True) -> Annotation:
    """Bring gold or a prediction whose references hold into normal form.

    A mention or trigger without offsets gets a span beyond any text: it counts, and matches nothing. With
    ``values=False`` values are left out with all that points at them: gold did not annotate any.
    """
    if isinstance(side, Prediction):
        side = with_places(side)
    fillers, holders, index, same_fillers = _fillers(side.entities or (), labels, values)
    relations, evidence, same_relations = _relations(side.relations or (), index, labels)
    happenings, same_events = _happenings(side.events or (), index)
    duplicates = {"relations": same_relations, **same_fillers, **same_events}
    found = {name: number for name, number in duplicates.items() if number}
    return Annotation(fillers, holders, relations, happenings, found or NO_DUPLICATES, evidence)


_Row = tuple[tuple[Span, ...], str, bool, str, str, Filler]
"""A filler behind what it is sorted by: spans, type, whether it has a value, the value, and the id."""


def _fillers(
    entities: Iterable[Entity | PredictedEntity], labels: Labels, values: bool
) -> tuple[Sequence[Filler], Mapping[Hashable, int], Mapping[str, int], Mapping[str, int]]:
    """Return the fillers in order, who holds what, the index of each id's filler, and what was collapsed."""
    rows: list[_Row] = []
    told = 0
    for entity in entities:
        type_, value, mentions = entity.type, entity.value, entity.mentions
        is_value = type_ in labels.values
        if is_value and not values:
            continue
        kinds = cast("dict[Span, str | None]", {(each.start, each.end): each.kind for each in mentions})
        if len(kinds) < len(mentions):
            kinds = _kinds(mentions)
        told += len(mentions)
        spans = tuple(sorted(kinds))
        filler = Filler(type_, is_value, spans, kinds, value)
        rows.append((spans, type_, value is not None, value or "", entity.id, filler))
    rows.sort()  # the ids are there to keep fillers from being compared: they order only what is equal
    fillers = [row[-1] for row in rows]
    index = {row[-2]: at for at, row in enumerate(rows)}
    holders = _holders(fillers)
    if len(holders) == told:
        return fillers, holders, index, {}
    merged, index = _merge(rows)
    kept = _disjoint(merged)
    same_mentions = told - sum(len(filler.spans) for filler in fillers)
    dropped = sum(len(filler.spans) for filler in merged) - sum(len(filler.spans) for filler in kept)
    same = {"mentions": same_mentions + dropped, "entities": len(fillers) - len(merged)}
    return kept, _holders(kept), index, same


def _holders(fillers: Sequence[Filler]) -> dict[Hashable, int]:
    """Return which filler has what two of different sides can share; the last one where several do."""
    return {
        anchor: index
        for index, filler in enumerate(fillers)
        for anchor in ([(span, filler.type) for span in filler.spans] if filler.is_value else filler.spans)
    }


def _merge(rows: Iterable[_Row]) -> tuple[list[Filler], dict[str, int]]:
    """Collapse equal fillers, which stand side by side."""
    fillers: list[Filler] = []
    index: dict[str, int] = {}
    last: tuple[Span, ...] = ()
    for spans, _, _, _, name, filler in rows:
        if spans and spans == last and _equal(fillers[-1], filler):
            fillers[-1] = _merged(fillers[-1], filler)
        else:
            fillers.append(filler)
            last = spans
        index[name] = len(fillers) - 1
    return fillers, index


def _disjoint(fillers: Sequence[Filler]) -> Sequence[Filler]:
    """Leave each span in one entity, the one with more mentions, then the first; values share spans freely.

    Validation refuses spans in two entities, unless asked to let them pass as the CoNLL scorer does. Where
    nothing tells values from entities, it cannot see all.
    """
    parts = [filler.spans for filler in fillers if not filler.is_value]
    if sum(map(len, parts)) == len(set().union(*parts)):
        return fillers
    entities = [index for index, filler in enumerate(fillers) if not filler.is_value]
    kept, taken = list(fillers), set[Span]()
    for index in sorted(entities, key=lambda index: -len(fillers[index].spans)):
        own = tuple(span for span in fillers[index].spans if span not in taken)
        kinds = {span: fillers[index].kinds[span] for span in own}
        kept[index] = replace(fillers[index], spans=own, kinds=kinds)
        taken.update(own)
    return kept


def _equal(one: Filler, other: Filler) -> bool:
    """Tell whether two fillers have the same type and spans and, being values, the same normal form."""
    same = one.spans == other.spans and one.type == other.type
    return same and (one.value == other.value or not one.is_value)


def _merged(one: Filler, other: Filler) -> Filler:
    """Return one filler for two equal ones; the kinds of mentions do not depend on which stood first."""
    kinds = {span: _first_kind(kind, other.kinds[span]) for span, kind in one.kinds.items()}
    return replace(one, kinds=kinds)


def _first_kind(one: str | None, other: str | None) -> str | None:
    return min(filter(None, (one, other)), default=None)


def _kinds(mentions: Iterable[Mention | PredictedMention]) -> dict[Span, str | None]:
    told = [((mention.start, mention.end), mention.kind) for mention in mentions]
    kinds = cast("dict[Span, str | None]", dict(told))
    if len(kinds) != len(told):
        for span, kind in cast("list[tuple[Span, str | None]]", told):
            kinds[span] = _first_kind(kind, kinds[span])
    return kinds


def _relations(
    relations: Iterable[Relation | PredictedRelation], index: Mapping[str, int], labels: Labels
) -> tuple[dict[Ends, set[str]], dict[Ends, set[int]], int]:
    found: dict[Ends, set[str]] = {}
    evidence: dict[Ends, set[int]] = {}
    same = 0
    for relation in relations:
        head, tail = index.get(relation.head), index.get(relation.tail)
        if head is None or tail is None:
            continue  # an end is a value, and gold did not annotate values
        type_ = relation.type
        triple = (type_, tail, head) if head > tail and type_ in labels.symmetric else (type_, head, tail)
        status = relation.status or "current"
        known = found.get(triple)
        if known is None:
            found[triple] = {status}
        else:
            same += status in known
            known.add(status)
        if relation.evidence:
            evidence.setdefault(triple, set()).update(relation.evidence)
    return found, evidence, same


def _happenings(
    events: Iterable[Event | PredictedEvent], index: Mapping[str, int]
) -> tuple[Sequence[Happening], dict[str, int]]:
    found: list[Happening] = []
    same_triggers = same_arguments = 0
    for event in events:
        spans = cast("list[Span]", [(each.start, each.end) for each in event.triggers])
        known = [(each.role, index[each.entity]) for each in event.arguments if each.entity in index]
        triggers, arguments = _in_order(spans), _in_order(known)
        same_triggers += len(spans) - len(triggers)
        same_arguments += len(known) - len(arguments)
        found.append(Happening(event.type, triggers, arguments, event.realis or ""))
    different = _in_order(found)
    same = {
        "triggers": same_triggers,
        "arguments": same_arguments,
        "events": len(found) - len(different),
    }
    return different, same


def _in_order(told: list[T]) -> tuple[T, ...]:
    """Return what is told, in order and each once."""
    if len(told) > 1:
        told.sort()  # spans, arguments and events all have an order
        if any(map(eq, told, islice(told, 1, None))):
            return tuple([each for each, _ in groupby(told)])
    return tuple(told)


def dealt(happenings: Sequence[Happening]) -> list[tuple[Span, ...]]:
    """Return the triggers of each event, each left in one event of its type: the one with more.

    One word names one event of a type. Claimed for all of them, it would let the arguments choose the event
    that each is aligned with, and a system would be paid for not knowing which is which.
    """
    triggers = [happening.triggers for happening in happenings]
    told = [(happening.type, span) for happening in happenings for span in happening.triggers]
    taken: set[tuple[str, Span]] = set()
    if len(set(told)) == len(told):
        return triggers
    for index in sorted(range(len(triggers)), key=lambda index: -len(triggers[index])):
        type_ = happenings[index].type
        triggers[index] = tuple(span for span in triggers[index] if (type_, span) not in taken)
        taken.update((type_, span) for span in triggers[index])
    return triggers
