"""What training data tells a system by heart: which names there are, and which relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from farrago.matching.annotation import Span
from farrago.matching.labels import Labels
from farrago_schema.types import Document

NAMING = ("name", "value")
"""The kinds of mention that name what they refer to; a predicted mention without a kind passes for one."""

Fact = tuple[str, str, str]
"""The type of a relation, a name of its head and a name of its tail."""


class Training(Struct, frozen=True):
    """The names and values of training data, each way that they are written, and the relations among them.

    ``source`` says which data it is, for signatures. White space in names is told as one space.
    """

    source: str
    names: frozenset[str]
    facts: frozenset[Fact]

    def has_seen(self, names: Iterable[str]) -> str | None:
        """Tell whether any of the names is in the data, ``yes`` or ``no``; ``None`` if there is no name."""
        known = set(names)
        return None if not known else "no" if known.isdisjoint(self.names) else "yes"

    def has_fact(self, type_: str, heads: Iterable[str], tails: Iterable[str]) -> bool:
        """Tell whether the data has the relation between any name of the head and any name of the tail."""
        ends = set(tails)
        return any((type_, head, tail) in self.facts for head in heads for tail in ends)


def training_of(documents: Iterable[Document], labels: Labels, source: str) -> Training:
    """Return what gold documents teach; what is denied there is no fact, symmetric facts hold both ways.

    As ``gen_train_facts`` of the evaluation of DocRED (Yao et al. 2019), where all mentions are names.
    """
    names: set[str] = set()
    facts: set[Fact] = set()
    for document in documents:
        of_entity = {
            entity.id: {written(each.text) for each in entity.mentions if each.kind in NAMING}
            for entity in document.entities
        }
        names.update(*of_entity.values())
        for relation in document.relations:
            if relation.status != "denied":
                pairs = [(relation.head, relation.tail)]
                if relation.type in labels.symmetric:
                    pairs.append((relation.tail, relation.head))
                facts.update(
                    (relation.type, head, tail)
                    for one, other in pairs
                    for head in of_entity[one]
                    for tail in of_entity[other]
                )
    return Training(source, frozenset(names), frozenset(facts))


def names_in(text: str, kinds: Mapping[Span, str | None]) -> Iterator[str]:
    """Yield the names among mentions, as they are written in the text; what is not in the text has none."""
    for (start, end), kind in kinds.items():
        if (kind is None or kind in NAMING) and end <= len(text):
            yield written(text[start:end])


def written(name: str) -> str:
    """Return a name with single spaces: line breaks within it tell nothing."""
    return " ".join(name.split())
