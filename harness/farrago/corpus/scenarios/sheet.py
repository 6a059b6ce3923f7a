"""A scenario as a sheet of plain text for whoever writes the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from textwrap import fill

from farrago.corpus.scenarios.form import Aside, Person, Scenario
from farrago.corpus.scenarios.plan import Plan
from farrago_schema import ontology

WIDTH = 100

RULES = (
    "Write original prose. States, cities and international bodies are real and used fictitiously; people, "
    "companies, agencies, ships, laws and events are invented. No living person, no real company, no real "
    "person's wrongdoing.",
    "Take every surname and every invented name from this sheet: they were drawn so that no other document "
    "has them. Somebody who needs no name stays without one.",
    "What must occur may occur anywhere, be planned, feared or denied instead of done, and be said in any "
    "words; the affair comes first. Surprise the reader, and let the text be hard for good reasons.",
)


def write(scenario: Scenario, plan: Plan) -> str:
    """Return the sheet, lines of at most ``WIDTH`` characters."""
    topic = plan.topics.get(scenario.topic)
    parts = [
        f"{scenario.id}: a {scenario.kind}",
        _item("Topic", topic.says if topic else scenario.topic),
        _item("Register", plan.registers.get(scenario.register, scenario.register)),
        _item("Set in", scenario.region),
        _item("Date", f"{scenario.date}, a {date.fromisoformat(scenario.date):%A}: the day of publication"),
    ]
    if scenario.length:
        parts.append(_item("Length", "{} to {} words and punctuation marks".format(*scenario.length)))
    if scenario.premise:
        parts.append(_item("Premise", scenario.premise))
    parts += [
        *_section("People (in full once; in brackets: later on)", _people(scenario, scenario.names)),
        *_section("Invented names (of 'Omura' make 'Omura Shipping', 'Lake Omura', 'the Omura Act' …)",
                  (_item(what, ", ".join(stems)) for what, stems in scenario.invented.items())),
        *_section("Events, with the parts that the text must fill", map(_event(scenario), scenario.events)),
        *_section("The text must also tell", map(_relation, scenario.relations)),
        *_section("There must occur in it", map(_type, scenario.types)),
        *_section("What is wrong with the page (all of it)",
                  (_item("-", plan.blemishes.get(name, name)) for name in scenario.blemishes)),
        *_section("Foreign affairs, for teasers, headlines and paragraphs that strayed in",
                  (line for aside in scenario.asides for line in _aside(scenario, aside, plan))),
        *_section("Rules", (_item("-", rule) for rule in RULES)),
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield f"\n{title}"
        yield from body


def _item(label: str, text: str) -> str:
    start = f"  {label} " if label == "-" else f"  {label}: "
    return fill(text, WIDTH, initial_indent=start, subsequent_indent="    ")


def _people(scenario: Scenario, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        person = scenario.people.get(name)
        yield f"  {name}{_known_as(person)}"


def _known_as(person: Person | None) -> str:
    if person is None:
        return ""
    return f" ({person.short}), {'woman' if person.gender == 'f' else 'man'}, {person.culture}"


def _event(scenario: Scenario) -> Callable[[str], str]:
    def line(name: str) -> str:
        event = ontology.load().event_types[name]
        meanings = ontology.load().roles
        roles = "; ".join(f"{role}: {_lower(meanings[role])}" for role in scenario.roles.get(name, ()))
        words = ", ".join(event.triggers)
        return _item(name.partition(".")[2], f"{event.definition} ({words}.) {roles}".strip())

    return line


def _relation(name: str) -> str:
    return _item("-", f"{ontology.load().relation_types[name].definition} ({name.replace('_', ' ')})")


def _type(name: str) -> str:
    labels = ontology.load()
    known = labels.entity_types.get(name) or labels.value_types[name]
    return _item("-", known.definition)


def _aside(scenario: Scenario, aside: Aside, plan: Plan) -> Iterator[str]:
    event = ontology.load().event_types[aside.event]
    yield _item("-", f"{plan.topics[aside.topic].says}; {aside.region}. {event.definition}")
    yield from (f"  {line}" for line in _people(scenario, aside.names))
    yield f"    invented names: {', '.join(aside.stems)}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
