"""Tokens and sentences, by libraries and stored in the gold, so that every system counts on the same ones.

Sentences are those of ``sentencex``, tokens those of spaCy's rule-based tokenizer. A sentence never spans two
zones, a token never two sentences, and neither begins or ends with white space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from itertools import pairwise

import sentencex
import spacy
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document, Span

TOOLS = ("sentencex", "spacy")


def tools() -> dict[str, str]:
    """Return the names and versions of the libraries that decide where tokens and sentences end."""
    return {name: version(name) for name in TOOLS}


def segment(document: Document) -> Document:
    """Return the document with tokens and sentences, computed from text, zones and language alone.

    Raises:
        InputError: there is no tokenizer for the document's language.
    """
    sentences = tuple(_sentences(document))
    tokens = tuple(token for sentence in sentences for token in _tokens(document, sentence))
    return replace(document, sentences=sentences, tokens=tokens)


def _sentences(document: Document) -> Iterator[Span]:
    edges = {0, len(document.text)}
    edges.update(edge for zone in document.zones for edge in (zone.start, zone.end))
    for start, end in pairwise(sorted(edges)):
        yield from _split(document.text, start, end, _language(document))


def _split(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    position = start
    for piece in sentencex.segment(language, text[start:end]):
        first = position + len(piece) - len(piece.lstrip())
        last = position + len(piece.rstrip())
        position += len(piece)
        if first < last:
            yield Span(first, last)
    assert position == end, "a sentence splitter must give back its text whole"


def _tokens(document: Document, sentence: Span) -> Iterator[Span]:
    text = document.text[sentence.start : sentence.end]
    for token in _tokenizer(document.id, _language(document))(text):
        if token.text.strip():
            start = sentence.start + token.idx
            assert document.text.startswith(token.text, start), "offsets of a tokenizer must be code points"
            yield Span(start, start + len(token.text))


def _language(document: Document) -> str:
    return document.meta.lang.partition("-")[0].lower()


@cache
def _blank(language: str) -> Language:
    return spacy.blank(language)


def _tokenizer(document: str, language: str) -> Callable[[str], Doc]:
    try:
        return _blank(language).tokenizer
    except ImportError as error:
        problem = Problem("language", document, f"lang {language!r}", "a language that spaCy tokenizes")
        raise InputError([problem]) from error
