"""What stands somewhere and has a type: mentions and triggers, with normal forms and realis upon them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from farrago.errors.items import Found, Side, costs, matched
from farrago.errors.scene import Scene
from farrago.matching import Annotation, Filler, Span
from farrago.matching.partial import aligned
from farrago.metrics.mention_name import OTHER_KINDS
from farrago_schema.errors import ErrorLayer, Kind

Place = tuple[Span, str]
"""A span with its type."""

Labelled = tuple[Place, str]
"""A normal form or a realis, and what has it."""


def mentions(scene: Scene) -> Iterator[Found]:
    """Yield mentions of entities and values, by span and type."""
    pair = scene.pair
    gold, predicted = _mentions(pair.gold), _mentions(pair.predicted)
    kinds, said = _kinds(pair.gold.fillers), _kinds(pair.predicted.fillers)
    names = {place for place, found in kinds.items() if found - set(OTHER_KINDS)}
    ignored = {place for place, found in kinds.items() if found & set(OTHER_KINDS)} - names
    said_names = {place for place, found in said.items() if found - set(OTHER_KINDS)} - ignored

    def found(kind: Kind, here: Place | None, there: Place | None) -> Found:
        wrong = kind != "right"
        return Found(
            "mention",
            kind,
            None if here is None else Side(here[1], here[0], _kind(kinds[here])),
            None if there is None else Side(there[1], there[0], _kind(said[there])),
            costs("mention.", gold=wrong and here in gold, predicted=wrong and there in predicted)
            + costs(
                "mention_name.",
                gold=here in names and here not in said_names,
                predicted=there in said_names and there not in names,
            ),
        )

    for kind, here, there in _pairs(gold, predicted):
        yield found(kind, here, there)


def triggers(scene: Scene) -> Iterator[Found]:
    """Yield event triggers, by span and type."""
    pair = scene.pair
    for kind, here, there in _pairs(_triggers(pair.gold), _triggers(pair.predicted)):
        wrong = kind != "right"
        yield Found(
            "trigger",
            kind,
            None if here is None else Side(here[1], here[0]),
            None if there is None else Side(there[1], there[0]),
            costs("trigger.", gold=wrong and here is not None, predicted=wrong and there is not None),
        )


def values(scene: Scene) -> Iterator[Found]:
    """Yield values of the types that have normal forms, by span, type and form."""
    types = scene.pair.labels.normalised
    gold = _forms(scene.pair.gold.fillers, types)
    predicted = _forms(scene.pair.predicted.fillers, types)
    told = {place for place, form in gold if form}
    unknown = {place for place, _ in gold} - told
    for (span, type_), form in sorted(each for each in predicted if each[0] in unknown):
        yield Found("value", "ignored", None, Side(type_, span, form), ())
    yield from _labelled(
        "value",
        "wrong_value",
        "mention",
        {each for each in gold if each[0] not in unknown},
        {each for each in predicted if each[0] not in unknown},
    )


def realis(scene: Scene) -> Iterator[Found]:
    """Yield triggers with their types and whether the event happened."""
    sides = scene.pair.gold, scene.pair.predicted
    gold, predicted = (
        {((span, event.type), event.realis) for event in side.happenings for span in event.triggers}
        for side in sides
    )
    yield from _labelled("realis", "wrong_realis", "trigger", gold, predicted)


def _labelled(
    layer: ErrorLayer, kind: Kind, below: ErrorLayer, gold: Collection[Labelled], predicted: set[Labelled]
) -> Iterator[Found]:
    """Yield labels of typed spans: the same, others of the same place, then those of overlapping places."""

    def found(kind: Kind, here: Labelled | None, there: Labelled | None, cause: ErrorLayer | None) -> Found:
        wrong = kind != "right"
        return Found(
            layer,
            kind,
            None if here is None else Side(here[0][1], here[0][0], here[1]),
            None if there is None else Side(there[0][1], there[0][0], there[1]),
            costs(f"{layer}.", gold=wrong and here is not None, predicted=wrong and there is not None),
            cause,
        )

    places, said = {place for place, _ in gold}, {place for place, _ in predicted}
    for each in sorted(each for each in gold if each in predicted):
        yield found("right", each, each, None)
    left = sorted(each for each in gold if each not in predicted)
    rest = sorted(each for each in predicted if each not in gold)
    for here, there in matched(left, rest, _own_place, _own_place):
        yield found(kind, here, there, None)
    partner = aligned(places, said)
    for here, there in matched(left, rest, lambda each: (partner.get(each[0]),), _own_place):
        yield found(_difference(here[0], there[0]), here, there, below)
    for each in left:
        yield found("missed", each, None, None if each[0] in said else below)
    for each in rest:
        yield found("spurious", None, each, None if each[0] in places else below)


def _own_place(item: Labelled) -> tuple[Place]:
    return (item[0],)


def _pairs(
    gold: Collection[Place], predicted: Collection[Place]
) -> Iterator[tuple[Kind, Place | None, Place | None]]:
    partner = aligned(gold, predicted)
    for place in sorted(gold):
        other = partner.get(place)
        yield ("missed" if other is None else _difference(place, other)), place, other
    for place in sorted(set(predicted) - set(partner.values())):
        yield "spurious", None, place


def _difference(gold: Place, predicted: Place) -> Kind:
    if gold[0] != predicted[0]:
        return "wrong_span"
    return "right" if gold[1] == predicted[1] else "wrong_type"


def _mentions(side: Annotation) -> set[Place]:
    return {(span, filler.type) for filler in side.fillers for span in filler.spans}


def _triggers(side: Annotation) -> set[Place]:
    return {(span, event.type) for event in side.happenings for span in event.triggers}


def _kinds(fillers: Iterable[Filler]) -> Mapping[Place, set[str | None]]:
    found: dict[Place, set[str | None]] = {}
    for filler in fillers:
        for span, kind in filler.kinds.items():
            found.setdefault((span, filler.type), set()).add(kind)
    return found


def _kind(kinds: set[str | None]) -> str | None:
    return min(filter(None, kinds), default=None)


def _forms(fillers: Iterable[Filler], types: Collection[str]) -> set[Labelled]:
    return {
        ((span, filler.type), filler.value or "")
        for filler in fillers
        if filler.is_value and filler.type in types
        for span in filler.spans
    }
