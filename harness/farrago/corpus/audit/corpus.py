"""All documents that are audited together: what they mark as a rule, and what they share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any

from msgspec import Struct

from farrago.corpus.audit import words
from farrago.corpus.audit.page import Page
from farrago.corpus.shingles import Shingles
from farrago_schema.ontology import Ontology
from farrago_schema.types import Document, Prediction

MEASURED = ("MONEY", "QUANTITY")


class Habit(Struct):
    """What a word is marked as: documents and times by event type, and times that it is not marked."""

    documents: dict[str, set[str]]
    marked: Counter[str]
    unmarked: int = 0


class Corpus:
    """The pages, the label set (``None``: unknown), and the predictions that are held against them."""

    def __init__(
        self,
        documents: Iterable[Document],
        ontology: Ontology | None,
        predictions: Mapping[str, Prediction] | None = None,
    ) -> None:
        self.pages = [Page(document) for document in documents]
        self.ontology = ontology
        self.predictions = predictions or {}

    @cached_property
    def habits(self) -> dict[str, Habit]:
        """What each word, by its stem, is marked as when it is a trigger."""
        habits: dict[str, Habit] = {}
        for page in self.pages:
            for (start, end), events in page.trigger_spans.items():
                text = page.text[start:end]
                if " " not in text:
                    habit = habits.setdefault(stem(text), Habit({}, Counter()))
                    for event in events:
                        habit.documents.setdefault(event.type, set()).add(page.id)
                        habit.marked[event.type] += 1
        for page in self.pages:
            for word in page.words:
                known = habits.get(stem(word.text))
                if known is not None and (word.start, word.end) not in page.trigger_spans:
                    known.unmarked += 1
        return habits

    @cached_property
    def names(self) -> dict[str, dict[str, set[str]]]:
        """The documents of each name, by the types that it is marked with."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for page in self.pages:
            for mention in page.mentions:
                if mention.kind == "name":
                    found[mention.text][mention.entity.type].add(page.id)
        return found

    @cached_property
    def units(self) -> frozenset[str]:
        """Words that follow a number in sums and measures: kroner, kilometres."""
        values = (m.text for page in self.pages for m in page.mentions if m.entity.type in MEASURED)
        found = (re.match(r".*\d[\s-]([^\W\d_]+)", text) for text in values)
        return frozenset(match[1].lower() for match in found if match) - words.MAGNITUDES.keys()

    @cached_property
    def shingles(self) -> Shingles:
        """The runs of words that the texts share."""
        return Shingles({page.id: page.text for page in self.pages})

    @cached_property
    def by_id(self) -> dict[str, Page]:
        """The pages by the ids of their documents."""
        return {page.id: page for page in self.pages}


@cache
def stem(word: str) -> str:
    """Return an English word without its endings (Porter's second stemmer)."""
    found: str = _stemmer().stemWord(word.lower())
    return found


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer  # noqa: PLC0415  # only an audit needs it

    return stemmer("english")
