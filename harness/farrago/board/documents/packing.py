"""The data of a page: what systems share once, and each system's own part, each deflated by itself.

A page reads the shared part and the system that is shown, so it opens as fast among hundreds as alone. The
form is private to the page: arrays of numbers, with every text once in a table. Numbers below the length of
the shared table are its texts; the system's own follow. Offsets count UTF-16 units, as browsers do.
"""

from __future__ import annotations

import base64
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import msgspec

from farrago.board.documents.differences import Difference, Record
from farrago.board.documents.numbers import NONE, Mark, Numbers, Ref
from farrago.formats import plain
from farrago.matching.identity import is_somewhere
from farrago.view import content_of
from farrago.view.marks import lines
from farrago_schema.errors import ERROR_LAYERS, KINDS
from farrago_schema.types import Document, Event, PredictedEvent, PredictedRelation, Relation

MENTION_KINDS = (None, "name", "nominal", "pronoun", "value")
REALIS = (None, "actual", "possible", "negated")
STATUSES = ("current", "former", "denied")
NOTHING = -1

Line = list[int]


class Texts:
    """Texts with their numbers, in the order in which they were first asked for."""

    def __init__(self, shared: Sequence[str] = ()) -> None:
        self._numbers = {text: number for number, text in enumerate(shared)}
        self._shared = len(shared)

    def number(self, text: str | None) -> int:
        """Return the number of a text, as it is shown; ``NOTHING`` for none."""
        return NOTHING if text is None else self._numbers.setdefault(plain(text), len(self._numbers))

    def own(self) -> list[str]:
        """Return the texts that are not shared."""
        return list(self._numbers)[self._shared :]


def packed(value: object) -> str:
    """Return a value as JSON, deflated, in base64."""
    return base64.b64encode(zlib.compress(msgspec.json.encode(value), 9)).decode()


def data(document: Document, gold: Numbers | None, systems: Sequence[Difference]) -> tuple[str, list[str]]:
    """Return the shared part and one part for each system; without ``gold`` nothing in them is gold."""
    units = _units(document.text)
    own = None if gold is None else Difference(document.prediction(), _titles(document))
    texts = _shared_texts([*systems, *([own] * 2 if own else ())])  # whatever gold says is shared
    records = _shared_records(systems)
    table = Texts(texts)
    common = {
        "texts": texts,
        "gold": own and _system(own, table, {}, units),
        "records": [_line(record, table) for record in records],
        "layers": ERROR_LAYERS,
        "kinds": KINDS,
        "hits": [] if gold is None else _hits(gold, systems),
        "judges": [sum(layer in each.layers for each in systems) for layer in ("mention", "trigger")],
    }
    numbers = {record: number for number, record in enumerate(records)}
    return packed(common), [packed(_system(system, Texts(texts), numbers, units)) for system in systems]


def _titles(document: Document) -> tuple[str, ...]:
    content = content_of(document)
    titles = {row.entity.id: row.title for row in (*content.entities, *content.values)}
    return tuple(titles[entity.id] for entity in document.entities)


def _shared_records(systems: Sequence[Difference]) -> list[Record]:
    """Return what more than one system has: what is missed is missed by many."""
    number = Counter(record for system in systems for record in system.records if record.said is None)
    return [record for record, count in number.items() if count > 1]


def _shared_texts(systems: Sequence[Difference]) -> list[str]:
    """Return what more than one system needs, the most frequent first: small numbers are short."""
    number = Counter(text for system in systems for text in set(_texts(system)))
    return [text for text, count in sorted(number.items(), key=lambda each: (-each[1], each[0])) if count > 1]


def _texts(system: Difference) -> Iterator[str]:
    said = system.said
    found: Iterator[str | None] = iter(
        [
            *system.titles,
            *(text for entity in said.entities for text in (entity.type, entity.value)),
            *(relation.type for relation in said.relations),
            *(event.type for event in said.events),
            *(argument.role for _, argument in said.arguments),
            *(text for record in system.records for text in (record.expected, record.said)),
        ]
    )
    return (plain(text) for text in found if text is not None)


def _system(
    system: Difference, texts: Texts, shared: Mapping[Record, int], units: Sequence[int] | None
) -> Mapping[str, object]:
    said = system.said
    marks: list[Line] = [[] for _ in said.entities]
    triggers: list[Line] = [[] for _ in said.events]
    for mark in said.marks:
        if mark.role == "mention":
            marks[mark.owner] += [*_place(mark, units), MENTION_KINDS.index(mark.kind)]
        else:
            triggers[mark.owner] += _place(mark, units)
    return {
        "entities": [
            [texts.number(title), texts.number(entity.type), texts.number(entity.value), *own]
            for title, entity, own in zip(system.titles, said.entities, marks, strict=True)
        ],
        "relations": [_relation(each, said, texts) for each in said.relations],
        "events": [_event(each, own, said, texts) for each, own in zip(said.events, triggers, strict=True)],
        "right": {layer: system.right.get(layer, 0) for layer in system.layers},
        "same": [system.entities, system.events],
        "records": [
            shared[record] if record in shared else _line(record, texts) for record in system.records
        ],
        "texts": texts.own(),
    }


def _relation(relation: Relation | PredictedRelation, said: Numbers, texts: Texts) -> Line:
    ends = said.entity[relation.head], said.entity[relation.tail]
    return [texts.number(relation.type), *ends, STATUSES.index(relation.status or "current")]


def _event(event: Event | PredictedEvent, triggers: Line, said: Numbers, texts: Texts) -> list[Line]:
    fillers = ((texts.number(each.role), said.entity[each.entity]) for each in event.arguments)
    return [
        [texts.number(event.type), REALIS.index(event.realis), *triggers],
        [part for filler in fillers for part in filler],
    ]


def _line(record: Record, texts: Texts) -> Line:
    """Return a record as numbers; what says nothing is left out."""
    cause = NONE if record.cause is None else ERROR_LAYERS.index(record.cause)
    layer, kind = ERROR_LAYERS.index(record.layer), KINDS.index(record.kind)
    line = [layer, kind, cause, texts.number(record.expected), *record.gold]
    is_told = record.said is not None or record.predicted != Ref()
    return [*line, texts.number(record.said), *record.predicted] if is_told else line


def _hits(gold: Numbers, systems: Sequence[Difference]) -> list[int]:
    number = Counter(mark for system in systems for mark in system.found)
    return [number[mark] for mark in range(len(gold.marks))]


def _place(mark: Mark, units: Sequence[int] | None) -> Line:
    """Return the start and the length of a mark, or that it stands nowhere."""
    if not is_somewhere(mark.span):
        return [NOTHING, 0]
    start, end = mark.span if units is None else (units[edge] for edge in mark.span)
    return [start, end - start]


def _units(text: str) -> Sequence[int] | None:
    """Return how many UTF-16 units stand before each code point; ``None`` where each is one unit."""
    if text.isascii() or max(text) <= "\uffff":
        return None
    return list(accumulate((1 + (character > "\uffff") for character in text), initial=0))


def starts(text: str) -> Mapping[int, int]:
    """Return by line number where it starts, in UTF-16 units."""
    units = _units(text)
    return {number: start if units is None else units[start] for number, start, _ in lines(text)}
