"""Mentions with credit for parts: how much is right of a mention that overlaps one of gold.

Predicted and gold mentions of a document are aligned one to one, once, and everything is read off that
alignment. Among all alignments of mentions that overlap it is the one with the most pairs of equal span and
type, then of equal span, then of equal type, then with the most pairs; then with the longest overlap, and
then the first by start and end of the gold and of the predicted mentions. So the order of a file decides
nothing.

An aligned pair is ``correct`` (span and type equal), ``partial`` (only the type) or ``incorrect`` (the type
differs); a gold mention without a partner is ``missed``, a predicted one ``spurious``. The four measures of
SemEval-2013 judge the same pairs:

- ``strict_*``: right where span and type are equal; all other pairs are incorrect.
- ``exact_*``: right where the spans are equal, whatever the types.
- ``partial_*``: right where the spans are equal, half right where they overlap, whatever the types.
- ``ent_type_*``: right where the types are equal, whatever the spans.

``exact_correct`` and ``ent_type_correct`` count the pairs that are right by ``exact`` and ``ent_type``. By
type, a pair counts for gold's type and a spurious mention for its own. A mention is its span and type, told
once.

The alignment goes by what is most exact and not by what scores best, so to take back a wrong mention of a
right span can free the gold mention for one that overlaps it, and lift recall: a tagger that leaves nothing
nested cannot do that.

Formula:
    P = (correct + ½ partial) / predicted, R = (correct + ½ partial) / gold
Source:
    MUC-5 (Chinchor and Sundheim 1993); SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013) for the four
    measures.
Over 0:
    P over no predicted mention and R over no gold one are null.
Peers:
    nervaluate says the same wherever no mention overlaps two of the other side. Where one does, it takes
    mentions in the order of the lists, and aligns anew for each measure; tests show each difference.
Example: one of each
    text: Ana Ruiz leads the port of Riga.
    gold: a PER = Ana Ruiz; p FAC = the port of Riga (nominal); r GPE = Riga
    said: a PER = Ruiz; p ORG = the port of Riga; r GPE = Riga; x PER = leads
    note: Riga is correct, the port is incorrect (its type), Ruiz is partial, and leads is spurious.
    precision = (1 + 1/2) / 4 = (correct + ½ × partial) / predicted = 0.375
    recall = (1 + 1/2) / 3 = 0.5
    f1 = 3/7 = 0.429
    strict_f1 = 2 × 1 / (4 + 3) = 0.286
    exact_f1 = 2 × 2 / (4 + 3) = 0.571
    partial_f1 = 2 × (2 + 1/2) / (4 + 3) = 0.714
    ent_type_f1 = 2 × 2 / (4 + 3) = 0.571
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TypeVar

import numpy as np

from farrago.items import ByValue, Facet, Groups, Items, Many, items_of, numbers_of
from farrago.many import mention_facets
from farrago.matching import Annotation, Pair
from farrago.matching.batch import Batch
from farrago.matching.columns import Whole
from farrago.matching.partial import aligned
from farrago.matching.partial_at_once import aligned_at_once
from farrago.metrics import MENTION_FACETS, Metric, mention_groups
from farrago.rates import Scores, precision_recall_f1
from farrago.tally import OVERALL, Counts, Integers

COLUMNS = (
    "correct",
    "incorrect",
    "partial",
    "missed",
    "spurious",
    "predicted",
    "gold",
    "exact_correct",
    "ent_type_correct",
)

# What can become of a mention: a pair, alike in all or else by whether spans and whether types are equal; or
# it stands alone.
SAME, MISSED, SPURIOUS = 0, 4, 5
UNLIKE: Mapping[tuple[bool, bool], int] = {(True, False): 1, (False, True): 2, (False, False): 3}

N = TypeVar("N", int, Integers)


def count(pair: Pair) -> Counts:
    """Count the pairs of the alignment, and what is in none."""
    gold, predicted = _items(pair, pair.gold), _items(pair, pair.predicted)
    missed, spurious = gold.keys() - predicted.keys(), predicted.keys() - gold.keys()
    partner = aligned(missed, spurious)  # what is equal is a pair in every best alignment
    fates: list[list[Groups]] = [[] for _ in range(6)]
    fates[SAME] = [groups for item, groups in gold.items() if item not in missed]
    for item, other in partner.items():
        fates[UNLIKE[item[0] == other[0], item[1] == other[1]]].append(gold[item])
    fates[MISSED] = [gold[item] for item in missed - partner.keys()]
    fates[SPURIOUS] = [predicted[item] for item in spurious.difference(partner.values())]
    rows = {OVERALL: _row([*map(len, fates)])}
    by_group = [Counter(chain.from_iterable(each)) for each in fates]
    for group in set().union(*by_group):
        rows[group] = _row([each[group] for each in by_group])
    return rows


def count_many(batch: Batch) -> Many:
    """Count the pairs of the alignments of many documents, and what is in none."""
    gold, predicted = batch.gold, batch.predicted
    same = batch.mention_alignment
    is_found = np.zeros(len(gold.start) + 1, dtype=np.bool_)
    is_found[same] = True
    row, column = aligned_at_once(batch, np.flatnonzero(~is_found[:-1]), np.flatnonzero(same < 0))
    spans = (gold.start[row] == predicted.start[column]) & (gold.end[row] == predicted.end[column])
    types = gold.mention_type[row] == predicted.mention_type[column]
    left, lost = ~is_found[:-1], same < 0
    left[row] = lost[column] = False
    fates = [same[same >= 0]]
    fates += [row[(spans == is_same) & (types == is_alike)] for is_same, is_alike in UNLIKE]
    fates.append(np.flatnonzero(left))
    spurious = np.flatnonzero(lost)

    def counted(facet: Facet, documents: tuple[Whole, Whole]) -> Sequence[Integers]:
        columns = [(documents[0][fate], facet.gold[fate]) for fate in fates]
        columns.append((documents[1][spurious], facet.predicted[spurious]))
        numbers = numbers_of((batch.documents, max(len(facet.values), 1)), columns)
        return _row([numbers[..., fate] for fate in range(6)])

    documents = gold.mention_document, predicted.mention_document
    found = {
        name: facet()
        for name, facet in mention_facets(batch).items()
        if name == "type" or name in batch.facets
    }
    groups = [
        ByValue.of(name, facet.values, np.stack(counted(facet, documents), axis=-1))
        for name, facet in found.items()
    ]
    return Many(groups[0].numbers.sum(axis=1), groups)


def _row(fates: Sequence[N]) -> Sequence[N]:
    """Return the columns: of pairs alike in all, in span, in type or in nothing, and of what stands alone."""
    same, mistyped, part, neither, missed, spurious = fates
    pairs = same + mistyped + part + neither
    predicted, gold = pairs + spurious, pairs + missed
    return same, mistyped + neither, part, missed, spurious, predicted, gold, same + mistyped, same + part


def _items(pair: Pair, side: Annotation) -> Items:
    return items_of(side.mentions, mention_groups(pair, side))


def score(numbers: Integers) -> Scores:
    """Return P, R and F1 of MUC-5 and of the four measures of SemEval-2013 task 9.1."""
    column: dict[str, Integers] = {name: numbers[..., index] for index, name in enumerate(COLUMNS)}
    predicted, gold, exact = column["predicted"], column["gold"], column["exact_correct"]
    overlapping = gold - column["missed"]
    halves = {
        "": 2 * column["correct"] + column["partial"],
        "strict_": 2 * column["correct"],
        "exact_": 2 * exact,
        "partial_": exact + overlapping,
        "ent_type_": 2 * column["ent_type_correct"],
    }
    scores: Scores = {}
    for prefix, right in halves.items():
        scores |= precision_recall_f1(right, 2 * predicted, right, 2 * gold, prefix)
    return scores


METRIC = Metric(
    COLUMNS,
    count,
    score,
    layers=("entities",),
    items="flat mention",
    shown=COLUMNS,
    facets=MENTION_FACETS,
    reads_text=False,
    count_many=count_many,
)
