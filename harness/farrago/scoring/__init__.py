"""Pairs gold and predictions by id, and turns what the metrics count into tallies and named numbers."""

from farrago.scoring.counting import Counting, missing_id, score_documents, wrong_id
from farrago.scoring.inputs import checked, explained, read_predictions, score_file
from farrago.scoring.options import Bootstrap, Compat, NerWith, Options, Scored
from farrago.scoring.registry import DEFAULT, chosen, metrics, selected
from farrago.scoring.summary import (
    DOCUMENT_FACETS,
    ITEM_FACETS,
    TYPE,
    Row,
    by_facet,
    by_type,
    check_facets,
    summary,
)

__all__ = [
    "DEFAULT",
    "DOCUMENT_FACETS",
    "ITEM_FACETS",
    "TYPE",
    "Bootstrap",
    "Compat",
    "Counting",
    "NerWith",
    "Options",
    "Row",
    "Scored",
    "by_facet",
    "by_type",
    "check_facets",
    "checked",
    "chosen",
    "explained",
    "metrics",
    "missing_id",
    "read_predictions",
    "score_documents",
    "score_file",
    "selected",
    "summary",
    "wrong_id",
]
