"""Token-per-line files: a word and, in the last column, its BIO tag; an empty line between sentences.

Columns stand between tabs, or in a line without tabs between spaces. ``-DOCSTART-`` begins a document, and a
second and last column there is its id; else documents are called by the file's name and their number. Tags
are IOB1, IOB2, IOBES or BILOU and are read as ``conlleval`` reads them, ill-formed ones, too: ``ner`` then
counts what seqeval counts in its default mode.

The format holds less than a document: words stand one space apart, sentences a line each; every chunk is an
entity of its own, a name, or a value where Farrago's label set says that its type is one. Only ``entities``
and ``values`` are annotated. Written are the outermost names and values in IOB2, over a document's tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from farrago.matching import chunks_of, tags_in
from farrago_schema import ontology
from farrago_schema.codec.source import create, name_of, raw_lines, refuse
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document, Entity, Mention, MentionKind, Metadata, Span

SUFFIXES = (".conll", ".bio", ".iob", ".iob2")

START = "-DOCSTART-"
UNKNOWN = Metadata("story", "", "test")
"""Tags come without a kind, a date and a split."""

PREFIXES = {"B": "B", "I": "I", "O": "O", "E": "E", "S": "S", "L": "E", "U": "S"}
"""What a tag may begin with, and its name in IOBES."""

Word = tuple[str, str]
Sentence = list[Word]


def read(path: Path | str) -> Iterator[Document]:
    """Yield the documents of a file; raises ``InputError`` at the first line that is no word with a tag."""
    stem = Path(name_of(path)).stem
    id_, sentences, number = "", [Sentence()], 0
    for columns in _lines(path):
        if columns[:1] == [START]:
            if any(sentences):
                number += 1
                yield _document(id_ or f"{stem}-{number}", sentences)
            id_, sentences = columns[1] if len(columns) == 2 else "", [Sentence()]
        elif columns:
            sentences[-1].append((columns[0], columns[-1]))
        elif sentences[-1]:
            sentences.append(Sentence())
    if any(sentences):
        yield _document(id_ or f"{stem}-{number + 1}", sentences)


def write(path: Path | str, documents: Iterable[Document]) -> None:
    """Write the tags of documents.

    Raises:
        InputError: a document has no tokens, or one with a tab or a line break in it; or the file cannot be
            written.
    """
    with create(path) as stream:
        for document in documents:
            stream.write("".join(_written(path, document)).encode())


def _lines(path: Path | str) -> Iterator[list[str]]:
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
        if columns and columns[0] != START and not _is_tag(columns[-1]):
            raise _wrong(path, number, f"the tag {columns[-1]!r}", "O, or B-TYPE, I-TYPE, E-TYPE, S-TYPE")
        yield columns


def _is_tag(tag: str) -> bool:
    return tag[:1] in PREFIXES and tag[1:2] in ("", "-")


def _wrong(path: Path | str, line: int, found: str, expected: str) -> InputError:
    return InputError([Problem("conll", name_of(path), found, expected, line)])


def _document(id_: str, sentences: Iterable[Sentence]) -> Document:
    """Return the document in which the words stand one character apart."""
    lines = [sentence for sentence in sentences if sentence]
    labels = ontology.load()
    tokens: list[Span] = []
    spans: list[Span] = []
    entities: list[Entity] = []
    text = "\n".join(" ".join(word for word, _ in line) for line in lines)
    for line in lines:
        first = len(tokens)
        for word, _ in line:
            start = tokens[-1].end + 1 if tokens else 0
            tokens.append(Span(start, start + len(word)))
        spans.append(Span(tokens[first].start, tokens[-1].end))
        for begin, end, type_ in chunks_of([PREFIXES[tag[0]] + tag[1:] for _, tag in line]):
            start, stop = tokens[first + begin].start, tokens[first + end - 1].end
            kind: MentionKind = "value" if labels.is_value(type_) else "name"
            mention = Mention(start, stop, text[start:stop], kind)
            entities.append(Entity(f"e{len(entities) + 1}", type_, (mention,)))
    return Document(
        id_,
        text,
        UNKNOWN,
        layers=("entities", "values"),
        sentences=tuple(spans),
        tokens=tuple(tokens),
        entities=tuple(entities),
    )


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
