"""All metrics: those of the folder and of entry points, and the headline; which of them a run asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from farrago import plugins
from farrago.metrics import Metric
from farrago.scoring.headline import NAME, PARTS, headline
from farrago_schema.types import LAYERS

PACKAGE = "farrago.metrics"

DEFAULT = ("mention", "mention_name", "coref", "relation", "trigger", "argument", NAME)
"""What is scored unless something else is asked for: a figure for each layer, and the headline."""

SETS = ("default", "all")
"""The names that stand for several metrics."""


@cache
def metrics() -> dict[str, Metric]:
    """Return every metric by name, from mentions to events, and the headline last."""
    found: dict[str, Metric] = {name: plugins.load(PACKAGE, name).METRIC for name in plugins.names(PACKAGE)}
    ordered = {name: found[name] for name in sorted(found, key=lambda name: _order(name, found[name]))}
    return ordered | {NAME: headline(ordered)}


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """Return the metrics that names stand for, each once, in the order of ``metrics``.

    Raises:
        ValueError: there is no such metric, or no name at all; the message lists all and the nearest.
    """
    wanted: set[str] = set()
    for name in names:
        if name not in SETS and name not in metrics():
            raise ValueError(_unknown(name))
        wanted.update({"default": DEFAULT, "all": metrics()}.get(name, (name,)))
    if not wanted:
        raise ValueError(f"no metric is named; there is: {', '.join((*SETS, *metrics()))}")
    return tuple(name for name in metrics() if name in wanted)


def selected(names: Iterable[str]) -> dict[str, Metric]:
    """Return the metrics of those names."""
    return {name: metrics()[name] for name in names}


def counted(asked: Mapping[str, Metric]) -> dict[str, Metric]:
    """Return what must be counted for the metrics asked: of the headline its parts."""
    needed = {**asked, **selected(PARTS)} if NAME in asked else asked
    return {name: metric for name, metric in needed.items() if name != NAME}


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  # only who mistypes pays for it

    known = (*SETS, *metrics())
    near = get_close_matches(name, known, n=1)
    guess = f" did you mean {near[0]!r}?" if near else ""
    return f"no metric {name!r};{guess} there is: {', '.join(known)}"


def _order(name: str, metric: Metric) -> tuple[int, int, str]:
    """Put what builds on later layers later, and what builds on more of them after what builds on one."""
    return max(map(LAYERS.index, metric.layers)), len(metric.layers), name
