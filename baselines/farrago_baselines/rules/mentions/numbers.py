"""Numbers in figures and in words, as a regular expression and as what they amount to."""

from __future__ import annotations

import re
from decimal import Decimal

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_WORD = "|".join(sorted([*UNITS, *TENS, "hundred", "thousand", "million", "billion"], key=len, reverse=True))
WORDS = rf"(?:(?:a|an)\s+(?=hundred|thousand|million|billion))?(?:{_WORD})(?:(?:[\s-]|\sand\s)(?:{_WORD}))*"
FIGURES = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?:[\s-]?(?:hundred|thousand|million|billion|trillion)|\s?(?:bn|mn|tn|m|k)(?![a-z]))"
NUMBER = rf"(?:(?:{FIGURES}){SCALE}?|(?i:\b{WORDS}\b))"
_SPLIT = re.compile(r"[\s-]+")
_FIGURES = re.compile(rf"({FIGURES})\s*-?\s*([a-z]*)$")


def amount(text: str) -> Decimal | None:
    """Return what a number amounts to, or ``None`` if the text is none."""
    low = text.lower().strip()
    match = _FIGURES.match(low)
    if match:
        figure = Decimal(re.sub(r"[,  ]", "", match[1]))
        return figure * SCALES.get(match[2], 1) if match[2] in SCALES or not match[2] else None
    return _of_words([word for word in _SPLIT.split(low) if word not in {"and", "a", "an"}])


def _of_words(words: list[str]) -> Decimal | None:
    total = current = 0
    for word in words:
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
        else:
            return None
    return Decimal(total + current) if words else None


def plain(number: Decimal) -> str:
    """Return a number without separators and without zeros at the end of its decimals."""
    return f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"
