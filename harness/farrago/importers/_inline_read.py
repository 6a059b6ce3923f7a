"""Reading the inline form: XML bytes → text, spans and the elements after it, with the line of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import cast

import msgspec
from lxml import etree

from farrago.importers._inline_build import Built, build
from farrago.importers._inline_form import ATTRIBUTES, CHILDREN, INSIDE_TEXT, Tag
from farrago_schema.problems import Problem
from farrago_schema.types import Document

MAX_SYNTAX_ERRORS = 5  # what a parser says after these is about its own confusion


@dataclass(frozen=True)
class Inspection:
    """All that a file says, and all that is wrong with its form.

    ``document`` is ``None`` where ``problems`` keep it from being built; ``text`` is there once the file is
    well-formed. ``lines`` maps JSON paths of the document to lines of the file; ``tags`` are the elements
    inside the text; ``absent`` holds the attributes of ``<document>`` that were left to their defaults.
    """

    problems: tuple[Problem, ...]
    document: Document | None = None
    text: str | None = None
    id: str | None = None
    tags: tuple[Tag, ...] = ()
    text_line: int = 1
    lines: dict[str, int] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


def inspect(data: bytes, *, file: str) -> Inspection:
    """Read one XML file; nothing is raised, everything that is wrong is in ``problems``."""
    syntax = _not_admitted(data, file)
    if syntax:
        return Inspection((syntax,))
    # Without declarations nothing expands: the parser's limits on size and depth only stand in the way.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return Inspection(tuple(_syntax_problems(parser, file)))
    identifier = root.get("id")
    problems = list(_structure(root, file, identifier))
    texts = root.findall("text")
    if root.tag != "document" or len(texts) != 1:
        return Inspection(tuple(problems), id=identifier)
    text, tags = _spans(texts[0])
    built = build(_attributes(root), text, tags, _elements(root), file=file) if not problems else Built()
    problems += built.problems
    problems += _type_problems(built, file)
    return Inspection(
        tuple(problems),
        built.document if not problems else None,
        text,
        identifier,
        tuple(tags),
        _line(texts[0]),
        built.lines,
        frozenset(ATTRIBUTES["document"]) - frozenset(map(str, root.attrib)),
    )


def _not_admitted(data: bytes, file: str) -> Problem | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem("xml", file, f"byte 0x{data[error.start]:02x} at {error.start}", "UTF-8", line)
    place = data.find(b"<!DOCTYPE")
    if place >= 0:
        line = data.count(b"\n", 0, place) + 1
        return Problem("xml", file, "a document type declaration", "none: the inline form has no DTD", line)
    return None


def _syntax_problems(parser: etree.XMLParser, file: str) -> Iterator[Problem]:
    for error in list(parser.error_log)[:MAX_SYNTAX_ERRORS]:
        found = f"{error.message} (column {error.column})"
        yield Problem("xml", file, found, "well-formed XML", error.line)


def _line(element: etree._Element) -> int:
    return int(cast("int | None", element.sourceline) or 1)


def _structure(root: etree._Element, file: str, identifier: str | None) -> Iterator[Problem]:
    """Say what elements, attributes and stray text the form does not have."""

    def problem(element: etree._Element, found: str, expected: str, nearest: str | None = None) -> Problem:
        return Problem("inline", file, found, expected, _line(element), identifier, None, nearest)

    if root.tag != "document":
        yield problem(root, f"<{root.tag}>", "<document>")
        return
    count = len(root.findall("text"))
    if count != 1:
        yield problem(root, f"{count} <text> elements", "one")
    for element in root.iter():
        parent = element.getparent()
        if not isinstance(element.tag, str):  # a comment or a processing instruction
            if parent is not None and parent.tag in INSIDE_TEXT:
                yield problem(element, "a comment or processing instruction", "only the text inside <text>")
        elif parent is not None and element.tag not in CHILDREN.get(str(parent.tag), ()):
            allowed = CHILDREN.get(str(parent.tag), ())
            expected = ", ".join(f"<{name}>" for name in allowed) or "no element"
            nearest = _nearest(element.tag, allowed)
            yield problem(element, f"<{element.tag}> inside <{parent.tag}>", expected, nearest)
        elif element.tag not in INSIDE_TEXT and _has_text(element):
            yield problem(element, f"text inside <{element.tag}>", "text only inside <text>")
        if isinstance(element.tag, str):
            for found, expected, near in _attribute_faults(element):
                yield problem(element, found, expected, near)


def _has_text(element: etree._Element) -> bool:
    pieces = [element.text, *(child.tail for child in element)]
    return any(piece and piece.strip() for piece in pieces)


def _attribute_faults(element: etree._Element) -> Iterator[tuple[str, str, str | None]]:
    known = ATTRIBUTES.get(str(element.tag))
    if known is None:
        return
    for name, attribute in known.items():
        value = element.get(name)
        if value is None and attribute.required:
            yield f"<{element.tag}> without {name}", f"{name}=…", None
        if value is not None and attribute.values is not None and value not in attribute.values:
            found = f'{name}="{value}" in <{element.tag}>'
            yield found, f"one of {', '.join(attribute.values)}", _nearest(value, attribute.values)
    for name in set(map(str, element.attrib)) - set(known):
        expected = f"one of {', '.join(known)}" if known else "no attribute"
        yield f"attribute {name} in <{element.tag}>", expected, _nearest(name, tuple(known))


def _nearest(found: str, allowed: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(found, allowed, n=1)), None)


def _spans(root: etree._Element) -> tuple[str, list[Tag]]:
    """Return the text without its tags, and the tags in the order in which they open."""
    pieces: list[str] = []
    tags: list[Tag] = []
    opened: list[int] = []
    length = 0
    for happening, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if happening == "start" and element is not root:
            opened.append(len(tags))
            tags.append(Tag(str(element.tag), _attributes(element), _line(element), length))
        if happening == "end" and element is not root:
            index = opened.pop()
            tag = tags[index]
            tags[index] = Tag(tag.name, tag.attributes, tag.line, tag.start, length)
        piece = element.text if happening == "start" else element.tail if element is not root else None
        pieces.append(piece or "")
        length += len(pieces[-1])
    return "".join(pieces), tags


def _elements(root: etree._Element) -> list[Tag]:
    return [
        Tag(
            str(child.tag),
            _attributes(child),
            _line(child),
            children=tuple(Tag(str(arg.tag), _attributes(arg), _line(arg)) for arg in child.iter("arg")),
        )
        for child in root.iterchildren("entity", "relation", "event")
    ]


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _type_problems(built: Built, file: str) -> Iterator[Problem]:
    """Check what the types say of lengths and ranges, which no construction of a Struct does."""
    if built.document is None:
        return
    try:
        msgspec.convert(msgspec.to_builtins(built.document), Document)
    except msgspec.ValidationError as error:
        yield Problem("inline", file, str(error), "a document by the schema", document=built.document.id)
