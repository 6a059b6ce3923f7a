"""Differences in relations: what one side has and the other has not, turned round, or with another status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from farrago.corpus.agreement._found import ONLY_A, ONLY_B, Found, short
from farrago.corpus.agreement.matched import Matched, spans_of
from farrago.matching import Span
from farrago_schema.types import Entity, Relation

Triple = tuple[str, str, str]


def relations(matched: Matched) -> Iterator[Found]:
    """Yield relations that differ; two between the same ends, of another type or way, are one difference."""
    a = {_triple(matched, each.type, each.head, each.tail): each for each in matched.a.relations}
    b = {_triple(matched, each.type, *_ends_in_a(matched, each)): each for each in matched.b.relations}
    for triple, one in a.items():
        two = b.get(triple)
        if two is not None and one.status != two.status:
            yield _found(matched, "status", one, two)
    alone_a = {triple: each for triple, each in a.items() if triple not in b}
    alone_b = {triple: each for triple, each in b.items() if triple not in a}
    for type_, head, tail in list(alone_a):
        turned = (type_, tail, head)
        if turned in alone_b:
            yield _found(matched, "direction", alone_a.pop((type_, head, tail)), alone_b.pop(turned))
    for triple in list(alone_a):
        mate = min((each for each in alone_b if each[1:] == triple[1:]), default=None)
        if mate is not None:
            yield _found(matched, "type", alone_a.pop(triple), alone_b.pop(mate))
    for one in alone_a.values():
        yield _found(matched, ONLY_A, one, None)
    for triple, two in alone_b.items():
        note = "follows from A's relations by containment: the scorer ignores it"
        yield _found(matched, ONLY_B, None, two, note if triple in matched.implied else None)


def _triple(matched: Matched, type_: str, head: str, tail: str) -> Triple:
    """Return a relation between ends in A's ids; those of a symmetric one are in order."""
    return (type_, tail, head) if head > tail and type_ in matched.labels.symmetric else (type_, head, tail)


def _ends_in_a(matched: Matched, relation: Relation) -> tuple[str, str]:
    """Return what the ends of B's relation stand for; an end that stands for nothing equals no id of A."""
    head, tail = (matched.entity_of.get(end, f"\0{end}") for end in (relation.head, relation.tail))
    return head, tail


def _found(
    matched: Matched, kind: str, one: Relation | None, two: Relation | None, note: str | None = None
) -> Found:
    relation, entities = (one, matched.a_entities) if one is not None else (two, matched.b_entities)
    assert relation is not None, "a difference has at least one side"
    label = f"{one.type}/{two.type}" if one and two and one.type != two.type else relation.type
    return Found(
        "relations",
        kind,
        label,
        _nearest(entities[relation.head], entities[relation.tail]),
        None if one is None else _reading(one, matched.a_entities),
        None if two is None else _reading(two, matched.b_entities),
        note or _lacking(matched, one, two),
    )


def _reading(relation: Relation, entities: Mapping[str, Entity]) -> str:
    status = "" if relation.status == "current" else f" {relation.status}"
    return f"{short(entities[relation.head])} {relation.type}{status} {short(entities[relation.tail])}"


def _nearest(head: Entity, tail: Entity) -> tuple[Span, Span]:
    """Return the two mentions that stand closest together, where the relation is read most easily."""
    pairs = ((one, two) for one in spans_of(head) for two in spans_of(tail))
    return min(pairs, key=lambda pair: (max(pair[0][0] - pair[1][1], pair[1][0] - pair[0][1], 0), pair))


def _lacking(matched: Matched, one: Relation | None, two: Relation | None) -> str | None:
    """Say which end the other side has no entity for: then the difference follows from that one."""
    if one is not None and two is None:
        held = set(matched.entity_of.values())
        lacking = [end for end in (one.head, one.tail) if end not in held]
        return f"B has nothing that stands for {', '.join(lacking)}" if lacking else None
    if two is not None and one is None:
        lacking = [end for end in (two.head, two.tail) if end not in matched.entity_of]
        return f"A has nothing that stands for {', '.join(lacking)}" if lacking else None
    return None
