"""Names of strangers as parts of addresses: safe on any file system and in any link, and unique."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 40
DIGITS = 8

_RESERVED = frozenset(
    {
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)
"""A page of our own, and what Windows takes for a device whatever its ending."""


def slugs(names: Sequence[str]) -> dict[str, str]:
    """Return by name a slug of small letters, digits and single hyphens, which no other name has.

    A name that is one already is its own slug; another one ends with the first digits of its SHA-256. So a
    slug follows from its name alone, and no new name moves the page of an old one. Names made to clash by
    their digits, and these alone, get all of them.
    """
    found = {name: slug(name) for name in names}
    number = Counter(found.values())
    return {
        name: short if number[short] == 1 or short == name else slug(name, 2 * hashlib.sha256().digest_size)
        for name, short in found.items()
    }


def slug(name: str, digits: int = DIGITS) -> str:
    """Return the slug of a name, with so many digits of its SHA-256 unless the name is a slug itself."""
    if SLUG.fullmatch(name) and len(name) <= LONGEST and name not in _RESERVED:
        return name
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    readable = "-".join(re.findall(r"[a-z0-9]+", letters))[:LONGEST].strip("-") or "system"
    return f"{readable}-{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:digits]}"
