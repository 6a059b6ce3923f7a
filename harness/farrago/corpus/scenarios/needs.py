"""What each document must hold: events, roles, relations, types, blemishes, asides, register, length, date.

Every choice takes what the plan so far asks for least, in the document's split first and in all second, so
that rare labels are not left to chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random

import msgspec

from farrago.corpus.scenarios import floors
from farrago.corpus.scenarios.form import Aside, Scenario
from farrago.corpus.scenarios.plan import Plan, random_of
from farrago_schema import ontology

FIRST_DAY, DAYS = date(2031, 1, 2), 727  # to the end of 2032
COLUMN = 90  # a text may miss its length by this many tokens


def fill(plan: Plan, kept: Sequence[Scenario], drawn: Sequence[Scenario], seed: int) -> list[Scenario]:
    """Return the drawn scenarios with all that they must hold; names come later."""
    random = random_of(seed, "needs")
    needs = _Needs(plan, kept, random)
    order = list(drawn)
    random.shuffle(order)
    filled = {scenario.id: needs.fill(scenario) for scenario in order}
    return [filled[scenario.id] for scenario in drawn]


class _Needs:
    """What was asked for so far, and the choice of what is asked for least."""

    def __init__(self, plan: Plan, kept: Sequence[Scenario], random: Random) -> None:
        self.plan, self.random = plan, random
        self.asked = Counter[tuple[str, str, str]]()
        self.days = {scenario.date for scenario in kept}
        for scenario in kept:
            self._ask("event", scenario, floors.events_of(scenario))
            self._ask("relation", scenario, scenario.relations)
            self._ask("blemish", scenario, scenario.blemishes)
            self._ask("register", scenario, [scenario.register])

    def fill(self, scenario: Scenario) -> Scenario:
        topic = self.plan.topics[scenario.topic]
        page = scenario.kind == "page"
        core = self._least("event", scenario, topic.core, self.random.randint(2, 3))
        also = self._least("event", scenario, (*topic.core, *topic.also), self.random.randint(3, 5), core)
        events = (*core, *also)
        roles = {event: self._roles(scenario, event) for event in events}
        implied = _implied(roles)
        types = self._least("type", scenario, topic.types, 2, implied)
        types += self._least("type", scenario, floors.ANYWHERE, 2, implied)
        self._ask("type", scenario, implied)
        blemishes = self._least("blemish", scenario, self.plan.blemishes, self.random.randint(6, 8))
        (register,) = self._least("register", scenario, topic.registers, 1)
        return msgspec.structs.replace(
            scenario,
            register=register,
            date=self._date(),
            events=events,
            roles=roles,
            relations=self._least("relation", scenario, ontology.load().relation_types, 6),
            types=tuple(sorted({*types, *implied})),
            asides=self._asides(scenario) if page else (),
            blemishes=tuple(sorted(blemishes)) if page else (),
            length=self._length(scenario.kind),
        )

    def _least(
        self, what: str, scenario: Scenario, choices: Iterable[str], count: int, without: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Return ``count`` of the choices: those asked for least; ties are broken by the seed."""
        free = [choice for choice in choices if choice not in set(without)]
        self.random.shuffle(free)
        free.sort(key=lambda choice: self._times(what, scenario, choice))
        chosen = tuple(free[:count])
        if what != "blemish" or scenario.kind == "page":
            self._ask(what, scenario, chosen)
        return chosen

    def _times(self, what: str, scenario: Scenario, name: str) -> float:
        """Return how often it was asked for, in the split as a share of the split, and in all."""
        share = self.plan.splits[scenario.split] / sum(self.plan.splits.values())
        return self.asked[what, scenario.split, name] / share + self.asked[what, "all", name]

    def _ask(self, what: str, scenario: Scenario, names: Iterable[str]) -> None:
        for name in names:
            self.asked[what, scenario.split, name] += 1
            self.asked[what, "all", name] += 1

    def _roles(self, scenario: Scenario, event: str) -> tuple[str, ...]:
        own = [f"{event} {role}" for role in floors.own_roles(event)]
        chosen = self._least("role", scenario, own, 2 if len(own) < 4 else 3)
        return tuple(role.partition(" ")[2] for role in chosen)

    def _asides(self, scenario: Scenario) -> tuple[Aside, ...]:
        """Return two or three foreign affairs, each of another topic, and with an event of its own."""
        topics = self._least(
            "aside", scenario, self.plan.topics, self.random.randint(2, 3), without=[scenario.topic]
        )
        return tuple(
            Aside(topic, "", self._least("event", scenario, self.plan.topics[topic].core, 1)[0], (), ())
            for topic in topics
        )

    def _date(self) -> str:
        while (day := str(FIRST_DAY + timedelta(self.random.randrange(DAYS)))) in self.days:
            pass
        self.days.add(day)
        return day

    def _length(self, kind: str) -> tuple[int, int]:
        low, high = self.plan.length[kind]
        start = self.random.randrange(low + 10, high - COLUMN, 10)
        return start, start + COLUMN - 10


def _implied(roles: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the types that roles need because they admit no other."""
    events = ontology.load().event_types
    fillers = (events[event].roles[role] for event, names in roles.items() for role in names)
    return {types[0] for types in fillers if len(types) == 1} - {"TIME", "TITLE", "PER", "ORG"}
