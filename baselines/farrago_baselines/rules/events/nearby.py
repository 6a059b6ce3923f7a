"""Times, places and values of a sentence, given to the trigger whose verb they stand nearest to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farrago_baselines.rules.events.frames import frame
from farrago_baselines.rules.events.scene import Scene
from farrago_baselines.rules.items import Argument, Entity, Mention, Trigger
from farrago_schema import ontology

SCHEDULING = frozenset(
    "pencil plan schedule set begin start open end take come happen slip fall due "
    "continue last resume follow".split()
)


def share(scene: Scene, found: Sequence[Trigger]) -> None:
    """Give times, places, crimes, sums and counts of a sentence to the trigger that they stand nearest to."""
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in found:
        by_sentence.setdefault(scene.page.tokens[trigger.first].sentence, []).append(trigger)
    for triggers in by_sentence.values():
        for mention in scene.in_sentence(triggers[0].first):
            if mention.type == "TIME":
                _time(scene, mention, triggers)
            elif mention.is_value or mention.type == "OCCASION":
                _by_type(scene, mention, triggers)
    for trigger in found:
        _place(scene, trigger)


def _time(scene: Scene, mention: Mention, triggers: Sequence[Trigger]) -> None:
    """Give a time to the trigger whose verb it stands nearest to, if no other verb is nearer."""
    if (mention.value or "P").startswith("P"):
        return
    page = scene.page
    verb = _governing_verb(scene, mention, {t.first for t in triggers})
    for trigger in triggers:
        if trigger.first == verb:
            _append(scene, trigger, "Time", mention, "a time in its clause")
            return
    if verb >= 0 and page.tokens[verb].lemma in SCHEDULING:
        subject = [t for t in triggers if t.first < verb and page.tokens[t.first].tag == "noun"]
        if subject:
            _append(scene, subject[-1], "Time", mention, "the time of its schedule")


def _governing_verb(scene: Scene, mention: Mention, triggers: set[int]) -> int:
    """Return the verb or trigger before a time in its clause, else the next one after it."""
    page = scene.page
    for back in range(1, 22):
        token = page.near(mention.first, -back)
        if token is None or token.text in {";", '"', "“", "”", ":"}:
            break
        if token.index in triggers or token.tag == "verb":
            return token.index
    for step in range(1, 22):
        token = page.near(mention.last - 1, step)
        if token is None or token.text in {";", '"', "“", "”"}:
            break
        if token.index in triggers or token.tag == "verb":
            return token.index
    return -1


def _by_type(scene: Scene, mention: Mention, triggers: Sequence[Trigger]) -> None:
    """Give a value to the nearest trigger whose frame takes one of its type from anywhere in the sentence."""
    fitting = [
        (abs(t.first - mention.first), t, role) for t in triggers for role in _open_roles(scene, t, mention)
    ]
    if fitting:
        _, trigger, role = min(fitting, key=lambda item: (item[0], item[1].first))
        if not any(scene.of(mention) is a.entity for a in trigger.arguments):
            _append(scene, trigger, role, mention, "in its sentence")


def _open_roles(scene: Scene, trigger: Trigger, mention: Mention) -> Iterator[str]:
    admitted = ontology.load().event_types[trigger.type].roles
    for role in frame(trigger.type).get("sentence", ()):
        if scene.of(mention).type in admitted[role]:
            yield role


def _append(scene: Scene, trigger: Trigger, role: str, mention: Mention, rule: str) -> None:
    entity: Entity = scene.of(mention)
    if not any(a.role == role and a.entity is entity for a in trigger.arguments):
        trigger.arguments.append(Argument(role, entity, rule))


def _place(scene: Scene, trigger: Trigger) -> None:
    """Give a trigger without place or destination the place of its clause."""
    if any(a.role in {"Place", "Destination", "Origin"} for a in trigger.arguments):
        return
    page = scene.page
    for mention in scene.in_sentence(trigger.first):
        before = page.near(mention.first, -1)
        while before is not None and before.tag in {"det", "adj"}:
            before = page.near(before.index, -1)
        if (
            before is None
            or before.low not in {"in", "at"}
            or scene.of(mention).type not in {"GPE", "LOC", "FAC"}
        ):
            continue
        if any(a.entity is scene.of(mention) for a in trigger.arguments):
            continue
        if (
            _governing_verb(scene, mention, {trigger.first}) == trigger.first
            and mention.first > trigger.first
        ):
            _append(scene, trigger, "Place", mention, "a place in its clause")
            return
