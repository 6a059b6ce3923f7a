"""Clusters of mentions that grow, with the attributes that their mentions share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farrago_baselines.rules import gazetteer, lists, words
from farrago_baselines.rules.items import Entity, Mention
from farrago_baselines.rules.page import Page


class Clusters:
    """Mentions in order of the text, each in the entity that it belongs to so far."""

    def __init__(self, page: Page, mentions: Sequence[Mention], values: Sequence[Mention]) -> None:
        self.page = page
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self.values = list(values)
        self._order = {id(m): number for number, m in enumerate(self.mentions)}
        self._of = {
            id(m): Entity([m], m.type, gender=_gender(page, m), number=m.number) for m in self.mentions
        }
        self.starts = {m.first: m for m in self.mentions if m.kind in {"name", "nominal"}}
        self.ends: dict[int, Mention] = {}
        for mention in self.mentions:
            if mention.kind in {"name", "nominal"}:
                held = self.ends.get(mention.last)
                if held is None or held.first > mention.first:
                    self.ends[mention.last] = mention

    def of(self, mention: Mention) -> Entity:
        """Return the entity that a mention belongs to."""
        return self._of[id(mention)]

    def link(self, mention: Mention, antecedent: Mention, rule: str) -> bool:
        """Join the entities of two mentions, unless they are one already or their genders differ."""
        one, other = self.of(antecedent), self.of(mention)
        if one is other:
            return False
        if (
            one.gender
            and other.gender
            and one.gender != other.gender
            and "n" not in {one.gender, other.gender}
        ):
            return False
        one.links += [*other.links, (mention, antecedent, rule)]
        one.mentions = sorted([*one.mentions, *other.mentions], key=lambda m: (m.start, -m.end))
        one.gender = one.gender or other.gender
        one.type = _type(one)
        for moved in other.mentions:
            self._of[id(moved)] = one
        return True

    def starts_with(self, mention: Mention) -> Mention | None:
        """Return the longest name that a longer mention begins with."""
        inside = (m for m in self.mentions if m.kind == "name" and m.start == mention.start)
        return next((m for m in inside if m.end < mention.end), None)

    def before(self, mention: Mention) -> Iterator[Mention]:
        """Yield the mentions before one, the nearest first."""
        yield from reversed(self.mentions[: self._order[id(mention)]])

    def entities(self) -> list[Entity]:
        """Return the entities in order of their first mention.

        Without pronouns that refer to nothing found.
        """
        found: dict[int, Entity] = {}
        for mention in self.mentions:
            entity = self.of(mention)
            only_pronouns = all(
                m.kind == "pronoun" and not m.rule.startswith("a bare number") for m in entity.mentions
            )
            if not only_pronouns:
                found[id(entity)] = entity
        return list(found.values())


def _type(entity: Entity) -> str:
    """Return the type of an entity: that of its names, else of its nominals."""
    for kind in ("name", "nominal"):
        types = [m.type for m in entity.mentions if m.kind == kind]
        if types:
            return max(sorted(set(types)), key=types.count)
    return entity.type


def _gender(page: Page, mention: Mention) -> str:
    """Return the gender that a mention itself tells, or that its first name suggests."""
    if mention.kind == "name" and mention.type == "PER":
        before = page.low(mention.first - 1).rstrip(".")
        if before in {"mr", "sir", "lord", "herr", "monsieur", "señor", "don"}:
            return "m"
        if before in {"mrs", "ms", "miss", "dame", "lady", "frau", "madame", "señora", "doña"}:
            return "f"
        if words.lemma(before, "noun") in lists.words("people", "female"):
            return "f"
        if words.lemma(before, "noun") in lists.words("people", "male"):
            return "m"
        return ""
    return mention.gender


def first_name_gender(name: str) -> str:
    """Return f where the ending of a first name suggests a woman (-a, -ine, -elle, -ette), else nothing.

    A guess for the last pass alone; of men's names no ending is as good a sign.
    """
    parts = gazetteer.fold(name).split()
    return "f" if len(parts) > 1 and parts[0].endswith(("a", "ine", "elle", "ette")) else ""
