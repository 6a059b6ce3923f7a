"""What is said of persons beside their names: offices, ages, kin, and whom they speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Page
from farrago_schema.types import Relation


def title_of_nobody(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find offices that nobody holds: nearly always wrong, unless an event says who got or lost them."""
    held = {relation.tail for relation in page.relations if relation.type == "holds_title"}
    in_events = _fillers(page)
    for entity in page.entities.values():
        mentions = page.of_entity[entity.id]
        if entity.type == "TITLE" and entity.id not in held and mentions:
            sure = 0.35 if entity.id in in_events else 0.85
            yield hit_at(mentions[0], sure, "an office that nobody holds", entity.id)


def age_of_nobody(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find ages that are nobody's. Nearly always wrong with "-year-old", else often a span of time."""
    aged = {relation.tail for relation in page.relations if relation.type == "aged"}
    for entity in page.entities.values():
        mentions = page.of_entity[entity.id]
        if not (entity.type == "QUANTITY" and mentions and entity.id not in aged):
            continue
        if re.fullmatch(r"\d+ years?", entity.value or ""):
            bare = any(re.search(r"^\d+$|-old$|years old$", mention.text) for mention in mentions)
            sure = 0.75 if bare else 0.3
            yield hit_at(mentions[0], sure, "an age that is nobody's", entity.id)


def kin_of_nobody(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find brothers, widows and daughters who are in no family relation. Often wrong."""
    related = {end for r in page.relations if r.type == "family_of" for end in (r.head, r.tail)}
    for mention in page.mentions:
        head = mention.text.lower().split()[-1]
        single = head if head in words.KIN else head.removesuffix("s")
        kin = mention.kind == "nominal" and single in words.KIN and mention.entity.type == "PER"
        office = any(each.entity.type == "TITLE" for each in page.spans[mention.start, mention.end])
        if kin and not office and mention.entity.id not in related:  # a ward sister is a nurse
            yield hit_at(mention, 0.6, f"{head!r} of nobody", mention.entity.id)


def spokesperson_of_nobody(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find spokespersons who do not both represent and work for somebody. Nearly always wrong."""
    for mention in page.mentions:
        if not re.search(r"spokes(?:man|woman|person)$", mention.text.lower()):
            continue
        holders = _holders(page, mention.entity.id) if mention.entity.type == "TITLE" else {mention.entity.id}
        for holder in sorted(holders):
            missing = [t for t in ("represents", "employed_by") if not _of(page, t, holder)]
            if missing:
                reason = f"a spokesperson without {' and '.join(missing)}"
                yield hit_at(mention, 0.8, reason, holder)


def former_now(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find "former" and "ex-" before an office that is held now. Mostly wrong."""
    for mention in page.mentions:
        if mention.entity.type != "TITLE":
            continue
        before = page.text[max(mention.start - 8, 0) : mention.start].lower()
        held = [r for r in page.relations if r.type == "holds_title" and r.tail == mention.entity.id]
        if re.search(r"\b(?:former |ex-)$", before) and held and all(r.status == "current" for r in held):
            ids = (held[0].head, mention.entity.id)
            yield hit_at(mention, 0.75, "a former office, held as current", *ids)


def gone_and_there(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find posts that somebody left, by an event that happened, and has as current. Often wrong."""
    for event in page.events:
        if event.type != "Personnel.Depart" or event.realis != "actual" or not event.triggers:
            continue
        people = {a.entity for a in event.arguments if a.role == "Person"}
        bodies = {a.entity for a in event.arguments if a.role in ("Organisation", "Title")}
        for relation in page.relations:
            post = relation.type in ("employed_by", "leads", "member_of", "holds_title")
            left = post and relation.head in people and relation.tail in bodies
            if left and relation.status == "current":
                reason = f"{relation.head} left, and is {relation.type} {relation.tail} now"
                trigger = event.triggers[0]
                ids = (event.id, relation.head, relation.tail)
                yield hit_at(trigger, 0.5, reason, *ids)


def _fillers(page: Page) -> set[str]:
    return {argument.entity for event in page.events for argument in event.arguments}


def _holders(page: Page, title: str) -> set[str]:
    return {r.head for r in page.relations if r.type == "holds_title" and r.tail == title}


def _of(page: Page, type_: str, head: str) -> list[Relation]:
    return [r for r in page.relations if r.type == type_ and r.head == head]


RULES = (title_of_nobody, age_of_nobody, kin_of_nobody, spokesperson_of_nobody, former_now, gone_and_there)
