"""Runs of words that texts have in common."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SIZE = 8


class Shingles:
    """All runs of ``size`` words (case aside), and which texts hold them.

    Broder, On the resemblance and containment of documents (1997); counted in full, since a corpus that
    people annotate is small.
    """

    def __init__(self, texts: Mapping[str, str], size: int = SIZE) -> None:
        self.size_of_run = size
        self._runs: dict[str, dict[tuple[str, ...], tuple[int, int]]] = {}
        self._holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for name, text in texts.items():
            words = [(match.start(), match.end(), match[0].casefold()) for match in WORD.finditer(text)]
            runs: dict[tuple[str, ...], tuple[int, int]] = {}
            for place in range(len(words) - size + 1):
                run = words[place : place + size]
                runs.setdefault(tuple(word for _, _, word in run), (run[0][0], run[-1][1]))
            self._runs[name] = runs
            for key in runs:
                self._holders[key].add(name)

    def size(self, name: str) -> int:
        """Return how many different runs a text has."""
        return len(self._runs[name])

    def shared(self, name: str) -> Counter[str]:
        """Return how many of a text's runs each other text has."""
        return Counter(other for run in self._runs[name] for other in self._holders[run] if other != name)

    def first(self, name: str, other: str) -> tuple[int, int]:
        """Return where the first run stands that another text has, too."""
        return min(place for run, place in self._runs[name].items() if other in self._holders[run])

    def stretches(self, name: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return the stretches that other texts have word by word: start, end, and the texts."""
        places = sorted(
            (place, tuple(sorted(self._holders[run] - {name})))
            for run, place in self._runs[name].items()
            if len(self._holders[run]) > 1
        )
        found: list[tuple[int, int, tuple[str, ...]]] = []
        for (start, end), others in places:
            if found and start < found[-1][1] and set(others) & set(found[-1][2]):
                kept = tuple(sorted(set(others) & set(found[-1][2])))
                found[-1] = (found[-1][0], end, kept)
            else:
                found.append((start, end, others))
        return found
