"""Whether a plan asks for everything often enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from farrago.corpus.scenarios.form import Scenario
from farrago.corpus.scenarios.plan import Floor, Plan
from farrago_schema import ontology

SPLITS = ("all", "train", "dev", "test")


def missed(plan: Plan, scenarios: Sequence[Scenario]) -> list[str]:
    """Return what stands in fewer documents than its floor, as ``"WHAT: COUNT of FLOOR in SPLIT"``."""
    labels = ontology.load()
    roles = [f"{event} {role}" for event in labels.event_types for role in own_roles(event)]
    return [
        *_under(plan.floors["event"], labels.event_types, scenarios, events_of),
        *_under(plan.floors["relation"], labels.relation_types, scenarios, lambda s: s.relations),
        *_under(plan.floors["type"], demanded_types(plan), scenarios, lambda s: s.types),
        *_under(plan.floors["role"], roles, scenarios, _roles_of),
        *_under(plan.floors["blemish"], plan.blemishes, scenarios, lambda s: s.blemishes),
    ]


def events_of(scenario: Scenario) -> set[str]:
    """Return the event types that a document must hold, in its own affair or in a foreign one."""
    return {*scenario.events, *(aside.event for aside in scenario.asides)}


def own_roles(event: str) -> list[str]:
    """Return the roles of an event type besides Time and Place."""
    return [role for role in ontology.load().event_types[event].roles if role not in ("Time", "Place")]


def demanded_types(plan: Plan) -> list[str]:
    """Return the entity and value types that a scenario may demand."""
    return sorted({type_ for topic in plan.topics.values() for type_ in topic.types} | set(ANYWHERE))


# Types that go with every topic; persons, organisations, states, times and titles come by themselves.
ANYWHERE = ("MONEY", "QUANTITY", "COUNT", "CRIME")


def _roles_of(scenario: Scenario) -> list[str]:
    return [f"{event} {role}" for event, roles in scenario.roles.items() for role in roles]


def _under(
    floor: Floor,
    wanted: Iterable[str],
    scenarios: Sequence[Scenario],
    of: Callable[[Scenario], Iterable[str]],
) -> Iterator[str]:
    counts = Counter(
        (split, name) for scenario in scenarios for name in of(scenario) for split in ("all", scenario.split)
    )
    for name in wanted:
        for split in SPLITS:
            least: int = getattr(floor, split)
            if counts[split, name] < least:
                yield f"{name}: {counts[split, name]} of {least} in {split}"
