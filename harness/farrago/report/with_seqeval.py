"""``ner`` by seqeval itself, on the tags that ours counts: its numbers as they are, and no counts to sum."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from farrago.alignment import align
from farrago.matching import Chunk, Pair, Tokens, tags_by
from farrago.matching.identity import NOWHERE
from farrago.metrics import ner
from farrago.report.gold import Gold
from farrago.scoring import Options, Row
from farrago_schema.types import Document, Prediction

Tags = list[str]
RATES = ("precision", "recall", "f1")


def scores(gold: Gold, predictions: Iterable[Prediction], options: Options) -> tuple[Row, dict[str, Row]]:
    """Return the overall row of ``ner`` and one for each type, as seqeval has them: 0 over 0 is 0.

    In its default mode, or with ``options.scheme`` in its strict one. A macro average is over the types of
    both sides. Documents that are not predicted are tagged ``O``. In IOE1 seqeval loses a name of one token
    that a name of its type follows.
    """
    from seqeval.metrics import sequence_labeling, v1  # noqa: PLC0415  # imports sklearn: two seconds

    true, said = _sentences(gold, predictions, options)
    if options.scheme is None:
        compute, how = sequence_labeling.precision_recall_fscore_support, {}
    else:
        from seqeval import scheme as schemes  # noqa: PLC0415

        compute, how = v1.precision_recall_fscore_support, {"scheme": getattr(schemes, options.scheme)}
    with warnings.catch_warnings(action="ignore"):  # seqeval warns of rates over 0
        micro, macro, each = (
            compute(true, said, average=average, zero_division=0, **how)
            for average in ("micro", "macro", None)
        )
    types = _types(true, said, options)
    row: Row = {name: float(value) for name, value in zip(RATES, micro[:3], strict=True)}
    row |= {"gold": int(micro[3]), "macro_f1": float(macro[2]), "macro_types": len(types)}
    row |= {"doc_macro_f1": None, "doc_macro_nulls": 0}
    by_type: dict[str, Row] = {
        type_: {**dict(zip(RATES, map(float, rates), strict=True)), "gold": int(support)}
        for type_, *rates, support in zip(types, *each, strict=True)
    }
    return row, by_type


def _types(true: Sequence[Tags], said: Sequence[Tags], options: Options) -> list[str]:
    """Return the types in the order of seqeval's rows: of the entities that it finds on either side."""
    from seqeval.metrics.sequence_labeling import get_entities  # noqa: PLC0415

    if options.scheme is None:
        return sorted({type_ for side in (true, said) for type_, *_ in get_entities([*side])})
    from seqeval import scheme as schemes  # noqa: PLC0415

    sides = (schemes.Entities([*side], getattr(schemes, options.scheme)) for side in (true, said))
    return sorted(set().union(*(side.unique_tags for side in sides)))


def _sentences(
    gold: Gold, predictions: Iterable[Prediction], options: Options
) -> tuple[list[Tags], list[Tags]]:
    said = {each.id: each for each in predictions}
    true, predicted = [], []
    for id_, document in gold.documents.items():
        if "entities" in document.layers:
            placed = align(said.get(id_, Prediction(id_)), document, options.labels.values).prediction
            for one, other in _tagged(Pair(document, placed, options.labels), options):
                true.append(one)
                predicted.append(other)
    return true, predicted


def _tagged(pair: Pair, options: Options) -> Iterator[tuple[Tags, Tags]]:
    """Yield both sides of each sentence; what has no place in the text is a sentence of one wrong tag."""
    if not pair.document.tokens:
        return
    scheme = options.scheme or "IOB2"
    tokens = Tokens(pair.document)
    sides = [ner.chunks(tokens, side) for side in (pair.gold, pair.predicted)]
    for first, last in pairwise(_edges(pair.document, tokens)):
        here = [
            [(start - first, end - first, type_) for start, end, type_ in side if first <= start < last]
            for side in sides
        ]
        one, other = (tags_by(scheme, chunks, last - first) for chunks in here)
        yield one, other
    for _, _, type_ in filter(_is_nowhere, sides[1]):
        yield ["O"], tags_by(scheme, [(0, 1, type_)], 1)


def _edges(document: Document, tokens: Tokens) -> list[int]:
    """Return the tokens at which sentences begin, from the first to one after the last."""
    starts = (tokens.cover((sentence.start, sentence.start + 1))[0] for sentence in document.sentences)
    return sorted({0, *starts, len(document.tokens)})


def _is_nowhere(chunk: Chunk) -> bool:
    return chunk[0] >= NOWHERE
