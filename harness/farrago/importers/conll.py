"""Token-per-line files: a word and, in the last column, its BIO tag; an empty line between sentences.

Columns stand between tabs, or in a line without tabs between spaces. ``-DOCSTART-`` begins a document, and a
second and last column there is its id, if it is not the tag ``O``; else documents are called by the file's
name and their number. Tags are IOB1, IOB2, IOBES or BILOU and are read as ``conlleval`` reads them, also
ill-formed ones: ``ner`` then counts what seqeval counts in its default mode. Read by a scheme, what is
ill-formed in it is no chunk: ``ner`` then counts what seqeval counts in its strict mode.

Predictions are tags of the words of gold, in the same sentences. A document without an id is the one that
stands at its place in gold.

The format holds less than a document: words stand one space apart, sentences a line each; every chunk is an
entity of its own, a name, or a value where Farrago's label set says that its type is one. Only ``entities``
and ``values`` are annotated. Written are the outermost names and values in IOB2, over a document's tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from farrago.matching import Scheme, chunks_by, chunks_of, tags_in
from farrago.matching.chunks import OUTSIDE
from farrago.matching.schemes import PREFIXES as OF_SCHEME
from farrago_schema import ontology
from farrago_schema.codec.source import create, name_of, raw_lines, refuse
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import (
    Document,
    Entity,
    Layer,
    Mention,
    MentionKind,
    Metadata,
    PredictedEntity,
    PredictedMention,
    Prediction,
    Span,
)

SUFFIXES = (".conll", ".bio", ".iob", ".iob2")
LAYERS: tuple[Layer, ...] = ("entities", "values")
"""What tags annotate, and what a tagger attempts."""

START = "-DOCSTART-"
UNKNOWN = Metadata("story", "", "test")
"""Tags come without a kind, a date and a split."""

PREFIXES = {"B": "B", "I": "I", "O": "O", "E": "E", "S": "S", "L": "E", "U": "S"}
"""What a tag may begin with, and its name in IOBES."""


class Word(NamedTuple):
    """A word with its tag, and the line on which they stand."""

    text: str
    tag: str
    line: int


Sentence = list[Word]
Block = tuple[str, list[Sentence]]
"""A document as it is written: its id, ``""`` without one, and its sentences, none empty."""


def is_tagged(path: Path | str) -> bool:
    """Tell by its suffix whether a file holds tags."""
    return Path(path).name.lower().endswith(SUFFIXES)


def read(path: Path | str, scheme: Scheme | None = None) -> Iterator[Document]:
    """Yield the documents of a file; raises ``InputError`` at the first line that is no word with a tag.

    With a scheme its tags are read strictly, and must be tags of it.
    """
    stem = Path(name_of(path)).stem
    for number, (id_, sentences) in enumerate(_blocks(path, scheme), 1):
        yield _document(id_ or f"{stem}-{number}", sentences, scheme)


def predictions(
    path: Path | str, gold: Mapping[str, Document], scheme: Scheme | None = None
) -> Iterator[tuple[int, Prediction]]:
    """Yield the number of the first line and what a file says of each document, in the offsets of gold.

    Raises:
        InputError: at the first line that is no word with a tag, or not the word that gold has there, or the
            end of a sentence where gold has none.
    """
    in_order = list(gold.values())
    for number, (id_, sentences) in enumerate(_blocks(path, scheme)):
        line = sentences[0][0].line
        by_place = in_order[number] if number < len(in_order) else None
        document = gold.get(id_) if id_ else by_place
        if document is None:
            found = f"document {id_!r}" if id_ else f"document number {number + 1}"
            raise _wrong(path, line, found, f"one of gold's {len(gold)} documents")
        _check_words(path, sentences, document)
        yield line, _prediction(document, sentences, scheme)


def _blocks(path: Path | str, scheme: Scheme | None) -> Iterator[Block]:
    """Yield the documents that have words."""
    id_, sentences = "", [Sentence()]
    for number, columns in enumerate(_lines(path, scheme), 1):
        if columns[:1] == [START]:
            if any(sentences):
                yield id_, [*filter(None, sentences)]
            has_id = len(columns) == 2 and columns[1] != OUTSIDE
            id_, sentences = columns[1] if has_id else "", [Sentence()]
        elif columns:
            sentences[-1].append(Word(columns[0], columns[-1], number))
        elif sentences[-1]:
            sentences.append(Sentence())
    if any(sentences):
        yield id_, [*filter(None, sentences)]


def write(path: Path | str, documents: Iterable[Document]) -> None:
    """Write the tags of documents.

    Raises:
        InputError: a document has no tokens, or one with a tab or a line break in it; or the file cannot be
            written.
    """
    with create(path) as stream:
        for document in documents:
            stream.write("".join(_written(path, document)).encode())


def _lines(path: Path | str, scheme: Scheme | None) -> Iterator[list[str]]:
    """Yield the columns of each line, and none for an empty line."""
    for number, raw in raw_lines(path):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise _wrong(path, number, "bytes that are not UTF-8", "text in UTF-8") from error
        line = line.strip("\t ")
        columns = line.split("\t") if "\t" in line else [column for column in line.split(" ") if column]
        if len(columns) == 1 and columns != [START]:
            raise _wrong(path, number, f"{line!r} alone", "a word and its tag")
        if columns and columns[0] != START and not _is_tag(columns[-1], scheme):
            known = "B-TYPE, I-TYPE, E-TYPE, S-TYPE"
            if scheme is not None:
                known = ", ".join(f"{prefix}-TYPE" for prefix in OF_SCHEME[scheme] if prefix != OUTSIDE)
            raise _wrong(path, number, f"the tag {columns[-1]!r}", f"O, or {known}")
        yield columns


def _is_tag(tag: str, scheme: Scheme | None) -> bool:
    known = PREFIXES if scheme is None else OF_SCHEME[scheme]
    return bool(tag) and tag[0] in known and tag[1:2] in ("", "-")


def _wrong(path: Path | str, line: int, found: str, expected: str) -> InputError:
    return InputError([Problem("conll", name_of(path), found, expected, line)])


def _document(id_: str, lines: Sequence[Sentence], scheme: Scheme | None) -> Document:
    """Return the document in which the words stand one character apart."""
    tokens: list[Span] = []
    spans: list[Span] = []
    text = "\n".join(" ".join(word.text for word in line) for line in lines)
    for line in lines:
        first = len(tokens)
        for word in line:
            start = tokens[-1].end + 1 if tokens else 0
            tokens.append(Span(start, start + len(word.text)))
        spans.append(Span(tokens[first].start, tokens[-1].end))
    entities = [
        Entity(f"e{number}", type_, (Mention(start, end, text[start:end], _kind(type_)),))
        for number, (start, end, type_) in enumerate(_names(lines, tokens, scheme), 1)
    ]
    return Document(
        id_,
        text,
        UNKNOWN,
        layers=LAYERS,
        sentences=tuple(spans),
        tokens=tuple(tokens),
        entities=tuple(entities),
    )


def _prediction(document: Document, lines: Sequence[Sentence], scheme: Scheme | None) -> Prediction:
    entities = [
        PredictedEntity(f"e{number}", type_, (PredictedMention(start, end, kind=_kind(type_)),))
        for number, (start, end, type_) in enumerate(_names(lines, document.tokens, scheme), 1)
    ]
    return Prediction(document.id, tuple(entities))


def _names(
    lines: Iterable[Sentence], tokens: Sequence[Span], scheme: Scheme | None
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and type of each chunk, over the tokens that the words are."""
    first = 0
    for line in lines:
        tags = [word.tag for word in line]
        if scheme is None:
            chunks = chunks_of([PREFIXES[tag[0]] + tag[1:] for tag in tags])
        else:
            chunks = chunks_by(scheme, tags)
        for begin, end, type_ in chunks:
            yield tokens[first + begin].start, tokens[first + end - 1].end, type_
        first += len(line)


def _kind(type_: str) -> MentionKind:
    return "value" if ontology.load().is_value(type_) else "name"


def _check_words(path: Path | str, lines: Sequence[Sentence], document: Document) -> None:
    """Refuse words and sentences that are not those of gold."""
    words = [word for line in lines for word in line]
    held = [document.text[token.start : token.end] for token in document.tokens]
    for word, wanted in zip(words, held, strict=False):
        if word.text != wanted:
            raise _wrong(path, word.line, f"the word {word.text!r}", f"{wanted!r}, as {document.id!r} has it")
    if len(words) != len(held):
        raise _wrong(path, words[-1].line, f"{len(words)} words of {document.id!r}", f"gold's {len(held)}")
    starts = {sentence.start for sentence in document.sentences}
    first = {line[0].line for line in lines[1:]}
    for number, (word, token) in enumerate(zip(words, document.tokens, strict=True)):
        if starts and number and (word.line in first) != (token.start in starts):
            found, expected = "an empty line", "no empty line"
            if token.start in starts:
                found, expected = expected, found
            what = f"before {word.text!r}, where {document.id!r} has its sentences"
            raise _wrong(path, word.line, found, f"{expected} {what}")


def _written(path: Path | str, document: Document) -> Iterator[str]:
    if not document.tokens:
        hint = "farrago convert --segment computes them"
        raise refuse(path, "conll", f"document {document.id!r} without tokens", "tokens", hint)
    starts = {sentence.start for sentence in document.sentences}
    yield f"{START}\t{document.id}\n\n"
    for index, (token, tag) in enumerate(zip(document.tokens, tags_in(document), strict=True)):
        word = document.text[token.start : token.end]
        if not word or any(mark in word for mark in "\t\n\r"):
            raise refuse(path, "conll", f"the token {word!r}", "tokens without tabs and line breaks")
        if index > 0 and token.start in starts:
            yield "\n"
        yield f"{word}\t{tag}\n"
    yield "\n"
