"""Relations that exclude, contain or imply one another."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Page
from farrago_schema.types import Relation

# Two relations of one pair that the guidelines forbid: the first says it all.
EXCLUDED = (
    ("leads", "employed_by", 0.85),
    ("part_of", "owns", 0.8),
    ("member_of", "employed_by", 0.5),
    ("citizen_of", "employed_by", 0.35),
)


def said_twice(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find pairs with two relations of which one says the other: leads and employed_by. Mostly wrong."""
    types = _by_pair(page)
    for pair, relations in types.items():
        held = {relation.type: relation for relation in relations}
        # A parent owns its part: the pair is the other way round.
        held |= {r.type: r for r in types.get(pair[::-1], ()) if r.type == "owns"}
        for one, other, sure in EXCLUDED:
            if one in held and other in held and held[one].status == held[other].status:
                yield _hit(page, held[one], sure, f"{one} and {other} of one pair")


def both_ways(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find symmetric relations that are marked in both directions. Always once too often."""
    types = _by_pair(page)
    for relation in page.relations:
        symmetric = corpus.ontology is not None and corpus.ontology.is_symmetric(relation.type)
        back = [r for r in types.get((relation.tail, relation.head), ()) if r.type == relation.type]
        if symmetric and back and relation.head < relation.tail:
            yield _hit(page, relation, 0.95, f"{relation.type} is marked in both directions")


def circular(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find relations with oneself, and asymmetric ones in both directions. Nearly always wrong."""
    types = _by_pair(page)
    for relation in page.relations:
        symmetric = corpus.ontology is not None and corpus.ontology.is_symmetric(relation.type)
        back = [r for r in types.get((relation.tail, relation.head), ()) if r.type == relation.type]
        if relation.head == relation.tail:
            yield _hit(page, relation, 0.95, f"{relation.type} itself")
        elif back and not symmetric and relation.head < relation.tail and relation.type != "represents":
            yield _hit(page, relation, 0.8, f"{relation.type} each other")


def marked_closure(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find containers beyond the nearest one, which are computed and not marked. Mostly wrong."""
    for type_, sure in (("located_in", 0.85), ("part_of", 0.6)):
        pairs = {(r.head, r.tail) for r in page.relations if r.type == type_ and r.status == "current"}
        for relation in page.relations:
            if relation.type != type_:
                continue
            via = [m for h, m in sorted(pairs) if h == relation.head and (m, relation.tail) in pairs]
            if via:
                yield _hit(page, relation, sure, f"{type_} follows from {via[0]} between the two")


def missing_owner(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find buyers, by an event that happened, who do not own what they bought. Often wrong."""
    owners = {(r.head, r.tail) for r in page.relations if r.type == "owns"}
    ends = {(r.tail, r.head) for r in page.relations if r.type == "part_of"} | owners
    for event in page.events:
        if event.type != "Business.Acquire" or event.realis != "actual" or not event.triggers:
            continue
        targets = [a.entity for a in event.arguments if a.role == "Target"]
        ownable = [
            t
            for t in targets
            if t in page.entities and page.entities[t].type in ("ORG", "FAC", "VEH", "PRODUCT")
        ]
        for buyer in (a.entity for a in event.arguments if a.role == "Buyer"):
            for target in ownable:
                if (buyer, target) not in ends:
                    trigger = event.triggers[0]
                    reason = f"{buyer} bought {target} and does not own it"
                    yield hit_at(trigger, 0.55, reason, event.id, buyer, target)


def stories_joined(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find relations and arguments whose ends share no story of the page. Often wrong."""
    if not page.document.zones:
        return
    for relation in page.relations:
        one, other = page.stories(relation.head), page.stories(relation.tail)
        if one and other and not one & other:
            yield _hit(page, relation, 0.6, f"{relation.type} joins two stories")
    for event in page.events:
        zones = [page.zone(trigger.start) for trigger in event.triggers]
        here = {zone.story for zone in zones if zone is not None}
        for argument in event.arguments:
            there = page.stories(argument.entity) if argument.entity in page.entities else set()
            if here and there and not here & there:
                trigger, ids = event.triggers[0], (event.id, argument.entity)
                yield hit_at(trigger, 0.6, f"{argument.role} is of another story", *ids)


def _by_pair(page: Page) -> dict[tuple[str, str], list[Relation]]:
    found: dict[tuple[str, str], list[Relation]] = {}
    for relation in page.relations:
        found.setdefault((relation.head, relation.tail), []).append(relation)
    return found


def _hit(page: Page, relation: Relation, sure: float, reason: str) -> Hit:
    """Return a hit at the first mention of the relation's head."""
    mentions = page.of_entity.get(relation.head, [])
    what = f"{reason}: {relation.head}, {relation.tail}"
    return hit_at(mentions[0] if mentions else None, sure, what, relation.type, relation.head, relation.tail)


RULES = (said_twice, both_ways, circular, marked_closure, missing_owner, stories_joined)
