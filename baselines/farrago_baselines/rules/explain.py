"""Which rule made which item: as data, and as text to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from farrago_baselines.rules import knowledge, run
from farrago_baselines.rules.items import Entity, Event
from farrago_baselines.rules.page import Page
from farrago_baselines.rules.run import Analysis
from farrago_schema.types import Document, Input


class Reason(Struct, frozen=True):
    """A stretch of the text, what it was taken for, and by which rule."""

    start: int
    end: int
    text: str
    label: str
    rule: str


class Joined(Struct, frozen=True):
    """A mention that was joined to an earlier one, and by which rule."""

    mention: str
    antecedent: str
    rule: str


class ExplainedEntity(Struct, frozen=True):
    """An entity or value: what made its mentions, and what joined them."""

    id: str
    type: str
    name: str
    value: str | None
    mentions: tuple[Reason, ...]
    links: tuple[Joined, ...]


class ExplainedRelation(Struct, frozen=True):
    """A relation between two entities, by id and name, and its rule."""

    type: str
    head: str
    tail: str
    status: str
    rule: str
    head_name: str
    tail_name: str


class ExplainedArgument(Struct, frozen=True):
    """A filler and the rule that gave it its role."""

    role: str
    entity: str
    name: str
    rule: str


class ExplainedEvent(Struct, frozen=True):
    """An event: what made its triggers, its realis and its arguments, and why its triggers are one."""

    id: str
    type: str
    realis: str
    realis_rule: str
    triggers: tuple[Reason, ...]
    arguments: tuple[ExplainedArgument, ...]
    rule: str


class Explanation(Struct, frozen=True):
    """All items of a document with the rules that made them."""

    document: str
    zones: tuple[Reason, ...]
    entities: tuple[ExplainedEntity, ...]
    relations: tuple[ExplainedRelation, ...]
    events: tuple[ExplainedEvent, ...]


def explain(document: Input, train: Sequence[Document]) -> Explanation:
    """Run the pipeline on a document and say which rule made which item."""
    return explanation(run.analyse(document, knowledge.learn(train)))


def explanation(analysis: Analysis) -> Explanation:
    """Return the rules behind an analysis."""
    return Explanation(
        analysis.page.id,
        tuple(_zones(analysis.page)),
        tuple(map(_entity, analysis.entities)),
        tuple(
            ExplainedRelation(
                r.type, r.head.id, r.tail.id, r.status, r.rule, _called(r.head), _called(r.tail)
            )
            for r in analysis.relations
        ),
        tuple(_event(event, n) for n, event in enumerate(analysis.events, start=1)),
    )


def _zones(page: Page) -> Iterator[Reason]:
    for line in page.lines:
        start, end = page.span(line.first, line.last)
        yield Reason(start, end, page.text[start:end], f"{line.layout} s{line.story}", line.rule)


def _called(entity: Entity) -> str:
    return entity.name or entity.mentions[0].text


def _entity(entity: Entity) -> ExplainedEntity:
    return ExplainedEntity(
        entity.id,
        entity.type,
        _called(entity),
        entity.value if entity.is_value else None,
        tuple(Reason(m.start, m.end, m.text, m.kind, m.rule) for m in entity.mentions),
        tuple(Joined(m.text, antecedent.text, rule) for m, antecedent, rule in entity.links),
    )


def _event(event: Event, number: int) -> ExplainedEvent:
    return ExplainedEvent(
        f"v{number}",
        event.type,
        event.realis,
        event.triggers[0].realis_rule,
        tuple(Reason(t.start, t.end, t.text, event.type, t.rule) for t in event.triggers),
        tuple(ExplainedArgument(a.role, a.entity.id, _called(a.entity), a.rule) for a in event.arguments),
        event.rule,
    )


def explained(found: Explanation) -> str:
    """Return an explanation as text, a line an item."""
    return "\n".join(
        [
            f"{found.document}\n\nZones",
            *(f"  {r.start}-{r.end} {r.label}: {_short(r.text)}\n      {r.rule}" for r in found.zones),
            "\nEntities and values",
            *(line for entity in found.entities for line in _entity_lines(entity)),
            "\nRelations",
            *(
                f"  {r.type}({r.head_name}, {r.tail_name})"
                f"{'' if r.status == 'current' else f' {r.status}'}\n      {r.rule}"
                for r in found.relations
            ),
            "\nEvents",
            *(line for event in found.events for line in _event_lines(event)),
        ]
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _entity_lines(entity: ExplainedEntity) -> Iterator[str]:
    yield f"  {entity.id} {entity.type} {entity.name}{f' = {entity.value}' if entity.value else ''}"
    for mention in entity.mentions:
        yield f"      {mention.start}-{mention.end} {mention.label} “{mention.text}”: {mention.rule}"
    for link in entity.links:
        yield f"      “{link.mention}” to “{link.antecedent}”: {link.rule}"


def _event_lines(event: ExplainedEvent) -> Iterator[str]:
    yield f"  {event.id} {event.type}, {event.realis}: {event.realis_rule}; {event.rule}"
    for trigger in event.triggers:
        yield f"      {trigger.start}-{trigger.end} “{trigger.text}”: {trigger.rule}"
    for argument in event.arguments:
        yield f"      {argument.role} = {argument.name}: {argument.rule}"
