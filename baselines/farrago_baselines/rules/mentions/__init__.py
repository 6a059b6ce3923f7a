"""Stage ``mentions``: names, values, nominals and pronouns, each found by the rules of a module of its own.

The order is that of evidence: values by their form, noun phrases by their parts of speech, names by their
shape and by all that the page says of them, then what needs a name or a value beside it (titles, crimes,
penalties, counts).
"""

from __future__ import annotations

from datetime import date

from farrago_baselines.rules import chunks as phrases
from farrago_baselines.rules import gazetteer
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.mentions import (
    counts,
    crimes,
    measures,
    names,
    nominals,
    offices,
    places,
    pronouns,
    times,
    typing,
)
from farrago_baselines.rules.mentions.calendar import Clock
from farrago_baselines.rules.mentions.tense import is_future
from farrago_baselines.rules.mentions.time_readers import Time
from farrago_baselines.rules.page import Page


def find(page: Page, knowledge: Knowledge) -> list[Mention]:
    """Return the mentions of a tagged page with zones, in order of the text.

    No two have the same span and type.
    """
    found_chunks = phrases.find(page)
    values = _values(page)
    named = _names(page, found_chunks, knowledge, values)
    mentions = [*values, *named]
    mentions += offices.find(page, named, knowledge)
    mentions += crimes.find(page, mentions, found_chunks, knowledge)
    plain = nominals.find(page, mentions, found_chunks, knowledge)
    mentions += counts.find(page, plain, mentions, found_chunks, knowledge)
    mentions += plain
    mentions += pronouns.find(page, mentions)
    return ordered(page, mentions)


def ordered(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Return mentions in order of the text, the longer first, without doubles, with their stories."""
    unique = {(m.start, m.end, m.is_value, m.type if m.is_value else ""): m for m in reversed(mentions)}
    for mention in unique.values():
        mention.text = page.text[mention.start : mention.end]
        mention.story = page.line_of(mention.first).story
    return sorted(unique.values(), key=lambda m: (m.start, -m.end, m.type))


def _values(page: Page) -> list[Mention]:
    """Return times, sums, measures and ages, line by line."""
    clock = Clock(date.fromisoformat(page.date))
    countries = [code for t in page.tokens if t.capital and (code := gazetteer.state_code(t.text))]
    found: list[Mention] = []
    for line in page.lines:
        if line.layout == "boilerplate":
            continue
        start, end = page.span(line.first, line.last)
        text = page.text[start:end]
        sums = measures.find(text, start, countries)
        found += [_value(page, item, item.type) for item in sums]
        found += [
            _value(page, time, "TIME")
            for time in times.find(text, start, clock, lambda at: is_future(page, at))
            if not any(time.start < item.end and item.start < time.end for item in sums)
        ]
    return found


def _value(page: Page, read: measures.Measure | Time, type_: str) -> Mention:
    first, last = page.place(read.start, read.end)
    return Mention(
        first, last, read.start, read.end, type_, "value", read.rule, value=read.value, head=last - 1
    )


def _names(
    page: Page, found_chunks: list[phrases.Chunk], knowledge: Knowledge, values: list[Mention]
) -> list[Mention]:
    taken = {
        index for value in values for index in range(value.first, value.last) if value.type != "QUANTITY"
    }
    found = [
        name for name in names.find(page, knowledge) if not taken.intersection(range(name.first, name.last))
    ]
    labels = typing.types(page, found, found_chunks, knowledge)
    mentions = []
    for name, (type_, rule) in zip(found, labels, strict=True):
        if gazetteer.fold(name.text) in gazetteer.languages() and places.is_language(page, name):
            continue
        start, end = page.span(name.first, name.last)
        mentions.append(
            Mention(
                name.first, name.last, start, end, type_, "name", f"{name.rule}; {rule}", head=name.last - 1
            )
        )
    mentions = places.demonym_nouns(page, mentions)
    return mentions + places.nested(page, mentions) + places.compounds(page, mentions)
