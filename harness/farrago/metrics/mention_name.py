"""Names and values: the set of (start, end, type), where other kinds of mention are neither right nor wrong.

Names and values are matched first. An unmatched prediction that equals a gold nominal or pronoun in span and
type is ignored, whatever kind it claims, and what a system itself declares nominal or pronoun is left out: so
leaving ``kind`` away wins nothing.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    Exact match of typed spans, as at CoNLL-2003 (Tjong Kim Sang and De Meulder 2003), on what that task
    marks. What is ignored is a rule of Farrago's own.
Over 0:
    P over no predicted name or value that counts, and R over no gold one, are null.
Peers:
    Scorers of names know names alone: to them a pronoun that gold marks as one is a wrong name.
Example: a system that marks everything and says no kinds
    text: The mayor met Ana Ruiz.
    text: She thanked him in Riga.
    gold: m PER = The mayor (nominal), him (pronoun); a PER = Ana Ruiz, She (pronoun); r GPE = Riga
    said: m PER = The mayor, thanked; a PER = Ana Ruiz, She (pronoun)
    note: The mayor is ignored, for gold has it as a nominal; She is left out, for the system says that it is
        a pronoun; thanked is wrong.
    predicted = 2
    gold = 2
    precision = 1/2
    recall = 1/2
    f1 = 0.5
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from farrago.items import Items, Many, count_items
from farrago.many import aligned, count_families, mention_facets
from farrago.matching import Annotation, Key, Pair
from farrago.matching.batch import Batch
from farrago.matching.cells import at
from farrago.matching.columns import KINDS
from farrago.metrics import MENTION_FACETS, mention_groups, metric_of_sets
from farrago.tally import Counts

OTHER_KINDS = ("nominal", "pronoun")


def count(pair: Pair) -> Counts:
    """Count typed spans of names and values."""
    gold = _names(pair, pair.gold, range(len(pair.gold.mentions)))
    predicted = _names(pair, pair.predicted, pair.mention_alignment)
    others = {index for index, kind in enumerate(pair.gold.kinds) if kind in OTHER_KINDS}
    ignored = (others & predicted.keys()) - gold.keys()
    if ignored:
        predicted = {item: groups for item, groups in predicted.items() if item not in ignored}
    return count_items((gold, predicted))


def _names(pair: Pair, side: Annotation, keys: Sequence[Key]) -> Items:
    return {
        key: groups
        for key, kind, groups in zip(keys, side.kinds, mention_groups(pair, side), strict=True)
        if kind not in OTHER_KINDS
    }


def count_many(batch: Batch) -> Many:
    """Count typed spans of names and values in many documents."""
    gold, predicted = batch.gold, batch.predicted
    others = [KINDS[kind] for kind in OTHER_KINDS]
    is_name, claims_one = (~np.isin(side.kind, others) for side in (gold, predicted))
    alignment = batch.mention_alignment
    counted = np.flatnonzero(claims_one & at(is_name, alignment, none=True))
    documents = gold.mention_document, predicted.mention_document
    family = aligned(documents, (np.flatnonzero(is_name), counted), alignment[counted])
    return count_families(batch, [family], mention_facets(batch))


METRIC = metric_of_sets(
    count,
    layers=("entities",),
    items="mention",
    facets=MENTION_FACETS,
    reads_text=False,
    count_many=count_many,
)
