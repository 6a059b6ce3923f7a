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
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from farrago.matching import Annotation, Key, Pair, Training
from farrago.matching.triples import Triple, implied, mapped
from farrago.metrics import (
    Groups,
    Items,
    Scores,
    count_items,
    items_of,
    metric_of_sets,
    of_type,
    precision_recall_f1,
    with_facets,
)
from farrago.tally import OVERALL, Counts, Integers

DENIED = {"denied"}
FAMILIES = ("", "boundaries_", "lenient_", "status_")
IGNORING = ("ign_correct", "ign_predicted", "ign_recalled", "ign_gold")


def count(pair: Pair) -> Counts:
    """Count relations by each of the definitions."""
    gold = _asserted(pair, pair.gold, range(len(pair.gold.fillers)))
    denied = {triple for triple, said in pair.gold.relations.items() if "denied" in said}
    known = implied(pair)
    ignored = (known | denied) - gold.keys()
    typed = pair.typed_alignment
    predicted = _without(_asserted(pair, pair.predicted, typed), ignored)
    counts = count_items(
        (gold, predicted),
        (gold, _without(_asserted(pair, pair.predicted, pair.alignment), ignored)),
        (gold, _without(_asserted(pair, pair.predicted, pair.lenient_typed_alignment), ignored)),
        _with_status(pair, typed, known - pair.gold.relations.keys()),
    )
    if pair.training is None:
        return counts.with_zeros(len(IGNORING))
    ignoring = _ignoring(pair, pair.training, gold, predicted, counts)
    return {group: (*row, *more) for (group, row), more in zip(counts.items(), ignoring, strict=True)}


def _ignoring(
    pair: Pair, training: Training, gold: Items, predicted: Items, counts: Counts
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


def _asserted(pair: Pair, side: Annotation, keys: Sequence[Key]) -> dict[Hashable, Groups]:
    said = [triple for triple, statuses in side.relations.items() if statuses != DENIED]
    groups = [_groups(pair, side, triple) if pair.facets else of_type(triple[0]) for triple in said]
    return items_of([mapped(pair.labels, triple, keys) for triple in said], groups)


def _with_status(pair: Pair, keys: Sequence[Key], ignored: set[Triple]) -> tuple[Items, Items]:
    gold: dict[Hashable, Groups] = {
        (triple, status): _groups(pair, pair.gold, triple)
        for triple, statuses in pair.gold.relations.items()
        for status in statuses
    }
    predicted: dict[Hashable, Groups] = {
        (relation, status): _groups(pair, pair.predicted, triple)
        for triple, statuses in pair.predicted.relations.items()
        if (relation := mapped(pair.labels, triple, keys)) not in ignored
        for status in statuses
    }
    return gold, predicted


def _without(items: dict[Hashable, Groups], ignored: set[Triple]) -> Items:
    return {item: groups for item, groups in items.items() if item not in ignored} if ignored else items


def _groups(pair: Pair, side: Annotation, triple: Triple) -> Groups:
    if not pair.facets:
        return of_type(triple[0])
    head, tail = side.fillers[triple[1]].spans, side.fillers[triple[2]].spans
    facets = {
        "distance": lambda: pair.places.distance(head, tail),
        "story": lambda: pair.places.shared_story(head, tail),
        "seen": lambda: _seen(pair, side, triple),
    }
    return with_facets(pair, triple[0], facets)


def _seen(pair: Pair, side: Annotation, triple: Triple) -> str:
    assert pair.training is not None, "what is broken down by seen relations needs training data"
    return "yes" if _is_fact(pair, pair.training, side, triple) else "no"


SETS = metric_of_sets(
    count,
    layers=("entities", "relations"),
    items="relation",
    families=FAMILIES,
    facets=("distance", "story", "seen"),
)


def score(numbers: Integers) -> Scores:
    """Return the scores of each definition, over any leading axes."""
    correct, said, recalled, held = (numbers[..., len(SETS.columns) + index] for index in range(4))
    return SETS.score(numbers) | precision_recall_f1(correct, said, recalled, held, "ign_")


COLUMNS = (*SETS.columns, *IGNORING)
METRIC = replace(SETS, columns=COLUMNS, shown=COLUMNS, score=score)
