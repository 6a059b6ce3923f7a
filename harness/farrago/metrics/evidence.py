"""Evidence of relations: the set of (relation, sentence), for imported corpora that have it.

A relation is (type, gold head, gold tail) after entity alignment, as ``relation`` counts it: both ends must
have gold's entity type, symmetric types are unordered, and what is denied or follows from gold by closure is
neither right nor wrong. The evidence of a wrong relation is wrong.

A gold relation without evidence says that none was annotated, so what is predicted for it is ignored; a
document whose gold has no evidence at all counts nothing.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    Evi F1 of DocRED (Yao et al. 2019).
Over 0:
    P over no predicted evidence and R over no gold evidence are null.
Peers:
    DocRED's scorer has given entities; here they are predicted, and aligned first.
Example: a sentence too many and one too few
    text: Ana Ruiz runs Teva.
    text: The firm is in Riga.
    gold: a PER = Ana Ruiz; t ORG = Teva, The firm (nominal); r GPE = Riga
    gold: leads(a, t) @0; based_in(t, r) @0,1
    said: a PER = Ana Ruiz; t ORG = Teva, The firm; r GPE = Riga
    said: leads(a, t) @0,1; based_in(t, r) @1
    precision = 2/3
    recall = 2/3
    f1 = 0.667
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from farrago.items import Columns, Items, Many, count_items, groups_of
from farrago.matching import Annotation, Key, Pair
from farrago.matching.batch import Batch
from farrago.matching.triples import DENIED, Triple, all_mapped
from farrago.metrics import metric_of_sets, place_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count pairs of relation and sentence."""
    gold = _items(pair, pair.gold, range(len(pair.gold.fillers)), ())
    if not gold:
        return count_items(({}, {}))
    supported = {triple for triple, statuses in pair.gold.relations.items() if statuses != DENIED}
    supported &= pair.gold.evidence.keys()
    ignored = (pair.implied | pair.gold.relations.keys()) - supported
    return count_items((gold, _items(pair, pair.predicted, pair.typed_alignment, ignored)))


def _items(pair: Pair, side: Annotation, keys: Sequence[Key], ignored: Collection[Triple]) -> Items:
    told = [
        (triple, (relation, sentence))
        for triple, sentences in side.evidence.items()
        if side.relations[triple] != DENIED
        for relation in all_mapped(pair.labels, [triple], keys)
        if relation not in ignored
        for sentence in sentences
    ]
    triples, items = [triple for triple, _ in told], [item for _, item in told]

    def facets() -> Columns:
        return {
            "distance": lambda: pair.distances(side, triples),
            **place_facets(pair, [pair.places.sentence(sentence) for _, sentence in items]),
        }

    groups = groups_of([type_ for type_, _, _ in triples], facets, pair.facets)
    return dict(zip(items, groups, strict=True))


def count_many(batch: Batch) -> Many:
    """Count nothing in many documents: where one side has evidence, a document is counted by itself."""
    return Many(np.zeros((batch.documents, 3), dtype=np.int64))


METRIC = metric_of_sets(
    count,
    layers=("entities", "relations"),
    items="evidence",
    facets=("distance", "zone", "story"),
    reads_text=False,
    count_many=count_many,
)
