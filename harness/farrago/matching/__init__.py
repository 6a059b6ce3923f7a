"""Which predicted thing stands for which gold thing: pure functions over one document."""

from farrago.matching.annotation import Annotation, Filler, Happening, Span, dealt, normal_form
from farrago.matching.assignment import best_pairs, best_total
from farrago.matching.chunks import Chunk, Tokens, chunks_of, tags_in, tags_of
from farrago.matching.labels import Labels, labels_of
from farrago.matching.nesting import Marked, nesting, outermost
from farrago.matching.pair import Pair
from farrago.matching.places import Places
from farrago.matching.schemes import SCHEMES, Scheme, chunks_by, tags_by
from farrago.matching.training import Training, training_of
from farrago.matching.triples import Key

__all__ = [
    "SCHEMES",
    "Annotation",
    "Chunk",
    "Filler",
    "Happening",
    "Key",
    "Labels",
    "Marked",
    "Pair",
    "Places",
    "Scheme",
    "Span",
    "Tokens",
    "Training",
    "best_pairs",
    "best_total",
    "chunks_by",
    "chunks_of",
    "dealt",
    "labels_of",
    "nesting",
    "normal_form",
    "outermost",
    "tags_by",
    "tags_in",
    "tags_of",
    "training_of",
]
