"""A text as the rules look at it: words, sentences, names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from farrago.corpus.scenarios.form import Scenario
from farrago.corpus.shingles import WORD, Shingles

TOKEN = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]")
PHRASE = 5  # words that texts share by chance only when they are a set phrase


class Word(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    text: str


class Text:
    """One text."""

    def __init__(self, identifier: str, text: str) -> None:
        self.id, self.text = identifier, text

    @cached_property
    def words(self) -> list[Word]:
        """The words, in order."""
        return [Word(match.start(), match.end(), match[0]) for match in WORD.finditer(self.text)]

    @cached_property
    def tokens(self) -> int:
        """How many words and punctuation marks there are."""
        return sum(1 for _ in TOKEN.finditer(self.text))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Where the sentences stand; a line's end ends one."""
        found: list[tuple[int, int]] = []
        for line in re.finditer(r"[^\n]+", self.text):
            start = line.start()
            for end in re.finditer(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-ZÀ-Þ0-9])", line[0]):
                found.append((start, line.start() + end.start()))
                start = line.start() + end.end()
            if self.text[start : line.end()].strip():
                found.append((start, line.end()))
        return found

    @cached_property
    def names(self) -> dict[str, Word]:
        """Words with a capital inside a sentence, and where each stands first."""
        starts = {start for start, _ in self.sentences}
        found: dict[str, Word] = {}
        for word in self.words:
            inside = self.text[: word.start].rstrip("\"“‘'( ")[-1:] not in (".", "!", "?", "\n", ":", "")
            if word.text[0].isupper() and len(word.text) > 2 and inside and word.start not in starts:
                found.setdefault(re.sub(r"['’]s$", "", word.text), word)
        return found


class Texts:
    """All texts that are looked at together."""

    def __init__(self, texts: list[Text], scenarios: Mapping[str, Scenario]) -> None:
        self._texts, self.scenarios = texts, scenarios

    def __iter__(self) -> Iterator[Text]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def phrases(self) -> Shingles:
        """Runs of five words."""
        return Shingles({text.id: text.text for text in self._texts}, PHRASE)

    @cached_property
    def runs(self) -> Shingles:
        """Runs of eight words."""
        return Shingles({text.id: text.text for text in self._texts})

    @cached_property
    def name_holders(self) -> dict[str, list[str]]:
        """The texts of each name."""
        found: dict[str, list[str]] = defaultdict(list)
        for text in self._texts:
            for name in text.names:
                found[name].append(text.id)
        return found

    @cached_property
    def openings(self) -> Counter[tuple[str, ...]]:
        """How many texts begin with the same words."""
        return Counter(edge(text, 0) for text in self._texts)

    @cached_property
    def endings(self) -> Counter[tuple[str, ...]]:
        """How many texts end with the same words."""
        return Counter(edge(text, -1) for text in self._texts)


def edge(text: Text, side: int, words: int = 3) -> tuple[str, ...]:
    """Return the first words (``side`` 0) or the last words (-1) of a text, case aside."""
    chosen = text.words[:words] if side == 0 else text.words[-words:]
    return tuple(word.text.casefold() for word in chosen)
