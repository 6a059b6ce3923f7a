"""What follows by transitivity from the relations of many documents, and is not told there."""

from __future__ import annotations

import numpy as np

from farrago.matching.columns import STATUSES, Arrays, Truth, Whole
from farrago.matching.keys import PART, common, packed, unique, without
from farrago.matching.triples import implied

DENIED = STATUSES["denied"]


def implied_at_once(gold: Arrays, told: Whole, transitive: Truth) -> Whole:
    """Return the keys of what follows from gold's relations; ``told`` are theirs.

    ``transitive`` says it of each type. Most documents have no two steps of one type that meet: only where an
    end is a head and a tail is anything looked for.
    """
    steps = np.flatnonzero(transitive[gold.relation_type] & (gold.status != DENIED))
    kinds = packed(gold.relation_document, gold.relation_type)[steps]
    head, tail = (gold.place[end[steps]] for end in (gold.head, gold.tail))
    chained = set((common(*(unique(packed(kinds, end)) for end in (head, tail))) >> PART).tolist())
    rows = zip(kinds.tolist(), head.tolist(), tail.tolist(), strict=True)
    found = implied({row: {""} for row in rows if row[0] in chained}, chained) if chained else ()
    keys = np.array(sorted(found), dtype=np.int64).reshape(-1, 3)
    return without(packed(*keys.T), unique(told))
