"""Documents and predictions of bare mentions, a mention an entity."""

from __future__ import annotations

from collections.abc import Sequence

from farrago.matching import Labels, Pair
from farrago.scoring import Row, metrics, summary
from farrago.tally import Tally
from farrago_schema.types import Document, Entity, Mention, Metadata, Span

Typed = tuple[tuple[int, int], str]
"""A span and a type."""

LABELS = Labels()
META = Metadata("page", "2031-05-14", "dev")
TEXT = "x" * 400


def document(
    id_: str, mentions: Sequence[Typed], tokens: Sequence[Span] = (), sentences: Sequence[Span] = ()
) -> Document:
    """Return gold with those names, each an entity of its own."""
    entities = tuple(
        Entity(f"e{number}", type_, (Mention(*span, "", "name"),))
        for number, (span, type_) in enumerate(mentions)
    )
    return Document(id_, TEXT, META, tokens=tuple(tokens), sentences=tuple(sentences), entities=entities)


def tally(metric: str, sides: Sequence[tuple[Document, Document]]) -> Tally:
    """Return what a metric counts of gold and of documents that say what is predicted."""
    chosen = metrics()[metric]
    rows = {gold.id: chosen.count(Pair(gold, said.prediction(), LABELS)) for gold, said in sides}
    return Tally.of(chosen.columns, rows)


def row(metric: str, sides: Sequence[tuple[Document, Document]]) -> Row:
    """Return the overall numbers of a metric."""
    return summary(metrics()[metric], tally(metric, sides))
