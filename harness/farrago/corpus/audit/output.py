"""Findings as text, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from farrago.corpus.audit.finding import Finding

COLUMNS = ("sure", "rule", "document", "start", "end", "text", "context", "reason", "ids")


def text(findings: Sequence[Finding]) -> str:
    """Return a line of what and where for each finding, and one with its context."""
    lines = []
    for each in findings:
        place = each.document if each.start is None else f"{each.document}:{each.start}-{each.end}"
        lines.append(f"{each.sure:.2f}  {place}  {each.rule}: {each.reason}")
        lines += [f"      {each.context}"] if each.context else []
        lines += [f"      ids: {', '.join(each.ids)}"] if each.ids else []
    return "\n".join(lines)


def as_csv(findings: Sequence[Finding]) -> str:
    """Return a table with a header line; ids are joined by spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([*_cells(each)] for each in findings)
    return out.getvalue().rstrip("\n")


def markdown(findings: Sequence[Finding]) -> str:
    """Return a table; bars in the text are escaped."""
    columns = ("sure", "rule", "document", "context", "reason")
    lines = [f"| {' | '.join(columns)} |", "|---:|---|---|---|---|"]
    for each in findings:
        cells = (f"{each.sure:.2f}", each.rule, each.document, each.context, each.reason)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings each rule has, most first."""
    counts = Counter(finding.rule for finding in findings)
    return ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _cells(finding: Finding) -> list[str]:
    cells = [getattr(finding, column) for column in COLUMNS]
    return [
        "" if cell is None else " ".join(cell) if isinstance(cell, tuple) else str(cell) for cell in cells
    ]


def table(measures: Mapping[str, Struct]) -> str:
    """Return measures of texts as a Markdown table, a row a text."""
    columns = list(next(iter(measures.values())).__struct_fields__)
    lines = [f"| text | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    for name, row in measures.items():
        lines.append(f"| {name} | {' | '.join(str(getattr(row, column)) for column in columns)} |")
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {"text": text, "csv": as_csv, "markdown": markdown}
