"""What adversarial readers found: errors among the labels they checked, and how many that makes per hundred.

A reader who took no part in a document's gold looks for errors in it. ``reads.jsonl`` has one row a reader,
document and layer. Labels hang together (with a mention falls its relation), and errors come in bunches: so
the interval is that of a proportion from a sample of documents, not of labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np
from msgspec import Struct
from scipy import stats

from farrago.corpus.tables import Table, markdown
from farrago_schema import codec
from farrago_schema.problems import InputError, Problem

FILE = "reads.jsonl"
LEVEL = 0.95

Layer = Literal["zones", "mentions", "chains", "values", "relations", "triggers", "events", "arguments"]
When = Literal["pilot", "before", "after"]

TITLES: Mapping[Layer, str] = {
    "zones": "zones and stories",
    "mentions": "mentions: there, span, kind",
    "chains": "chains and their types",
    "values": "values and their normal form",
    "relations": "relations and their status",
    "triggers": "triggers",
    "events": "events: type, realis, identity",
    "arguments": "arguments",
}
PHASES: Mapping[When, str] = {
    "pilot": "in the pilot",
    "before": "in test, as found",
    "after": "after mending",
}


class Read(Struct, frozen=True, forbid_unknown_fields=True):
    """One reader's errors in one layer of a document, of ``checked`` labels.

    ``when`` is ``pilot``, or ``before`` or ``after`` the same kinds of error were looked for in the rest.
    """

    document: str
    reader: int
    when: When
    layer: Layer
    errors: int
    checked: int


class Rate(NamedTuple):
    """Errors per label, with the bounds of its 95 % interval; they are null for fewer than two documents."""

    errors: int
    checked: int
    documents: int
    low: float | None
    high: float | None


def read(path: Path) -> list[Read]:
    """Return the rows of a file of reads; none if there is no such file.

    Raises:
        InputError: a line is no read, a row stands twice, a read lacks a layer, or errors exceed labels.
    """
    if not path.is_file():
        return []
    rows = list(codec.read_numbered(path, Read))
    problems = list(_problems(path, rows))
    if problems:
        raise InputError(problems)
    return [row for _, row in rows]


def _problems(path: Path, rows: Sequence[tuple[int, Read]]) -> Iterator[Problem]:
    layers: dict[tuple[str, int, When], dict[Layer, int]] = {}
    for number, row in rows:
        if not 0 <= row.errors <= row.checked:
            found = f"{row.errors} errors of {row.checked} labels"
            yield Problem("read", str(path), found, "no more errors than labels", number, row.document)
        known = layers.setdefault((row.document, row.reader, row.when), {})
        if row.layer in known:
            found = f"reader {row.reader} on {row.layer}, as on line {known[row.layer]}"
            yield Problem("read", str(path), found, "each row once", number, row.document)
        known.setdefault(row.layer, number)
    for (document, reader, _), known in layers.items():
        if missing := [layer for layer in get_args(Layer) if layer not in known]:
            found, last = f"reader {reader} without {', '.join(missing)}", max(known.values())
            yield Problem("read", str(path), found, "a row for every layer", last, document)


def rate(rows: Iterable[Read]) -> Rate:
    """Return the rate of errors, with the interval of Korn and Graubard.

    The interval is that of Clopper and Pearson, with the number of labels that would tell as much if each
    were drawn alone: n divided by the design effect between documents (never under 1), and scaled for the
    few documents by (t of n - 1 over t of documents - 1) squared.

    Source: E. L. Korn, B. I. Graubard, Confidence intervals for proportions with small expected number of
    positive counts estimated from survey data, Survey Methodology 24 (1998), 193-201.
    """
    by_document: dict[str, np.ndarray] = {}
    for row in rows:
        counts = np.array([row.errors, row.checked])
        by_document[row.document] = by_document.get(row.document, np.zeros(2, int)) + counts
    documents = len(by_document)
    errors, checked = (int(number) for number in sum(by_document.values(), np.zeros(2, int)))
    if documents < 2 or checked < 2:
        return Rate(errors, checked, documents, None, None)
    effective = _effective(np.array(list(by_document.values()), float))
    hits = errors / checked * effective
    tail = (1 - LEVEL) / 2
    low = float(stats.beta.ppf(tail, hits, effective - hits + 1)) if errors else 0.0
    high = float(stats.beta.ppf(1 - tail, hits + 1, effective - hits)) if errors < checked else 1.0
    return Rate(errors, checked, documents, low, high)


def _effective(counts: np.ndarray) -> float:
    """Return how many labels, drawn alone, tell as much as those of the documents (errors, checked) do."""
    documents = len(counts)
    errors, checked = counts.sum(axis=0)
    share = errors / checked
    residuals = counts[:, 0] - share * counts[:, 1]
    variance = documents / (documents - 1) * float(residuals @ residuals) / checked**2
    alone = share * (1 - share) / checked
    effect = max(variance / alone, 1.0) if alone else 1.0
    upper = (1 + LEVEL) / 2
    few = (stats.t.ppf(upper, checked - 1) / stats.t.ppf(upper, documents - 1)) ** 2
    return float(checked / effect * min(few, 1.0))


def table(rows: Sequence[Read]) -> str:
    """Return the table of a card: a row a layer, and for each phase its errors and their rate."""
    phases = [when for when in get_args(When) if any(row.when == when for row in rows)]
    columns = ["layer"]
    for when in phases:
        columns += [f"{PHASES[when]}: errors of labels", "per 100", "95 %"]
    lines: list[tuple[str, ...]] = []
    for layer, title in (("", "**all**"), *TITLES.items()):
        cells: list[str] = [title]
        for when in phases:
            cells += _cells(rate(row for row in rows if row.when == when and layer in {"", row.layer}))
        lines.append(tuple(cells))
    return markdown(Table("", tuple(columns), lines))


def _cells(found: Rate) -> tuple[str, str, str]:
    if not found.checked:
        return "–", "–", "–"
    bounds = (
        "–" if found.low is None or found.high is None else f"{100 * found.low:.2f}–{100 * found.high:.2f}"
    )
    return f"{found.errors:,} of {found.checked:,}", f"{100 * found.errors / found.checked:.2f}", bounds


def summary(rows: Sequence[Read]) -> str:
    """Return one line that says who has read what."""
    parts = []
    for when, title in PHASES.items():
        own = [row for row in rows if row.when == when]
        documents, readers = len({row.document for row in own}), len({row.reader for row in own})
        read = f"{documents} document{'s' * (documents != 1)} by {readers} reader{'s' * (readers != 1)}"
        parts.append(f"{title[0].upper()}{title[1:]}: {read if own else 'none yet'}.")
    return " ".join(parts)


def block(rows: Sequence[Read]) -> str:
    """Return the part of the card."""
    if not rows:
        return "No adversarial reader has been through any document yet."
    return f"{summary(rows)}\n\n{table(rows)}"
