"""Mentions inside mentions, and what they say of one another."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Marked, Page

# What a name at the head of a phrase tells of whom the phrase means: "Lima police", "Kestrel spokesman".
TELLING = {
    ("PER", "GPE"): 0.6,
    ("PER", "ORG"): 0.5,
    ("ORG", "GPE"): 0.6,
    ("ORG", "ORG"): 0.5,
    ("FAC", "GPE"): 0.5,
    ("VEH", "ORG"): 0.4,
    ("PRODUCT", "ORG"): 0.5,
}


def nested_and_unrelated(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find a name inside a nominal of another entity that no relation ties to it. Mostly one is missing."""
    related = _related(page)
    open_: list[Marked] = []
    told: set[tuple[str, str]] = set()
    for mention in page.mentions:
        open_ = [outer for outer in open_ if outer.end >= mention.end]
        for outer in open_:
            pair = (outer.entity.id, mention.entity.id)
            sure = TELLING.get((outer.entity.type, mention.entity.type))
            named = mention.kind == "name" and outer.kind == "nominal"
            if named and sure and pair[1] not in related[pair[0]] and pair not in told:
                told.add(pair)
                reason = f"{mention.text!r} tells something of {outer.text!r}, and no relation does"
                yield hit_at(outer, sure, reason, *pair)
        open_.append(mention)


def marked_inside_a_place(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find mentions inside the name of a state or a region, where nothing is marked. Nearly always wrong."""
    open_: list[Marked] = []
    for mention in page.mentions:
        open_ = [outer for outer in open_ if outer.end >= mention.end]
        for outer in open_:
            longer = outer.end - outer.start > mention.end - mention.start
            if longer and outer.kind == "name" and outer.entity.type in ("GPE", "LOC"):
                yield hit_at(
                    mention, 0.8, f"inside the name {outer.text!r}", outer.entity.id, mention.entity.id
                )
        open_.append(mention)


def _related(page: Page) -> dict[str, set[str]]:
    """Return, of each entity, itself and all that relations tie to it, containers of containers included."""
    related: dict[str, set[str]] = {entity: {entity} for entity in page.entities}
    for relation in page.relations:
        if relation.head in related and relation.tail in related:
            related[relation.head].add(relation.tail)
            related[relation.tail].add(relation.head)
    containers = [r for r in page.relations if r.type in ("part_of", "located_in", "based_in")]
    for _ in containers:  # as many steps as the longest chain can have
        for relation in containers:
            for entity in related.values():
                if relation.head in entity:
                    entity.add(relation.tail)
    return related


RULES = (nested_and_unrelated, marked_inside_a_place)
