"""Which documents the plan still lacks: id, kind, split and topic of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from msgspec import Struct

from farrago.corpus.scenarios.form import Scenario
from farrago.corpus.scenarios.plan import Plan, random_of
from farrago_schema.types import DocumentKind, Split

# The four documents that a topic has of one kind, by split; a third of the topics each. A topic that has one
# row among the stories has the next among the pages: at least three documents of test and one of dev.
ROWS: tuple[dict[Split, int], ...] = (
    {"train": 2, "dev": 1, "test": 1},
    {"train": 1, "dev": 1, "test": 2},
    {"train": 2, "dev": 0, "test": 2},
)
KINDS: dict[DocumentKind, str] = {"story": "s", "page": "p"}


class Slot(Struct, frozen=True):
    """A document to be written."""

    id: str
    kind: DocumentKind
    split: Split
    topic: str


def draw(plan: Plan, kept: Sequence[Scenario], seed: int) -> list[Slot]:
    """Return the documents that are still to be written; the pilot has the lowest ids.

    Raises:
        RuntimeError: the kept scenarios do not fit the plan.
    """
    if len(kept) >= sum(plan.splits.values()):
        return []
    random = random_of(seed, "slots")
    for _ in range(10_000):
        slots = list(_missing(plan, kept, random))
        if Counter(slot.split for slot in slots) + Counter(s.split for s in kept) != plan.splits:
            continue
        pilot = _pilot(plan, slots, random)
        if pilot is not None:
            return _numbered(kept, pilot, [slot for slot in slots if slot not in pilot], random)
    raise RuntimeError("the scenarios that there are do not fit the plan")


def _missing(plan: Plan, kept: Sequence[Scenario], random: Random) -> Iterator[Slot]:
    """Deal splits to topics, and take away what there is. Ids are provisional."""
    topics = sorted(plan.topics)
    random.shuffle(topics)
    there = Counter((scenario.kind, scenario.split, scenario.topic) for scenario in kept)
    for shift, kind in enumerate(KINDS):
        for number, topic in enumerate(topics):
            for split, count in ROWS[(number + shift) % len(ROWS)].items():
                for copy in range(count - there[kind, split, topic]):
                    yield Slot(f"{kind} {split} {topic} {copy}", kind, split, topic)


def _pilot(plan: Plan, slots: Sequence[Slot], random: Random) -> list[Slot] | None:
    """Return the pilot's documents, each of another topic; ``None`` if this deal has no such ten."""
    chosen: list[Slot] = []
    for kind, splits in plan.pilot.items():
        for split, count in splits.items():
            used = {slot.topic for slot in chosen}
            free = [s for s in slots if (s.kind, s.split) == (kind, split) and s.topic not in used]
            by_topic = {slot.topic: slot for slot in free}
            if len(by_topic) < count:
                return None
            chosen += random.sample(list(by_topic.values()), count)
    return chosen


def _numbered(kept: Sequence[Scenario], pilot: list[Slot], rest: list[Slot], random: Random) -> list[Slot]:
    random.shuffle(pilot)
    random.shuffle(rest)
    numbered: list[Slot] = []
    for kind, letter in KINDS.items():
        first = 1 + max((int(s.id[-4:]) for s in kept if s.kind == kind), default=0)
        ordered = [slot for slot in (*pilot, *rest) if slot.kind == kind]
        numbered += [
            Slot(f"fg-{letter}-{number:04d}", kind, slot.split, slot.topic)
            for number, slot in enumerate(ordered, first)
        ]
    return numbered
