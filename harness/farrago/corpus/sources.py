"""Reading the corpus's sources: frozen texts, their hashes, and the gold of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from farrago.corpus import check, frozen
from farrago.importers import inline
from farrago_schema import ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document

# What a released document must say of itself; the inline form has defaults for blind annotators.
REQUIRED = ("split", "topic", "register", "region")


def read(source: Path) -> list[Document]:
    """Return the documents of ``source/gold``, by id, their texts compared with ``source/text``.

    Raises:
        InputError: with everything that is wrong with any file: XML, text, hash, gold.
    """
    problems = list(_changed_texts(source))
    documents: list[Document] = []
    paths = sorted((source / "gold").glob("*.xml"))
    if not paths:
        problems.append(
            Problem("source", str(source / "gold"), "no XML file", "the gold, one file a document")
        )
    labels = ontology.load()
    for path in paths:
        text = source / "text" / f"{path.stem}.txt"
        try:
            inspection, found = check.inspect(path, frozen.read(text), labels)
        except InputError as error:
            problems += error.problems
            continue
        problems += found
        problems += _header_problems(path, inspection.id, inspection.absent)
        if inspection.document is not None:
            documents.append(inspection.document)
    if problems:
        raise InputError(problems)
    return documents


def without_gold(source: Path) -> list[str]:
    """Return the ids of frozen texts that have no gold."""
    gold = {path.stem for path in (source / "gold").glob("*.xml")}
    return sorted(path.stem for path in (source / "text").glob("*.txt") if path.stem not in gold)


def _changed_texts(source: Path) -> Iterator[Problem]:
    """Say which frozen texts are not, or no longer, the ones that ``texts.sha256`` lists."""
    register = source / "texts.sha256"
    listed = {}
    for number, line in enumerate(inline.load(register).decode("utf-8", "replace").splitlines(), 1):
        parts = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line)
        if parts is None:
            yield Problem("source", str(register), repr(line), "SHA-256, two spaces, a file's name", number)
        else:
            listed[parts[2]] = parts[1]
    for path in sorted((source / "text").glob("*.txt")):
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
        expected = listed.pop(path.name, None)
        if expected is None:
            yield Problem("frozen-text", str(path), "a text that is not listed", f"its SHA-256 in {register}")
        elif actual != expected:
            hint = "a frozen text never changes: restore it"
            yield Problem("frozen-text", str(path), f"SHA-256 {actual}", expected, hint=hint)
    for name in listed:
        yield Problem(
            "frozen-text", str(source / "text" / name), "no such file", f"the text that {register} lists"
        )


def _header_problems(path: Path, identifier: str | None, absent: frozenset[str]) -> Iterator[Problem]:
    if identifier is not None and identifier != path.stem:
        yield Problem("source", str(path), f'id="{identifier}"', "the file's own name", document=identifier)
    for name in REQUIRED:
        if name in absent:
            found = f"<document> without {name}"
            yield Problem("source", str(path), found, f"{name}=…", 1, identifier)
