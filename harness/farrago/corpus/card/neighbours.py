"""The corpus beside others, by figures: ours counted, theirs from a file that names the source of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from farrago.corpus.tables import Table
from farrago.corpus.tables import markdown as as_markdown
from farrago_schema import codec
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document

FILE = "neighbours.jsonl"
OURS = "**Farrago**"


class Neighbour(Struct, frozen=True, forbid_unknown_fields=True):
    """Another corpus: ``figures`` by the keys of ``ROWS``, and the source of each in ``sources``."""

    name: str
    figures: dict[str, int | str]
    sources: dict[str, str]


Corpus = Sequence[Document]
ROWS: Mapping[str, tuple[str, Callable[[Corpus, Ontology], int | str]]] = {
    "documents": ("documents", lambda corpus, _: len(corpus)),
    "entity_types": ("entity types", lambda _, labels: len(labels.entity_types)),
    "relation_types": ("relation types", lambda _, labels: len(labels.relation_types)),
    "event_types": ("event types", lambda _, labels: len(labels.event_types)),
    "roles": (
        "roles",
        lambda _, labels: len({role for event in labels.event_types.values() for role in event.roles}),
    ),
    "mentions": (
        "mentions of entities",
        lambda corpus, labels: sum(
            len(entity.mentions)
            for document in corpus
            for entity in document.entities
            if not labels.is_value(entity.type)
        ),
    ),
    "relations": ("relations", lambda corpus, _: sum(len(document.relations) for document in corpus)),
    "triggers": (
        "event mentions",
        lambda corpus, _: sum(len(event.triggers) for document in corpus for event in document.events),
    ),
    "arguments": (
        "arguments",
        lambda corpus, _: sum(len(event.arguments) for document in corpus for event in document.events),
    ),
    "texts": ("texts", lambda _, __: "machine-written for it; messy pages and stories"),
    "annotators": ("annotated by", lambda _, __: "language models"),
    "access": ("texts come", lambda _, __: "with it, CC BY 4.0"),
    "test": ("labels of test", lambda _, __: "public"),
    "passes": ("single passes", lambda _, __: "public"),
}


def markdown(path: Path, corpus: Mapping[str, Sequence[Document]], ontology: Ontology) -> str:
    """Return the table of the card, a column a corpus, and below it where each figure is from.

    Raises:
        InputError: a line is no such corpus, or a figure has no source.
    """
    documents = [document for split in corpus.values() for document in split]
    known = list(codec.read(path, Neighbour)) if path.is_file() else []
    if problems := [problem for each in known for problem in _problems(path, each)]:
        raise InputError(problems)
    rows = [
        (title, _cell(count(documents, ontology)), *(_cell(each.figures.get(key)) for each in known))
        for key, (title, count) in ROWS.items()
    ]
    table = as_markdown(Table("", ("", OURS, *(each.name for each in known)), rows))
    return "\n\n".join([table, *([_sources(known)] if known else [])])


def _problems(path: Path, neighbour: Neighbour) -> Iterator[Problem]:
    for key in neighbour.figures.keys() | neighbour.sources.keys():
        if key not in ROWS:
            yield Problem("neighbour", str(path), f"{neighbour.name}: {key}", f"one of: {', '.join(ROWS)}")
        elif key not in neighbour.figures or key not in neighbour.sources:
            found = (
                f"{neighbour.name}: {key} without its {'source' if key in neighbour.figures else 'figure'}"
            )
            yield Problem("neighbour", str(path), found, "a source for each figure, a figure for each source")


def _cell(value: int | str | None) -> str:
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else value


def _sources(known: Sequence[Neighbour]) -> str:
    """Return one line a corpus: each source with the rows that are from it."""
    lines = []
    for each in known:
        by_source: dict[str, list[str]] = {}
        for key, source in each.sources.items():
            by_source.setdefault(source, []).append(ROWS[key][0])
        told = "; ".join(f"{', '.join(rows)}: {source}" for source, rows in by_source.items())
        lines.append(f"- **{each.name}.** {told}.")
    return "\n".join(["Where the figures are from; a dash: it has none, or we found none.", "", *lines])
