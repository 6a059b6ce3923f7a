"""Hypothesis strategies for documents and predictions, valid by construction.

``documents()`` gives gold with nested mentions, shared boundaries, combining characters, emoji,
right-to-left text, markup characters and every kind of zone. ``predictions_for(document)`` gives what a
system might say of it: parts of the gold, changed, split and retyped, and things that are not there.
``text_only_for(document)`` tells some mentions of such a prediction by their text, right or wrong.
``spoilt()`` gives documents and predictions with up to three faults.
``values_of(type)`` gives any value that a type can hold, whatever it means.
"""

from strategies._documents import ONTOLOGY, corpora, documents, metadata
from strategies._predictions import predictions_for
from strategies._shapes import values_of
from strategies._spoilt import spoilt
from strategies._text_only import text_only_for

__all__ = [
    "ONTOLOGY",
    "corpora",
    "documents",
    "metadata",
    "predictions_for",
    "spoilt",
    "text_only_for",
    "values_of",
]
