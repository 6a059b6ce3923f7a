"""Sentences and tokens as they stand on lines of gold, of many documents at once, without an object for each.

There are hundreds in a document, and to see that they are in order takes their offsets and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from farrago.matching.columns import Whole
from farrago.matching.pages import Spans

DIGITS = b"0123456789"
SPAN = b'{"start":,"end":},'
"""A span as we write it, without its offsets, and a comma."""

KEYS = (b'{"start":', b',"end":')

NUMBER = 8
"""How many digits are read at once: bytes of a word."""

FAR = 10**NUMBER
"""What stands for a number of more digits: no text of a plain document is so long."""

AT_ONCE = 48
"""How many documents are read at once: few enough that what is on the way stays near the processor."""

NOTHING = bytes(set(SPAN + b"[]") - set(b","))


STEPS = (
    (0x0F0F0F0F0F0F0F0F, 10 * 2**8 + 1, 8),
    (0x00FF00FF00FF00FF, 100 * 2**16 + 1, 16),
    (0x0000FFFF0000FFFF, 10_000 * 2**32 + 1, 32),
)
"""Pairs, fours and eights of digits become one number in turn: the bits of the parts, and how they add up."""


def offsets(written: bytes) -> bytes | None:
    """Return the offsets of a list of spans in JSON, with commas between; ``None`` if others wrote it.

    What we write has the two keys in their order, and no white space. That numbers are numbers is known: who
    found the list on its line has looked at them.
    """
    rest = written.translate(None, DIGITS)
    number = len(rest) // len(SPAN)
    if rest != b"[" + (SPAN * number)[:-1] + b"]":
        return None
    if any(written.count(key) != number for key in KEYS):  # a digit within a key is no part of its number
        return None
    return written.translate(None, NOTHING)


def read(documents: Sequence[bytes]) -> Spans:
    """Return the spans whose ``offsets`` are given, those of each document by itself."""
    sizes = np.array([(some.count(b",") + 1) // 2 if some else 0 for some in documents], dtype=np.int64)
    told = [some for some in documents if some]
    parts = [_numbers(b",".join(told[at : at + AT_ONCE])) for at in range(0, len(told), AT_ONCE)]
    numbers = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
    return Spans(np.arange(len(documents)).repeat(sizes), numbers[0::2], numbers[1::2])


def _numbers(written: bytes) -> Whole:
    """Return the numbers that are written with commas between them.

    Each is read as one word of eight bytes, the last of which is its last digit, and pairs, fours and eights
    of digits become one number in turn (Lemire 2022, "Parse eight digits at once").
    """
    if not written:
        return np.zeros(0, dtype=np.int64)
    padded = bytes(NUMBER) + written
    ends = np.append(np.flatnonzero(np.frombuffer(padded, dtype=np.uint8) == ord(",")), len(padded))
    digits = np.diff(ends, prepend=NUMBER - 1) - 1
    words = np.ndarray((len(written) + 1,), dtype="<u8", buffer=padded, strides=(1,))[ends - NUMBER]
    before = ((NUMBER - np.minimum(digits, NUMBER)) * 8).astype(np.uint64)
    words &= 0x0F0F0F0F0F0F0F0F
    words >>= before
    words <<= before
    for digits_in_one, factor, width in STEPS:
        words &= digits_in_one
        words *= factor
        words >>= width
    numbers: Whole = np.where(digits > NUMBER, FAR, words.astype(np.int64))
    return numbers
