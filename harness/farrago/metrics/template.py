"""Templates: the arguments of each event as a whole, whatever its triggers.

Predicted events are aligned one-to-one with gold events of their type so that they share as many arguments
(role, gold filler) as can be: ``correct`` is the largest such sum. ``predicted`` and ``gold`` are the numbers
of arguments of all events of each side. Fillers are aligned with gold's entities as for ``argument``; one
that is aligned with nothing is wrong. An event without arguments is neither right nor wrong. Triggers are not
looked at, so systems that give none can be scored.

Formula:
    correct = max over one-to-one alignments of Σ |K ∩ R|, K and R the arguments of aligned events
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    CEAF (Luo 2005) with φ(K, R) = |K ∩ R|; as a score of templates with role fillers it is known as CEAF-RME
    (Chen et al. 2023).
Over 0:
    P over no predicted argument and R over no gold one are null.
Peers:
    Scorers that compare fillers as strings take any string that fits; here a filler is an entity with its
    mentions.
Example: two arrests without a trigger
    text: Police arrested Ana Ruiz in Riga.
    text: They arrested Bo Lind in Oslo.
    gold: a PER = Ana Ruiz; r GPE = Riga; Justice.Arrest(Person a, Place r) = arrested
    gold: b PER = Bo Lind; o GPE = Oslo; Justice.Arrest(Person b, Place o) = arrested#2
    said: a PER = Ana Ruiz; o GPE = Oslo; b PER = Bo Lind
    said: Justice.Arrest(Person a, Place o); Justice.Arrest(Person b, Place o)
    note: Aligned as they stand, the first events share Ana Ruiz, and the second ones everything.
    precision = (1 + 2) / 4 = 0.75
    recall = (1 + 2) / 4 = 0.75
    f1 = 0.75
"""

from __future__ import annotations

from collections.abc import Sequence

from farrago.matching import Annotation, Key, Pair, best_total
from farrago.metrics import metric_of_sets, of_type
from farrago.tally import OVERALL, Counts

Template = set[tuple[str, Key]]


def count(pair: Pair) -> Counts:
    """Count arguments that events share under the best alignment, type by type."""
    gold = _templates(pair.gold, range(len(pair.gold.fillers)))
    predicted = _templates(pair.predicted, pair.alignment)
    rows: dict[str, tuple[int, int, int]] = {}
    for type_ in sorted(gold.keys() | predicted.keys()):
        held, said = gold.get(type_, []), predicted.get(type_, [])
        (group,) = of_type(type_)
        rows[group] = _shared(held, said), sum(map(len, said)), sum(map(len, held))
    return {OVERALL: tuple(map(sum, zip((0, 0, 0), *rows.values(), strict=True))), **rows}


def _templates(side: Annotation, keys: Sequence[Key]) -> dict[str, list[Template]]:
    """Return the templates of each type."""
    found: dict[str, list[Template]] = {}
    for happening in side.happenings:
        template = {(role, keys[filler]) for role, filler in happening.arguments}
        found.setdefault(happening.type, []).append(template)
    return found


def _shared(gold: Sequence[Template], predicted: Sequence[Template]) -> int:
    holders: dict[tuple[str, Key], list[int]] = {}
    for index, template in enumerate(gold):
        for argument in template:
            holders.setdefault(argument, []).append(index)
    shared: dict[tuple[int, int], int] = {}
    for index, template in enumerate(predicted):
        for argument in template:
            for holder in holders.get(argument, ()):
                shared[holder, index] = shared.get((holder, index), 0) + 1
    return best_total(shared)


METRIC = metric_of_sets(count, layers=("entities", "events"), items="argument")
