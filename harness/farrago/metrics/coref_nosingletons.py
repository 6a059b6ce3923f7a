"""Coreference of entities with two or more mentions: ``coref`` without the singletons of either side.

For comparison with corpora that mark no singletons, such as OntoNotes. Columns are those of ``coref``. An
entity stands or falls by its own size: one whose second mention is not predicted is left out whole, so a
wrong mention less can lower the score and a correct one less can raise precision; items of law 6 are
entities.

Formula:
    conll_f1 = (muc_f1 + bcub_f1 + ceafe_f1) / 3
Source:
    The CoNLL-2012 shared task, whose data has no singletons (Pradhan et al. 2012).
Over 0:
    As in ``coref``; a document whose entities have one mention each counts nothing.
Peers:
    As ``coref``, on files from which singletons were removed on both sides.
Example: an entity that was found by half is not found
    text: Ana Ruiz met Bo Lind in Riga.
    text: She thanked him.
    gold: a PER = Ana Ruiz, She (pronoun); b PER = Bo Lind, him (pronoun); r GPE = Riga
    said: a PER = Ana Ruiz, She; b PER = Bo Lind; r GPE = Riga
    note: Riga is a singleton on both sides, and Bo Lind one of the prediction: one entity against two is
        left.
    muc_f1 = 2 × 1 / (1 + 2) = 0.667
    bcub_recall = 2/4
    bcub_f1 = 2/3
    ceafe_f1 = 2 × 1 / (1 + 2)
    conll_f1 = 2/3 = 0.667
"""

from __future__ import annotations

from collections.abc import Sequence

from farrago.matching import Annotation, Pair
from farrago.matching.batch import Batch
from farrago.matching.clusters import Overlap, overlap_of
from farrago.matching.clusters_at_once import Clusters, Overlaps
from farrago.metrics import metric_of_clusters


def overlap(pair: Pair) -> Overlap:
    """Compare the entities with two mentions or more, values left out."""
    return overlap_of(_sizes(pair.gold), _sizes(pair.predicted), pair.overlap)


def _sizes(side: Annotation) -> Sequence[int]:
    return [0 if filler.is_value or len(filler.spans) < 2 else len(filler.spans) for filler in side.fillers]


def overlaps(batch: Batch) -> Overlaps:
    """Compare the entities of many documents with two mentions or more, values left out."""
    held, said = (
        Clusters(side.document, side.size * (~side.is_value & (side.size > 1)))
        for side in (batch.gold, batch.predicted)
    )
    row, column, shared, _ = batch.cells
    kept = (held.size[row] > 0) & (said.size[column] > 0)
    return Overlaps(batch.documents, held, said, row[kept], column[kept], shared[kept])


METRIC = metric_of_clusters(
    overlap, layers=("entities", "coref"), items="entity", reads_text=False, overlaps=overlaps
)
