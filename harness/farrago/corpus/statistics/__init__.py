"""What is in a corpus, counted: labels, lengths, how far apart things stand, and what is still wanting."""

from __future__ import annotations

from msgspec.structs import replace

from farrago.corpus.statistics import labels, shape
from farrago.corpus.statistics.block import ALL, Block, Parts, comma_separated, parts_of, table
from farrago.corpus.tables import markdown as as_markdown
from farrago_schema.ontology import Ontology

__all__ = [
    "ALL",
    "Block",
    "Parts",
    "blocks",
    "comma_separated",
    "markdown",
    "parts_of",
    "sizes_markdown",
    "table",
]


def blocks(corpus: Parts, ontology: Ontology) -> list[Block]:
    """Return all statistics of a corpus, given by split, for splits, all of it, stories and pages."""
    parts = parts_of(corpus)
    return [
        *labels.blocks(parts, ontology),
        *labels.card_blocks(parts),
        *labels.more_blocks(parts),
        *shape.blocks(parts, ontology),
    ]


def sizes_markdown(corpus: Parts, ontology: Ontology) -> str:
    """Return the card's table of sizes: a column for each split, their sum, stories and pages."""
    sizes = next(labels.blocks(parts_of(corpus), ontology))
    rows = {name: row for name, row in sizes.rows.items() if name not in sizes.columns}
    return as_markdown(table(replace(sizes, rows=rows)))


def markdown(corpus: Parts, ontology: Ontology) -> str:
    """Return the card's tables by label, in the same columns."""
    parts = parts_of(corpus)
    _, *by_label = labels.blocks(parts, ontology)
    return "\n\n".join(as_markdown(table(block)) for block in (*by_label, *labels.card_blocks(parts)))
