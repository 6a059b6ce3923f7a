"""What the scorer needs to know of a label set: which types are values, which relations hold both ways."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from farrago_schema.ontology import Ontology
from farrago_schema.types import Document

CONTAINMENT = frozenset({"located_in", "part_of"})
"""Relations whose closure is computed and never marked: what follows from them is neither right nor wrong."""


class Labels(Struct, frozen=True):
    """The label set as the scorer sees it; ``normalised`` are the types of values that have a normal form."""

    values: frozenset[str] = frozenset()
    symmetric: frozenset[str] = frozenset()
    transitive: frozenset[str] = frozenset()
    normalised: frozenset[str] = frozenset()


def labels_of(ontology: Ontology | None, gold: Iterable[Document] = ()) -> Labels:
    """Return the labels of an ontology; without one, values are the types that gold calls values.

    So without one, a type may be a value's in a whole corpus and an entity's in a part of it where gold has
    none: counts are additive over parts that are scored by the labels of the whole.
    """
    if ontology is None:
        values: set[str] = set()
        normalised: set[str] = set()
        for document in gold:
            values.update(_types_marked_as_values(document))
            normalised.update(each.type for each in document.entities if each.value is not None)
        return Labels(values=frozenset(values), normalised=frozenset(normalised))
    relations = ontology.relation_types
    return Labels(
        values=frozenset(ontology.value_types),
        symmetric=frozenset(name for name in relations if ontology.is_symmetric(name)),
        transitive=CONTAINMENT.intersection(relations),
        normalised=frozenset(name for name, known in ontology.value_types.items() if known.normal_form),
    )


def _types_marked_as_values(document: Document) -> Iterable[str]:
    for entity in document.entities:
        if any(mention.kind == "value" for mention in entity.mentions):
            yield entity.type
