"""Typed entities: right when the types agree and the mentions are the same for more than a half.

A predicted entity R is right if gold has an entity K of its type with |K ∩ R| / |K ∪ R| > ½ (the Jaccard
index): no other entity then overlaps either of them as much, so the pairing is unique.

- ``exact_*``: the sets of mentions must be equal.

Broken down, an entity stands where its first mention does, and is of the kind of its clearest mention: name,
nominal, pronoun.

Values are left out, and so is an entity without mentions on either side.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    Farrago's own, for a score that reads as "so many of the people and places were found". That pairing by
    more than a half is unique is the lemma of panoptic quality (Kirillov et al. 2019).
Over 0:
    P over no predicted entity and R over no gold one are null.
Peers:
    None that we know counts whole entities this way; CEAFe (``coref``) gives partial credit and ignores
    types.
Example: most of an entity is enough, half is not
    text: Ana Ruiz met Bo Lind.
    text: She thanked him.
    text: Ruiz left.
    gold: a PER = Ana Ruiz, She (pronoun), Ruiz#2; b PER = Bo Lind, him (pronoun)
    said: a PER = Ana Ruiz, She; b PER = Bo Lind, Ruiz#2
    note: The first shares 2 of 3 mentions with gold's, the second 1 of 3.
    precision = 1/2
    recall = 1/2
    f1 = 0.5
    exact_f1 = 0
"""

from __future__ import annotations

import numpy as np

from farrago.items import Columns, Facet, Items, Many, count_items, groups_of
from farrago.many import (
    CLEAREST,
    aligned,
    clearest_kinds_of_fillers,
    count_families,
    first_starts,
    page_facets,
)
from farrago.matching import Annotation, Key, Pair
from farrago.matching.batch import Batch
from farrago.metrics import MENTION_FACETS, clearest_kinds, metric_of_sets, place_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count entities by overlap and by equality."""
    gold, predicted = _items(pair, pair.gold), _items(pair, pair.predicted)
    return count_items(*((gold, _renamed(predicted, _found(pair, exact=exact))) for exact in (False, True)))


def _items(pair: Pair, side: Annotation) -> Items:
    told = [(at, each) for at, each in enumerate(side.fillers) if each.spans and not each.is_value]

    def facets() -> Columns:
        return {
            **place_facets(pair, [filler.spans[0] for _, filler in told]),
            "mention": lambda: [clearest_kinds(pair, side)[at] for at, _ in told],
            "seen": lambda: [pair.seen(filler.kinds) for _, filler in told],
        }

    groups = groups_of([filler.type for _, filler in told], facets, pair.facets)
    return dict(zip([at for at, _ in told], groups, strict=True))


def _renamed(predicted: Items, found: dict[int, Key]) -> Items:
    return {found.get(index, ~index): groups for index, groups in predicted.items()}


def _found(pair: Pair, *, exact: bool) -> dict[int, Key]:
    """Return the gold entity of each predicted one that is right."""
    found: dict[int, Key] = {}
    taken: set[Key] = set()
    for (gold, index), shared in sorted(pair.overlap.items()):
        one, other = pair.gold.fillers[gold], pair.predicted.fillers[index]
        union = len(one.spans) + len(other.spans) - shared
        is_right = shared == union if exact else 2 * shared > union
        # Only entities that share a span, which is an error of the prediction, could both be right.
        if is_right and one.type == other.type and not one.is_value and gold not in taken:
            taken.add(gold)
            found[index] = gold
    return found


def count_many(batch: Batch) -> Many:
    """Count entities by overlap and by equality in many documents."""
    gold, predicted = batch.gold, batch.predicted
    row, column, shared, _ = batch.cells
    union = gold.size[row] + predicted.size[column] - shared
    is_entity = (gold.type[row] == predicted.type[column]) & ~gold.is_value[row]
    items = tuple(np.flatnonzero(~side.is_value & (side.size > 0)) for side in (gold, predicted))
    families = []
    for is_found in (2 * shared > union, shared == union):
        alignment = np.full(len(predicted.type), -1)
        alignment[column[is_found & is_entity]] = row[is_found & is_entity]
        documents = gold.document, predicted.document
        families.append(aligned(documents, (items[0], items[1]), alignment[items[1]]))
    firsts = ((side.document, first_starts(side)) for side in (gold, predicted))
    facets = {
        "type": lambda: Facet(tuple(batch.columns.filler_types), gold.type, predicted.type),
        **page_facets(batch, *firsts),
        "mention": lambda: Facet(CLEAREST, *clearest_kinds_of_fillers(batch)),
    }
    return count_families(batch, families, facets)


METRIC = metric_of_sets(
    count,
    layers=("entities", "coref"),
    items="entity",
    families=("", "exact_"),
    facets=MENTION_FACETS,
    reads_text=False,
    count_many=count_many,
)
