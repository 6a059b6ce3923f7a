"""Mentions: the set of (start, end, type), of entities and of values, whatever their kind.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    Exact match of typed spans, as at CoNLL-2003 (Tjong Kim Sang and De Meulder 2003); here spans may nest,
    and nominals and pronouns count like names.
Over 0:
    P over no predicted mention and R over no gold one are null.
Peers:
    seqeval and conlleval score tags, which cannot nest: see ``ner``. The strict measure of nervaluate counts
    the same where nothing overlaps (``mention_partial`` is held to it).
Example: what is almost right is wrong twice
    text: Ana Ruiz, chief of Teva, left Oslo.
    text: She lives in Riga.
    gold: a PER = Ana Ruiz, chief of Teva (nominal), She (pronoun)
    gold: t ORG = Teva; o GPE = Oslo; r GPE = Riga
    said: a PER = Ana Ruiz, She; t ORG = Teva; o LOC = Oslo; r GPE = in Riga
    note: Oslo has the wrong type and Riga the wrong start: each costs precision and recall.
    correct = 3
    precision = correct / predicted = 3/5 = 0.6
    recall = correct / gold = 3/6 = 0.5
    f1 = 2 × correct / (predicted + gold) = 6/11 = 0.545
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from farrago.items import Items, Many, count_items
from farrago.many import aligned, count_families, mention_facets
from farrago.matching import Annotation, Key, Pair
from farrago.matching.batch import Batch
from farrago.metrics import MENTION_FACETS, mention_groups, metric_of_sets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count typed spans."""
    gold = _items(pair, pair.gold, range(len(pair.gold.mentions)))
    return count_items((gold, _items(pair, pair.predicted, pair.mention_alignment)))


def _items(pair: Pair, side: Annotation, keys: Sequence[Key]) -> Items:
    return dict(zip(keys, mention_groups(pair, side), strict=True))


def count_many(batch: Batch) -> Many:
    """Count typed spans in many documents."""
    gold, predicted = batch.gold, batch.predicted
    items = np.arange(len(gold.start)), np.arange(len(predicted.start))
    documents = gold.mention_document, predicted.mention_document
    family = aligned(documents, items, batch.mention_alignment)
    return count_families(batch, [family], mention_facets(batch))


METRIC = metric_of_sets(
    count,
    layers=("entities",),
    items="mention",
    facets=MENTION_FACETS,
    reads_text=False,
    count_many=count_many,
)
