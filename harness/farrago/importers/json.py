"""Farrago's own form: JSON lines, plain or compressed, and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from farrago_schema import codec
from farrago_schema.types import Document

SUFFIXES = codec.SUFFIXES


def read(path: Path | str) -> Iterator[Document]:
    """Yield the documents of a file; raises ``InputError`` at the first line that does not decode."""
    return codec.read(path, Document)


def write(path: Path | str, documents: Iterable[Document]) -> None:
    """Write documents to a file, or with ``-`` to standard output; raises ``InputError`` like ``codec``."""
    codec.write(path, documents, Document)
