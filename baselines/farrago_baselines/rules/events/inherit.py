"""Fillers that an event has from what the page says elsewhere (GUIDELINES 9, Arguments).

After the cross-event inference of Liao and Grishman 2010, in rules: who leaves or takes a post has it at
the body that the relations name, the events of one trial have its court, the matches of one story its
competition, the dead and hurt of a sentence are those of its accident, and a body that appoints does so for
itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farrago_baselines.rules.events.scene import Scene
from farrago_baselines.rules.items import Argument, Entity, Event, Relation

POSTS = frozenset({"Personnel.Depart", "Personnel.Appoint"})
IN_COURT = frozenset({"Justice.Trial", "Justice.Convict", "Justice.Acquit", "Justice.Sentence"})
HARM = frozenset({"Life.Die", "Life.Injure"})
MISHAPS = frozenset({"Mishap.Accident", "Mishap.Disaster"})


def inherit(scene: Scene, events: Sequence[Event], relations: Sequence[Relation]) -> None:
    """Add the fillers that events have from relations and from one another."""
    for event in events:
        if event.type in POSTS:
            for role, entity, rule in _of_post(event, relations):
                _add(event, role, entity, rule)
    _only_one(scene, events, IN_COURT, "Court", "the one court of its story")
    _only_one(scene, events, frozenset({"Sport.Match"}), "Competition", "the one competition of its story")
    _harm(scene, events)


def _add(event: Event, role: str, entity: Entity, rule: str) -> None:
    """Give an entity a role, if it has none of the event yet."""
    if not any(a.entity is entity for a in event.arguments):
        event.arguments.append(Argument(role, entity, rule))


def _fillers(event: Event, role: str) -> list[Entity]:
    return [a.entity for a in event.arguments if a.role == role]


def _of_post(event: Event, relations: Sequence[Relation]) -> Iterator[tuple[str, Entity, str]]:
    """Yield the body and the title of the one person who takes or leaves a post."""
    persons = _fillers(event, "Person")
    appointers = [e for e in _fillers(event, "Appointer") if e.type == "ORG"]
    if not _fillers(event, "Organisation"):
        if len(persons) == 1:
            bodies = _tails(relations, persons[0], ("leads", "employed_by", "member_of"))
            if len(bodies) == 1:
                yield "Organisation", bodies[0], "the body that the person belongs to"
        if len(appointers) == 1 and event.type == "Personnel.Appoint":
            event.arguments.append(Argument("Organisation", appointers[0], "the body that appoints"))
    if len(persons) == 1 and not _fillers(event, "Title"):
        held = _tails(relations, persons[0], ("holds_title",))
        if len(held) == 1 and event.type == "Personnel.Depart":
            yield "Title", held[0], "the title that the person holds"


def _tails(relations: Sequence[Relation], head: Entity, types: Sequence[str]) -> list[Entity]:
    found = {
        id(r.tail): r.tail for r in relations if r.head is head and r.type in types and r.tail.type != "GPE"
    }
    return list(found.values())


def _only_one(scene: Scene, events: Sequence[Event], types: frozenset[str], role: str, rule: str) -> None:
    """Give all events of some types the filler of a role that is the only one in their story."""
    by_story: dict[int, list[Event]] = {}
    for event in events:
        if event.type in types:
            by_story.setdefault(_story(scene, event), []).append(event)
    for group in by_story.values():
        fillers = {id(entity): entity for event in group for entity in _fillers(event, role)}
        if len(fillers) == 1:
            (only,) = fillers.values()
            for event in group:
                _add(event, role, only, rule)


def _story(scene: Scene, event: Event) -> int:
    return scene.page.line_of(event.triggers[0].first).story


def _harm(scene: Scene, events: Sequence[Event]) -> None:
    """Give an accident or disaster the victims and counts of those who died or were hurt in its sentence."""
    for mishap in events:
        if mishap.type not in MISHAPS:
            continue
        sentences = {scene.page.tokens[t.first].sentence for t in mishap.triggers}
        for harm in events:
            near = any(scene.page.tokens[t.first].sentence in sentences for t in harm.triggers)
            if harm.type in HARM and near and harm.realis == mishap.realis:
                for argument in list(harm.arguments):
                    if argument.role in {"Victim", "Count"}:
                        _add(mishap, argument.role, argument.entity, "who died or was hurt in its sentence")
