"""Writing the inline form: a ``Document`` → XML bytes that read back as the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from lxml import etree

from farrago.importers._inline_form import DEFAULT_LANGUAGE
from farrago.matching import nesting
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import LAYERS, Document, Mention, Relation, Trigger

# Everything but Char of XML 1.0, section 2.2.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class _Span:
    """An element to be written around a stretch of the text; ``depth`` orders equal spans."""

    start: int
    end: int
    depth: tuple[int, ...]
    name: str
    attributes: dict[str, str]

    def __str__(self) -> str:
        given = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.name}{given}> at {self.start}–{self.end}"


def encode(document: Document) -> bytes:
    """Return the XML of a document, without its tokens and sentences.

    Raises:
        InputError: a character that XML has no place for, an empty or crossing span, a mention whose text is
            not that of its span, ids that are not unique.
    """
    problems = list(_faults(document))
    spans = sorted(_spans(document), key=lambda span: (span.start, -span.end, span.depth))
    problems += _nesting_faults(document, spans)
    if problems:
        raise InputError(problems)
    builder = etree.TreeBuilder()
    _start(builder, "document", _header(document))
    builder.data("\n")
    _write_text(builder, document.text, spans)
    for name, attributes, arguments in _elements(document):
        builder.data("\n  ")
        _start(builder, name, attributes)
        for argument in arguments:
            _start(builder, "arg", argument)
            builder.end("arg")
        builder.end(name)
    builder.data("\n")
    builder.end("document")
    return etree.tostring(builder.close(), encoding="utf-8") + b"\n"


def _start(builder: etree.TreeBuilder, name: str, attributes: Mapping[str, str]) -> None:
    builder.start(name, cast("dict[str | bytes, str | bytes]", attributes))


def _faults(document: Document) -> Iterator[Problem]:
    for path, value in _strings(msgspec.to_builtins(document), "$"):
        bad = NOT_XML.search(value)
        if bad:
            found = f"U+{ord(bad[0]):04X} at offset {bad.start()}"
            yield _problem(document, path, found, "a character that XML admits")
    for index, blemish in enumerate(document.meta.blemishes):
        if blemish.split() != [blemish]:
            yield _problem(document, f"$.meta.blemishes[{index}]", repr(blemish), "one word")
    yield from _other_strings(document)
    yield from _repeated(document, "entities", [entity.id for entity in document.entities])
    yield from _repeated(document, "events", [event.id for event in document.events])


def _other_strings(document: Document) -> Iterator[Problem]:
    """Say which mentions and triggers claim another string than their span: only the span can be written."""
    marked: dict[str, Mention | Trigger] = {
        f"$.entities[{index}].mentions[{at}].text": mention
        for index, entity in enumerate(document.entities)
        for at, mention in enumerate(entity.mentions)
    }
    marked |= {
        f"$.events[{index}].triggers[{at}].text": trigger
        for index, event in enumerate(document.events)
        for at, trigger in enumerate(event.triggers)
    }
    for path, mark in marked.items():
        actual = document.text[mark.start : mark.end]
        if mark.text != actual:
            yield _problem(document, path, ascii(mark.text), f"{actual!a}, the text of its span")


def _repeated(document: Document, what: str, ids: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, identifier in enumerate(ids):
        if identifier in seen:
            yield _problem(document, f"$.{what}[{index}].id", f"a second {identifier!r}", "unique ids")
        seen.add(identifier)


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _strings(item, f"{path}[{index}]")


def _problem(document: Document, path: str | None, found: str, expected: str) -> Problem:
    return Problem("inline", document.id, found, expected, document=document.id, path=path)


def _spans(document: Document) -> Iterator[_Span]:
    for index, zone in enumerate(document.zones):
        story = {} if zone.story is None else {"story": zone.story}
        yield _Span(zone.start, zone.end, (0, index), "zone", {"kind": zone.kind, **story})
    for index, entity in enumerate(document.entities):
        for at, mention in enumerate(entity.mentions):
            attributes = {"e": entity.id, "k": mention.kind}
            yield _Span(
                mention.start,
                mention.end,
                (1, nesting(entity.type, is_value=mention.kind == "value"), index, at),
                "m",
                attributes,
            )
    for index, event in enumerate(document.events):
        for at, trigger in enumerate(event.triggers):
            yield _Span(trigger.start, trigger.end, (2, index, at), "t", {"v": event.id})


def _nesting_faults(document: Document, spans: list[_Span]) -> Iterator[Problem]:
    """Say which spans no element can enclose; ``spans`` come in the order in which elements open."""
    opened: list[_Span] = []
    for span in spans:
        while opened and opened[-1].end <= span.start:
            opened.pop()
        if not 0 <= span.start < span.end <= len(document.text):
            yield _problem(document, None, str(span), f"some text inside 0–{len(document.text)}")
        elif opened and opened[-1].end < span.end:
            yield _problem(document, None, f"{span} crossing {opened[-1]}", "spans that nest or stand apart")
        elif opened and span.name == "zone":
            yield _problem(document, None, f"{span} inside {opened[-1]}", "zones outside everything else")
        else:
            opened.append(span)


def _header(document: Document) -> dict[str, str]:
    meta = document.meta
    optional = {"topic": meta.topic, "register": meta.register, "region": meta.region}
    header = {"id": document.id, "kind": meta.kind, "date": meta.date, "split": meta.split}
    header |= {name: value for name, value in optional.items() if value}
    if meta.blemishes:
        header["blemishes"] = " ".join(meta.blemishes)
    if meta.lang != DEFAULT_LANGUAGE:
        header["lang"] = meta.lang
    if document.layers != LAYERS:
        header["layers"] = " ".join(document.layers)
    return header


def _write_text(builder: etree.TreeBuilder, text: str, spans: list[_Span]) -> None:
    builder.start("text", {})
    opened: list[_Span] = []
    position = 0

    def advance(offset: int) -> None:
        nonlocal position
        while opened and opened[-1].end <= offset:
            closing = opened.pop()
            builder.data(text[position : closing.end])
            builder.end(closing.name)
            position = closing.end
        builder.data(text[position:offset])
        position = offset

    for span in spans:
        advance(span.start)
        _start(builder, span.name, span.attributes)
        opened.append(span)
    advance(len(text))
    builder.end("text")


def _elements(document: Document) -> Iterator[tuple[str, dict[str, str], list[dict[str, str]]]]:
    for entity in document.entities:
        given = {"id": entity.id, "type": entity.type, "name": entity.name, "value": entity.value}
        yield "entity", {name: value for name, value in given.items() if value is not None}, []
    for relation in document.relations:
        yield "relation", _relation(relation), []
    for event in document.events:
        arguments = [{"role": argument.role, "ref": argument.entity} for argument in event.arguments]
        yield "event", {"id": event.id, "type": event.type, "realis": event.realis}, arguments


def _relation(relation: Relation) -> dict[str, str]:
    attributes = {"type": relation.type, "head": relation.head, "tail": relation.tail}
    if relation.status != "current":
        attributes["status"] = relation.status
    if relation.evidence:
        attributes["evidence"] = " ".join(map(str, relation.evidence))
    return attributes
