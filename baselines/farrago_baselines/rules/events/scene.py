"""Clauses, roughly: what stands before and after a word within its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from farrago_baselines.rules.items import Entity, Mention
from farrago_baselines.rules.page import Page, Token

BREAKS = frozenset({";", ":", "–", "—", '"', "“", "”", "(", ")", "?", "!"})
SUBORDINATORS = frozenset(
    "because while when where whereas although though unless whether if after before until since as".split()
)
# Past forms that are no participles, so that they are never passive.
PURE_PAST = frozenset(
    "drove went came gave took wrote saw flew began ran ate fell rose spoke stole "
    "swam threw wore broke chose froze hid rode shook "
    "woke sang sank drew grew knew blew did became overcame withdrew forgave forbade bit "
    "arose drank rang sprang tore swore".split()
)
BE = frozenset("am is are was were be been being 's 're".split())


@dataclass(slots=True)
class Verb:
    """What a clause says of its verb: subject, objects, prepositional phrases, and whether it is passive."""

    subjects: list[Mention] = field(default_factory=list)
    objects: list[Mention] = field(default_factory=list)
    phrases: list[tuple[str, Mention]] = field(default_factory=list)
    passive: bool = False
    sure: bool = False  # that it is passive: "be" or "get" stands before it


def _opens_noun(token: Token | None) -> bool:
    return token is not None and (token.tag in {"noun", "adj", "num", "name"} or token.low == "own")


class Scene:
    """The mentions of a page, by token, and their entities."""

    def __init__(self, page: Page, entities: Sequence[Entity]) -> None:
        self.page = page
        self.entities = entities
        self._of = {id(m): entity for entity in entities for m in entity.mentions}
        self.mentions = sorted((m for e in entities for m in e.mentions), key=lambda m: (m.start, -m.end))
        self._by_sentence: dict[int, list[Mention]] = {}
        self.starts: dict[int, list[Mention]] = {}
        self.ends: dict[int, list[Mention]] = {}
        self.covered: dict[int, Mention] = {}
        self.timed = {
            i
            for m in self.mentions
            if m.type in {"TIME", "MONEY", "QUANTITY"}
            for i in range(m.first, m.last)
        }
        for mention in self.mentions:
            self.starts.setdefault(mention.first, []).append(mention)
            self._by_sentence.setdefault(page.tokens[mention.first].sentence, []).append(mention)
            self.ends.setdefault(mention.last, []).append(mention)
            if mention.kind == "name":
                for index in range(mention.first, mention.last):
                    self.covered.setdefault(index, mention)

    def of(self, mention: Mention) -> Entity:
        """Return the entity of a mention."""
        return self._of[id(mention)]

    def in_sentence(self, index: int) -> list[Mention]:
        """Return the mentions in the sentence of a token."""
        return self._by_sentence.get(self.page.tokens[index].sentence, [])

    def verb(self, first: int, last: int) -> Verb:
        """Return what the clause of the verb at tokens ``first`` to ``last`` says of it."""
        found = Verb(passive=self.is_passive(first), sure=self._after_be(first))
        subject = self.subject(first)
        if subject is not None:
            found.subjects = self._conjuncts_before(subject)
        found.objects, found.phrases = self._after(last)
        return found

    def is_passive(self, index: int) -> bool:
        """Tell whether a verb is a passive participle: after be, or after its noun without an object."""
        page, token = self.page, self.page.tokens[index]
        if (token.tag == "verb" and token.form not in {"past", "base"}) or token.low in PURE_PAST:
            return False
        if token.form == "base" and token.low not in {
            "hit",
            "hurt",
            "cut",
            "shut",
            "put",
            "set",
            "let",
            "beat",
            "overcome",
        }:
            return False
        before = page.near(index, -1)
        while before is not None and (
            before.tag == "adv" or before.low in {"not", "both", "all", "later", "since"}
        ):
            before = page.near(before.index, -1)
        if before is None:
            return False
        if before.tag == "aux":
            return before.low in BE
        if before.tag == "conj":
            return self._follows_passive(before.index)
        if before.low in {"get", "got", "gets"}:
            return True
        return (
            before.tag in {"noun", "name", "punct", "pron"}
            and self._lacks_object(index)
            and before.low not in {"who", "that", "which", "he", "she", "it", "they", "we", "i"}
        )

    def _follows_passive(self, index: int) -> bool:
        for back in range(1, 14):
            token = self.page.near(index, -back)
            if token is None or token.text in BREAKS:
                return False
            if token.tag == "verb":
                return token.form == "past" and self._after_be(token.index)
        return False

    def _after_be(self, index: int) -> bool:
        before = self.page.near(index, -1)
        while before is not None and before.tag == "adv":
            before = self.page.near(before.index, -1)
        return before is not None and before.low in BE

    def _lacks_object(self, index: int) -> bool:
        after = self.page.near(index, 1)
        return after is None or after.tag in {"prep", "punct", "conj"} or after.low in {"to", "again"}

    def subject(self, index: int) -> Mention | None:
        """Return the nearest mention before a verb that may be its subject."""
        return next(self.subjects(index), None)

    def subjects(self, index: int) -> Iterator[Mention]:
        """Yield the mentions before a verb that are neither objects nor prepositional, the nearest first."""
        page = self.page
        for back in range(1, 28):
            token = page.near(index, -back)
            if token is None or (token.text in BREAKS and token.text not in {"–", "(", ")"}):
                return
            for mention in self.ends.get(token.index + 1, ()):
                if not mention.is_value and mention.last <= index and not self._is_governed(mention):
                    yield mention

    def _is_governed(self, mention: Mention) -> bool:
        """Tell whether a mention is an object, a prepositional object or a possessor."""
        page = self.page
        after = page.near(mention.last - 1, 1)
        if after is not None and after.tag == "poss":
            return True
        if mention.kind == "pronoun" and page.tokens[mention.first].tag == "poss" and _opens_noun(after):
            return True
        before = page.near(mention.first, -1)
        while before is not None and (
            before.tag in {"det", "adj", "num", "noun", "adv"} or self._is_nation(before)
        ):
            before = page.near(before.index, -1)
        if before is None:
            return False
        if before.low in {"and", "or"}:
            joined = next((m for m in self.ends.get(before.index, ()) if not m.is_value), None)
            return joined is not None and self._is_governed(joined)
        if before.text == ",":
            same = next((m for m in self.ends.get(before.index, ()) if self.of(m) is self.of(mention)), None)
            return same is not None and self._is_governed(same)
        if before.tag == "poss":
            owner = next(iter(self.ends.get(before.index, ())), None) if before.low in {"'s", "'"} else None
            return self._is_governed_at(owner.first if owner is not None else before.index)
        return self._governs(before)

    def _is_nation(self, token: Token) -> bool:
        name = self.covered.get(token.index)
        return name is not None and name.type == "GPE" and name.last == token.index + 1

    def _is_governed_at(self, index: int) -> bool:
        before = self.page.near(index, -1)
        while before is not None and before.tag in {"det", "adj", "num"}:
            before = self.page.near(before.index, -1)
        return before is not None and self._governs(before)

    def _governs(self, token: Token) -> bool:
        return token.tag == "verb" or (token.tag == "prep" and token.low not in SUBORDINATORS)

    def _conjuncts_before(self, subject: Mention) -> list[Mention]:
        """Return a subject with what is joined to it by and before it."""
        page, found = self.page, [subject]
        at = subject.first
        while at > 1 and page.tokens[at - 1].tag in {"det", "poss", "adj", "num"}:
            at -= 1
        if page.low(at - 1) == "and":
            for mention in self.ends.get(at - 1, ()):
                if not mention.is_value and mention.kind != "pronoun" and not self._is_governed(mention):
                    found.append(mention)
                    break
        return found

    def _after(self, last: int) -> tuple[list[Mention], list[tuple[str, Mention]]]:
        """Return the objects and the prepositional phrases that follow a word within its clause."""
        objects: list[Mention] = []
        phrases: list[tuple[str, Mention]] = []
        preposition, joined, closed = "", False, False
        index = last
        for token in self._clause_after(last):
            if token.index < index:
                continue
            if token.tag == "prep" or token.low == "as":
                preposition, joined = token.low, False
                continue
            if token.low in {"and", "or"}:
                joined = True
                continue
            if token.text == ",":
                preposition, joined, closed = "", False, True
                continue
            for mention in self._all_at(token.index):
                if preposition:
                    phrases.append((preposition, mention))
                elif (not objects and not closed) or joined or mention.is_value:
                    objects.append(mention)
                index = max(index, mention.last)
        return objects, phrases

    def _all_at(self, index: int) -> Iterator[Mention]:
        """Yield the mention that begins at a token, and the values on the same stretch."""
        entity = next((m for m in self.starts.get(index, ()) if not m.is_value), None)
        if entity is not None and not self._possesses(entity):
            yield entity
        for mention in self.starts.get(index, ()):
            if mention.is_value:
                yield mention
                if entity is None and mention.type == "COUNT":
                    inner = next(
                        (
                            m
                            for m in self.mentions
                            if not m.is_value and mention.first <= m.first and m.last <= mention.last
                        ),
                        None,
                    )
                    if inner is not None:
                        yield inner

    def _possesses(self, mention: Mention) -> bool:
        """Tell whether a mention only says whose the noun after it is."""
        after = self.page.near(mention.last - 1, 1)
        if mention.kind == "pronoun":
            return self.page.tokens[mention.first].tag == "poss" and _opens_noun(after)
        return after is not None and (after.tag == "poss" or after.low in {"'", "’"})

    def _clause_after(self, last: int) -> Iterator[Token]:
        """Yield the tokens after a word up to the next verb, subordinator or break."""
        page = self.page
        for step in range(1, 22):
            token = page.near(last - 1, step)
            if token is None or token.text in BREAKS:
                return
            if (
                token.tag in {"verb", "aux"}
                or token.low in {"who", "which", "that", "whose"}
                or token.low in SUBORDINATORS - {"after", "before", "since", "until", "as"}
            ):
                return
            yield token
