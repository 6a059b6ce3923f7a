"""What is in a corpus, counted: labels, lengths, how far apart things stand, and what is still wanting."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.corpus.statistics import labels, shape
from farrago.corpus.statistics.block import ALL, Block, Parts, comma_separated, parts_of, table
from farrago.corpus.tables import markdown as as_markdown
from farrago_schema.ontology import Ontology

__all__ = ["ALL", "Block", "Parts", "blocks", "comma_separated", "markdown", "parts_of", "table"]


def blocks(corpus: Parts, ontology: Ontology) -> list[Block]:
    """Return all statistics of a corpus, given by split, for splits, all of it, stories and pages."""
    parts = parts_of(corpus)
    return [
        *labels.blocks(parts, ontology),
        *labels.more_blocks(parts),
        *shape.blocks(parts, ontology),
    ]


def markdown(corpus: Parts, ontology: Ontology) -> str:
    """Return the tables of the card, sizes first, then types; a column for each split and their sum."""
    parts = {**corpus, ALL: [document for documents in corpus.values() for document in documents]}
    return "\n\n".join(_card(labels.blocks(parts, ontology)))


def _card(found: Iterator[Block]) -> Iterator[str]:
    return (as_markdown(table(block)) for block in found)
