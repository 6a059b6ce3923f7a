"""Stems for companies, towns, ships, products and laws: words that sound like a place and exist nowhere."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Protocol

from farrago.corpus.scenarios.plan import random_of

if TYPE_CHECKING:
    from farrago.corpus.scenarios.cultures import Culture

MANY = 150  # fewer surnames than these repeat themselves when three letters decide the next
LENGTH = (5, 10)
TRIES = 5_000
END = "\n"
# A stem that any of these word lists holds is a word, a name or a brand already.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "id")


class Names(Protocol):
    """The names that are taken."""

    def is_free(self, name: str) -> bool:
        """Tell whether no part of a name is taken."""

    def take(self, name: str) -> None:
        """Take every part of a name."""


class Stems:
    """Draws stems: a chain of letters, learnt from a culture's surnames, that makes no known word."""

    def __init__(self, taken: Names, seed: int) -> None:
        self.taken, self.random = taken, random_of(seed, "stems")

    def draw(self, culture: Culture, count: int) -> tuple[str, ...]:
        """Return the next stems that sound like the culture.

        Raises:
            RuntimeError: its surnames are too few to make more of them.
        """
        order, chain, known = _chain(culture)
        found: list[str] = []
        for _ in range(TRIES):
            stem = self._word(order, chain)
            if stem.lower() not in known and self.taken.is_free(stem) and not _is_word(stem):
                self.taken.take(stem)
                found.append(stem)
            if len(found) == count:
                return tuple(found)
        raise RuntimeError(f"{culture.locale} makes too few stems")

    def _word(self, order: int, chain: dict[str, list[str]]) -> str:
        while True:
            word = ""
            while (letter := self.random.choice(chain[word[-order:]])) != END:
                word += letter
            if LENGTH[0] <= len(word) <= LENGTH[1]:
                return word.capitalize()


@cache
def _chain(culture: Culture) -> tuple[int, dict[str, list[str]], frozenset[str]]:
    """Return how many letters decide the next, what follows each run, and the surnames behind it."""
    names = [name.lower() for name in culture.surnames if name.isalpha()]
    order = 3 if len(names) >= MANY else 2
    chain: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for place, letter in enumerate(name + END):
            chain[name[max(place - order, 0) : place]].append(letter)
    return order, dict(chain), frozenset(names)


def _is_word(stem: str) -> bool:
    from anyascii import anyascii  # noqa: PLC0415  # needed by drawing alone
    from wordfreq import zipf_frequency  # noqa: PLC0415

    return any(zipf_frequency(form, language) for form in {stem, anyascii(stem)} for language in LANGUAGES)
