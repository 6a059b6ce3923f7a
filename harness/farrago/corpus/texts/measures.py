"""How varied texts are, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, pstdev

from msgspec import Struct

from farrago.corpus.texts.reading import Text


class Measures(Struct, frozen=True):
    """Sizes and variety of one text, or of several together.

    ``distinct_1`` to ``distinct_3`` are different n-grams over all n-grams (Li et al. 2016, A
    diversity-promoting objective function for neural conversation models); longer texts have less of them.
    ``sentence_variation`` is the standard deviation of sentence lengths over their mean.
    """

    tokens: int
    sentences: int
    sentence_length: float
    sentence_variation: float
    distinct_1: float
    distinct_2: float
    distinct_3: float


def measure(texts: Sequence[Text]) -> Measures:
    """Return the measures of texts together; n-grams do not run over the end of a text."""
    lengths = [n for text in texts for n in _sentence_lengths(text)]
    return Measures(
        sum(text.tokens for text in texts),
        len(lengths),
        round(mean(lengths), 2) if lengths else 0.0,
        round(pstdev(lengths) / mean(lengths), 3) if lengths else 0.0,
        *(_distinct(texts, size) for size in (1, 2, 3)),
    )


def _sentence_lengths(text: Text) -> list[int]:
    lengths = [sum(start <= word.start < end for word in text.words) for start, end in text.sentences]
    return [length for length in lengths if length]


def _distinct(texts: Sequence[Text], size: int) -> float:
    grams = [
        tuple(word.text.casefold() for word in text.words[place : place + size])
        for text in texts
        for place in range(len(text.words) - size + 1)
    ]
    return round(len(set(grams)) / len(grams), 4) if grams else 0.0
