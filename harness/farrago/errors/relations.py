"""Relations: which ends they have, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from msgspec import Struct

from farrago.errors.items import Found, Keys, Side, costs, matched
from farrago.errors.scene import Scene
from farrago.matching import Annotation
from farrago.matching.triples import Triple, mapped
from farrago_schema.errors import ErrorLayer, Kind

DENIED = {"denied"}


class Item(Struct, frozen=True, gc=False):
    """A relation of one side: as it stands there, and between what its ends stand for.

    ``strict`` leaves ends of a wrong entity type without a counterpart, ``loose`` does not. ``statuses`` are
    those given to it. For gold all three triples are one.
    """

    own: Triple
    strict: Triple
    loose: Triple
    statuses: frozenset[str]


def relations(scene: Scene) -> Iterator[Found]:
    """Yield asserted relations, by type and ends; what gold denies or implies is ignored."""
    gold = [item for item in _items(scene, scene.pair.gold) if item.statuses != DENIED]
    predicted = [item for item in _items(scene, scene.pair.predicted) if item.statuses != DENIED]
    known = scene.pair.implied | set(scene.pair.gold.relations)
    ignored = known - {item.own for item in gold}
    judge = _judge(scene)
    for item in predicted:
        if item.strict in ignored:
            yield judge("ignored", None, item)
    predicted = [item for item in predicted if item.strict not in ignored]
    for here, there in matched(gold, predicted, lambda item: (item.own,), lambda item: (item.strict,)):
        yield judge("right" if here.statuses == there.statuses else "wrong_status", here, there)
    for kind, keys in _rounds(scene):
        for here, there in matched(gold, predicted, keys, keys):
            yield judge(kind, here, there)
    for item in gold:
        yield judge("missed", item, None)
    for item in predicted:
        yield judge("spurious", None, item)


def _items(scene: Scene, side: Annotation) -> Iterator[Item]:
    """Yield the relations of a side in the order of their types and ends."""
    pair = scene.pair
    is_gold = side is pair.gold
    for triple, statuses in sorted(side.relations.items(), key=lambda each: each[0]):
        strict = triple if is_gold else mapped(pair.labels, triple, pair.typed_alignment)
        loose = triple if is_gold else mapped(pair.labels, triple, pair.alignment)
        yield Item(triple, strict, loose, frozenset(statuses))


def _rounds(scene: Scene) -> Iterator[tuple[Kind, Keys[Item]]]:
    """Yield in which ways a wrong relation and a gold one may be like each other, the closest first."""
    symmetric = scene.pair.labels.symmetric

    def ends(item: Item) -> Iterator[Hashable]:
        type_, head, tail = item.loose
        for name, end in (("head", head), ("tail", tail)):
            if end >= 0:
                yield type_, "" if type_ in symmetric else name, end

    yield "wrong_end_type", lambda item: (item.loose,)
    # The type and the unordered ends: equal ones in order were found before.
    yield "wrong_attachment", lambda item: ((item.loose[0], frozenset(item.loose[1:])),)
    yield "wrong_type", lambda item: (frozenset(item.loose[1:]),)
    yield "wrong_attachment", ends


def _judge(scene: Scene) -> Callable[[Kind, Item | None, Item | None], Found]:
    """Return what makes a record of a relation of gold, of the prediction, or of both."""
    pair = scene.pair
    found = set(pair.typed_alignment)
    statuses = {(item.own, status) for item in _items(scene, pair.gold) for status in item.statuses}
    said = {(item.strict, status) for item in _items(scene, pair.predicted) for status in item.statuses}

    def judge(kind: Kind, gold: Item | None, predicted: Item | None) -> Found:
        wrong = kind not in {"right", "wrong_status", "ignored"}
        is_lost = gold is not None and not found.issuperset(gold.own[1:])
        is_nowhere = predicted is not None and min(predicted.strict[1:]) < 0
        cause: ErrorLayer | None = "entity" if wrong and (is_lost or is_nowhere) else None
        return Found(
            "relation",
            kind,
            None if gold is None else _side(scene, pair.gold, gold),
            None if predicted is None else _side(scene, pair.predicted, predicted),
            costs("relation.", gold=wrong and gold is not None, predicted=wrong and predicted is not None)
            + costs(
                "relation.status_",
                gold=gold is not None and any((gold.own, each) not in said for each in gold.statuses),
                predicted=predicted is not None
                and (kind != "ignored" or predicted.strict in pair.gold.relations)
                and any((predicted.strict, each) not in statuses for each in predicted.statuses),
            ),
            cause,
        )

    return judge


def _side(scene: Scene, of: Annotation, item: Item) -> Side:
    type_, head, tail = item.own
    span, tail_span = scene.nearest(of.fillers[head].spans, of.fillers[tail].spans)
    return Side(
        type_,
        span,
        ", ".join(sorted(item.statuses)),
        scene.name_in(of, head),
        scene.name_in(of, tail),
        tail_span,
        f"from {of.fillers[head].type} to {of.fillers[tail].type}",
    )
