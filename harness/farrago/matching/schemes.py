"""Tagging schemes: chunks as the tags of a scheme, and tags read strictly by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from farrago.matching.chunks import OUTSIDE, Chunk

Scheme = Literal["IOB1", "IOB2", "IOE1", "IOE2", "IOBES", "BILOU"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

PREFIXES: Mapping[Scheme, str] = {
    "IOB1": "IOB",
    "IOB2": "IOB",
    "IOE1": "IOE",
    "IOE2": "IOE",
    "IOBES": "IOBES",
    "BILOU": "BILOU",
}
"""What the tags of each scheme may begin with."""

SHAPES: Mapping[Scheme, tuple[str, str, str, str]] = {
    # The prefixes of a chunk's only, first, inner and last token.
    "IOB1": ("I", "I", "I", "I"),
    "IOB2": ("B", "B", "I", "I"),
    "IOE1": ("I", "I", "I", "I"),
    "IOE2": ("E", "I", "I", "E"),
    "IOBES": ("S", "B", "I", "E"),
    "BILOU": ("U", "B", "I", "L"),
}


def tags_by(scheme: Scheme, chunks: Iterable[Chunk], tokens: int) -> list[str]:
    """Return the tag of each of a sentence's tokens; chunks stand in order and do not overlap."""
    tags = [OUTSIDE] * tokens
    only, opening, inner, closing = SHAPES[scheme]
    before: Chunk = (0, 0, "")
    for chunk in chunks:
        first, last, type_ = chunk
        shape = only if last == first + 1 else opening + inner * (last - first - 2) + closing
        tags[first:last] = [f"{prefix}-{type_}" for prefix in shape]
        if before[1:] == (first, type_):  # only a mark parts two chunks of a type that touch
            if scheme == "IOB1":
                tags[first] = f"B-{type_}"
            elif scheme == "IOE1":
                tags[first - 1] = f"E-{type_}"
        before = chunk
    return tags


def chunks_by(scheme: Scheme, tags: Sequence[str]) -> list[Chunk]:
    """Return the chunks of one sentence's tags that are well-formed in a scheme; others are none.

    Read by seqeval (Nakayama 2018), whose strict mode this is. Its IOE1 loses a chunk of one token that ``E``
    ends. All prefixes are of the scheme.
    """
    from seqeval import scheme as schemes  # noqa: PLC0415  # only who reads tags strictly pays for it

    found = schemes.Tokens([*tags], getattr(schemes, scheme)).entities
    return [(each.start, each.end, each.tag) for each in found]
