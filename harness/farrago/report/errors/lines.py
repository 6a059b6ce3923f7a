"""What is printed of errors, in whatever form: counts, groups of items, and matrices, as rows of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from farrago.formats import plain
from farrago_schema.errors import (
    CONFUSION_TABLES,
    ERROR_LAYERS,
    FINE,
    KINDS,
    Confused,
    ConfusionTable,
    Errors,
    Outcome,
)

if TYPE_CHECKING:
    from farrago.report.errors import ErrorReport

COUNTS = ("gold", "pred", "right", "missed", "spurious", "wrong", "follow", "wrong in")
"""The headings of the counts: the last lists the wrong ones by kind, with what is neither right nor wrong."""


def title(result: Errors) -> str:
    """Return what was compared with what."""
    stamp = result.gold
    release = f"{stamp.name} {stamp.version} {stamp.split}" if stamp.version else stamp.name
    return plain(f"{result.predictions.name} on {release}, {stamp.documents:,} documents")


def notices(report: ErrorReport) -> Iterator[str]:
    """Yield what a reader must know besides the counts."""
    result = report.result
    reasons: dict[str, list[str]] = {}
    for layer, reason in report.left_out.items():
        reasons.setdefault(reason, []).append(layer)
    for reason, layers in reasons.items():
        yield f"Left out, {reason}: {', '.join(layers)}."
    if any(each.cause for each in result.items):
        follow = sum(result.consequences.values())
        errors = sum(
            number for kinds in result.counts.values() for kind, number in kinds.items() if kind not in FINE
        )
        yield f"{follow:,} of {errors:,} errors follow from one in another layer; --roots leaves those out."
    if result.missing:
        total = result.gold.documents
        yield f"{len(result.missing):,} of {total:,} documents had no prediction and were taken as empty."


def counts(result: Errors) -> Iterator[tuple[str, ...]]:
    """Yield the name of a layer and its cells under ``COUNTS``."""
    for layer, kinds in result.counts.items():
        found = Counter(kinds)
        pairs = {kind: found[kind] for kind in KINDS if kind.startswith("wrong_") and found[kind]}
        both = found["right"] + sum(pairs.values())
        numbers = (
            both + found["missed"],
            both + found["spurious"],
            found["right"],
            found["missed"],
            found["spurious"],
            sum(pairs.values()),
            result.consequences[layer],
        )
        details = [f"{kind.removeprefix('wrong_')} {number:,}" for kind, number in pairs.items()]
        details += [f"({kind} {found[kind]:,})" for kind in ("ignored", "duplicate") if found[kind]]
        yield layer, *(f"{number:,}" for number in numbers), ", ".join(details).replace("_", " ")


def groups(result: Errors) -> Iterator[tuple[str, Sequence[Outcome]]]:
    """Yield headings and items, by layer and kind; the items in the order of the predictions."""

    def place(outcome: Outcome) -> tuple[int, int]:
        return ERROR_LAYERS.index(outcome.layer), KINDS.index(outcome.kind)

    for _, group in groupby(sorted(result.items, key=place), place):
        items = list(group)
        layer, kind = items[0].layer, items[0].kind
        total = result.counts[layer][kind]
        some = f"{len(items):,} of {total:,}" if len(items) < total else f"{total:,}"
        yield f"{layer}, {kind.replace('_', ' ')}: {some}", items


def where(outcome: Outcome) -> str:
    """Return the place of an item: document, offsets, zone and story."""
    start, end = outcome.gold_start, outcome.gold_end
    if start is None:
        start, end = outcome.predicted_start, outcome.predicted_end
    place = "" if start is None else f":{start}-{end}"
    parts = (f"{outcome.document}{place}", outcome.zone, outcome.story)
    return plain(" ".join(filter(None, parts)))


def what(outcome: Outcome) -> str:
    """Return what is wrong, and where that comes from."""
    cause = f" (follows from {outcome.cause})" if outcome.cause else ""
    return plain(outcome.message) + cause


Cells = Mapping[tuple[str | None, str | None], int]


def matrices(cells: Iterable[Confused]) -> Iterator[tuple[ConfusionTable, Cells]]:
    """Yield each matrix that has anything."""
    found: dict[ConfusionTable, dict[tuple[str | None, str | None], int]] = {}
    for cell in cells:
        found.setdefault(cell.table, {})[cell.gold, cell.predicted] = cell.count
    for table in CONFUSION_TABLES:
        if table in found:
            yield table, found[table]


def labels(cells: Cells) -> list[str]:
    """Return all labels of a matrix, in the order of the alphabet."""
    return sorted({label for pair in cells for label in pair if label is not None})


def square(cells: Cells) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a matrix: a label of gold, then numbers by predicted one; margins if any."""
    names = labels(cells)
    rows: list[str | None] = [*names, None] if any(gold is None for gold, _ in cells) else [*names]
    columns: list[str | None] = [*names, None] if any(said is None for _, said in cells) else [*names]
    yield "gold \\ predicted", *(name or "missed" for name in columns)
    for row in rows:
        numbers = (cells.get((row, column), 0) for column in columns)
        yield row or "spurious", *(f"{number:,}" if number else "·" for number in numbers)


def sparse(cells: Cells) -> Iterator[tuple[str, ...]]:
    """Yield the same as a list: label, gold, predicted, right, missed, spurious, and what it is taken for."""
    yield "gold \\ predicted", "gold", "pred", "right", "missed", "spurious", "taken for"
    for name in labels(cells):
        taken = {b: n for (a, b), n in cells.items() if a == name and b not in {name, None}}
        others = sorted(taken.items(), key=lambda each: (-each[1], each[0] or ""))
        numbers = (
            sum(number for (gold, _), number in cells.items() if gold == name),
            sum(number for (_, predicted), number in cells.items() if predicted == name),
            cells.get((name, name), 0),
            cells.get((name, None), 0),
            cells.get((None, name), 0),
        )
        told = ", ".join(f"{label} {number:,}" for label, number in others)
        yield name, *(f"{number:,}" for number in numbers), told
