"""Where a system loses: by type, by part of gold, by distance, by kind of error, and label against label."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from farrago.board.charts import Axis, Point, Slice, curve, stacked
from farrago.board.columns import COLUMNS
from farrago.board.examined import Examined, Row
from farrago.board.intervals import TYPED
from farrago.board.render import Member
from farrago.metrics import Metric
from farrago.report.errors.lines import Cells, labels, matrices, sparse
from farrago.report.rows import has_f1
from farrago.scoring import metrics
from farrago_schema.errors import FINE, KINDS
from farrago_schema.results import Interval

FACET_WORDS = {
    "story": "Whose story it belongs to",
    "zone": "Zone of the page",
    "mention": "Kind of mention",
    "seen": "Seen in training",
    "realis": "Realis of the event",
    "role": "Role of the argument",
    "topic": "Topic",
    "register": "Register",
}
CURVE_WIDTH, CURVE_HEIGHT, CURVE_MARGIN = 240, 120, 28
BAR, STACK = 160, 480
LARGEST = 18
"""A matrix of more labels than that is shown as a list of what is taken for what."""

SHADES = 6
TABLES = {
    "mention": "Types of mentions",
    "mention_kind": "Kinds of mentions",
    "entity": "Types of entities",
    "relation": "Types of relations",
    "status": "Status of relations",
    "trigger": "Types of events",
    "realis": "Realis of events",
    "role": "Roles of arguments",
}


class Bar(NamedTuple):
    """A value of a facet, or a type: its score, as a number and a length, and what it was computed from."""

    name: str
    rate: float | None
    length: float
    precision: float | None
    recall: float | None
    gold: int | None
    interval: Interval | None


class Bars(NamedTuple):
    """A metric's scores by type or by the values of a facet."""

    metric: str
    title: str
    bars: list[Bar]


class Facet(NamedTuple):
    """A breakdown of several metrics."""

    name: str
    title: str
    tables: list[Bars]


class Pair(NamedTuple):
    """A column's score on stories and on pages, and where both are drawn."""

    label: str
    story: float
    page: float
    story_at: float
    page_at: float


class Curve(NamedTuple):
    """A metric's scores by distance."""

    title: str
    points: list[Point]


class ErrorBar(NamedTuple):
    """A layer's items by what became of them; ``kinds`` lists the wrong ones by kind."""

    layer: str
    slices: list[Slice]
    numbers: dict[str, int]
    kinds: str
    follow: int


class Cell(NamedTuple):
    """A cell of a matrix: its number, how dark it is (0 to ``SHADES``), and whether it is on the diagonal."""

    number: int
    shade: int
    is_right: bool


class Matrix(NamedTuple):
    """A confusion matrix as a square, or as a list of what is taken for what."""

    title: str
    columns: list[str]
    rows: list[tuple[str, list[Cell]]]
    listed: list[tuple[str, ...]]


def content(member: Member, axis: Axis) -> dict[str, object]:
    """Return what the page says of losses, by the names that its template has for it."""
    examined = member.entry.examined
    return {
        "types": list(_types(examined)),
        "robust": list(_robust(member, axis)),
        "facets": list(_facets(examined)),
        "curves": list(_curves(examined)),
        "curve": (CURVE_WIDTH, CURVE_HEIGHT),
        "errors": list(_errors(examined)),
        "stack": STACK,
        "confusions": [_matrix(table, cells) for table, cells in matrices(examined.mistakes.confusion)],
    }


def _types(examined: Examined) -> Iterator[Bars]:
    for name in TYPED:
        if rows := examined.types.get(name):
            ends = examined.intervals.types.get(name, {})
            bars = [
                _bar(value, row, metrics()[name], ends.get(value, {}))
                for value, row in rows.items()
                if row.get("gold") or row.get("predicted")
            ]
            yield Bars(name, _title(name), sorted(bars, key=lambda bar: (-(bar.gold or 0), bar.name)))


def _title(name: str) -> str:
    return {
        "mention_name": "Names and values",
        "value": "Normal forms of values",
        "relation": "Relations",
        "trigger": "Event triggers",
        "argument": "Arguments",
    }.get(name, name)


def _bar(name: str, row: Row, metric: Metric, ends: Mapping[str, Interval]) -> Bar:
    rate, precision, recall = (
        None if (value := row.get(column)) is None else float(value)
        for column in (metric.primary, "precision", "recall")
    )
    gold = row.get("gold")
    return Bar(
        name,
        rate,
        round(BAR * (rate or 0), 1),
        precision,
        recall,
        None if gold is None else int(gold),
        ends.get(metric.primary),
    )


def _robust(member: Member, axis: Axis) -> Iterator[Pair]:
    stories, pages = (member.row.parts.get(f"kind={kind}", {}) for kind in ("story", "page"))
    for column in COLUMNS:
        story, page = stories.get(column.key), pages.get(column.key)
        if story is not None and page is not None:
            at = axis.at(story.mean), axis.at(page.mean)
            yield Pair(column.label, story.mean, page.mean, *at)


def _facets(examined: Examined) -> Iterator[Facet]:
    for facet, title in FACET_WORDS.items():
        tables = []
        for name in TYPED:
            rows = examined.breakdowns.get(name, {}).get(facet, {})
            bars = [_bar(value, row, metrics()[name], {}) for value, row in rows.items()]
            known = [bar for bar in bars if bar.rate is not None]
            if len(known) > 1:
                tables.append(Bars(name, _title(name), known))
        if tables:
            yield Facet(facet, title, tables)


def _curves(examined: Examined) -> Iterator[Curve]:
    for name, facets in examined.breakdowns.items():
        metric = metrics()[name]
        if (rows := facets.get("distance")) and has_f1(metric):
            found = [(value, row[metric.primary]) for value, row in rows.items()]
            rates = [(value, None if rate is None else float(rate)) for value, rate in found]
            yield Curve(_title(name), curve(rates, CURVE_WIDTH, CURVE_HEIGHT, CURVE_MARGIN))


def _errors(examined: Examined) -> Iterator[ErrorBar]:
    grouped = {layer: _grouped(kinds) for layer, kinds in examined.mistakes.counts.items()}
    most = max((sum(numbers.values()) for numbers in grouped.values()), default=1)
    for layer, numbers in grouped.items():
        counts = examined.mistakes.counts[layer]
        wrong = [kind for kind in KINDS if kind.startswith("wrong_") and counts.get(kind)]
        yield ErrorBar(
            layer=layer,
            slices=stacked(numbers, STACK, most),
            numbers=numbers,
            kinds=", ".join(f"{kind.removeprefix('wrong_')} {counts[kind]:,}" for kind in wrong),
            follow=examined.mistakes.consequences[layer],
        )


def _grouped(kinds: Mapping[str, int]) -> dict[str, int]:
    total: Counter[str] = Counter({"right": 0, "wrong": 0, "missed": 0, "spurious": 0})
    for kind, number in kinds.items():
        if kind not in FINE or kind == "right":
            total["wrong" if kind.startswith("wrong_") else kind] += number
    return dict(total)


def _matrix(table: str, cells: Cells) -> Matrix:
    names = labels(cells)
    title = TABLES[table]
    if len(names) > LARGEST:
        rows = list(sparse(cells))
        return Matrix(title, [], [], [row for row in rows[1:] if any(row[5:])])
    columns: list[str | None] = [*names, None] if any(said is None for _, said in cells) else [*names]
    wanted: list[str | None] = [*names, None] if any(gold is None for gold, _ in cells) else [*names]
    return Matrix(
        title,
        [name or "missed" for name in columns],
        [(row or "spurious", _row(cells, row, columns)) for row in wanted],
        [],
    )


def _row(cells: Cells, row: str | None, columns: Sequence[str | None]) -> list[Cell]:
    numbers = [cells.get((row, column), 0) for column in columns]
    total = max(1, sum(numbers))
    # A cell is as dark as the root of its share of the row, in steps: what is rare is still told apart.
    shades = [math.ceil(SHADES * math.sqrt(number / total)) for number in numbers]
    return [
        Cell(number, shade, row is not None and row == column)
        for number, shade, column in zip(numbers, shades, columns, strict=True)
    ]
