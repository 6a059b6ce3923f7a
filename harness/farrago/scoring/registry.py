"""All metrics: those of the folder and of entry points, and the headline."""

from __future__ import annotations

from functools import cache

from farrago import plugins
from farrago.metrics import Metric
from farrago.scoring.headline import NAME, headline
from farrago_schema.types import LAYERS

PACKAGE = "farrago.metrics"


@cache
def metrics() -> dict[str, Metric]:
    """Return every metric by name, from mentions to events, and the headline last."""
    found: dict[str, Metric] = {name: plugins.load(PACKAGE, name).METRIC for name in plugins.names(PACKAGE)}
    ordered = {name: found[name] for name in sorted(found, key=lambda name: _order(name, found[name]))}
    return ordered | {NAME: headline(ordered)}


def _order(name: str, metric: Metric) -> tuple[int, int, str]:
    """Put what builds on later layers later, and what builds on more of them after what builds on one."""
    return max(map(LAYERS.index, metric.layers)), len(metric.layers), name
