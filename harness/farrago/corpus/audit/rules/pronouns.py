"""Pronouns that do not fit their entity, or stand far from it."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Page

FAR = 80  # words
SETS = {"he": words.HE, "she": words.SHE, "it": words.IT, "they": words.THEY}


def mixed_gender(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find persons that are he in one place and she in another, and persons that are it. Mostly wrong."""
    for entity in page.entities.values():
        if entity.type != "PER":
            continue
        first: dict[str, str] = {}
        for mention in page.of_entity[entity.id]:
            kind = _set_of(mention.text) if mention.kind == "pronoun" else None
            if kind in ("he", "she"):
                first.setdefault(kind, mention.text)
                if len(first) == 2:
                    reason = f"{first['he']!r} and {first['she']!r} are one person"
                    yield hit_at(mention, 0.85, reason, entity.id)
                    break
            elif kind == "it":
                yield hit_at(mention, 0.75, "a person that is 'it'", entity.id)


def animate_thing(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find he and she for what is no person. Right for ships and pets only."""
    for mention in page.mentions:
        kind = _set_of(mention.text) if mention.kind == "pronoun" else None
        if kind in ("he", "she") and mention.entity.type not in ("PER", "VEH"):
            reason = f"{mention.text!r} for a {mention.entity.type}"
            yield hit_at(mention, 0.75, reason, mention.entity.id)


def far_pronoun(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find pronouns with no mention of their entity within 80 words before. Right on a shuffled page."""
    for entity, mentions in page.of_entity.items():
        last: int | None = None
        for mention in mentions:
            number = page.word_number(mention.start)
            third_person = mention.kind == "pronoun" and _set_of(mention.text) is not None
            if third_person and (last is None or number - last > FAR):
                how = "before any other mention" if last is None else f"{number - last} words after the last"
                sure = 0.25 if last is None else 0.3
                yield hit_at(mention, sure, f"a pronoun {how}", entity)
            last = number


def _set_of(text: str) -> str | None:
    return next((name for name, pronouns in SETS.items() if text.lower() in pronouns), None)


RULES = (mixed_gender, animate_thing, far_pronoun)
