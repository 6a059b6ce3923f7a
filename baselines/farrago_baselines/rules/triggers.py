"""The trigger rules of ``lists/triggers.toml``, read into tables; ``events/detect.py`` applies them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from farrago_baselines.rules import lists


@dataclass(frozen=True, slots=True)
class Condition:
    """What the context must show: a test, its words, and whether it must fail instead."""

    test: str
    words: frozenset[str]
    turned: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A word (or phrase, with underscores) as a part of speech that names a type under conditions."""

    type: str
    lemma: str
    part: str  # v, n or j
    conditions: tuple[Condition, ...]
    source: str = "list"

    @property
    def name(self) -> str:
        """How ``--explain`` calls it."""
        tests = " ".join(
            f"{'!' if c.turned else ''}{c.test}{'=' if c.words else ''}{'|'.join(sorted(c.words))}"
            for c in self.conditions
        )
        return f"{self.lemma}/{self.part}{' ' if tests else ''}{tests} ({self.source})"


Phrases = dict[str, list[tuple[tuple[str, ...], Rule]]]


def read_rules() -> dict[tuple[str, str], list[Rule]]:
    """Return all rules by lemma and part of speech, in the order of the file."""
    table: dict[tuple[str, str], list[Rule]] = {}
    for type_, block in lists.read("triggers").items():
        for line in filter(None, map(str.strip, block.splitlines())):
            word, *rest = line.split()
            lemma, _, part = word.rpartition("/")
            table.setdefault((lemma, part), []).append(Rule(type_, lemma, part, tuple(map(_condition, rest))))
    return table


def phrases_of(rules: Mapping[tuple[str, str], Sequence[Rule]]) -> Phrases:
    """Return the rules for phrases by their first word, each with the words of the phrase."""
    table: Phrases = {}
    for (lemma, _), listed in rules.items():
        if "_" in lemma:
            parts = tuple(lemma.split("_"))
            table.setdefault(parts[0], []).extend((parts, rule) for rule in listed)
    return table


def _condition(text: str) -> Condition:
    turned = text.startswith("!")
    test, _, listed = text.lstrip("!").partition("=")
    turned = turned or listed.startswith("!")
    separator = "," if test in {"obj", "subj", "has"} else "|"
    return Condition(test, frozenset(w for w in listed.lstrip("!").split(separator) if w), turned)
