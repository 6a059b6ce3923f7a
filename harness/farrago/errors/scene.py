"""A document with what is said of it, and how to tell of it in words: names, texts, contexts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from farrago.matching import Annotation, Happening, Labels, Pair, Span
from farrago.matching.identity import is_somewhere, with_places
from farrago_schema.types import Document, Prediction

RANKS = {"name": 3, "value": 3, None: 2, "nominal": 1, "pronoun": 0}
"""What a thing is best called by; a mention whose kind is not told may well be a name."""


class Scene:
    """One document: gold, prediction, what is aligned with what, and the words for all of it.

    Args:
        document: the gold.
        prediction: what is said of it, with offsets wherever they were found.
        labels: the label set as the scorer sees it.
    """

    def __init__(self, document: Document, prediction: Prediction, labels: Labels) -> None:
        self.given = prediction
        self.prediction = with_places(prediction)
        self.pair = Pair(document, self.prediction, labels)
        self.document = document
        self._names: dict[tuple[bool, int], str] = {}
        self._sentence_starts = [sentence.start for sentence in document.sentences]

    @cached_property
    def _unlocated(self) -> dict[Span, str]:
        """The texts of what stands nowhere, by the span that it was given."""
        mentions = [each for entity in self.prediction.entities or () for each in entity.mentions]
        mentions += [each for event in self.prediction.events or () for each in event.triggers]
        spans = (((each.start or 0, each.end or 0), each.text or "") for each in mentions)
        return {span: text for span, text in spans if not is_somewhere(span)}

    def text(self, span: Span) -> str:
        """Return the words of a span, also of one that stands nowhere."""
        return self.document.text[slice(*span)] if is_somewhere(span) else self._unlocated[span]

    def best(self, kinds: Mapping[Span, str | None]) -> Span | None:
        """Return the mention that says best what a thing is: its longest name, else its first description."""
        if not kinds:
            return None
        best = max(kinds, key=lambda span: (RANKS[kinds[span]], span[1] - span[0], -span[0]))
        rank = RANKS[kinds[best]]
        if rank == RANKS["name"]:
            return best
        return min(span for span, kind in kinds.items() if RANKS[kind] == rank)

    def name(self, kinds: Mapping[Span, str | None]) -> str:
        """Return what to call a thing with these mentions."""
        best = self.best(kinds)
        return "(no mention)" if best is None else self.text(best)

    def name_in(self, side: Annotation, index: int) -> str:
        """Return what to call a filler of a side."""
        key = side is self.pair.gold, index
        if key not in self._names:
            self._names[key] = self.name(side.fillers[index].kinds)
        return self._names[key]

    def called(self, event: Happening) -> str:
        """Return what to call an event: its first trigger, or its type where it has none."""
        return self.text(event.triggers[0]) if event.triggers else event.type

    def nearest(self, some: Sequence[Span], others: Sequence[Span]) -> tuple[Span | None, Span | None]:
        """Return the two spans that are closest to each other, the first of equals; ``None`` for no span."""
        if not some or not others:
            return next(iter(some), None), next(iter(others), None)
        closest, least = (some[0], others[0]), -1
        for one in some:
            start, end = one
            for other in others:
                # Written out, as these are most of what is done for an item.
                gap = other[0] - end if other[0] > end else start - other[1] if start > other[1] else 0
                if (gap <= least or least < 0) and one != other:
                    pair = one, other
                    if gap != least or pair < closest:
                        closest, least = pair, gap
        return closest

    def context(self, spans: Iterable[Span]) -> Span | None:
        """Return the sentence of the first span in the text, with neighbours that hold others of the spans.

        Where there are no sentences it is the line.
        """
        found = [self._around(span) for span in spans if is_somewhere(span)]
        if not found:
            return None
        start, end = found[0]
        for other in found[1:]:
            if self._is_neighbour((start, end), other):
                start, end = min(start, other[0]), max(end, other[1])
        return start, end

    def _around(self, span: Span) -> Span:
        index = bisect_right(self._sentence_starts, span[0]) - 1
        if index >= 0 and span[0] < self.document.sentences[index].end:
            sentence = self.document.sentences[index]
            return sentence.start, max(sentence.end, span[1])
        text = self.document.text
        end = text.find("\n", span[1])
        return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end

    def _is_neighbour(self, one: Span, other: Span) -> bool:
        """Tell whether nothing but white space is between two stretches."""
        between = self.document.text[min(one[1], other[1]) : max(one[0], other[0])]
        return not between.strip()
