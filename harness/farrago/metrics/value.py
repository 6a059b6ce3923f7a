"""Normal forms of values: the set of (start, end, type, normal form).

Of the types that have normal forms: by Farrago's label set TIME, MONEY, QUANTITY and COUNT, without a label
set those that gold gives normal forms. Forms are compared as strings: there is one way to write each.

- ``accuracy``: of the (start, end, type) that both sides have (``shared``), those with gold's form and no
  other (``agreed``).

A predicted value without its form is wrong. A gold value without one was not annotated: what is predicted at
its place is ignored.

Formula:
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
    accuracy = agreed / shared
Source:
    The score of the attribute ``value`` at TempEval-3 (UzZaman et al. 2013), with strict spans, and for
    amounts, too.
Over 0:
    P over no predicted value, R over no gold one, and accuracy where the sides share none, are null.
Peers:
    None that we run.
Example: the right words for the wrong day
    text: On Friday Teva paid $3m to 300 workers.
    gold: d TIME 2031-05-16 = Friday; m MONEY USD 3000000 = $3m; c COUNT 300 = 300
    said: d TIME 2031-05-09 = Friday; m MONEY USD 3000000 = $3m
    precision = 1/2
    recall = 1/3
    f1 = 2 × correct / (predicted + gold) = 0.4
    accuracy = agreed / shared = 1/2
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from farrago.items import Many, groups_of
from farrago.many import count_labels_at_once, mention_facets
from farrago.matching import Filler, Pair, Span
from farrago.matching.batch import Batch
from farrago.matching.cells import at, known
from farrago.metrics import LabelSets, count_labels, metric_of_labels, place_facets
from farrago.tally import Counts


def count(pair: Pair) -> Counts:
    """Count values with their forms, and the typed spans that both sides have."""
    types = pair.labels.normalised
    gold, predicted = _forms(pair.gold.fillers, types), _forms(pair.predicted.fillers, types)
    unknown = {place for place, forms in gold.items() if forms == {""}}
    return count_labels(
        _without(gold, unknown),
        _without(predicted, unknown),
        lambda items: groups_of(
            [type_ for (_, type_), _ in items],
            lambda: place_facets(pair, [span for (span, _), _ in items]),
            pair.facets,
        ),
    )


def _forms(fillers: Iterable[Filler], types: frozenset[str]) -> LabelSets:
    found: dict[tuple[Span, str], set[str]] = {}
    for filler in fillers:
        if filler.is_value and filler.type in types:
            for span in filler.spans:
                found.setdefault((span, filler.type), set()).add(filler.value or "")
    return found


def _without(forms: LabelSets, unknown: set[tuple[Span, str]]) -> LabelSets:
    return {place: said for place, said in forms.items() if place not in unknown} if unknown else forms


def count_many(batch: Batch) -> Many:
    """Count values with their forms in many documents."""
    gold, predicted = batch.gold, batch.predicted
    forms = tuple(form[side.owner] for form, side in zip(batch.forms, (gold, predicted), strict=True))
    has_form = known(batch.columns.filler_types, batch.columns.labels.normalised)
    held, said = (side.is_value[side.owner] & has_form[side.mention_type] for side in (gold, predicted))
    is_known = held & (forms[0] > 0)
    counted = np.flatnonzero(said & at(is_known, batch.mention_alignment, none=True))
    return count_labels_at_once(
        batch,
        (gold.mention_document, predicted.mention_document),
        (np.flatnonzero(is_known), counted),
        batch.mention_alignment[counted],
        (forms[0], forms[1]),
        {name: facet for name, facet in mention_facets(batch).items() if name != "mention"},
    )


METRIC = metric_of_labels(
    count,
    layers=("values",),
    items="mention",
    facets=("zone", "story"),
    reads_text=False,
    count_many=count_many,
)
