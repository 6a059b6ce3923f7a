"""Which predicted thing stands for which gold thing: pure functions over one document."""

from farrago.matching.annotation import Annotation, Filler, Happening, Span, normal_form
from farrago.matching.assignment import best_pairs, best_total
from farrago.matching.labels import Labels, labels_of
from farrago.matching.pair import Key, Pair
from farrago.matching.places import Places

__all__ = [
    "Annotation",
    "Filler",
    "Happening",
    "Key",
    "Labels",
    "Pair",
    "Places",
    "Span",
    "best_pairs",
    "best_total",
    "labels_of",
    "normal_form",
]
