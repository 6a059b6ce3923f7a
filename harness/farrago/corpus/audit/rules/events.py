"""Events: whether they are one or two, and whether their arguments can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Page
from farrago_schema.types import Event

SETTING = ("Time", "Place")
# Two roles that one filler may have in one event.
BOTH = ({"Winner", "Competitor"}, {"Appointer", "Organisation"}, {"Speaker", "Target"})


def no_arguments(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find events without arguments. Right for a bare mention of a happening, else something was missed."""
    for event in page.events:
        if not event.arguments:
            yield _hit(event, 0.4, f"a {event.type} without arguments")


def contact_without_party(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find contacts that nobody is a party to, and calls and letters with one party only. Mostly wrong."""
    for event in page.events:
        parties = {argument.role for argument in event.arguments if argument.role not in SETTING}
        if event.type == "Contact.Communicate" and not {"Speaker", "Recipient"} <= parties:
            yield _hit(event, 0.6, "a Communicate with one party at most")
        elif event.type.startswith("Contact.") and not parties and event.arguments:
            yield _hit(event, 0.6, f"a {event.type} without a party")


def told_twice(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find events of one type and realis whose participants are the same. Often one happening."""
    for one, other in combinations(page.events, 2):
        if one.type != other.type or one.realis != other.realis:
            continue
        first, second = _core(one), _core(other)
        times = _times(one), _times(other)
        if first and first == second and (times[0] == times[1] or not all(times)):
            yield _hit(other, 0.5, f"{one.id} has the same participants", one.id)
        elif (
            first
            and second
            and (first < second or second < first)
            and (times[0] & times[1] or not any(times))
        ):
            yield _hit(other, 0.3, f"{one.id} has the same participants, and one more or less", one.id)


def trigger_twice(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find a word that triggers two events of one type. Right for "were each fined" only."""
    for (start, end), events in page.trigger_spans.items():
        for one, other in combinations(events, 2):
            if one.type == other.type:
                ids = (one.id, other.id)
                yield Hit(0.75, f"triggers two {one.type} events", start, end, ids)


def two_roles(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find a filler with two roles in one event; the more special one goes before Place. Mostly wrong."""
    for event in page.events:
        roles: dict[str, set[str]] = defaultdict(set)
        for argument in event.arguments:
            roles[argument.entity].add(argument.role)
        for filler, held in roles.items():
            if len(held) > 1 and not any(held <= pair for pair in BOTH):
                yield _hit(event, 0.7, f"{filler} fills {' and '.join(sorted(held))}", filler)


def winner_apart(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find a Winner who is no Competitor. Always wrong: one cannot win without taking part."""
    for event in page.events:
        sides = {a.entity for a in event.arguments if a.role == "Competitor"}
        for argument in event.arguments:
            if argument.role == "Winner" and argument.entity not in sides:
                yield _hit(event, 0.9, f"the winner {argument.entity} is no competitor", argument.entity)


def duration_as_time(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find durations that fill Time, which says when and not how long. Always wrong under the guidelines."""
    for event in page.events:
        for argument in event.arguments:
            entity = page.entities.get(argument.entity)
            if argument.role == "Time" and entity is not None and (entity.value or "").startswith("P"):
                yield _hit(event, 0.85, f"Time is the duration {entity.value}", argument.entity)


def dateline_as_setting(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find times and places that only a dateline states. Nearly always wrong under the guidelines."""
    for event in page.events:
        for argument in event.arguments:
            mentions = page.of_entity.get(argument.entity, [])
            kinds = {page.zone_kind(mention.start) for mention in mentions}
            if argument.role in SETTING and kinds == {"dateline"}:
                yield _hit(event, 0.85, f"{argument.role} stands in a dateline only", argument.entity)


def value_of_no_event(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find counts and penalties that fill no role, which is the only reason to mark them. Mostly wrong."""
    used = {argument.entity for event in page.events for argument in event.arguments}
    for entity in page.entities.values():
        mentions = page.of_entity[entity.id]
        sure = {"COUNT": 0.75, "PENALTY": 0.4, "CRIME": 0.35}.get(entity.type)
        if sure is not None and entity.id not in used and mentions and page.events:
            reason = f"a {entity.type} that fills no role"
            yield hit_at(mentions[0], sure, reason, entity.id)


def _core(event: Event) -> set[tuple[str, str]]:
    return {(a.role, a.entity) for a in event.arguments if a.role not in SETTING}


def _times(event: Event) -> set[str]:
    return {argument.entity for argument in event.arguments if argument.role == "Time"}


def _hit(event: Event, sure: float, reason: str, *others: str) -> Hit:
    trigger = event.triggers[0] if event.triggers else None
    return hit_at(trigger, sure, reason, event.id, *others)


RULES = (
    no_arguments,
    contact_without_party,
    told_twice,
    trigger_twice,
    two_roles,
    winner_apart,
    duration_as_time,
    dateline_as_setting,
    value_of_no_event,
)
