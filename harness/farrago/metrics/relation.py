"""Relations: the set of (type, gold head, gold tail) after entity alignment; symmetric types are unordered.

Both ends must have gold's entity type ("strict"). Broken down, a relation stands in the story of both ends,
and is ``seen`` if training data has it between names of theirs.

- ``boundaries_*``: entity types are ignored.
- ``lenient_*``: strict, with ends aligned many to one, for systems without coreference.
- ``status_*``: strict, and the status must be right.
- ``ign_*``: strict, without what can be known by heart: a *correct* relation that training data has between
  a name of the gold head and a name of the gold tail leaves precision, P = (correct − seen) / (predicted −
  seen); recall stays as it is. This is "Ign F1" of DocRED's evaluation (Yao et al. 2019), 0 if no prediction
  is left, also for gold itself. Null without training data. Symmetric types hold both ways.

What gold marks ``denied`` is no gold relation, and a prediction of it is ignored, like one that follows from
gold by the closure of ``located_in`` or ``part_of``; a prediction that is itself ``denied`` claims nothing.
With ``status_*``, ``denied`` is a status like the others.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    Strict and boundaries as Taillé et al. (2020) tell them apart; of entities and not of mentions as in
    DocRED (Yao et al. 2019).
Over 0:
    P over no predicted relation that counts, and R over no gold one, are null.
Peers:
    Scorers that compare pairs of mentions count a relation once for each pair; here it is one, however often
    it is said. DocRED's scorer has given entities; here they are predicted, and one that is split in two
    stands for gold's in one part only.
Example: types, order and status
    text: Ana Ruiz of Riga ran Teva until May.
    text: She married Bo Lind.
    gold: a PER = Ana Ruiz, She (pronoun); b PER = Bo Lind; t ORG = Teva; r GPE = Riga
    gold: leads(a, t) former; family_of(a, b); lives_in(a, r)
    said: a PER = Ana Ruiz, She; b PER = Bo Lind; t ORG = Teva; r LOC = Riga
    said: leads(a, t); family_of(b, a); lives_in(a, r); employed_by(a, t)
    note: family_of is symmetric. Riga has the wrong type, so lives_in is right for boundaries only; that Ruiz
        no longer leads Teva matters for status only.
    precision = 2/4
    recall = 2/3
    f1 = 4/7 = 0.571
    boundaries_f1 = 2 × 3 / (4 + 3) = 0.857
    status_f1 = 2 × 1 / (4 + 3) = 0.286
Example: what follows from gold is neither right nor wrong
    text: Riga lies in Latvia, in Europe.
    gold: r GPE = Riga; l GPE = Latvia; e LOC = Europe; located_in(r, l); located_in(l, e)
    said: r GPE = Riga; l GPE = Latvia; e LOC = Europe; located_in(r, l); located_in(r, e)
    predicted = 1
    precision = 1
    recall = 1/2
    f1 = 2/3 = 0.667
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from farrago.items import Columns, Facet, Groups, ItemCounts, Items, Many, count_items, groups_of, items_of
from farrago.many import Facets, count_keyed
from farrago.matching import Annotation, Key, Pair, Training
from farrago.matching.batch import Batch
from farrago.matching.columns import STATUSES
from farrago.matching.keys import is_in, packed, unique, without
from farrago.matching.pages import DISTANCES, STORY_VALUES, mentioned
from farrago.matching.triples import DENIED, Triple, all_mapped
from farrago.metrics import metric_of_sets
from farrago.rates import Scores, precision_recall_f1
from farrago.tally import OVERALL, Counts, Integers

FAMILIES = ("", "boundaries_", "lenient_", "status_")
DENIED_STATUS = STATUSES["denied"]
ENDS = 2
"""How many parts of a key the ends of a relation are."""

IGNORING = ("ign_correct", "ign_predicted", "ign_recalled", "ign_gold")

Grouped = dict[Triple, Groups]
"""The relations of a side, denied ones among them, each with its groups."""


def count(pair: Pair) -> Counts:
    """Count relations by each of the definitions."""
    held, said = _grouped(pair, pair.gold), _grouped(pair, pair.predicted)
    gold = {triple: held[triple] for triple in _asserted(pair.gold)}
    denied = {triple for triple, statuses in pair.gold.relations.items() if "denied" in statuses}
    ignored = (pair.implied | denied) - gold.keys()
    asserted = _asserted(pair.predicted)
    groups = [said[triple] for triple in asserted]

    def predicted(keys: Sequence[Key]) -> Items:
        return _without(ignored, items_of(all_mapped(pair.labels, asserted, keys), groups))

    strict = predicted(pair.typed_alignment)
    counts = count_items(
        (gold, strict),
        (gold, predicted(pair.alignment)),
        (gold, predicted(pair.lenient_typed_alignment)),
        _with_status(pair, held, said),
    )
    if pair.training is None:
        return counts.with_zeros(len(IGNORING))
    ignoring = _ignoring(pair, pair.training, gold, strict, counts)
    return {group: (*row, *more) for (group, row), more in zip(counts.items(), ignoring, strict=True)}


def count_many(batch: Batch) -> Many:
    """Count relations by each of the definitions in many documents."""
    gold, predicted = batch.gold, batch.predicted
    told = batch.triples(gold, gold.place)
    is_asserted, is_said = (side.status != DENIED_STATUS for side in (gold, predicted))
    held = np.flatnonzero(is_asserted)
    ignored = np.append(batch.implied, without(unique(told[~is_asserted]), unique(told[held])))
    families = []
    for alignment in (batch.typed_alignment, batch.alignment, batch.lenient_typed_alignment):
        stand = batch.triples(predicted, batch.fillers(alignment))
        said = np.flatnonzero(is_said & ~is_in(stand, ignored))
        families.append(((held, said), (told[held], stand[said]), ENDS))
    stand = batch.triples(predicted, batch.fillers(batch.typed_alignment))
    items = np.arange(len(told)), np.flatnonzero(~is_in(stand, batch.implied))
    statuses = packed(told, gold.status), packed(stand, predicted.status)[items[1]]
    families.append((items, statuses, ENDS + 1))
    documents = gold.relation_document, predicted.relation_document
    names = tuple(batch.columns.relation_types)
    counts = count_keyed(batch, documents, families, names, lambda: _facets(batch))
    return counts.with_zeros(len(IGNORING))


def _facets(batch: Batch) -> Facets:
    sides, pages = (batch.gold, batch.predicted), batch.pages

    def distances() -> Facet:
        found = []
        for side in sides:
            places = mentioned(pages, side)
            found.append(pages.distances(places, places, (side.head, side.tail)))
        return Facet(DISTANCES, *found)

    def stories() -> Facet:
        found = []
        for side in sides:
            bits = pages.all_stories(side.mention_document, side.start, side.owner, len(side.type))
            found.append(pages.shared_stories(bits[side.head], bits[side.tail]))
        return Facet(STORY_VALUES, *found)

    names = tuple(batch.columns.relation_types)
    return {
        "type": lambda: Facet(names, *(side.relation_type for side in sides)),
        "distance": distances,
        "story": stories,
    }


def _asserted(side: Annotation) -> Sequence[Triple]:
    return [triple for triple, statuses in side.relations.items() if statuses != DENIED]


def _without(ignored: Collection[Triple], items: Items) -> Items:
    return {item: groups for item, groups in items.items() if item not in ignored} if ignored else items


def _with_status(pair: Pair, held: Grouped, said: Grouped) -> tuple[Items, Items]:
    ignored = pair.implied - pair.gold.relations.keys()
    gold: Items = {
        (triple, status): held[triple]
        for triple, statuses in pair.gold.relations.items()
        for status in statuses
    }
    relations = pair.predicted.relations
    stand = all_mapped(pair.labels, relations, pair.typed_alignment)
    predicted: Items = {
        (relation, status): said[triple]
        for (triple, statuses), relation in zip(relations.items(), stand, strict=True)
        if relation not in ignored
        for status in statuses
    }
    return gold, predicted


def _ignoring(
    pair: Pair, training: Training, gold: Items, predicted: Items, counts: ItemCounts
) -> Iterator[Sequence[int]]:
    """Yield the columns ``IGNORING`` of each group of the counts."""
    seen: Counter[str] = Counter()
    for triple in pair.gold.relations:
        if triple in gold and triple in predicted and _is_fact(pair, training, pair.gold, triple):
            seen.update((OVERALL, *gold[triple]))
    for group, row in counts.items():
        correct, said, held = row[:3]
        yield correct - seen[group], said - seen[group], correct, held


def _is_fact(pair: Pair, training: Training, side: Annotation, triple: Triple) -> bool:
    type_, head, tail = triple
    return training.has_fact(type_, pair.names(side.fillers[head]), pair.names(side.fillers[tail]))


def _grouped(pair: Pair, side: Annotation) -> Grouped:
    triples, fillers = side.relations, side.fillers

    def facets() -> Columns:
        return {
            "distance": lambda: pair.distances(side, triples),
            "story": lambda: [
                pair.places.shared_story(fillers[head].spans, fillers[tail].spans)
                for _, head, tail in triples
            ],
            "seen": lambda: [_seen(pair, side, triple) for triple in triples],
        }

    groups = groups_of([type_ for type_, _, _ in triples], facets, pair.facets)
    return dict(zip(triples, groups, strict=True))


def _seen(pair: Pair, side: Annotation, triple: Triple) -> str:
    assert pair.training is not None, "what is broken down by seen relations needs training data"
    return "yes" if _is_fact(pair, pair.training, side, triple) else "no"


SETS = metric_of_sets(
    count,
    layers=("entities", "relations"),
    items="relation",
    families=FAMILIES,
    facets=("distance", "story", "seen"),
    reads_text=False,
)


def score(numbers: Integers) -> Scores:
    """Return the scores of each definition, over any leading axes."""
    correct, said, recalled, held = (numbers[..., len(SETS.columns) + index] for index in range(4))
    return SETS.score(numbers) | precision_recall_f1(correct, said, recalled, held, "ign_")


COLUMNS = (*SETS.columns, *IGNORING)
METRIC = replace(SETS, columns=COLUMNS, shown=COLUMNS, score=score, count_many=count_many)
