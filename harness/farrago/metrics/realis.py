"""Whether events happened: the set of (trigger span, event type, realis).

- ``accuracy``: of the (trigger span, event type) that both sides have (``shared``), those with gold's realis
  and no other (``agreed``); null where they share none.

An event that does not say its realis is wrong. Precision over no predicted trigger and recall over no gold
one are null.
"""

from __future__ import annotations

from farrago.matching import Annotation, Pair, Span
from farrago.metrics import LabelSets, count_labels, metric_of_labels
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count triggers with type and realis, and the typed triggers that both sides have."""
    return count_labels(_realis(pair.gold), _realis(pair.predicted))


def _realis(side: Annotation) -> LabelSets:
    found: dict[tuple[Span, str], set[str]] = {}
    for happening in side.happenings:
        for span in happening.triggers:
            found.setdefault((span, happening.type), set()).add(happening.realis)
    return found


METRIC = metric_of_labels(count, layers=("events", "realis"), items="trigger")
