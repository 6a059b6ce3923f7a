"""Runs of words that two texts share: whether something that must not quote a text quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
"""A word or a number, with what stands inside it: don't, 2018-12-13, U.S."""


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of so many words of a text, in any letter case and whatever stands between them."""
    words = [match[0].casefold().replace("’", "'") for match in WORD.finditer(text)]
    return zip(*(words[start:] for start in range(length)), strict=False)


def shared(text: str, other: str, length: int) -> list[str]:
    """Return the runs of so many words that stand in both texts, each once, in the order of the first."""
    known = set(runs(other, length))
    return [" ".join(run) for run in dict.fromkeys(runs(text, length)) if run in known]
