"""The parts of gold that a board can be looked at by: documents of one kind, or items seen in training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from farrago.board.columns import HEADLINE, Column
from farrago.tally import OVERALL, Integers, Tally
from farrago_schema.types import Document

LABELS = {
    "kind=story": ("Stories", "Clean articles: one report, in order."),
    "kind=page": ("Pages", "Scraped pages: several reports, cut up, with teasers and scraps."),
    "seen=yes": ("Seen in training", "Names and relations that the training data has."),
    "seen=no": ("Not seen", "Names and relations that the training data does not have."),
}
WHOLE = "Everything", "All of gold."


@dataclass(frozen=True)
class Part:
    """A part of gold: those documents, or one group of items in all of them; ``key`` is empty for all."""

    key: str
    documents: tuple[str, ...]
    group: str = OVERALL

    @property
    def label(self) -> str:
        """What the part is called."""
        facet, _, value = self.key.partition("=")
        return self._words[0] if self.key in LABELS or not self.key else f"{facet} {value}"

    @property
    def meaning(self) -> str:
        """What the part is, in words."""
        return self._words[1]

    @property
    def _words(self) -> tuple[str, str]:
        return LABELS.get(self.key, WHOLE if not self.key else ("", ""))

    def counts(self, tally: Tally, column: Column) -> Integers | None:
        """Return the part's counts, documents × columns; ``None`` where the metric does not count it."""
        if self.group != OVERALL and (column == HEADLINE or not tally.facet(self.group.partition("=")[0])):
            return None
        return tally.only(self.documents).by_document(self.group)


def parts_of(gold: Mapping[str, Document], *, seen: bool) -> Iterator[Part]:
    """Yield the whole, and what there is besides: kinds of documents if there are several, seen and not."""
    yield Part("", tuple(sorted(gold)))
    kinds: dict[str, list[str]] = {}
    for id_ in sorted(gold):
        kinds.setdefault(gold[id_].meta.kind or "none", []).append(id_)
    if len(kinds) > 1:
        for kind in sorted(kinds, reverse=True):  # stories before pages
            yield Part(f"kind={kind}", tuple(kinds[kind]))
    if seen:
        for value in ("yes", "no"):
            yield Part(f"seen={value}", tuple(sorted(gold)), f"seen={value}")
