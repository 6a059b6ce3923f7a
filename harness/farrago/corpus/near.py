"""How near a text comes to the one that is meant, of which only hashes are known.

Files change on their way: line ends, a byte order mark, Unicode normalisation, white space at line ends,
another encoding. ``variants`` undoes what may have happened, in all combinations: where one of them has the
right hash, it is known what happened. Where none has, the digests of blocks say how much of the text is there
and where the first difference lies.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import NamedTuple

from farrago.corpus.standoff import digest
from farrago_schema.standoff import BLOCK, StandoffDocument

Change = tuple[str, Callable[[str], str]]

CHANGES: tuple[tuple[Change, ...], ...] = (
    (("byte order mark removed", lambda text: text.removeprefix("\ufeff")),),
    (("line ends to LF", lambda text: text.replace("\r\n", "\n").replace("\r", "\n")),),
    tuple(
        (f"Unicode {form}", partial(unicodedata.normalize, form)) for form in ("NFC", "NFD", "NFKC", "NFKD")
    ),
    (("no-break spaces to spaces", lambda text: text.replace("\u00a0", " ").replace("\u202f", " ")),),
    (
        (
            "white space at line ends removed",
            lambda text: re.sub(r"[^\S\r\n]+(?=\r?$)", "", text, flags=re.MULTILINE),
        ),
    ),
    (
        ("white space at the end removed", str.rstrip),
        ("one line feed at the end", lambda text: text.rstrip() + "\n"),
    ),
    (("line ends to CRLF", lambda text: re.sub(r"\r?\n", "\r\n", text)),),
)
"""What may be undone, in the order in which it is; of alternatives at most one."""

ENCODINGS = (("read as UTF-16", "utf-16"), ("read as Windows-1252", "cp1252"), ("read as Latin-1", "latin-1"))


class Variant(NamedTuple):
    """A text, and what was done to the file to get it: nothing for the file as it stands."""

    steps: tuple[str, ...]
    text: str


class Nearness(NamedTuple):
    """How near a text is to a document's, as far as hashes tell.

    ``share`` is the share of the document's blocks that stand anywhere in the text. The first difference lies
    from offset ``start`` on, before ``end``; ``resumes`` is the offset at which the next block stands that is
    found again, ``shift`` how much later than it should (null: none is).
    """

    document: str
    steps: tuple[str, ...]
    share: float
    start: int
    end: int
    resumes: int | None
    shift: int | None


def decoded(data: bytes) -> list[Variant]:
    """Return the text of a file: as UTF-8, or where it is not, as what it may be."""
    try:
        return [Variant((), data.decode("utf-8"))]
    except UnicodeDecodeError:
        pass
    found = []
    for step, name in ENCODINGS:
        if name == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            continue
        try:
            found.append(Variant((step,), data.decode(name)))
        except UnicodeDecodeError:
            continue
    return found


def variants(data: bytes, most: int | None = None) -> Iterator[Variant]:
    """Yield the texts that a file may have been, those that take fewer steps first, each text once.

    ``most`` bounds the number of steps besides the encoding.
    """
    chosen = sorted(
        product(*((None, *group) for group in CHANGES)), key=lambda changes: sum(map(bool, changes))
    )
    seen: set[str] = set()
    for changes in chosen:
        steps = [change for change in changes if change is not None]
        if most is not None and len(steps) > most:
            return
        for variant in decoded(data):
            text = variant.text
            for _, change in steps:
                text = change(text)
            if text not in seen:
                seen.add(text)
                yield Variant((*variant.steps, *(name for name, _ in steps)), text)


def meant(data: bytes, known: Mapping[str, object]) -> Variant | None:
    """Return the variant of a file with the fewest steps whose hash is known; ``None`` if none has."""
    return next((variant for variant in variants(data) if digest(variant.text) in known), None)


def nearest(data: bytes, documents: Iterable[StandoffDocument]) -> Nearness | None:
    """Return the document whose text is most like the file's; ``None`` if no block of any is in it."""
    best: Nearness | None = None
    candidates = list(documents)
    for variant in variants(data, most=1):
        places: dict[str, int] = {}
        for start in range(len(variant.text) - BLOCK, -1, -1):
            places[digest(variant.text[start : start + BLOCK])[:16]] = start
        for document in candidates:
            found = _nearness(document, variant, places)
            if found is not None and (best is None or found.share > best.share):
                best = found
    return best


def _nearness(document: StandoffDocument, variant: Variant, places: Mapping[str, int]) -> Nearness | None:
    found = [places.get(block) for block in document.blocks]
    if not any(place is not None for place in found):
        return None
    right = [place == index * BLOCK for index, place in enumerate(found)]
    first = right.index(False) if False in right else len(right)
    later = ((index, place) for index, place in enumerate(found) if index > first and place is not None)
    index, resumes = next(later, (0, None))
    return Nearness(
        document.id,
        variant.steps,
        sum(place is not None for place in found) / len(found),
        first * BLOCK,
        min((first + 1) * BLOCK, max(len(variant.text), document.length)),
        resumes,
        None if resumes is None else resumes - index * BLOCK,
    )
