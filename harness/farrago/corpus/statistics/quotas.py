"""What a corpus is to hold of every label at least, and what is still wanting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from farrago.corpus.tables import Table, markdown
from farrago_schema.ontology import Ontology
from farrago_schema.types import Document

Group = Literal["event", "relation", "entity", "value", "role"]

WANTED: Mapping[Group, Mapping[str, int]] = {
    "event": {"all": 12, "documents": 8, "test": 4, "test documents": 3, "train": 3, "dev": 1},
    "relation": {"all": 25, "test": 6},
    "entity": {"all": 15},
    "value": {"all": 15},
    "role": {"all": 3},
}
"""The least number of items in all, of documents that hold one, and of each in a split.

A role is one of an event type (``Justice.Arrest.Agent``); entities and values count as such, and not as
mentions.
"""


TITLES: Mapping[Group, str] = {
    "event": "event types",
    "relation": "relation types",
    "entity": "entity types",
    "value": "value types",
    "role": "roles of event types",
}


class Quota(Struct, frozen=True):
    """What there is of a label and what there is to be, by the names of ``WANTED``, and what is lacking."""

    group: Group
    label: str
    found: dict[str, int]
    wanted: dict[str, int]
    short: dict[str, int]


def quotas(documents: Iterable[Document], ontology: Ontology) -> list[Quota]:
    """Return the quota of every label of the ontology, in its order."""
    found: dict[tuple[Group, str], Counter[str]] = {}
    for document in documents:
        for key, number in Counter(_labels(document, ontology)).items():
            split = document.meta.split
            counts = {"all": number, "documents": 1, split: number, f"{split} documents": 1}
            found.setdefault(key, Counter()).update(counts)
    return [_quota(group, label, found.get((group, label), Counter())) for group, label in _known(ontology)]


def _quota(group: Group, label: str, counts: Mapping[str, int]) -> Quota:
    wanted = dict(WANTED[group])
    there = {name: counts.get(name, 0) for name in wanted}
    short = {name: least - there[name] for name, least in wanted.items() if there[name] < least}
    return Quota(group, label, there, wanted, short)


def _known(ontology: Ontology) -> Iterator[tuple[Group, str]]:
    yield from (("event", name) for name in ontology.event_types)
    yield from (("relation", name) for name in ontology.relation_types)
    yield from (("entity", name) for name in ontology.entity_types)
    yield from (("value", name) for name in ontology.value_types)
    for name, event in ontology.event_types.items():
        yield from (("role", f"{name}.{role}") for role in event.roles)


def _labels(document: Document, ontology: Ontology) -> Iterator[tuple[Group, str]]:
    for entity in document.entities:
        yield ("value" if ontology.is_value(entity.type) else "entity"), entity.type
    for relation in document.relations:
        yield "relation", relation.type
    for event in document.events:
        yield "event", event.type
        for argument in event.arguments:
            yield "role", f"{event.type}.{argument.role}"


def tables(found: Iterable[Quota]) -> Iterator[Table]:
    """Yield a table of what falls short in each group that any does in, and one of how many are met."""
    known = list(found)
    summary: list[tuple[str, ...]] = []
    for group, wanted in WANTED.items():
        own = [quota for quota in known if quota.group == group]
        short = [quota for quota in own if quota.short]
        summary.append((group, f"{len(own) - len(short)}", f"{len(own)}"))
        if short:
            rows = [(quota.label, *(_cell(quota, name) for name in wanted)) for quota in short]
            yield Table(f"{group}: short", (f"{group}: short", *wanted), rows)
    yield Table("Quotas", ("Quotas", "met", "of"), summary)


def summary(found: Iterable[Quota]) -> str:
    """Return the card's table: what is required in each group, how many labels have it, and the rarest."""
    rows: list[tuple[str, ...]] = []
    known = list(found)
    for group, wanted in WANTED.items():
        own = [quota for quota in known if quota.group == group]
        met = sum(not quota.short for quota in own)
        rarest = min(own, key=lambda quota: quota.found["all"])
        required = ", ".join(f"{least} {_where(name)}" for name, least in wanted.items())
        least_found = f"{rarest.label} ({rarest.found['all']})"
        rows.append((TITLES[group], required, f"{met} of {len(own)}", least_found))
    return markdown(Table("", ("labels", "required of each", "labels that have it", "rarest"), rows))


def whole(found: Iterable[Quota]) -> str:
    """Return the card's tables by label, there of required; of the roles those alone that fall short."""
    parts = []
    known = list(found)
    for group, wanted in WANTED.items():
        shown = [quota for quota in known if quota.group == group and (group != "role" or quota.short)]
        rows = [(quota.label, *(_cell(quota, name) for name in wanted)) for quota in shown]
        title = "roles that fall short" if group == "role" else TITLES[group]
        if rows:
            parts.append(markdown(Table("", (title, *map(_where, wanted)), rows)))
    return "\n\n".join(parts)


def _where(name: str) -> str:
    """Say of what a number is the least: items in all, or in a split, or documents that hold one."""
    if name.endswith("documents"):
        return f"{name.removesuffix('documents')}documents"
    return "in all" if name == "all" else f"in {name}"


def _cell(quota: Quota, name: str) -> str:
    there, least = quota.found[name], quota.wanted[name]
    return f"{there}/{least} !" if there < least else f"{there}/{least}"
