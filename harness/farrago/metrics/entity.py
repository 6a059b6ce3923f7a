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

from collections.abc import Hashable

from farrago.matching import Filler, Key, Pair
from farrago.metrics import (
    Groups,
    Items,
    clearest_kind,
    count_items,
    metric_of_sets,
    of_type,
    with_facets,
)
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count entities by overlap and by equality."""
    return count_items(_sides(pair, exact=False), _sides(pair, exact=True))


def _sides(pair: Pair, *, exact: bool) -> tuple[Items, Items]:
    gold: dict[Hashable, Groups] = {
        index: _groups(pair, filler)
        for index, filler in enumerate(pair.gold.fillers)
        if filler.spans and not filler.is_value
    }
    found = _found(pair, exact=exact)
    predicted: dict[Hashable, Groups] = {
        found.get(index, ~index): _groups(pair, filler)
        for index, filler in enumerate(pair.predicted.fillers)
        if filler.spans and not filler.is_value
    }
    return gold, predicted


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


def _groups(pair: Pair, filler: Filler) -> Groups:
    if not pair.facets:
        return of_type(filler.type)
    facets = {
        "zone": lambda: pair.places.zone(filler.spans[0]),
        "story": lambda: pair.places.story(filler.spans[0]),
        "mention": lambda: clearest_kind(filler),
        "seen": lambda: pair.seen(filler.kinds),
    }
    return with_facets(pair, filler.type, facets)


METRIC = metric_of_sets(
    count,
    layers=("entities", "coref"),
    items="entity",
    families=("", "exact_"),
    facets=("zone", "story", "mention", "seen"),
)
