"""Charts as plain geometry: templates draw it as SVG, with classes for colours and no style of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from farrago_schema.leaderboard import Figure


@dataclass(frozen=True)
class Axis:
    """A scale from rates to places on a line, which begins at ``start`` and is ``length`` units long."""

    low: float
    high: float
    length: float
    start: float = 0.0

    @classmethod
    def around(cls, rates: Iterable[float], length: float, start: float = 0.0) -> Axis:
        """Return the axis that shows all these rates, from one multiple of 10 points to another."""
        known = list(rates)
        low = math.floor(10 * min(known, default=0) + 1e-9) / 10
        high = math.ceil(10 * max(known, default=1) - 1e-9) / 10
        return cls(low, max(high, round(low + 0.1, 1)), length, start)

    def at(self, rate: float) -> float:
        """Return the place of a rate, to a tenth of a unit."""
        share = (rate - self.low) / (self.high - self.low)
        return round(self.start + self.length * min(1.0, max(0.0, share)), 1)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """The places and labels of the ticks: at most six, at multiples of 10, 20 or 50 points."""
        first, last = round(10 * self.low), round(10 * self.high)
        step = next(step for step in (1, 2, 5) if (last - first) / step <= 5)
        wanted = [number for number in range(first, last + 1) if number % step == 0]
        return [(self.at(number / 10), str(10 * number)) for number in wanted]


class Whisker(NamedTuple):
    """A dot for a score, and the ends of its interval, if there is one."""

    dot: float
    low: float | None
    high: float | None


def whisker(figure: Figure, axis: Axis) -> Whisker:
    """Return where a figure is drawn."""
    ends = (None if end is None else axis.at(end) for end in (figure.low, figure.high))
    return Whisker(axis.at(figure.mean), *ends)


class Slice(NamedTuple):
    """A piece of a stacked bar: what it is, where it begins, how long it is, and its number."""

    kind: str
    start: float
    length: float
    number: int


def stacked(numbers: Mapping[str, int], length: float, total: int) -> list[Slice]:
    """Return the pieces of a bar that is as long as its share of the total."""
    pieces, at = [], 0
    for kind, number in numbers.items():
        if number:
            start, end = (round(length * value / max(1, total), 2) for value in (at, at + number))
            pieces.append(Slice(kind, start, round(end - start, 2), number))
        at += number
    return pieces


class Point(NamedTuple):
    """A point of a curve: its place, its score and what it is."""

    x: float
    y: float
    rate: float
    label: str


def curve(
    rates: Sequence[tuple[str, float | None]], width: float, height: float, margin: float
) -> list[Point]:
    """Return the points of a curve over steps of equal width; a missing score leaves its step empty."""
    gap = (width - 2 * margin) / max(1, len(rates) - 1)
    return [
        Point(round(margin + gap * index, 1), round(height * (1 - rate), 1), rate, label)
        for index, (label, rate) in enumerate(rates)
        if rate is not None
    ]
