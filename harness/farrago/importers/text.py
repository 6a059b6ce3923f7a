"""Bare texts: one file a document, whose name is its id. Nothing is annotated in what is read.

Written are the texts of documents, and all else is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from farrago.importers import inline
from farrago_schema.codec.source import create
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document, Metadata

SUFFIXES = (".txt",)

UNKNOWN = Metadata("page", "", "train")
"""A text comes without a kind, a date and a split."""


def read(path: Path | str) -> Iterator[Document]:
    """Yield the document of a file.

    Raises:
        InputError: the file cannot be read, or is not UTF-8.
    """
    path = Path(path)
    data = inline.load(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{data[error.start]:02x} at {error.start}"
        raise InputError([Problem("text", str(path), found, "UTF-8")]) from error
    yield Document(path.stem, text, UNKNOWN, layers=())


def write(path: Path | str, documents: Iterable[Document]) -> None:
    """Write the text of one document.

    Raises:
        InputError: there are several, or the file cannot be written.
    """
    several = list(documents)
    if len(several) != 1:
        found = f"{len(several)} documents for one file"
        raise InputError([Problem("text", str(path), found, "one")])
    with create(path) as stream:
        stream.write(several[0].text.encode())
