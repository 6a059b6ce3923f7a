"""Spans and labels that break the form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Marked, Page
from farrago_schema import validate

CLOSING = ".%)'’\"”°"  # Ltd., 14 %, O', 30°: a mention may end so
OPENING = "$€£¥₹₺₴₽₦₾#+-−(\"“'‘’@"  # €2, -3, 'Ndrangheta


def invalid(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find what the contract or the label set forbids: types, roles, offsets, values. Always wrong."""
    for problem in validate.check_document(page.document, corpus.ontology, file=page.id, line=None):
        start, end, ids = _place(page, problem.path or "")
        yield Hit(1.0, f"found {problem.found}, expected {problem.expected}", start, end, ids)


def ragged_span(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find mentions that begin or end with a space or with punctuation. Nearly always wrong."""
    for mention in page.mentions:
        first, last = mention.text[0], mention.text[-1]
        if (not first.isalnum() and first not in OPENING) or (not last.isalnum() and last not in CLOSING):
            yield _hit(mention, 0.95, "begins or ends with a space or punctuation")


def cut_word(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find mentions and triggers that begin or end within a word. Nearly always wrong."""
    triggers = [(start, end, (event.id,)) for (start, end), (event, *_) in page.trigger_spans.items()]
    for start, end, ids in [*((m.start, m.end, (m.entity.id,)) for m in page.mentions), *triggers]:
        text = page.text
        if (start and text[start - 1].isalnum() and text[start].isalnum()) or (
            end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        ):
            yield Hit(0.95, "begins or ends within a word", start, end, ids)


def determiner_inside(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find nominals that begin with an article, a possessor or a numeral. Nearly always wrong."""
    for mention in page.mentions:
        first, _space, rest = mention.text.partition(" ")
        if mention.kind != "nominal" or not rest:
            continue
        word = first.lower()
        owner = re.search(r"['’]s?$", first)
        if word in words.ARTICLES | words.POSSESSIVES | words.DEMONSTRATIVES or word in words.NUMERALS:
            yield _hit(mention, 0.9, f"begins with {first!r}")
        elif owner or (first.isdigit() and mention.entity.type == "PER"):
            yield _hit(mention, 0.7, f"begins with {first!r}")


def title_inside(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find names that begin with Mr, Mrs, Dr and the like, or with a small article. Nearly always wrong."""
    for mention in page.mentions:
        first = mention.text.split()[0]
        address = mention.entity.type == "PER" and first.rstrip(".").lower() in words.FORMS_OF_ADDRESS
        if mention.kind == "name" and " " in mention.text and (address or first in words.ARTICLES):
            yield _hit(mention, 0.85, f"a name with {first!r}")


def marked_boilerplate(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find mentions in boilerplate, where nothing is marked. Always wrong under Farrago's guidelines."""
    for mention in page.mentions:
        if page.zone_kind(mention.start) == "boilerplate":
            yield _hit(mention, 0.95, "nothing is marked in boilerplate")


def _hit(mention: Marked, sure: float, reason: str) -> Hit:
    return hit_at(mention, sure, reason, mention.entity.id)


def _place(page: Page, path: str) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Return the span and the ids that a problem's path points at."""
    number = re.match(r"\$\.(entities|events|relations)\[(\d+)\]", path)
    if number is None:
        return None, None, ()
    kind, index = number[1], int(number[2])
    if kind == "relations":
        relation = page.relations[index]
        return None, None, (relation.head, relation.tail)
    item = page.document.entities[index] if kind == "entities" else page.events[index]
    spans = item.mentions if kind == "entities" else item.triggers  # type: ignore[union-attr]  # by its kind
    inner = re.search(r"\.(?:mentions|triggers)\[(\d+)\]", path)
    span = spans[int(inner[1])] if inner else spans[0] if spans else None
    return (span.start, span.end, (item.id,)) if span else (None, None, (item.id,))


RULES = (invalid, ragged_span, cut_word, determiner_inside, title_inside, marked_boilerplate)
