"""Stage ``relations``: lexico-syntactic patterns over tokens and mentions.

Hearst 1992; the relation grammars of the MUC and ACE systems, such as Grishman 1997. What a pattern finds
between mentions is carried over coreference to entities, and kept where the label set admits it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from farrago_baselines.rules.items import Entity, Relation
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page
from farrago_baselines.rules.relations import attributes, compounds, names, places, possession, verbs
from farrago_baselines.rules.relations.graph import Found, Graph
from farrago_schema import ontology

PATTERNS = (
    attributes.titles,
    attributes.ages,
    possession.possessors,
    possession.of_phrases,
    compounds.before_persons,
    compounds.before_bodies,
    names.inside_names,
    places.containers,
    verbs.clauses,
)


def find(
    page: Page, entities: Sequence[Entity], knowledge: Knowledge, off: Collection[str] = ()
) -> list[Relation]:
    """Return the relations of a page, each pair and type once, by the first pattern that found it.

    Patterns whose name is in ``off`` are left out.
    """
    graph = Graph(page, entities, knowledge)
    labels = ontology.load()
    relations: dict[tuple[str, str, str], Relation] = {}
    for pattern in PATTERNS:
        for found in pattern(graph) if pattern.__name__ not in off else ():
            _add(relations, graph, labels, found)
    _prefer(relations)
    return list(relations.values())


def _add(
    relations: dict[tuple[str, str, str], Relation], graph: Graph, labels: ontology.Ontology, found: Found
) -> None:
    head, tail = graph.of(found.head), graph.of(found.tail)
    admitted = labels.relation_types[found.type]
    if head is tail or head.type not in admitted.head or tail.type not in admitted.tail:
        return
    key = (found.type, head.id, tail.id)
    if labels.is_symmetric(found.type) and (found.type, tail.id, head.id) in relations:
        return
    if key in relations:
        if found.status == "former":
            relations[key].status = "former"
        return
    relations[key] = Relation(found.type, head, tail, found.rule, found.status, found.at)


def _prefer(relations: dict[tuple[str, str, str], Relation]) -> None:
    """Leave out what the guidelines exclude beside a more special relation: a leader is not also employed."""
    for type_, head, tail in list(relations):
        special = {"employed_by": ("leads", "member_of"), "member_of": ("leads",), "owns": ("part_of",)}.get(
            type_, ()
        )
        reverse = type_ == "owns"
        if any(
            (other, tail, head) in relations if reverse else (other, head, tail) in relations
            for other in special
        ):
            del relations[type_, head, tail]
