"""Normal forms of values: the set of (start, end, type, normal form).

Of the types that have normal forms: by Farrago's label set TIME, MONEY, QUANTITY and COUNT, without a label
set those that gold gives normal forms. Forms are compared as strings: there is one way to write each.

- ``accuracy``: of the (start, end, type) that both sides have (``shared``), those with gold's form and no
  other (``agreed``); null where they share none.

A predicted value without its form is wrong. A gold value without one was not annotated: what is predicted at
its place is ignored. Precision over no predicted value and recall over no gold one are null.
"""

from __future__ import annotations

from collections.abc import Iterable

from farrago.matching import Filler, Pair, Span
from farrago.metrics import LabelSets, count_labels, metric_of_labels
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count values with their forms, and the typed spans that both sides have."""
    types = pair.labels.normalised
    gold, predicted = _forms(pair.gold.fillers, types), _forms(pair.predicted.fillers, types)
    unknown = {place for place, forms in gold.items() if forms == {""}}
    return count_labels(_without(gold, unknown), _without(predicted, unknown))


def _forms(fillers: Iterable[Filler], types: frozenset[str]) -> LabelSets:
    found: dict[tuple[Span, str], set[str]] = {}
    for filler in fillers:
        if filler.is_value and filler.type in types:
            for span in filler.spans:
                found.setdefault((span, filler.type), set()).add(filler.value or "")
    return found


def _without(forms: LabelSets, unknown: set[tuple[Span, str]]) -> LabelSets:
    return {place: said for place, said in forms.items() if place not in unknown}


METRIC = metric_of_labels(count, layers=("values",), items="mention")
