"""From the tags of one inline file to a ``Document``: references resolved, mentions gathered by entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import cast, get_args

from farrago.importers._inline_form import DEFAULT_LANGUAGE, DEFAULT_SPLIT, Tag
from farrago_schema.problems import Problem
from farrago_schema.types import (
    LAYERS,
    Argument,
    Document,
    DocumentKind,
    Entity,
    Event,
    Layer,
    Mention,
    MentionKind,
    Metadata,
    Realis,
    Relation,
    Split,
    Status,
    Trigger,
    Zone,
    ZoneKind,
)

# By which attribute an element inside the text names which element after it.
POINTERS = {"m": ("e", "entity"), "t": ("v", "event")}


@dataclass(frozen=True)
class Built:
    """A document, the file's line for each of its JSON paths, and what kept it from being built."""

    document: Document | None = None
    lines: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class _Faults:
    """Problems of one file, as they are found."""

    def __init__(self, file: str, document: str) -> None:
        self.file = file
        self.document = document
        self.found: list[Problem] = []

    def add(self, tag: Tag, found: str, expected: str, nearest: str | None = None, *, code: str) -> None:
        self.found.append(Problem(code, self.file, found, expected, tag.line, self.document, None, nearest))

    def reference(self, tag: Tag, attribute: str, known: Iterable[str], what: str) -> None:
        """Report an attribute that names no ``<entity>`` or no ``<event>``."""
        name = tag.attributes[attribute]
        nearest = next(iter(get_close_matches(name, list(known), n=1)), None)
        found = f'{attribute}="{name}" in <{tag.name}>'
        self.add(tag, found, f'an <{what} id="{name}"> in the file', nearest, code="reference")


def build(
    header: dict[str, str], text: str, tags: Sequence[Tag], elements: Sequence[Tag], *, file: str
) -> Built:
    """Build the document; ``tags`` stand inside the text, ``elements`` after it."""
    faults = _Faults(file, header["id"])
    lines: dict[str, int] = {}
    entities = _unique(elements, "entity", faults)
    events = _unique(elements, "event", faults)
    _check_spans(tags, faults)
    mentions = _gather(tags, "m", entities, faults)
    triggers = _gather(tags, "t", events, faults)
    relations = [element for element in elements if element.name == "relation"]
    for element in relations:
        for end in ("head", "tail"):
            if element.attributes[end] not in entities:
                faults.reference(element, end, entities, "entity")
    for event in events.values():
        for argument in event.children:
            if argument.attributes["ref"] not in entities:
                faults.reference(argument, "ref", entities, "entity")
    evidence = [_evidence(element, faults) for element in relations]
    metadata, layers = _metadata(header, faults)
    if faults.found:
        return Built(problems=tuple(faults.found))
    document = Document(
        id=header["id"],
        text=text,
        meta=metadata,
        layers=layers,
        zones=tuple(_zones(tags, lines)),
        entities=tuple(_entities(entities, mentions, text, lines)),
        relations=tuple(_relations(relations, evidence, lines)),
        events=tuple(_events(events, triggers, text, lines)),
    )
    return Built(document, lines)


def _unique(elements: Sequence[Tag], name: str, faults: _Faults) -> dict[str, Tag]:
    """Return the elements of that name by id; a second one of the same id is a fault."""
    named: dict[str, Tag] = {}
    for element in elements:
        if element.name != name:
            continue
        identifier = element.attributes["id"]
        if identifier in named:
            expected = f"one; line {named[identifier].line} has it already"
            faults.add(element, f'a second <{name} id="{identifier}">', expected, code="duplicate")
        named.setdefault(identifier, element)
    return named


def _check_spans(tags: Sequence[Tag], faults: _Faults) -> None:
    for tag in tags:
        if tag.start == tag.end:
            faults.add(tag, f"an empty <{tag.name}> ({_shown(tag)})", "some text inside it", code="span")


def _shown(tag: Tag) -> str:
    return " ".join(f'{name}="{value}"' for name, value in tag.attributes.items())


def _gather(tags: Sequence[Tag], name: str, known: dict[str, Tag], faults: _Faults) -> dict[str, list[Tag]]:
    """Return the tags of that name by the entity or event that they name, in text order."""
    attribute, what = POINTERS[name]
    gathered: dict[str, list[Tag]] = {identifier: [] for identifier in known}
    for tag in tags:
        if tag.name != name:
            continue
        if tag.attributes[attribute] in gathered:
            gathered[tag.attributes[attribute]].append(tag)
        else:
            faults.reference(tag, attribute, known, what)
    for group in gathered.values():
        group.sort(key=lambda tag: (tag.start, tag.end, tag.attributes.get("k", "")))
    return gathered


def _evidence(element: Tag, faults: _Faults) -> tuple[int, ...]:
    given = element.attributes.get("evidence", "").split()
    if not all(part.isascii() and part.isdigit() for part in given):
        faults.add(element, f'evidence="{" ".join(given)}"', "numbers of sentences, from 0", code="inline")
        return ()
    return tuple(map(int, given))


def _metadata(header: dict[str, str], faults: _Faults) -> tuple[Metadata, tuple[Layer, ...]]:
    layers = tuple(header["layers"].split()) if "layers" in header else LAYERS
    for layer in layers:
        if layer not in get_args(Layer):
            nearest = next(iter(get_close_matches(layer, LAYERS, n=1)), None)
            tag = Tag("document", header, 1)
            faults.add(tag, f"layer {layer!r}", f"among {', '.join(LAYERS)}", nearest, code="inline")
    metadata = Metadata(
        kind=cast("DocumentKind", header["kind"]),
        date=header["date"],
        split=cast("Split", header.get("split", DEFAULT_SPLIT)),
        topic=header.get("topic", ""),
        register=header.get("register", ""),
        region=header.get("region", ""),
        blemishes=tuple(header.get("blemishes", "").split()),
        lang=header.get("lang", DEFAULT_LANGUAGE),
    )
    return metadata, cast("tuple[Layer, ...]", layers)


def _zones(tags: Sequence[Tag], lines: dict[str, int]) -> Iterator[Zone]:
    zones = [tag for tag in tags if tag.name == "zone"]
    for index, tag in enumerate(zones):
        lines[f"$.zones[{index}]"] = tag.line
        kind = cast("ZoneKind", tag.attributes["kind"])
        yield Zone(tag.start, tag.end, kind, tag.attributes.get("story"))


def _entities(
    entities: dict[str, Tag], mentions: dict[str, list[Tag]], text: str, lines: dict[str, int]
) -> Iterator[Entity]:
    for index, (identifier, tag) in enumerate(entities.items()):
        path = f"$.entities[{index}]"
        lines[path] = tag.line
        lines.update({f"{path}.mentions[{at}]": mark.line for at, mark in enumerate(mentions[identifier])})
        yield Entity(
            identifier,
            tag.attributes["type"],
            tuple(
                Mention(mark.start, mark.end, text[mark.start : mark.end], _kind(mark))
                for mark in mentions[identifier]
            ),
            tag.attributes.get("name"),
            tag.attributes.get("value"),
        )


def _kind(tag: Tag) -> MentionKind:
    return cast("MentionKind", tag.attributes["k"])


def _relations(
    relations: Sequence[Tag], evidence: Sequence[tuple[int, ...]], lines: dict[str, int]
) -> Iterator[Relation]:
    for index, (tag, sentences) in enumerate(zip(relations, evidence, strict=True)):
        lines[f"$.relations[{index}]"] = tag.line
        given = tag.attributes
        status = cast("Status", given.get("status", "current"))
        yield Relation(given["type"], given["head"], given["tail"], status, sentences)


def _events(
    events: dict[str, Tag], triggers: dict[str, list[Tag]], text: str, lines: dict[str, int]
) -> Iterator[Event]:
    for index, (identifier, tag) in enumerate(events.items()):
        path = f"$.events[{index}]"
        lines[path] = tag.line
        lines.update({f"{path}.triggers[{at}]": mark.line for at, mark in enumerate(triggers[identifier])})
        lines.update({f"{path}.arguments[{at}]": mark.line for at, mark in enumerate(tag.children)})
        yield Event(
            identifier,
            tag.attributes["type"],
            cast("Realis", tag.attributes["realis"]),
            tuple(
                Trigger(mark.start, mark.end, text[mark.start : mark.end]) for mark in triggers[identifier]
            ),
            tuple(Argument(arg.attributes["role"], arg.attributes["ref"]) for arg in tag.children),
        )
