"""Which layers a submission attempts, and which metrics a document's gold allows."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from farrago.metrics import Metric
from farrago_schema.types import LAYERS, Layer, Prediction

OF_KEY: dict[str, tuple[Layer, ...]] = {
    "entities": ("entities", "coref", "values"),
    "relations": ("relations",),
    "events": ("events", "event_coref"),
}


def layers_seen(prediction: Prediction) -> set[Layer]:
    """Return the layers whose keys are in the prediction, empty or not."""
    seen = {
        layer for key, layers in OF_KEY.items() if getattr(prediction, key) is not None for layer in layers
    }
    if any(event.realis is not None for event in prediction.events or ()):
        seen.add("realis")
    return seen


def attempted(declared: Iterable[Layer] | None, seen: Collection[Layer]) -> tuple[Layer, ...]:
    """Return the layers that a submission attempts: those declared, else those seen in any of its documents.

    One that says nothing anywhere attempts everything: silence is no way to be left unscored.
    """
    wanted = set(declared) if declared is not None else set(seen) or set(LAYERS)
    return tuple(layer for layer in LAYERS if layer in wanted)


def is_annotated(metric: Metric, layers: Collection[Layer]) -> bool:
    """Tell whether gold that has these layers has every one that the metric looks at."""
    return set(metric.layers) <= set(layers)


def is_attempted(metric: Metric, layers: Collection[Layer]) -> bool:
    """Tell whether a submission attempts every layer that the metric looks at."""
    return set(metric.layers) <= set(layers)
