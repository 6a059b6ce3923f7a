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

from farrago.matching import Annotation, Key, Pair
from farrago.matching.triples import Triple, implied, mapped
from farrago.metrics import Groups, Items, count_items, metric_of_sets, of_type, with_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count pairs of relation and sentence."""
    gold = _items(pair, pair.gold, range(len(pair.gold.fillers)), ())
    if not gold:
        return count_items(({}, {}))
    supported = {triple for triple, statuses in pair.gold.relations.items() if statuses != {"denied"}}
    supported &= pair.gold.evidence.keys()
    ignored = (implied(pair) | pair.gold.relations.keys()) - supported
    return count_items((gold, _items(pair, pair.predicted, pair.typed_alignment, ignored)))


def _items(pair: Pair, side: Annotation, keys: Sequence[Key], ignored: Collection[Triple]) -> Items:
    return {
        (relation, sentence): _groups(pair, side, triple, sentence)
        for triple, sentences in side.evidence.items()
        if side.relations[triple] != {"denied"}
        and (relation := mapped(pair.labels, triple, keys)) not in ignored
        for sentence in sentences
    }


def _groups(pair: Pair, side: Annotation, triple: Triple, sentence: int) -> Groups:
    if not pair.facets:
        return of_type(triple[0])
    head, tail = side.fillers[triple[1]].spans, side.fillers[triple[2]].spans
    place = pair.places.sentence(sentence)
    facets = {
        "distance": lambda: pair.places.distance(head, tail),
        "zone": lambda: place and pair.places.zone(place),
        "story": lambda: place and pair.places.story(place),
    }
    return with_facets(pair, triple[0], facets)


METRIC = metric_of_sets(
    count, layers=("entities", "relations"), items="evidence", facets=("distance", "zone", "story")
)
