"""What was computed before, kept by the hash of everything that it depends on: a second build is quick.

The scorer's own source is part of the key, so that a changed scorer never shows old numbers. A file that
cannot be read back counts as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from farrago.board.examine import Setting
from farrago.board.submissions import Submission
from farrago.caching import source_hash
from farrago.plugins import outsiders
from farrago.report.predictions import SYSTEM_FILE
from farrago_schema import codec

T = TypeVar("T")

PACKAGES = ("farrago", "farrago_schema")

RENDERERS = ("jinja2", "numpy")
"""Libraries whose version may show in what is kept."""


class Cache:
    """A folder of results by key; with ``None`` for a place nothing is kept."""

    def __init__(self, place: Path | None) -> None:
        self._place = place

    def get(self, key: str, type_: type[T]) -> T | None:
        """Return what is kept under the key, if it is there and of the type."""
        if self._place is None:
            return None
        try:
            return msgspec.msgpack.decode(self._path(key).read_bytes(), type=type_)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, key: str, value: object) -> None:
        """Keep a value; where the folder cannot be written, nothing is kept and nobody is told."""
        if self._place is None:
            return
        path = self._path(key)
        unfinished = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(msgspec.msgpack.encode(value))
            unfinished.replace(path)

    def _path(self, key: str) -> Path:
        assert self._place is not None, "asked of a cache that keeps something"
        return self._place / key[:2] / f"{key}.msgpack"


class _Page(Struct, frozen=True):
    """A page, and the key of all that it was made of."""

    key: str
    text: str


class Pages:
    """Pages by name, each kept until another one takes its place: old builds do not pile up."""

    def __init__(self, cache: Cache, place: str, key: str) -> None:
        """``place`` tells these pages from those of other sites, ``key`` is that of what they are made of."""
        self._cache, self._place, self._key = cache, place, key

    def get(self, name: str) -> str | None:
        """Return the page of that name, if it would be the same now."""
        found = self._cache.get(digest([self._place, name]), _Page)
        return None if found is None or found.key != self._key else found.text

    def put(self, name: str, text: str) -> None:
        """Keep a page in place of an older one."""
        self._cache.put(digest([self._place, name]), _Page(self._key, text))


def key_of(submission: Submission, folder: Path, setting: Setting) -> str:
    """Return the key of a submission's outcome: its bytes, the gold, the rules, and the scorer itself."""
    files = [
        part
        for seed, path in submission.runs.items()
        for part in (seed or "", str(path.relative_to(folder)), codec.sha256(path))
    ]
    return digest([key_of_setting(setting), codec.sha256(folder / SYSTEM_FILE), *files])


def key_of_setting(setting: Setting) -> str:
    """Return the key of what all submissions have in common."""
    gold = setting.gold
    return digest(
        [
            source_hash(*PACKAGES),
            *outsiders("farrago.metrics"),
            *(f"{name} {version(name)}" for name in RENDERERS),
            msgspec.json.encode(gold.stamp).decode(),
            msgspec.json.encode(gold.ontology).decode(),
            setting.compat or "",
            setting.training.source if setting.training else "",
            msgspec.json.encode(vars(setting.bootstrap)).decode(),
        ]
    )


def digest(parts: Iterable[str]) -> str:
    """Return the SHA-256 of texts, each apart from the next."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode(errors="surrogatepass")
        found.update(len(raw).to_bytes(8, "little") + raw)
    return found.hexdigest()
