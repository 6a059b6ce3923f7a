"""Texts and gold without text, put together: each text finds its gold by its hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from farrago.corpus import near
from farrago.corpus.standoff import digest, with_text
from farrago.importers import inline
from farrago_schema import codec
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.standoff import StandoffDocument
from farrago_schema.types import Document
from farrago_schema.validate import check_document


class Hydrated(NamedTuple):
    """The documents whose texts were found, in the order of the gold.

    ``changed`` says what was done to which file; ``left`` are the documents without a text.
    """

    documents: tuple[Document, ...]
    changed: Mapping[str, tuple[str, ...]]
    left: tuple[str, ...]


def hydrate(
    gold: Path, texts: Iterable[Path], ontology: Ontology | None, *, normalise: bool = False
) -> Hydrated:
    """Put gold and texts together; ``normalise`` lets files be changed until their hash is right.

    Raises:
        InputError: a file is the text of no document, and how near it comes to one; or the gold is wrong.
    """
    standoff = list(codec.read(gold, StandoffDocument))
    by_hash: dict[str, list[StandoffDocument]] = {}
    for document in standoff:
        by_hash.setdefault(document.sha256, []).append(document)
    found: dict[str, str] = {}
    changed: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for path in _files(texts):
        data = inline.load(path)
        variant = near.meant(data, by_hash)
        if variant is None or (variant.steps and not normalise):
            problems.append(_refusal(path, data, variant, by_hash, standoff, str(gold)))
            continue
        found[digest(variant.text)] = variant.text
        if variant.steps:
            changed[str(path)] = variant.steps
    if problems:
        raise InputError(problems)
    documents = tuple(_checked(standoff, found, ontology, str(gold)))
    return Hydrated(documents, changed, tuple(each.id for each in standoff if each.sha256 not in found))


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if not place.is_dir():
            yield place
            continue
        files = sorted(place.glob("*.txt"))
        if not files:
            raise InputError([Problem("file", str(place), "no file ….txt", "texts")])
        yield from files


def _checked(
    standoff: Sequence[StandoffDocument], texts: Mapping[str, str], ontology: Ontology | None, file: str
) -> Iterator[Document]:
    from farrago.corpus.segment import segment  # noqa: PLC0415  # imports spacy

    problems: list[Problem] = []
    documents = []
    for line, each in enumerate(standoff, 1):
        if each.sha256 not in texts:
            continue
        problems += _misplaced(each, file, line)
        if not problems:
            document = with_text(each, texts[each.sha256])
            problems += check_document(document, ontology, file=file, line=line)
        if not problems:
            documents.append(segment(document))
            # Which sentences are evidence can only be checked once there are sentences.
            problems += check_document(documents[-1], ontology, file=file, line=line)
    if problems:
        raise InputError(problems)
    yield from documents


def _misplaced(document: StandoffDocument, file: str, line: int) -> Iterator[Problem]:
    """Say which name is a mention that is not there: everything else is said of the finished document."""
    for index, entity in enumerate(document.entities):
        if entity.name is not None and entity.name >= len(entity.mentions):
            expected = f"a mention from 0 to {len(entity.mentions) - 1}"
            path = f"$.entities[{index}].name"
            yield Problem("reference", file, str(entity.name), expected, line, document.id, path)


def _refusal(  # noqa: PLR0913, PLR0917  # all that is known of the file and of what it might be
    path: Path,
    data: bytes,
    variant: near.Variant | None,
    by_hash: Mapping[str, Sequence[StandoffDocument]],
    standoff: Sequence[StandoffDocument],
    gold: str,
) -> Problem:
    """Return why a file is not the text of a document, and what would make it one."""
    text = near.decoded(data)[0].text
    found = f"a text of {len(text):,} code points with SHA-256 {digest(text)[:16]}…"
    if variant is not None:
        (document, *_) = by_hash[digest(variant.text)]
        hint = f"it becomes that text by: {', '.join(variant.steps)}; --normalise does this"
        return Problem(
            "text", str(path), found, f"the text of {document.id}", document=document.id, hint=hint
        )
    expected = f"a text of {gold}: {', '.join(_described(each) for each in standoff[:5])}"
    nearness = near.nearest(data, standoff)
    hint = "no stretch of it stands in any of them" if nearness is None else _hint(nearness)
    return Problem("text", str(path), found, expected, hint=hint)


def _described(document: StandoffDocument) -> str:
    return f"{document.id} ({document.length:,} code points, SHA-256 {document.sha256[:16]}…)"


def _hint(nearness: near.Nearness) -> str:
    after = f" (after: {', '.join(nearness.steps)})" if nearness.steps else ""
    parts = [
        f"{100 * nearness.share:.0f} % of the text of {nearness.document} stands in it{after}",
        f"the first difference is at an offset from {nearness.start} to {nearness.end - 1}",
    ]
    if nearness.resumes is not None and nearness.shift is not None:
        where = "in its place" if nearness.shift == 0 else f"{abs(nearness.shift)} code points "
        where += "" if nearness.shift == 0 else "too late" if nearness.shift > 0 else "too early"
        parts.append(f"from offset {nearness.resumes} on it goes on, {where}")
    return "; ".join(parts)
