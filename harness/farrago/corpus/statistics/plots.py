"""Pictures of what is in a corpus, as SVG: the same corpus gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from farrago.corpus.statistics import ALL, Block, Parts, parts_of
from farrago.corpus.statistics.shape import sizes
from farrago_schema.ontology import Ontology

WIDTH = 7.5
ROW = 0.22
HISTOGRAMS = ("tokens per document", "events per document", "mentions per entity", "arguments per event")
BARS = ("entities", "values", "relations", "events", "realis", "mentions", "zones", "blemishes", "topics")
SIDE_BY_SIDE = ("relation_distances", "argument_distances", "crossing")
COLOURS = ("#1b5e8c", "#e09f3e", "#9e2a2b", "#5f7a61", "#6d597a")
"""Told apart in print and by who does not see red and green alike: they differ in lightness, too."""

STYLE: dict[Any, Any] = {
    # Without these, the file holds random ids and the day.
    "svg.hashsalt": "farrago",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def write(folder: Path, corpus: Parts, blocks: Iterable[Block], ontology: Ontology) -> list[Path]:
    """Write the pictures of a corpus, given by split, into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with rc_context(STYLE):
        for name, figure in _figures(corpus, {block.key: block for block in blocks}, ontology):
            path = folder / f"{name}.svg"
            figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
            written.append(path)
    return written


def _figures(corpus: Parts, blocks: dict[str, Block], ontology: Ontology) -> Iterator[tuple[str, Figure]]:
    splits = tuple(corpus)
    for key in BARS:
        if blocks[key].rows:
            yield key, _stacked(blocks[key], splits)
    kinds = [name for name in blocks["sizes"].columns if name not in {*splits, ALL}] or [ALL]
    for key in SIDE_BY_SIDE:
        figure = _beside(blocks[key], kinds)
        if not blocks[key].share:
            figure.axes[0].set_xlabel("sentences")
        yield key, figure
    parts = parts_of(corpus)
    measured = {kind: sizes(parts[kind], ontology) for kind in kinds}
    for name in HISTOGRAMS:
        yield name.replace(" ", "_"), _histogram(name, {kind: each[name] for kind, each in measured.items()})


def _stacked(block: Block, splits: Sequence[str]) -> Figure:
    """Return horizontal bars, one a row, cut by split."""
    figure, axes = _figure(block.title, 0.9 + ROW * len(block.rows))
    names = list(block.rows)
    places = np.arange(len(names))
    left = np.zeros(len(names))
    for split, colour in zip(splits, COLOURS, strict=False):
        numbers = np.array([float(row[block.columns.index(split)] or 0) for row in block.rows.values()])
        axes.barh(places, numbers, left=left, height=0.75, color=colour, label=split)
        left += numbers
    for place, total in zip(places, left, strict=True):
        axes.annotate(f"{total:,.0f}", (total, place), xytext=(3, 0), textcoords="offset points", va="center")
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.margins(x=0.08, y=0.02)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _legend(axes, len(splits))
    return figure


def _beside(block: Block, kinds: Sequence[str]) -> Figure:
    """Return vertical bars of shares: those of each part beside one another."""
    figure, axes = _figure(block.title, 2.8)
    names = list(block.rows)
    places = np.arange(len(names))
    wide = 0.8 / len(kinds)
    for index, (kind, colour) in enumerate(zip(kinds, COLOURS, strict=False)):
        numbers = np.array([float(row[block.columns.index(kind)] or 0) for row in block.rows.values()])
        shares = 100 * (numbers if block.share else numbers / max(numbers.sum(), 1))
        axes.bar(places + (index - (len(kinds) - 1) / 2) * wide, shares, wide, color=colour, label=kind)
    axes.set_xticks(places, [name.replace(" ", "\n") for name in names])
    axes.set_ylabel("%")
    _legend(axes, len(kinds))
    return figure


def _histogram(name: str, values: dict[str, list[int]]) -> Figure:
    """Return how many there are of each size, by part; large sizes are put together in some twenty steps."""
    figure, axes = _figure(name.capitalize(), 2.8)
    known = [value for each in values.values() for value in each] or [0]
    step = max(1, -(-(max(known) - min(known)) // 20))
    first = min(known) // step * step
    edges = np.arange(first, max(known) + 2 * step, step) - (0.5 if step == 1 else 0)
    axes.hist(
        list(values.values()),
        bins=edges.tolist(),
        color=list(COLOURS[: len(values)]),
        label=list(values),
        rwidth=0.85,
    )
    axes.set_xlabel(name)
    axes.set_ylabel(f"number of {_counted(name)}")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    _legend(axes, len(values))
    return figure


def _legend(axes: Axes, entries: int) -> None:
    """Name the colours, where there are several, above the picture: inside they would cover some bar."""
    if entries > 1:
        axes.legend(frameon=False, loc="lower right", bbox_to_anchor=(1, 1), ncols=entries, borderpad=0)


def _counted(name: str) -> str:
    noun = name.rpartition(" ")[2]
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _figure(title: str, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold")
    axes.tick_params(length=0)
    return figure, axes
