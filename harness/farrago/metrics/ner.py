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

from farrago.items import Columns, Items, count_items, groups_of
from farrago.matching import Annotation, Chunk, Marked, Pair, Span, Tokens, outermost
from farrago.matching.identity import is_somewhere
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


METRIC = metric_of_sets(count, layers=("entities",), items="flat mention", facets=("zone", "story", "seen"))
