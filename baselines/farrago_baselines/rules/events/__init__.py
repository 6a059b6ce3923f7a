"""Stage ``events``: triggers, realis, arguments, and which triggers are of one event.

Triggers come from a lexicon whose lines name the context that they need (Grishman, Westbrook and Meyers
2005), realis from cue words, arguments from position, preposition and voice under the types that a role
admits, and events from joining triggers of one type whose arguments agree (Chen and Ji 2009).
"""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules.events import arguments, detect, inherit, merge, realis
from farrago_baselines.rules.events.scene import Scene
from farrago_baselines.rules.items import Entity, Event, Relation, Trigger
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Page


def find(
    page: Page, entities: Sequence[Entity], relations: Sequence[Relation], knowledge: Knowledge
) -> list[Event]:
    """Return the events of a page with their arguments."""
    scene = Scene(page, entities)
    return build(scene, detect.triggers(scene, knowledge), relations)


def build(scene: Scene, found: Sequence[Trigger], relations: Sequence[Relation]) -> list[Event]:
    """Return the events of triggers: realis and arguments of each, then those of one happening together."""
    for trigger in found:
        trigger.realis, trigger.realis_rule = realis.of(scene, trigger)
    arguments.fill(scene, found)
    events = merge.events(scene, found)
    inherit.inherit(scene, events, relations)
    return events
