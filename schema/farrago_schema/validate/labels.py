"""What the label set admits: types, roles, and who may stand at the ends of relations and in roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from farrago_schema.ontology import Ontology, RelationType
from farrago_schema.problems import Problem
from farrago_schema.validate.nearest import listing, nearest
from farrago_schema.validate.place import Place, quoted
from farrago_schema.validate.sides import (
    AnyEntity,
    AnyEvent,
    AnyRelation,
    Side,
    arguments_of,
    by_id,
    entities_of,
    events_of,
    mentions_of,
    relations_of,
)


def check_labels(side: Side, ontology: Ontology, place: Place) -> Iterator[Problem]:
    """Yield the types, roles and kinds that the label set does not have, or does not admit where they stand.

    What points at no entity, or at one of an unknown type, is reported elsewhere, and once.
    """
    entities = by_id(side)
    for i, entity in enumerate(entities_of(side)):
        yield from _entity(entity, f"$.entities[{i}]", ontology, place)
    for i, relation in enumerate(relations_of(side)):
        yield from _relation(relation, f"$.relations[{i}]", entities, ontology, place)
    for i, event in enumerate(events_of(side)):
        yield from _event(event, f"$.events[{i}]", entities, ontology, place)


def _entity(entity: AnyEntity, path: str, ontology: Ontology, place: Place) -> Iterator[Problem]:
    known = ontology.filler_types
    if entity.type not in known:
        problem = _unknown_type(entity.type, path, known, "entity type", place)
        if entity.type in ontology.event_types or entity.type in ontology.relation_types:
            problem = replace(problem, hint="this is a type of events or relations")
        yield problem
        return
    is_value = ontology.is_value(entity.type)
    for j, mention in enumerate(mentions_of(entity)):
        if mention.kind is not None and (mention.kind == "value") != is_value:
            what = "a value" if is_value else "an entity"
            expected = '"value"' if is_value else '"name", "nominal" or "pronoun"'
            found = f"{quoted(mention.kind)}, and {entity.type} is the type of {what}"
            yield place.problem("kind", f"{path}.mentions[{j}].kind", found, expected)


def _relation(
    relation: AnyRelation,
    path: str,
    entities: dict[str, AnyEntity],
    ontology: Ontology,
    place: Place,
) -> Iterator[Problem]:
    known = ontology.relation_types.get(relation.type)
    if known is None:
        yield _unknown_type(relation.type, path, ontology.relation_types, "relation type", place)
        return
    head, tail = entities.get(relation.head), entities.get(relation.tail)
    hint = "head and tail look swapped" if _swapped(head, tail, known) else None
    for end, entity, admitted in (("head", head, known.head), ("tail", tail, known.tail)):
        if entity is not None and _inadmissible(entity, admitted, ontology):
            expected = f"for the {end} of {relation.type}, {listing(admitted, 'entity type')}"
            yield place.problem(f"{end}-type", f"{path}.{end}", _typed(entity), expected, hint=hint)


def _swapped(head: AnyEntity | None, tail: AnyEntity | None, known: RelationType) -> bool:
    return head is not None and tail is not None and head.type in known.tail and tail.type in known.head


def _event(
    event: AnyEvent,
    path: str,
    entities: dict[str, AnyEntity],
    ontology: Ontology,
    place: Place,
) -> Iterator[Problem]:
    known = ontology.event_types.get(event.type)
    if known is None:
        yield _unknown_type(event.type, path, ontology.event_types, "event type", place)
        return
    for j, argument in enumerate(arguments_of(event)):
        where = f"{path}.arguments[{j}]"
        admitted = known.roles.get(argument.role)
        entity = entities.get(argument.entity)
        if admitted is None:
            expected = f"for {event.type}, {listing(known.roles, 'role')}"
            hint = "a role of other event types, not of this one" if argument.role in ontology.roles else None
            near = nearest(argument.role, known.roles)
            yield place.problem(
                "unknown-role", f"{where}.role", quoted(argument.role), expected, nearest=near, hint=hint
            )
        elif entity is not None and _inadmissible(entity, admitted, ontology):
            expected = f"for {argument.role} of {event.type}, {listing(admitted, 'entity type')}"
            yield place.problem("filler-type", f"{where}.entity", _typed(entity), expected)


def _unknown_type(name: str, path: str, known: Iterable[str], what: str, place: Place) -> Problem:
    names = tuple(known)
    expected, near = listing(names, what), nearest(name, names)
    hint = None if near else "if these are labels of your own, name their file with --ontology, or say none"
    return place.problem("unknown-type", f"{path}.type", quoted(name), expected, nearest=near, hint=hint)


def _inadmissible(entity: AnyEntity, admitted: Sequence[str], ontology: Ontology) -> bool:
    return entity.type not in admitted and entity.type in ontology.filler_types


def _typed(entity: AnyEntity) -> str:
    return f"{quoted(entity.id)}, of type {entity.type}"
