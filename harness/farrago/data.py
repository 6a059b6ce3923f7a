"""Where the gold is: a folder given by the user, ``$FARRAGO_DATA``, ``./dataset``, or the installed copy."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct, field

from farrago_schema import codec, validate
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document, Input, Metadata, Prediction, Split

VARIABLE = "FARRAGO_DATA"


class SplitStamp(Struct, frozen=True, forbid_unknown_fields=True):
    """How many documents a split holds, and the hash of their content."""

    documents: int
    sha256: str


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What the build records beside the data: ``manifest.json``.

    ``tools`` names the libraries, and their versions, that split texts into tokens and sentences.
    """

    name: str
    version: str
    schema_version: str
    splits: dict[str, SplitStamp]
    tools: dict[str, str] = field(default_factory=dict)


def content_hash(documents: Iterable[Document] | Iterable[Prediction]) -> str:
    """Return the SHA-256 of the canonical JSON of documents or predictions, one a line, ordered by id.

    It depends on the content alone: not on the file's format, its compression or its order.
    """
    digest = hashlib.sha256()
    for document in sorted(documents, key=lambda document: document.id):
        digest.update(msgspec.json.encode(document, order="deterministic") + b"\n")
    return digest.hexdigest()


def folder(given: Path | None = None) -> Path:
    """Return the data folder: the one given, ``$FARRAGO_DATA``, ``./dataset``, or the installed copy.

    Raises:
        InputError: the folder holds no ``manifest.json``.
    """
    places = [given] if given is not None else list(_usual_places())
    for place in places:
        if (place / "manifest.json").is_file():
            return place
    raise InputError([_no_manifest(places[0])])


def manifest(place: Path) -> Manifest:
    """Read the manifest of a data folder."""
    path = place / "manifest.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, OSError) as error:
        problem = Problem("manifest", str(path), str(error), "the manifest that farrago build writes")
        raise InputError([problem]) from error


def read_split(place: Path, split: str) -> list[Document]:
    """Read one split of a data folder and check its content against the manifest.

    Raises:
        InputError: there is no such split, or its content is not what was built.
    """
    stamps = manifest(place).splits
    path = place / "documents" / f"{split}.parquet"
    if split not in stamps or not path.is_file():
        found = [name for name in stamps if (place / "documents" / f"{name}.parquet").is_file()]
        hint = None
        if split in stamps:
            hint = "an installed package holds no training data: clone the repository or name --data"
        expected = f"one of: {', '.join(found) or 'none'}"
        raise InputError([Problem("split", str(place), f"no split {split!r}", expected, hint=hint)])
    documents = list(codec.read(path, Document))
    actual = content_hash(documents)
    if actual != stamps[split].sha256:
        hint = "the data was changed after the build; run farrago build, or get the release again"
        raise InputError([Problem("hash", str(path), actual, stamps[split].sha256, hint=hint)])
    return documents


def read_inputs(place: Path, split: str) -> list[Document]:
    """Read what systems may read of a split, as documents without gold: for who does not have the gold.

    Raises:
        InputError: there is no such file.
    """
    path = place / "inputs" / f"{split}.parquet"
    if not path.is_file():
        expected = f"documents/{split}.parquet or inputs/{split}.parquet"
        raise InputError([Problem("split", str(place), f"no split {split!r}", expected)])
    return [
        Document(
            each.id,
            each.text,
            Metadata("story", each.date, cast("Split", split), lang=each.lang),
            layers=(),
            sentences=each.sentences,
            tokens=each.tokens,
        )
        for each in codec.read(path, Input)
    ]


def read_own(path: Path, labels: Ontology | None) -> list[Document]:
    """Read and check gold of one's own; ``labels`` is ``None`` where its label set is not known.

    Raises:
        InputError: with everything that is wrong with it.
    """
    report = validate.validate_documents(path, labels)
    if not report.ok:
        raise InputError(report.problems)
    return list(codec.read(path, Document))


def _usual_places() -> Iterable[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
        return  # who names a folder means that folder
    yield Path("dataset")
    spec = find_spec("farrago_gold")
    yield from map(Path, (spec and spec.submodule_search_locations) or ())


def _no_manifest(place: Path) -> Problem:
    hint = f"name one with --data or ${VARIABLE}, or run where ./dataset is"
    return Problem("data", str(place), "no manifest.json", "a data folder made by farrago build", hint=hint)
