"""Coreference of entities: MUC, B³, CEAFm, CEAFe, BLANC, LEA, and the CoNLL mean of MUC, B³ and CEAFe.

Counted by document and summed. Values are left out, singletons count. K is an entity of gold, R one of the
prediction, each a set of mentions.

- ``muc_*`` (Vilain et al. 1995): correct links / (mentions − clusters). Singletons have no links.
- ``bcub_*`` (Bagga and Baldwin 1998): the mean over mentions m of |K(m) ∩ R(m)| / |R(m)| and / |K(m)|.
- ``ceafm_*``, ``ceafe_*`` (Luo 2005): the best one-to-one alignment of clusters, by shared mentions |K ∩ R|,
  and by similarity 2 |K ∩ R| / (|K| + |R|).
- ``blanc_*`` (Luo et al. 2014): with C the pairs of mentions within a cluster and N those across clusters,
  the mean of the scores of C and of N. A kind of link that neither side has leaves the mean (their corner
  cases 2 and 3); one that only one side has scores F1 0. Precision leaves out the kind that the prediction
  lacks, recall the kind that gold lacks. ``blanc_f1`` is a mean of two F1, not that of the two means.
- ``lea_*`` (Moosavi and Strube 2016): the mean over clusters, weighted by their sizes, of the share of links
  found: Σ_r link(k ∩ r) / link(k), link(n) = n (n − 1) / 2. A singleton has one link, to itself, which only a
  singleton holds, too.

``predicted_mentions``, ``gold_mentions``, ``predicted_clusters`` and ``gold_clusters`` are what is summed
over.

No wrong entity more raises precision and no correct one less raises recall (law 6). A mention less can: CEAFe
and LEA weigh clusters by themselves, so a predicted pair without its correct mention may be gold's singleton.

Formula:
    conll_f1 = (muc_f1 + bcub_f1 + ceafe_f1) / 3
Source:
    The CoNLL-2012 shared task, and its reference scorer 8.01 (Pradhan et al. 2014).
Over 0:
    A part that has nothing to count is null, and ``conll_f1`` is the mean of the parts that are not: where
    both sides have singletons only, that of B³ and CEAFe.
Peers:
    Equal to scorch (Grobol 2018), which follows the reference scorer, in MUC, B³, CEAFm and CEAFe, except
    that scorch says 0 where nothing is counted. In BLANC a document with one mention on each side has no
    links, and null instead of 1 or 0.
Example: one mention put into the wrong entity
    text: Ana Ruiz met Bo Lind.
    text: She thanked him.
    text: Ruiz left.
    gold: a PER = Ana Ruiz, She (pronoun), Ruiz#2; b PER = Bo Lind, him (pronoun)
    said: a PER = Ana Ruiz, She; b PER = Bo Lind, him, Ruiz#2
    note: Links: gold has 5 − 2 = 3, of which two survive.
    muc_f1 = 2/3
    note: By mention, recall is 2/3, 2/3 and 1/3 in gold's first entity, and 1 and 1 in its second.
    bcub_recall = (2/3 + 2/3 + 1/3 + 1 + 1) / 5 = 0.733
    bcub_f1 = 11/15
    ceafm_f1 = (2 + 2) / 5 = 0.8
    ceafe_f1 = (2 × 2/5 + 2 × 2/5) / 2 = 0.8
    blanc_f1 = (2/4 + 4/6) / 2 = 0.583
    lea_f1 = (3 × 1/3 + 2 × 1/1) / 5 = 0.6
    conll_f1 = (2/3 + 11/15 + 4/5) / 3 = (muc_f1 + bcub_f1 + ceafe_f1) / 3 = 0.733
"""

from __future__ import annotations

from collections.abc import Sequence

from farrago.matching import Annotation, Pair
from farrago.matching.batch import Batch
from farrago.matching.clusters import Overlap, overlap_of
from farrago.matching.clusters_at_once import Clusters, Overlaps
from farrago.metrics import metric_of_clusters


def overlap(pair: Pair) -> Overlap:
    """Compare the entities, values left out."""
    return overlap_of(_sizes(pair.gold), _sizes(pair.predicted), pair.overlap)


def _sizes(side: Annotation) -> Sequence[int]:
    return [0 if filler.is_value else len(filler.spans) for filler in side.fillers]


def overlaps(batch: Batch) -> Overlaps:
    """Compare the entities of many documents, values left out."""
    held, said = (
        Clusters(side.document, side.size * ~side.is_value) for side in (batch.gold, batch.predicted)
    )
    row, column, shared, _ = batch.cells
    kept = ~batch.gold.is_value[row]
    return Overlaps(batch.documents, held, said, row[kept], column[kept], shared[kept])


METRIC = metric_of_clusters(
    overlap, layers=("entities", "coref"), items="entity", reads_text=False, overlaps=overlaps
)
