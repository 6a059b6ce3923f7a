"""How well two blind passes agree: figures by layer and type, agreement beyond chance, every difference.

The second pass is scored on the first by the project's own metrics. ``measure`` makes the figures,
``differences`` the list from which an adjudicator works, ``read`` reads the passes from files.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from farrago.corpus.agreement import chance, figures
from farrago.corpus.agreement.chance import Chance
from farrago.corpus.agreement.differences import Difference, differences
from farrago.corpus.agreement.figures import Figure
from farrago.corpus.agreement.passes import Passes, paired, read_side, text_hash
from farrago_schema.ontology import Ontology

__all__ = [
    "Agreement",
    "Chance",
    "Difference",
    "Figure",
    "Passes",
    "differences",
    "measure",
    "read",
    "text_hash",
]


class Agreement(Struct, frozen=True):
    """The figures of two passes ``a`` and ``b``, and on what they stand.

    ``documents`` are the ids on both sides, ``only_a`` and ``only_b`` those that one has alone, and
    ``equal_texts`` the number of texts that both sides brought, and that are equal. ``layers`` are those that
    both annotate in some document.
    """

    a: str
    b: str
    documents: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    equal_texts: int
    layers: tuple[str, ...]
    figures: tuple[Figure, ...]
    types: dict[str, tuple[Figure, ...]]
    chance: tuple[Chance, ...]

    @property
    def one_way(self) -> list[Figure]:
        """The figures that depend on which side is called gold."""
        by_type = [figure for rows in self.types.values() for figure in rows]
        return [figure for figure in (*self.figures, *by_type) if not figure.directions_agree]


def read(
    a: Path, b: Path, ontology: Ontology | None, texts: Path | None = None, *, check: bool = True
) -> Passes:
    """Read both sides and put them on the same texts.

    Without ``check``, labels may be others than the ontology has: a published pass stays what it was when the
    label set is mended.

    Raises:
        InputError: a side is wrong, the texts differ (it says where), or no document is on both sides.
    """
    rules = ontology if check else None
    known = None if texts is None else read_side(texts, rules)
    return paired(read_side(a, rules), read_side(b, rules), ontology, known)


def measure(passes: Passes, goals: Mapping[str, float] | None = None) -> Agreement:
    """Return all figures, with intervals from 8 documents on; ``goals`` are least scores by key of a line."""
    forward, backward = figures.tallies(passes), figures.tallies(passes, reverse=True)
    layers = dict.fromkeys(layer for document in passes.first for layer in document.layers)
    return Agreement(
        *passes.names,
        tuple(document.id for document in passes.first),
        passes.only_first,
        passes.only_second,
        len(passes.compared),
        tuple(layers),
        tuple(figures.by_layer(forward, backward, goals or {})),
        {name: tuple(rows) for name, rows in figures.by_types(forward, backward).items()},
        tuple(chance.measure(passes)),
    )
