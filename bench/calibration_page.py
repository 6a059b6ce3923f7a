"""The tables of docs/statistics.md, and where in it they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.calibration import Coverage, Findings

PARTS = (
    "farrago",
    "mention_name, f1",
    "coref, conll_f1",
    "relation, f1",
    "trigger, f1",
    "argument, f1",
)
RARE = ("type in 1 of 3 documents, f1", "type with 1 item in 10 documents, f1")
CHECKED = {*PARTS, *RARE}
"""What must be within bounds from 100 documents on; the others are told as they are."""

MORE = (
    "relation, precision",
    "relation, recall",
    "type with 1 item in 10 documents, precision",
    "type with 1 item in 10 documents, recall",
    "the same, found well, f1",
    "the same, found well, precision",
)
ROWS = (*PARTS, *RARE, *MORE)


def tables(findings: Findings) -> dict[str, str]:
    """Return all tables as Markdown, by name."""
    return {
        "coverage": _coverage(findings, plain=False),
        "plain": _coverage(findings, plain=True),
        "alarms": _alarms(findings),
        "leads": _leads(findings),
    }


def filled(text: str, found: Mapping[str, str]) -> str:
    """Return the page with every table in its place.

    Raises:
        ValueError: the page has no place for a table.
    """
    for name, table in found.items():
        start, end = f"<!-- table: {name} -->\n", "<!-- end -->"
        before, found_start, rest = text.partition(start)
        _, found_end, after = rest.partition(end)
        if not (found_start and found_end):
            raise ValueError(f"the page has no place for the table {name}")
        text = f"{before}{start}{table}\n{end}{after}"
    return text


def _coverage(findings: Findings, *, plain: bool) -> str:
    effort = findings.effort
    rows = []
    for name in ROWS:
        found = [findings.coverage[size][name] for size in effort.sizes]
        rows.append((name, *(_share(each, each.plain if plain else each.ours) for each in found)))
    made = f"Seed {effort.seed}, {effort.corpora:,} corpora, {effort.resamples:,} resamples."
    return _table(("score", *(f"{size} documents" for size in effort.sizes)), rows, made)


def _share(found: Coverage, share: float) -> str:
    """Return the coverage in per cent, with the share of corpora that have an interval where not all have."""
    if found.shown < 0.005:
        return "none"
    shown = "" if found.shown > 0.995 else f" (of {100 * found.shown:.0f} %)"
    return f"{100 * share:.1f}{shown}"


def _alarms(findings: Findings) -> str:
    effort = findings.effort
    alphas = list(next(iter(next(iter(findings.alarms.values())).values())))
    rows = [
        (name, str(size), *(f"{100 * findings.alarms[size][name][alpha]:.1f}" for alpha in alphas))
        for name in findings.alarms[effort.sizes[0]]
        for size in effort.sizes
    ]
    made = f"Seed {effort.seed}, {effort.corpora:,} corpora, {effort.swaps:,} swaps."
    return _table(("F1 of", "documents", *(f"p ≤ {alpha}" for alpha in alphas)), rows, made)


def _leads(findings: Findings) -> str:
    effort = findings.effort
    rows = [
        (
            str(systems),
            f"{found['pair, above']:.2f}",
            f"{100 * found['pair, any']:.0f} %",
            f"{found['Holm, above']:.2f}",
            f"{100 * found['Holm, any']:.0f} %",
        )
        for systems, found in findings.leads.items()
    ]
    made = f"Seed {effort.seed}, {effort.boards:,} boards, {effort.swaps:,} swaps."
    heads = ("equal systems", "pair: wrongly above a row", "any", "Holm: wrongly above a row", "any")
    return _table(heads, rows, made)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], made: str) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|---|{'--:|' * (len(heads) - 1)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", made])
