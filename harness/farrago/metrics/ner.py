"""Names and values as a tagger sees them: the set of (first token, last token, type) of outermost ones.

Both sides are brought to BIO tags over gold's tokens, the same way as in the corpus's configuration ``ner``:
of what is nested only the outermost is tagged, a token that a name touches belongs to it and to the first of
two, a name over two sentences begins in each. A mention counts as a name unless its kind says nominal or
pronoun, so the tags of a prediction depend on the prediction and the tokens alone. What touches no token has
no tag; a mention that has no place in the text is a wrong chunk of its own. Where gold has no tokens, nothing
is counted.

Spans are well-formed in every scheme. The tags of a CoNLL file are read as ``conlleval`` does, or with
``--scheme`` as seqeval's strict mode does: then what is ill-formed in the scheme is no chunk.

Formula:
    correct = |gold ∩ predicted|
    P = correct / predicted, R = correct / gold, F1 = 2 P R / (P + R)
Source:
    The chunks of conlleval (Tjong Kim Sang and Buchholz 2000): correct where both ends and the type are
    equal.
Over 0:
    P over no predicted chunk and R over no gold one are null.
Peers:
    All numbers are those of seqeval (Nakayama 2018) in its default mode, and in its strict mode with any
    scheme but IOE1, except for two: a rate over 0, where seqeval has 0; and ``macro_f1``, which averages over
    the types that gold has, where seqeval takes those of the prediction, too.
Example: what is nested has no tag
    text: Ana Ruiz joined the Bank of Riga.
    text: She left.
    gold: a PER = Ana Ruiz, She (pronoun); b ORG = Bank of Riga; r GPE = Riga
    said: a PER = Ana Ruiz; b ORG = the Bank of Riga; r GPE = Riga
    note: Gold's tags are B-PER I-PER O O B-ORG I-ORG I-ORG O, and O O O: Riga lies inside the bank, and She
        is no name. The predicted bank begins a token too early.
    gold = 2
    precision = 1/2
    recall = 1/2
    f1 = 0.5
"""

from __future__ import annotations

import numpy as np

from farrago.items import Columns, Facet, Items, Many, count_items, groups_of
from farrago.many import count_families, keyed, page_facets
from farrago.matching import Annotation, Chunk, Marked, Pair, Span, Tokens, outermost
from farrago.matching.batch import Batch
from farrago.matching.columns import KINDS, OFFSET, Arrays, Whole
from farrago.matching.identity import is_somewhere
from farrago.matching.keys import found_at, found_before, packed, spread
from farrago.matching.nesting import nesting
from farrago.metrics import metric_of_sets, place_facets
from farrago.tally import Counts

OTHER_KINDS = ("nominal", "pronoun")


def count(pair: Pair) -> Counts:
    """Count chunks."""
    if not pair.document.tokens:
        return count_items(({}, {}))
    tokens = Tokens(pair.document)
    return count_items((_items(pair, tokens, pair.gold), _items(pair, tokens, pair.predicted)))


def _items(pair: Pair, tokens: Tokens, side: Annotation) -> Items:
    found = chunks(tokens, side)
    spans = [_span(tokens, chunk) for chunk in found] if pair.facets else ()

    def facets() -> Columns:
        return {
            **place_facets(pair, spans),
            "seen": lambda: [pair.seen({span: None}) for span in spans],
        }

    return dict(zip(found, groups_of([type_ for _, _, type_ in found], facets, pair.facets), strict=True))


def _span(tokens: Tokens, chunk: Chunk) -> Span:
    first, last, _ = chunk
    return tokens.span(first, last) if is_somewhere((first, last)) else (first, last)


def chunks(tokens: Tokens, side: Annotation) -> list[Chunk]:
    """Return what a side tags, in order; what has no place in the text stands last, at its span beyond it."""
    spans = outermost(_names(side))
    nowhere = [(*span, type_) for span, type_ in spans if not is_somewhere(span)]
    return [*tokens.chunks(spans), *nowhere]


def _names(side: Annotation) -> list[Marked]:
    return [
        (span, filler.type, filler.is_value)
        for filler in side.fillers
        for span, kind in filler.kinds.items()
        if kind not in OTHER_KINDS
    ]


def count_many(batch: Batch) -> Many:
    """Count chunks in many documents."""
    names, starts = tuple(batch.columns.filler_types), batch.pages.token_starts[1]
    sides = [chunks_of_many(batch, side) for side in (batch.gold, batch.predicted)]
    documents, keys, types, offsets = [], [], [], []
    for document, type_, first, last in sides:
        base = np.searchsorted(batch.pages.token_starts[0], document)
        documents.append(document)
        types.append(type_)
        offsets.append((document, starts[first]))
        keys.append(((packed(document, type_) << OFFSET) + first - base << OFFSET) + last - base)
    items = np.arange(len(keys[0])), np.arange(len(keys[1]))
    family = keyed((documents[0], documents[1]), items, (keys[0], keys[1]))
    facets = {"type": lambda: Facet(names, *types), **page_facets(batch, *offsets)}
    return count_families(batch, [family], facets)


def chunks_of_many(batch: Batch, side: Arrays) -> tuple[Whole, Whole, Whole, Whole]:
    """Return the document, the type, the first token and the token after the last of each chunk.

    As ``outermost`` and ``Tokens.chunks``: tokens are numbered through all documents.
    """
    pages, names = batch.pages, list(batch.columns.filler_types)
    depth = np.array([nesting(name, is_value=name in batch.columns.labels.values) for name in names])
    order_of_types = np.argsort(np.argsort(np.array(names)))
    is_name = ~np.isin(side.kind, [KINDS[kind] for kind in OTHER_KINDS])
    named = np.flatnonzero(is_name & pages.has_tokens[side.mention_document])
    types = side.mention_type[named]
    ends = (side.mention_document[named] << OFFSET) + side.end[named]
    starts = (side.mention_document[named] << OFFSET) + side.start[named]
    order = np.lexsort((order_of_types[types], depth[types], -ends, starts))
    reach = np.maximum.accumulate(ends[order])
    outer = named[order[np.diff(reach, prepend=-1) > 0]]
    document = side.mention_document[outer]
    first = found_at(pages.token_ends, document, side.start[outer])
    last = np.maximum(first, found_before(pages.token_starts, document, side.end[outer]))
    first = np.maximum(first, np.append(0, np.maximum.accumulate(last)[:-1])[: len(last)])
    touching = np.flatnonzero(first < last)
    first, last, outer = first[touching], last[touching], outer[touching]
    edges = found_before(pages.token_starts, *pages.sentences)
    low, high = np.searchsorted(edges, first, side="right"), np.searchsorted(edges, last)
    piece, chunk = spread(low, high - low + 1)
    all_edges = np.append(edges, 0)
    begins = np.where(piece == low[chunk], first[chunk], all_edges[piece - 1])
    finishes = np.where(piece == high[chunk], last[chunk], all_edges[piece])
    return side.mention_document[outer][chunk], side.mention_type[outer][chunk], begins, finishes


METRIC = metric_of_sets(
    count,
    layers=("entities",),
    items="flat mention",
    facets=("zone", "story", "seen"),
    count_many=count_many,
)
