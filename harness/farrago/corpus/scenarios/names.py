"""Persons, and everything else that a scenario names; nothing is ever named twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from farrago.corpus.scenarios import cultures
from farrago.corpus.scenarios.cultures import Culture
from farrago.corpus.scenarios.form import Aside, Person, Scenario
from farrago.corpus.scenarios.plan import random_of
from farrago.corpus.scenarios.stems import Stems

TRIES = 500
INITIALS = ("en", "nl", "da", "tw")  # who writes a middle initial
TWO_SURNAMES = {"es": 0, "pt": -1}  # which of the two a later mention uses
PEOPLE = {"story": (5, 7), "page": (6, 8)}

# What a scenario needs a stem for, and how many; vessels and the like only where their type is demanded.
ALWAYS = {"organisation": 4, "town": 2}
ON_DEMAND = {
    "VEH": ("vessel or vehicle", 1),
    "PRODUCT": ("product", 2),
    "LAW": ("law", 1),
    "OCCASION": ("occasion", 1),
    "FAC": ("built place", 1),
    "LOC": ("natural place", 1),
    "WEA": ("weapon", 1),
}


class Taken:
    """The names that are taken, without accents, case and the endings of gender."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    @classmethod
    def of(cls, texts: Iterable[str], scenarios: Iterable[Scenario]) -> Taken:
        """Return what is taken by texts (every capitalised word) and by scenarios."""
        taken = cls()
        for text in texts:
            for word in re.findall(r"[^\W\d_]+", text):
                if word[0].isupper():
                    taken.take(word)
        for scenario in scenarios:
            for name in (*scenario.names, *(n for a in scenario.asides for n in (*a.names, *a.stems))):
                taken.take(name)
            for stems in scenario.invented.values():
                for stem in stems:
                    taken.take(stem)
        return taken

    def is_free(self, name: str) -> bool:
        """Tell whether no part of a name is taken."""
        return not self._keys & set(_keys(name))

    def take(self, name: str) -> None:
        """Take every part of a name."""
        self._keys.update(_keys(name))


def _keys(name: str) -> list[str]:
    from anyascii import anyascii  # noqa: PLC0415  # needed by drawing alone

    parts = re.findall(r"[^\W\d_]+", name)
    # Petrov and Petrova, Novotný and Novotná are one surname.
    return [anyascii(part).lower().rstrip("aeiouy") or part.lower() for part in parts if len(part) > 2]


class Cast:
    """Names scenarios, one after another."""

    def __init__(self, taken: Taken, stems: Stems, seed: int) -> None:
        self.taken, self.stems = taken, stems
        self.random = random_of(seed, "names")
        self.cultures = list(cultures.all_of_them())
        for culture in self.cultures:
            culture.seed(seed)
        self.bag: list[Culture] = []

    def name(self, scenario: Scenario) -> Scenario:
        """Return the scenario with its people, stems and region, and those of its asides."""
        here = self._next(self.random.randint(2, 3))
        count = self.random.randint(*PEOPLE[scenario.kind])
        # Half of the people are of the first culture: most affairs have a home.
        whose = [here[0] if n % 2 == 0 else here[1 + n // 2 % (len(here) - 1)] for n in range(count)]
        people = dict(self._person(culture) for culture in whose)
        asides = []
        for aside in scenario.asides:
            (culture,) = self._next(1)
            two = dict(self._person(culture) for _ in range(self.random.randint(1, 2)))
            stems = self.stems.draw(culture, 2)
            asides.append(Aside(aside.topic, culture.country, aside.event, tuple(two), stems))
            people |= two
        strays = {name for aside in asides for name in aside.names}
        return msgspec.structs.replace(
            scenario,
            region=_listed([culture.country for culture in here]),
            names=tuple(name for name in people if name not in strays),
            people=people,
            invented=self._stems(scenario, here),
            asides=tuple(asides),
        )

    def _stems(self, scenario: Scenario, here: Sequence[Culture]) -> dict[str, tuple[str, ...]]:
        wanted = ALWAYS | dict(ON_DEMAND[type_] for type_ in scenario.types if type_ in ON_DEMAND)
        return {
            what: self.stems.draw(here[number % len(here)], count)
            for number, (what, count) in enumerate(wanted.items())
        }

    def _next(self, count: int) -> list[Culture]:
        """Return the next cultures, of different countries: each comes up once before any comes again."""
        chosen: list[Culture] = []
        while len(chosen) < count:
            if not self.bag:
                self.bag = self.random.sample(self.cultures, len(self.cultures))
            later = [c for c in self.bag if c.country not in {other.country for other in chosen}]
            if not later:
                self.bag = []
                continue
            self.bag.remove(later[-1])
            chosen.append(later[-1])
        return chosen

    def _person(self, culture: Culture) -> tuple[str, Person]:
        gender: Literal["f", "m"] = self.random.choice(("f", "m"))
        given, surname = self._free(culture, gender, "given"), self._free(culture, gender, "surname")
        language = culture.locale.partition("_")[0]
        full, short = f"{given} {surname}", surname
        if language in TWO_SURNAMES and self.random.random() < 1 / 2:
            two = (surname, self._free(culture, gender, "surname"))
            full, short = f"{given} {' '.join(two)}", two[TWO_SURNAMES[language]]
        elif language == "is":
            short = given  # Icelanders go by their given names
        elif language in INITIALS and self.random.random() < 1 / 6:
            full = f"{given} {self.random.choice('ABDEFGHJKLMNPRSTV')}. {surname}"
        return full, Person(short, gender, culture.label)

    def _free(self, culture: Culture, gender: Literal["f", "m"], part: Literal["given", "surname"]) -> str:
        for _ in range(TRIES):
            name = culture.given(gender) if part == "given" else culture.surname(gender)
            known = part == "surname" and cultures.is_well_known(name)
            if name and not known and self.taken.is_free(name):
                self.taken.take(name)
                return name
        raise RuntimeError(f"{culture.locale} has no {part} left that is free")


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
