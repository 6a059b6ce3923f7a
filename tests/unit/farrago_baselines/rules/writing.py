"""Pages to try rules on, from plain text, and the documents that rules learn nothing from."""

from __future__ import annotations

import re
from functools import cache

from farrago_baselines.rules import knowledge, run
from farrago_baselines.rules.run import Analysis
from farrago_schema.types import Input, Span

TOKEN = re.compile(r"'s\b|’s\b|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\d+|[^\w\s]")
SENTENCE = re.compile(r"[^\n]+?(?:[.?!](?=\s|$)[\"”]?|(?=\n)|$)")


def page(text: str, date: str = "2031-05-14", id_: str = "d") -> Input:
    """Return the input of a document whose lines are paragraphs; the date is that of the guidelines."""
    tokens = tuple(Span(*m.span()) for m in TOKEN.finditer(text))
    sentences = tuple(Span(*m.span()) for m in SENTENCE.finditer(text) if m[0].strip())
    return Input(id_, text, date, "en", sentences, tokens)


@cache
def untrained() -> knowledge.Knowledge:
    """Return what the lists alone know."""
    return knowledge.learn(())


def analysed(text: str, off: frozenset[str] = frozenset(), date: str = "2031-05-14") -> Analysis:
    """Run the pipeline, without train, on a text."""
    return run.analyse(page(text, date), untrained(), off)


def mentions(text: str, date: str = "2031-05-14") -> set[tuple[str, str]]:
    """Return the words and type of every mention."""
    return {(m.text, m.type) for entity in analysed(text, date=date).entities for m in entity.mentions}


def values(text: str, date: str = "2031-05-14") -> dict[str, str | None]:
    """Return the normal forms of the values, by their words."""
    found = analysed(text, date=date).entities
    return {m.text: entity.value for entity in found if entity.is_value for m in entity.mentions}


def clusters(text: str) -> list[set[str]]:
    """Return the words of the mentions of every entity that has more than one."""
    found = (entity for entity in analysed(text).entities if not entity.is_value)
    return [{m.text for m in entity.mentions} for entity in found if len(entity.mentions) > 1]


def together(text: str, one: str, other: str) -> bool:
    """Tell whether some entity has both words among its mentions."""
    return any({one, other} <= words for words in clusters(text))


def relations(text: str) -> set[tuple[str, str, str]]:
    """Return type, head and tail of every relation, by name or first words."""
    return {(r.type, called(r.head), called(r.tail)) for r in analysed(text).relations}


def called(entity) -> str:
    return entity.name or entity.mentions[0].text


def triggers(text: str) -> set[tuple[str, str]]:
    """Return the words and type of every trigger."""
    return {(t.text, event.type) for event in analysed(text).events for t in event.triggers}


def realis(text: str, word: str) -> str:
    """Return the realis of the trigger with these words."""
    return next(e.realis for e in analysed(text).events for t in e.triggers if t.text == word)


def arguments(text: str, type_: str) -> set[tuple[str, str]]:
    """Return role and filler of the arguments of all events of a type."""
    return {
        (a.role, called(a.entity))
        for event in analysed(text).events
        if event.type == type_
        for a in event.arguments
    }
