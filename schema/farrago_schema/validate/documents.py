"""What gold must be besides well-formed: laid out in order, complete, free of duplicates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from farrago_schema.ontology import Ontology
from farrago_schema.problems import Problem
from farrago_schema.types import Document, Entity, Span, Zone
from farrago_schema.validate.normal_forms import check_value
from farrago_schema.validate.place import Place, quoted
from farrago_schema.validate.sides import all_mentions, is_value

Pair = tuple[int, int]


def check_layout(document: Document, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with zones, sentences and tokens; a document may have none of them."""
    zones, sentences, tokens = document.zones, document.sentences, document.tokens
    for name, spans in (("zones", zones), ("sentences", sentences), ("tokens", tokens)):
        yield from _in_order(spans, name, len(document.text), place)
    if zones:
        yield from _uncovered(document.text, zones, "zones", place)
        yield from _outside(sentences, "sentences", zones, "zone", place)
        mentions = (
            (path, (mention.start or 0, mention.end or 0)) for path, mention in all_mentions(document)
        )
        yield from _not_inside(mentions, zones, "zone", place)
    if sentences:
        yield from _outside(tokens, "tokens", sentences, "sentence", place)


def check_crossing(document: Document, place: Place) -> Iterator[Problem]:
    """Yield the mentions that cross another one: they overlap, and neither holds the other."""
    spans = sorted(
        (
            (mention.start, mention.end, f"$.entities[{i}].mentions[{j}]")
            for i, entity in enumerate(document.entities)
            for j, mention in enumerate(entity.mentions)
        ),
        key=lambda span: (span[0], -span[1]),
    )
    open_: list[tuple[int, int, str]] = []
    for start, end, path in spans:
        while open_ and open_[-1][1] <= start:
            open_.pop()
        if open_ and open_[-1][1] < end:
            other = open_[-1]
            found = f"[{start}:{end}], which crosses [{other[0]}:{other[1]}] at {other[2]}"
            yield place.problem("crossing", path, found, "mentions that nest or lie apart")
        open_.append((start, end, path))


def check_completeness(document: Document, ontology: Ontology | None, place: Place) -> Iterator[Problem]:
    """Yield what lacks a part, and what stands in a layer that was not annotated."""
    for i, entity in enumerate(document.entities):
        yield from _entity(entity, f"$.entities[{i}]", ontology, place)
    for i, event in enumerate(document.events):
        if not event.triggers:
            yield place.problem("no-trigger", f"$.events[{i}].triggers", "no trigger", "at least one")
    values = [is_value(entity, ontology) for entity in document.entities]
    filled = {
        "entities": not all(values),
        "values": any(values),
        "relations": bool(document.relations),
        "events": bool(document.events),
    }
    for layer, is_filled in filled.items():
        if is_filled and layer not in document.layers:
            hint = f'add "{layer}" to layers, or leave them out'
            yield place.problem(
                "layer", "$.layers", f"{layer}, in a layer that was not annotated", "none", hint=hint
            )


def check_duplicates(document: Document, ontology: Ontology | None, place: Place) -> Iterator[Problem]:
    """Yield what gold says twice: mentions, values, triggers, relations, events, arguments, layers."""
    for i, entity in enumerate(document.entities):
        spans = [(mention.start, mention.end) for mention in entity.mentions]
        yield from _twice(spans, f"$.entities[{i}].mentions", place)
    for i, event in enumerate(document.events):
        triggers = [(trigger.start, trigger.end) for trigger in event.triggers]
        yield from _twice(triggers, f"$.events[{i}].triggers", place)
        yield from _twice(event.arguments, f"$.events[{i}].arguments", place)
    ends = [
        (relation.type, frozenset((relation.head, relation.tail)))
        if ontology is not None and ontology.is_symmetric(relation.type)
        else (relation.type, relation.head, relation.tail)
        for relation in document.relations
    ]
    yield from _twice(ends, "$.relations", place, "a symmetric relation is marked once and holds both ways")
    yield from _same_values(document, ontology, place)
    yield from _same_triggers(document, place)


def _same_values(document: Document, ontology: Ontology | None, place: Place) -> Iterator[Problem]:
    owners: dict[tuple[str, int, int], int] = {}
    for i, entity in enumerate(document.entities):
        for j, mention in enumerate(entity.mentions if is_value(entity, ontology) else ()):
            owner = owners.setdefault((entity.type, mention.start, mention.end), i)
            if owner != i:
                found = f"[{mention.start}:{mention.end}], {entity.type} $.entities[{owner}] already"
                yield place.problem("duplicate", f"$.entities[{i}].mentions[{j}]", found, "each value once")


def _same_triggers(document: Document, place: Place) -> Iterator[Problem]:
    owners: dict[tuple[str, int, int], int] = {}
    for i, event in enumerate(document.events):
        for j, trigger in enumerate(event.triggers):
            owner = owners.setdefault((event.type, trigger.start, trigger.end), i)
            if owner != i:
                found = f"{quoted(trigger.text)}, the trigger of {event.type} $.events[{owner}] already"
                expected = "two types for a trigger of two events"
                yield place.problem("duplicate", f"$.events[{i}].triggers[{j}]", found, expected)


def _twice(items: Sequence[Hashable], path: str, place: Place, hint: str | None = None) -> Iterator[Problem]:
    first: dict[Hashable, int] = {}
    for i, item in enumerate(items):
        if first.setdefault(item, i) != i:
            found = f"what {path}[{first[item]}] says already"
            yield place.problem("duplicate", f"{path}[{i}]", found, "each once", hint=hint)


def _entity(entity: Entity, path: str, ontology: Ontology | None, place: Place) -> Iterator[Problem]:
    if not entity.mentions:
        yield place.problem("no-mention", f"{path}.mentions", "no mention", "at least one")
    if entity.name is not None and all(mention.kind != "name" for mention in entity.mentions):
        hint = "mark the name where the text has it, or leave name out"
        found = f"{quoted(entity.name)}, and no mention of kind name"
        yield place.problem("name", f"{path}.name", found, "a name that a mention gives", hint=hint)
    if ontology is not None and entity.type in ontology.filler_types and entity.value is not None:
        yield from check_value(entity.value, entity.type, f"{path}.value", ontology, place)


def _in_order(spans: Sequence[Span | Zone], name: str, length: int, place: Place) -> Iterator[Problem]:
    for i, span in enumerate(spans):
        found = f"[{span.start}:{span.end}]"
        if span.start >= span.end:
            yield place.problem("span-order", f"$.{name}[{i}]", found, "start < end")
        elif span.end > length:
            expected = f"offsets within the text, which has {length} code points"
            yield place.problem("span-range", f"$.{name}[{i}]", found, expected)
    for i, (before, after) in enumerate(pairwise(spans), 1):
        if after.start < before.end:
            found = f"[{after.start}:{after.end}] after [{before.start}:{before.end}]"
            yield place.problem("overlap", f"$.{name}[{i}]", found, f"{name} in order, without overlap")


def _uncovered(text: str, spans: Iterable[Span | Zone], name: str, place: Place) -> Iterator[Problem]:
    end = 0
    for span in (*sorted(spans, key=lambda span: span.start), Span(len(text), len(text))):
        gap = text[end : span.start]
        if gap.strip():
            first = end + len(gap) - len(gap.lstrip())
            found = f"text[{first}:{end + len(gap.rstrip())}], {quoted(gap.strip())}, in none of them"
            yield place.problem("gap", f"$.{name}", found, f"{name} that cover all but white space")
        end = max(end, span.end)


def _outside(
    inner: Sequence[Span], name: str, outer: Sequence[Span | Zone], what: str, place: Place
) -> Iterator[Problem]:
    pairs = ((f"$.{name}[{i}]", (span.start, span.end)) for i, span in enumerate(inner))
    yield from _not_inside(pairs, outer, what, place)


def _not_inside(
    spans: Iterable[tuple[str, Pair]], outer: Sequence[Span | Zone], what: str, place: Place
) -> Iterator[Problem]:
    ordered = sorted(outer, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    for path, (start, end) in spans:
        around = ordered[bisect_right(starts, start) - 1] if starts and starts[0] <= start else None
        if around is None or end > around.end:
            yield place.problem("outside", path, f"[{start}:{end}]", f"a span within one {what}")
