"""Where what was computed before is kept, and the part of its key that a change of the code changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

VARIABLE = "FARRAGO_CACHE"
SOURCES = (".py", ".json", ".j2", ".css", ".js")
"""What results are made by: code, the data beside it, and what pages are made of."""


def folder(given: Path | None = None) -> Path:
    """Return the folder given, ``$FARRAGO_CACHE``, or ``farrago`` where the system keeps caches."""
    if given is not None:
        return given
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "farrago"


@cache
def source_hash(*packages: str) -> str:
    """Return the SHA-256 of the source of packages, with the data beside it: no change of them is missed."""
    found = hashlib.sha256()
    for package in packages:
        for path, content in sorted(_files(resources.files(package), package)):
            found.update(path.encode() + b"\0" + content + b"\0")
    return found.hexdigest()


def _files(place: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for each in place.iterdir():
        if each.is_dir():
            yield from _files(each, f"{name}/{each.name}")
        elif each.name.endswith(SOURCES):
            yield f"{name}/{each.name}", each.read_bytes()
