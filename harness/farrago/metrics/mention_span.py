"""Mentions without their types: the set of (start, end), of entities and of values.

A span that an entity and a value share counts once.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    Exact match of spans: what is called mention detection or unlabelled F1.
Over 0:
    P over no predicted span and R over no gold one are null.
Peers:
    The exact measure of nervaluate (here ``mention_partial``'s ``exact_*``) aligns typed mentions, and so
    tells a span that is said with two types twice.
Example: a wrong type is no error here
    text: Ana Ruiz left Riga.
    gold: a PER = Ana Ruiz; r GPE = Riga
    said: a ORG = Ana Ruiz; r GPE = left Riga
    precision = 1/2
    recall = 1/2
    f1 = 2 × correct / (predicted + gold) = 0.5
"""

from __future__ import annotations

import numpy as np

from farrago.items import Items, Many, count_items, items_of
from farrago.many import count_families, keyed, mention_facets
from farrago.matching import Annotation, Pair
from farrago.matching.batch import Batch
from farrago.matching.columns import OFFSET
from farrago.metrics import MENTION_FACETS, mention_groups, metric_of_sets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count spans; a span that an entity and a value share counts once, in the groups of both types."""
    return count_items((_items(pair, pair.gold), _items(pair, pair.predicted)))


def _items(pair: Pair, side: Annotation) -> Items:
    return items_of([span for span, _ in side.mentions], mention_groups(pair, side))


def count_many(batch: Batch) -> Many:
    """Count spans in many documents."""
    gold, predicted = batch.gold, batch.predicted
    items = np.arange(len(gold.start)), np.arange(len(predicted.start))
    keys = (
        (gold.mention_document << OFFSET | gold.start) << OFFSET | gold.end,
        (predicted.mention_document << OFFSET | predicted.start) << OFFSET | predicted.end,
    )
    family = keyed((gold.mention_document, predicted.mention_document), items, keys)
    return count_families(batch, [family], mention_facets(batch))


METRIC = metric_of_sets(
    count,
    layers=("entities",),
    items="mention",
    facets=MENTION_FACETS,
    reads_text=False,
    count_many=count_many,
)
