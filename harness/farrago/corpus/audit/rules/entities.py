"""Entities: their names, and whether they are one or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, permutations

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Page


def unnamed(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find entities without a name although one of their mentions is a name. Always wrong."""
    for entity in page.entities.values():
        for mention in page.of_entity[entity.id]:
            if mention.kind == "name" and not entity.name:
                yield hit_at(mention, 0.95, "has a name mention and no name", entity.id)
                break


def name_of_no_mention(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find entities whose name is the text of none of their name mentions. Nearly always wrong."""
    for entity in page.entities.values():
        mentions = page.of_entity[entity.id]
        names = {" ".join(mention.text.split()) for mention in mentions if mention.kind == "name"}
        if entity.name and entity.name not in names:
            first = mentions[0] if mentions else None
            yield hit_at(first, 0.9, f"called {entity.name!r}, mentioned as {_quoted(names)}", entity.id)


def fuller_name(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find entities that a mention gives a fuller name than the one they bear. Often wrong."""
    for entity in page.entities.values():
        for mention in page.of_entity[entity.id]:
            longer = entity.name and len(mention.text.split()) > len(entity.name.split())
            if longer and mention.kind == "name" and not mention.text.isupper():
                yield hit_at(mention, 0.55, f"called {entity.name!r} only", entity.id)
                break


def twins(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find two entities of one type with the same name. Mostly one entity that was split."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in page.entities.values():
        if entity.name:
            named[entity.type, entity.name.casefold()].append(entity.id)
    for (type_, name), ids in named.items():
        for one, other in combinations(ids, 2):
            mention = page.of_entity[other][0] if page.of_entity[other] else None
            yield hit_at(mention, 0.85, f"two {type_} entities are called {name!r}", one, other)


def one_name_two_entities(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find a name that stands for two entities of one type. Right for namesakes and families only."""
    seen: dict[tuple[str, str], str] = {}
    for mention in page.mentions:
        if mention.kind != "name":
            continue
        entity = seen.setdefault((mention.text, mention.entity.type), mention.entity.id)
        names = {page.entities[each].name for each in (entity, mention.entity.id)}
        if entity != mention.entity.id and len(names) == 2:
            reason = f"{mention.text!r} is {entity} elsewhere, and {mention.entity.id} here"
            yield hit_at(mention, 0.45, reason, entity, mention.entity.id)


def only_pronouns(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find entities that only personal pronouns mention: their antecedent is not marked, or not theirs."""
    personal = words.HE | words.SHE | words.IT | words.THEY | words.RELATIVE | words.FIRST_AND_SECOND
    for entity in page.entities.values():
        mentions = page.of_entity[entity.id]
        if mentions and all(m.kind == "pronoun" and m.text.lower() in personal for m in mentions):
            first = mentions[0]
            # A group may be nothing but the sum of two who are named: "reached them".
            group = all(m.text.lower() in words.THEY | words.FIRST_AND_SECOND for m in mentions)
            yield hit_at(first, 0.3 if group else 0.7, "is mentioned by pronouns only", entity.id)


def part_of_anothers_name(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find persons whose whole name is a part of another person's. One person that was split, or kin."""
    people = [entity for entity in page.entities.values() if entity.type == "PER" and entity.name]
    kin = {frozenset((r.head, r.tail)) for r in page.relations if r.type == "family_of"}
    for one, other in permutations(people, 2):
        part, whole = set((one.name or "").split()), set((other.name or "").split())
        mentions = page.of_entity[one.id]
        if part < whole and mentions and frozenset((one.id, other.id)) not in kin:
            yield hit_at(mentions[0], 0.5, f"{one.name!r} beside {other.name!r}", one.id, other.id)


def _quoted(names: set[str]) -> str:
    return ", ".join(sorted(map(repr, names))) or "no name"


RULES = (
    unnamed,
    name_of_no_mention,
    fuller_name,
    twins,
    one_name_two_entities,
    part_of_anothers_name,
    only_pronouns,
)
