"""How many errors of each kind the audit finds when they are planted in gold, one at a time.

``python -m bench.audit_planted`` prints a Markdown table: what was planted how often, in which share of the
cases a finding appeared that the untouched gold does not have, and how sure it was. Every possible error of
each kind is planted, up to ``MOST`` of them, drawn by seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from statistics import median

from msgspec.structs import replace

from farrago import data
from farrago.corpus.audit import Finding, audit
from farrago_schema import ontology
from farrago_schema.types import Argument, Document, Entity, Mention, Relation

MOST = 40
LEAST = 0.3  # what the command prints by default

Plant = Callable[[Document], Iterator[Document]]


def _with(document: Document, entity: Entity, **changes: object) -> Document:
    changed = replace(entity, **changes)
    return replace(document, entities=tuple(changed if e.id == entity.id else e for e in document.entities))


def _without(entity: Entity, mention: Mention) -> tuple[Mention, ...]:
    return tuple(each for each in entity.mentions if each is not mention)


def a_name_mention_left_out(document: Document) -> Iterator[Document]:
    """One of several mentions by the same name is not marked."""
    for entity in document.entities:
        texts = [mention.text for mention in entity.mentions if mention.kind == "name"]
        for mention in entity.mentions:
            if mention.kind == "name" and texts.count(mention.text) > 1:
                yield _with(document, entity, mentions=_without(entity, mention))


def a_name_left_out_everywhere(document: Document) -> Iterator[Document]:
    """An entity with one mention, a name inside a sentence, is not there."""
    for entity in document.entities:
        if len(entity.mentions) == 1 and entity.mentions[0].kind == "name" and not _used(document, entity.id):
            yield replace(document, entities=tuple(e for e in document.entities if e is not entity))


def a_pronoun_left_out(document: Document) -> Iterator[Document]:
    """He, she or they is not marked."""
    for entity in document.entities:
        for mention in entity.mentions:
            if mention.text.lower() in ("he", "she", "his", "her", "him", "they", "their", "them"):
                yield _with(document, entity, mentions=_without(entity, mention))


def a_pronoun_of_somebody_else(document: Document) -> Iterator[Document]:
    """He is linked to a person that is she elsewhere, and the other way round."""
    people = [entity for entity in document.entities if entity.type == "PER"]
    for entity in people:
        for mention in entity.mentions:
            other = {"he": "she", "she": "he"}.get(mention.text.lower())
            wrong = [e for e in people if any(m.text.lower() == other for m in e.mentions)]
            if other and wrong:
                moved = _with(document, entity, mentions=_without(entity, mention))
                yield _with(moved, wrong[0], mentions=(*wrong[0].mentions, mention))


def a_determiner_inside(document: Document) -> Iterator[Document]:
    """A nominal begins with its article."""
    for entity in document.entities:
        for mention in entity.mentions:
            start = mention.start - 4
            if mention.kind == "nominal" and document.text[max(start, 0) : mention.start].lower() == "the ":
                longer = replace(mention, start=start, text=document.text[start : mention.end])
                yield _with(document, entity, mentions=(*_without(entity, mention), longer))


def an_entity_split(document: Document) -> Iterator[Document]:
    """Half of the mentions of an entity are another entity, with the same name."""
    for entity in document.entities:
        if entity.name and sum(mention.kind == "name" for mention in entity.mentions) > 1:
            half = len(entity.mentions) // 2
            kept = _with(document, entity, mentions=entity.mentions[:half])
            twin = replace(entity, id=entity.id + "-2", mentions=entity.mentions[half:])
            yield replace(kept, entities=(*kept.entities, twin))


def a_wrong_weekday(document: Document) -> Iterator[Document]:
    """A weekday is resolved to the day after."""
    for entity in document.entities:
        if entity.type == "TIME" and any(mention.text.endswith("day") for mention in entity.mentions):
            try:
                day = date.fromisoformat(entity.value or "")
            except ValueError:
                continue
            yield _with(document, entity, value=str(day + timedelta(1)))


def a_wrong_sum(document: Document) -> Iterator[Document]:
    """A sum has a nought too few."""
    for entity in document.entities:
        if entity.type == "MONEY" and (entity.value or "").endswith("0"):
            yield _with(document, entity, value=(entity.value or "")[:-1])


def a_value_left_out(document: Document) -> Iterator[Document]:
    """A sum or a percentage is not marked."""
    for entity in document.entities:
        if entity.type in ("MONEY", "QUANTITY") and not _used(document, entity.id):
            yield replace(document, entities=tuple(e for e in document.entities if e is not entity))


def a_trigger_left_out(document: Document) -> Iterator[Document]:
    """An event is not there."""
    for event in document.events:
        yield replace(document, events=tuple(e for e in document.events if e is not event))


def a_wrong_realis(document: Document) -> Iterator[Document]:
    """A possible or negated event is said to have happened."""
    for event in document.events:
        if event.realis != "actual":
            changed = replace(event, realis="actual")
            yield replace(document, events=tuple(changed if e is event else e for e in document.events))


def a_relation_left_out(*types: str) -> Plant:
    """Return a plant: a relation of one of the types is missing."""

    def plant(document: Document) -> Iterator[Document]:
        for relation in document.relations:
            if relation.type in types:
                yield replace(document, relations=tuple(r for r in document.relations if r is not relation))

    plant.__doc__ = f"A relation is not there: {', '.join(types)}."
    return plant


def a_leader_employed(document: Document) -> Iterator[Document]:
    """Who leads is employed, too."""
    for relation in document.relations:
        if relation.type == "leads":
            twice = Relation("employed_by", relation.head, relation.tail, relation.status)
            yield replace(document, relations=(*document.relations, twice))


def a_wrong_filler(document: Document) -> Iterator[Document]:
    """A duration fills Time."""
    durations = [e for e in document.entities if e.type == "TIME" and (e.value or "").startswith("P")]
    for event in document.events:
        for duration in durations[:1]:
            changed = replace(event, arguments=(*event.arguments, Argument("Time", duration.id)))
            yield replace(document, events=tuple(changed if e is event else e for e in document.events))


def _used(document: Document, entity: str) -> bool:
    return any(entity in (r.head, r.tail) for r in document.relations) or any(
        argument.entity == entity for event in document.events for argument in event.arguments
    )


PLANTS: tuple[Plant, ...] = (
    a_name_mention_left_out,
    a_name_left_out_everywhere,
    a_pronoun_left_out,
    a_pronoun_of_somebody_else,
    a_determiner_inside,
    an_entity_split,
    a_wrong_weekday,
    a_wrong_sum,
    a_value_left_out,
    a_trigger_left_out,
    a_wrong_realis,
    a_relation_left_out("holds_title", "aged"),
    a_relation_left_out("family_of"),
    a_relation_left_out("part_of", "based_in", "citizen_of", "employed_by"),
    a_leader_employed,
    a_wrong_filler,
)


def measure(documents: list[Document], plant: Plant) -> tuple[int, list[float]]:
    """Return how many errors were planted, and how sure the surest new finding was of each that was found."""
    labels = ontology.load()
    clean = {finding.key for finding in audit(documents, labels)}
    planted = [(n, changed) for n, document in enumerate(documents) for changed in plant(document)]
    chosen = Random(1).sample(planted, min(MOST, len(planted)))  # noqa: S311  # a sample to measure on
    found = []
    for number, changed in chosen:
        findings = audit([*documents[:number], changed, *documents[number + 1 :]], labels)
        new = [_sure(f) for f in findings if f.key not in clean and f.sure >= LEAST and f.rule != "invalid"]
        found += new[:1]
    return len(chosen), found


def _sure(finding: Finding) -> float:
    return finding.sure


def main() -> None:
    """Print the table."""
    place = data.folder()
    documents = [d for split in data.manifest(place).splits for d in data.read_split(place, split)]
    print("| planted | times | found | median sureness |\n|---|---:|---:|---:|")
    for plant in PLANTS:
        times, found = measure(documents, plant)
        share = f"{len(found) / times:.0%}" if times else "–"
        sure = f"{median(found):.2f}" if found else "–"
        print(f"| {(plant.__doc__ or '').splitlines()[0].rstrip('.')} | {times} | {share} | {sure} |")


if __name__ == "__main__":
    main()
