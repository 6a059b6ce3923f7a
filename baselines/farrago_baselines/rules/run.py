"""The pipeline: which stages run, on what, and how their items become a prediction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from farrago_baselines.rules import coreference, events, given, mentions, relations, tagging, zones
from farrago_baselines.rules import page as pages
from farrago_baselines.rules.events.scene import Scene
from farrago_baselines.rules.items import Entity, Event, Mention, Relation
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page
from farrago_schema.types import (
    Document,
    Input,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)

Stage = Literal["zones", "mentions", "coreference", "relations", "events"]
STAGES: tuple[Stage, ...] = ("zones", "mentions", "coreference", "relations", "events")
NOTHING_OFF: frozenset[str] = frozenset()


@dataclass(slots=True)
class Analysis:
    """All that the rules found on a page."""

    page: Page
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def analyse(document: Input, knowledge: Knowledge, off: frozenset[str] = NOTHING_OFF) -> Analysis:
    """Run the stages over one document, without those stages, passes and patterns that are ``off``."""
    page = _read(document, off)
    found = mentions.find(page, knowledge) if "mentions" not in off else []
    return _relate(page, _resolve(page, found, off), knowledge, off)


def analyse_given(gold: Document, knowledge: Knowledge, level: given.Level) -> Analysis:
    """Run the stages over one document with gold in the place of the first ones, up to ``level``."""
    page = _read(gold.input(), NOTHING_OFF)
    if level == "mentions":
        return _relate(page, _resolve(page, given.mentions(page, gold), NOTHING_OFF), knowledge, NOTHING_OFF)
    entities = given.entities(page, gold)
    if level == "entities":
        return _relate(page, entities, knowledge, NOTHING_OFF)
    analysis = _relate(page, entities, knowledge, frozenset({"events"}))
    analysis.events = events.build(Scene(page, entities), given.triggers(page, gold), analysis.relations)
    return analysis


def _read(document: Input, off: frozenset[str]) -> Page:
    page = pages.read(document)
    tagging.tag(page)
    if "zones" not in off:
        zones.mark(page)
    return page


def _resolve(page: Page, found: Sequence[Mention], off: frozenset[str]) -> list[Entity]:
    return coreference.alone(found) if "coreference" in off else coreference.resolve(page, found, off)


def _relate(page: Page, entities: list[Entity], knowledge: Knowledge, off: frozenset[str]) -> Analysis:
    """Number the entities in order of the text, and find relations and events among them."""
    entities.sort(key=lambda e: (e.mentions[0].start, -e.mentions[0].end, e.type))
    for count, entity in enumerate(entities, start=1):
        entity.id = f"e{count}"
    analysis = Analysis(page, entities)
    if "relations" not in off:
        analysis.relations = relations.find(page, entities, knowledge, off)
    if "events" not in off:
        analysis.events = events.find(page, entities, analysis.relations, knowledge)
    return analysis


def predictions(analyses: Iterable[Analysis]) -> Iterator[Prediction]:
    """Yield what was found as predictions."""
    for analysis in analyses:
        yield Prediction(
            analysis.page.id,
            entities=tuple(map(_entity, analysis.entities)),
            relations=tuple(
                PredictedRelation(r.type, r.head.id, r.tail.id, r.status) for r in analysis.relations
            ),
            events=tuple(_event(event, n) for n, event in enumerate(analysis.events, start=1)),
        )


def _entity(entity: Entity) -> PredictedEntity:
    own = tuple(PredictedMention(m.start, m.end, m.text, m.kind) for m in entity.mentions)
    if entity.is_value:
        return PredictedEntity(entity.id, entity.type, own, value=entity.value)
    return PredictedEntity(entity.id, entity.type, own, name=entity.name)


def _event(event: Event, number: int) -> PredictedEvent:
    return PredictedEvent(
        event.type,
        f"v{number}",
        event.realis,
        tuple(PredictedMention(t.start, t.end, t.text) for t in event.triggers),
        tuple(PredictedArgument(a.role, a.entity.id) for a in event.arguments),
    )
