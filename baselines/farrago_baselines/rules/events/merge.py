"""Events: triggers of one type, realis and story whose arguments do not contradict are of one happening."""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules.events.scene import Scene
from farrago_baselines.rules.items import Argument, Event, Trigger

LOOSE = frozenset({"Time", "Place", "Count", "Amount", "Crime", "Score", "Price"})
OFTEN = frozenset(
    {"Movement.Travel", "Movement.Transport", "Contact.Communicate", "Contact.Demand", "Contact.Meet"}
)


def events(scene: Scene, found: Sequence[Trigger]) -> list[Event]:
    """Return the events of triggers, in order of their first."""
    merged: list[Event] = []
    for trigger in found:
        event = next((e for e in merged if _one_happening(scene, e, trigger)), None)
        if event is None:
            merged.append(Event(trigger.type, trigger.realis, [trigger], list(trigger.arguments)))
        else:
            event.triggers.append(trigger)
            event.rule = "triggers of one type whose arguments agree"
            _take(event, trigger.arguments)
    return merged


def _take(event: Event, arguments: Sequence[Argument]) -> None:
    for argument in arguments:
        if not any(a.role == argument.role and a.entity is argument.entity for a in event.arguments):
            event.arguments.append(argument)


def _one_happening(scene: Scene, event: Event, trigger: Trigger) -> bool:
    if event.type != trigger.type or event.realis != trigger.realis:
        return False
    if scene.page.line_of(event.triggers[0].first).story != scene.page.line_of(trigger.first).story:
        return False
    mine, other = _core(trigger.arguments), _core(event.arguments)
    if _contradict(event, trigger):
        return False
    shared = any(other.get(role, set()) & fillers for role, fillers in mine.items())
    disjoint = any(role in other and not other[role] & fillers for role, fillers in mine.items())
    if shared:
        return not disjoint or trigger.type == "Sport.Match"
    if disjoint or trigger.type in OFTEN:
        return False
    return _is_resumed(scene, trigger) or not mine or not other


def _core(arguments: Sequence[Argument]) -> dict[str, set[int]]:
    core: dict[str, set[int]] = {}
    for argument in arguments:
        if argument.role not in LOOSE:
            core.setdefault(argument.role, set()).add(id(argument.entity))
    return core


def _contradict(event: Event, trigger: Trigger) -> bool:
    """Tell whether both have a day, and not the same."""
    one = {a.entity.value or "" for a in event.arguments if a.role == "Time"}
    two = {a.entity.value or "" for a in trigger.arguments if a.role == "Time"}
    return bool(one and two) and not any(a.startswith(b) or b.startswith(a) for a in one for b in two)


def _is_resumed(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a definite noun takes an event up again: "the hearing", "her resignation"."""
    before = scene.page.near(trigger.first, -1)
    return (
        scene.page.tokens[trigger.first].tag == "noun"
        and before is not None
        and before.low in {"the", "that", "this", "'s", "his", "her", "its"}
    )
