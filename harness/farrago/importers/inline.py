"""The inline form: one XML file a document, the text with elements in it, then what they refer to.

Tokens and sentences are not in it: reading leaves them empty, ``farrago.corpus.segment`` computes them. All
else that a document holds is read back as it was written; ``canonical`` says in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec.structs import replace

from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document

if TYPE_CHECKING:
    from farrago.importers._inline_read import Inspection

__all__ = [
    "SUFFIXES",
    "canonical",
    "decode",
    "encode",
    "files",
    "inspect",
    "load",
    "read",
    "read_file",
    "write",
    "write_file",
]

SUFFIXES = (".xml",)


def read(path: Path | str) -> Iterator[Document]:
    """Read one XML file, or all of a folder by name.

    Raises:
        InputError: files that cannot be read, are not well-formed, or break the form; once all were read.
    """
    problems: list[Problem] = []
    for file in files(Path(path)):
        inspection = inspect(load(file), file=str(file))
        problems += inspection.problems
        if inspection.document is not None and not problems:
            yield inspection.document
    if problems:
        raise InputError(problems)


def read_file(path: Path | str) -> Document:
    """Read one XML file; raises ``InputError`` with all that is wrong with its form."""
    return decode(load(Path(path)), file=str(path))


def write(path: Path | str, documents: Iterable[Document]) -> None:
    """Write one document to a file ``….xml``, or any number into a folder, each under its id."""
    path = Path(path)
    if path.suffix not in SUFFIXES:
        path.mkdir(parents=True, exist_ok=True)
        for document in documents:
            write_file(path / f"{quote(document.id, safe=' ')}.xml", document)
        return
    several = list(documents)
    if len(several) != 1:
        found = f"{len(several)} documents for one file"
        hint = "name a folder to get one file for each"
        raise InputError([Problem("inline", str(path), found, "one", hint=hint)])
    write_file(path, several[0])


def write_file(path: Path | str, document: Document) -> None:
    """Write one document; raises ``InputError`` where the form has no way to write it."""
    Path(path).write_bytes(encode(document))


def decode(data: bytes, *, file: str) -> Document:
    """Return the document that the XML holds; ``file`` is its name in errors.

    Raises:
        InputError: with everything that is wrong with the form, each with its line.
    """
    inspection = inspect(data, file=file)
    if inspection.document is None:
        raise InputError(inspection.problems)
    return inspection.document


def inspect(data: bytes, *, file: str) -> Inspection:
    """Return all that the XML says and all that is wrong with it, with lines; raises nothing."""
    from farrago.importers import _inline_read  # noqa: PLC0415  # lxml is an extra, loaded when it is needed

    return _inline_read.inspect(data, file=file)


def encode(document: Document) -> bytes:
    """Return the XML of a document, without its tokens and sentences.

    Raises:
        InputError: a character that XML has no place for, an empty or crossing span, a mention whose text is
            not that of its span, ids that are not unique.
    """
    from farrago.importers import _inline_write  # noqa: PLC0415  # lxml is an extra, loaded when it is needed

    return _inline_write.encode(document)


def canonical(document: Document) -> Document:
    """Return the document as the inline form holds it.

    Without tokens and sentences; zones, and the mentions and triggers of one entity or event, in text order.
    Entities, relations, events and arguments keep their order: ``decode(encode(d)) == canonical(d)``.
    """
    return replace(
        document,
        sentences=(),
        tokens=(),
        zones=tuple(sorted(document.zones, key=lambda zone: zone.start)),
        entities=tuple(
            replace(entity, mentions=tuple(sorted(entity.mentions, key=lambda m: (m.start, m.end, m.kind))))
            for entity in document.entities
        ),
        events=tuple(
            replace(event, triggers=tuple(sorted(event.triggers, key=lambda t: (t.start, t.end))))
            for event in document.events
        ),
    )


def files(path: Path) -> list[Path]:
    """Return the file itself, or the XML files of a folder by name."""
    return sorted(path.glob("*.xml")) if path.is_dir() else [path]


def load(path: Path) -> bytes:
    """Return a file's bytes; raises ``InputError`` where there is none to be had."""
    try:
        return path.read_bytes()
    except OSError as error:
        found = error.strerror or str(error)
        raise InputError([Problem("file", str(path), found, "a file that can be read")]) from error
