"""What became of the items of a submission, counted: by layer and kind, by document, and label by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from farrago.board.examined import Mistakes
from farrago.errors import Confusion, Found
from farrago_schema.errors import FINE, ErrorLayer


class Counted:
    """The counts so far, of so many runs as are added; their items are not kept."""

    def __init__(self, layers: Sequence[ErrorLayer], documents: Iterable[str]) -> None:
        self._kinds: dict[str, Counter[str]] = {layer: Counter() for layer in layers}
        self._consequences: Counter[str] = Counter(dict.fromkeys(layers, 0))
        self._by_document = {id_: dict.fromkeys(map(str, layers), 0) for id_ in sorted(documents)}
        self._confusion = Confusion()

    def add(self, id_: str, items: Iterable[Found]) -> None:
        """Count the items of a document."""
        errors = self._by_document[id_]
        for item in items:
            self._kinds[item.layer][item.kind] += 1
            self._consequences[item.layer] += item.cause is not None
            errors[item.layer] += item.kind not in FINE
            self._confusion.add(item)

    def mistakes(self, right: Iterable[dict[str, dict[str, bytes]]]) -> Mistakes:
        """Return all of it, with what is right by run."""
        return Mistakes(
            counts={layer: dict(sorted(kinds.items())) for layer, kinds in self._kinds.items()},
            consequences=dict(self._consequences),
            confusion=tuple(self._confusion.cells()),
            by_document=self._by_document,
            right=tuple(right),
        )
