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

from farrago.items import Items, count_items
from farrago.matching import Annotation, Pair, Span
from farrago.metrics import MENTION_FACETS, mention_groups, metric_of_sets
from farrago.tally import Counts

OTHER_KINDS = ("nominal", "pronoun")


def count(pair: Pair) -> Counts:
    """Count typed spans of names and values."""
    gold, predicted = _items(pair, pair.gold), _items(pair, pair.predicted)
    ignored = (_others(pair.gold) & predicted.keys()) - gold.keys()
    if ignored:
        predicted = {item: groups for item, groups in predicted.items() if item not in ignored}
    return count_items((gold, predicted))


def _items(pair: Pair, side: Annotation) -> Items:
    return {
        item: groups
        for item, kind, groups in zip(side.mentions, side.kinds, mention_groups(pair, side), strict=True)
        if kind not in OTHER_KINDS
    }


def _others(side: Annotation) -> set[tuple[Span, str]]:
    return {item for item, kind in zip(side.mentions, side.kinds, strict=True) if kind in OTHER_KINDS}


METRIC = metric_of_sets(count, layers=("entities",), items="mention", facets=MENTION_FACETS)
