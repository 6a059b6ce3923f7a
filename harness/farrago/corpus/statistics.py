"""What is in a corpus, counted by split: the tables of its card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from farrago_schema.ontology import Ontology
from farrago_schema.types import Document

Corpus = Mapping[str, Sequence[Document]]


def markdown(corpus: Corpus, ontology: Ontology) -> str:
    """Return the tables, sizes first, then types; a column for each split and one for their sum."""
    parts = [
        _table("", corpus, _sizes(ontology)),
        _table("Entities by type", corpus, _entities(ontology.entity_types)),
        _table("Values by type", corpus, _entities(ontology.value_types)),
        _table("Relations by type", corpus, _relations(ontology)),
        _table("Events by type", corpus, _events(ontology)),
        _table("Events by realis", corpus, _realis),
        _table("Documents by topic", corpus, _topics),
    ]
    return "\n\n".join(parts)


def _table(title: str, corpus: Corpus, count: Callable[[Iterable[Document]], Counter[str]]) -> str:
    columns = [count(documents) for documents in corpus.values()]
    total = count(document for documents in corpus.values() for document in documents)
    lines = [
        f"| {title} | {' | '.join(corpus)} | all |",
        f"|---|{'---:|' * (len(corpus) + 1)}",
    ]
    columns.append(total)
    lines += [f"| {name} | {' | '.join(f'{column[name]:,}' for column in columns)} |" for name in total]
    return "\n".join(lines)


def _sizes(ontology: Ontology) -> Callable[[Iterable[Document]], Counter[str]]:
    def count(documents: Iterable[Document]) -> Counter[str]:
        sizes = Counter[str]()
        for document in documents:
            sizes.update(_size(document, ontology))
        return sizes

    return count


def _size(document: Document, ontology: Ontology) -> dict[str, int]:
    mentions = Counter(mention.kind for entity in document.entities for mention in entity.mentions)
    values = sum(ontology.is_value(entity.type) for entity in document.entities)
    return {
        "documents": 1,
        "stories": int(document.meta.kind == "story"),
        "pages": int(document.meta.kind == "page"),
        "sentences": len(document.sentences),
        "tokens": len(document.tokens),
        "entities": len(document.entities) - values,
        "mentions by name": mentions["name"],
        "mentions by common noun": mentions["nominal"],
        "mentions by pronoun": mentions["pronoun"],
        "values": values,
        "relations": len(document.relations),
        "events": len(document.events),
        "triggers": sum(len(event.triggers) for event in document.events),
        "arguments": sum(len(event.arguments) for event in document.events),
    }


def _counted(names: Iterable[str], found: Iterable[str]) -> Counter[str]:
    """Count what was found, in the order of the names, those never found included."""
    counted = Counter(dict.fromkeys(names, 0))
    counted.update(found)
    return counted


def _entities(types: Iterable[str]) -> Callable[[Iterable[Document]], Counter[str]]:
    known = tuple(types)

    def count(documents: Iterable[Document]) -> Counter[str]:
        found = (entity.type for document in documents for entity in document.entities)
        return _counted(known, (type_ for type_ in found if type_ in known))

    return count


def _relations(ontology: Ontology) -> Callable[[Iterable[Document]], Counter[str]]:
    def count(documents: Iterable[Document]) -> Counter[str]:
        return _counted(ontology.relation_types, (r.type for d in documents for r in d.relations))

    return count


def _events(ontology: Ontology) -> Callable[[Iterable[Document]], Counter[str]]:
    def count(documents: Iterable[Document]) -> Counter[str]:
        return _counted(ontology.event_types, (event.type for d in documents for event in d.events))

    return count


def _realis(documents: Iterable[Document]) -> Counter[str]:
    return _counted(
        ("actual", "possible", "negated"), (event.realis for d in documents for event in d.events)
    )


def _topics(documents: Iterable[Document]) -> Counter[str]:
    return _counted((), sorted(document.meta.topic for document in documents))
