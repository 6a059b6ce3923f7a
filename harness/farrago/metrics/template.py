"""Templates: the arguments of each event as a whole, whatever its triggers.

Predicted events are aligned one-to-one with gold events of their type so that they share as many arguments
(role, gold filler) as can be: ``correct`` is the largest such sum. ``predicted`` and ``gold`` are the numbers
of arguments of all events of each side. So precision and recall are those of Luo's CEAF (2005) with φ(K, R) =
|K ∩ R|; as a score of templates with role fillers it is known as CEAF-RME (Chen et al. 2023).

Triggers are not looked at, so systems that give none can be scored. Fillers are aligned with gold's entities
as for ``argument``; one that is aligned with nothing is wrong. An event without arguments is neither right
nor wrong. Precision over no predicted argument and recall over no gold one are null.
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
