"""Coreference of entities with two or more mentions: ``coref`` without the singletons of either side.

For comparison with corpora that mark no singletons, such as OntoNotes. Columns, sources and what happens over
0 are those of ``coref``. An entity stands or falls by its own size: one whose second mention is not predicted
is left out whole, so a wrong mention less can lower the score and a correct one less can raise precision;
items of law 6 are entities.
"""

from __future__ import annotations

from farrago.matching import Annotation
from farrago.matching.clusters import Cluster
from farrago.metrics import metric_of_clusters


def entities(side: Annotation) -> list[Cluster]:
    """Return the entities with two mentions or more, values left out."""
    return [filler.spans for filler in side.fillers if len(filler.spans) > 1 and not filler.is_value]


METRIC = metric_of_clusters(entities, layers=("entities", "coref"), items="entity")
