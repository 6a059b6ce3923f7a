"""The leaderboard as a table in other forms: CSV for programs, Markdown for forges, LaTeX for papers.

What strangers wrote is made harmless for each form.
"""

from __future__ import annotations

from collections.abc import Iterator

from farrago import formats
from farrago.board.columns import COLUMNS
from farrago.board.index import signature
from farrago.board.render import BLANK, Member, Site, percent, rank
from farrago.board.system import path_of
from farrago.board.text import markdown_address, web_address
from farrago_schema.leaderboard import Figure

HEADINGS = (
    "submission",
    "system",
    "kind",
    "track",
    "date",
    "runs",
    "part",
    "column",
    "mean",
    "deviation",
    "low",
    "high",
    "rank",
    "signature",
)
NOTES = {"open": "", "given": " (given gold)", "reference": " (reference)"}
SHOWN = 400

Cell = str | int | float | None


def csv(site: Site) -> str:
    """Return every figure as a line: of each system, part of gold and column; nothing for no figure."""
    return formats.csv_text(HEADINGS, _lines(site))


def _lines(site: Site) -> Iterator[tuple[Cell, ...]]:
    for member in site.members:
        row, system = member.row, member.row.system
        about = (row.id, member.label, system.kind, row.track, system.date, len(row.runs))
        last = " ".join(run.signature for run in row.runs)
        for part, figures in {"": row.figures, **row.parts}.items():
            for column, figure in figures.items():
                numbers: tuple[Cell, ...] = (None,) * 5
                if figure is not None:
                    numbers = (figure.mean, figure.deviation, figure.low, figure.high, figure.rank)
                yield (*map(_harmless, about), part, column, *numbers, _harmless(last))


def _harmless(cell: Cell) -> Cell:
    # A spreadsheet computes what begins like a formula; behind an apostrophe it is text.
    text = formats.plain(cell) if isinstance(cell, str) else cell
    return f"'{text}" if isinstance(text, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def markdown(site: Site) -> str:
    """Return the ranking in Markdown, which any forge shows."""
    gold = site.board.data.gold
    confidence = round(100 * site.board.data.ranking.confidence)
    headings = ["Rank", "System", "Kind", *(column.label for column in COLUMNS), "Date"]
    rows = [
        [
            _rank(site, member),
            _link(site, member) + NOTES[member.row.track],
            member.kind,
            *(_score(member.row.figures[column.key]) for column in COLUMNS),
            member.row.system.date or BLANK,
        ]
        for member in site.members
    ]
    refused = [
        f"- {formats.markdown(refusal.id)}: {formats.markdown(str(refusal.problems[0])[:SHOWN])}"
        + (f" (1 of {refusal.total} problems)" if refusal.total > 1 else "")
        for refusal in site.board.data.refused
    ]
    parts = [
        f"# Farrago leaderboard: {formats.markdown(_release(site))}",
        f"{gold.documents} documents. Figures are per cent, with the {confidence} % interval in brackets; "
        "systems that cannot be told apart share a rank.",
        formats.markdown_table(headings, rows).rstrip(),
        *(["## Not scored", "\n".join(refused)] if refused else []),
        formats.markdown_code(signature(site)),
    ]
    return "\n\n".join(parts) + "\n"


def latex(site: Site) -> str:
    """Return the ranking as a table for a paper, which needs ``booktabs``."""
    headings = ["System", "Rank", *(column.label for column in COLUMNS)]
    rows = [
        [
            member.label + NOTES[member.row.track],
            _rank(site, member),
            *(_score(member.row.figures[column.key], ends=False) for column in COLUMNS),
        ]
        for member in site.members
    ]
    table = formats.latex_table(
        headings,
        rows,
        caption=f"Farrago leaderboard: {_release(site)}, {site.board.data.gold.documents} documents.",
        label="tab:farrago-leaderboard",
        signature=signature(site),
        notes=["Systems that cannot be told apart share a rank."],
    )
    return f"{formats.LATEX_PREAMBLE}\n{table}"


def _release(site: Site) -> str:
    gold = site.board.data.gold
    version = f" {gold.version}" if gold.version else ""
    return f"{gold.name}{version}{f', {gold.split}' if gold.split else ''}"


def _rank(site: Site, member: Member) -> str:
    headline = site.board.data.headline
    peers = [each.row.figures[headline] for each in site.members if each.row.track == member.row.track]
    return rank(member.row.figures[headline], peers)


def _link(site: Site, member: Member) -> str:
    address = site.address(path_of(member)) or web_address(member.row.system.url)
    name = formats.markdown(member.label)
    return f"[{name}](<{markdown_address(address)}>)" if address else name


def _score(figure: Figure | None, *, ends: bool = True) -> str:
    if figure is None:
        return BLANK
    spread = "" if figure.deviation is None else f" ± {percent(figure.deviation)}"
    known = figure.low is not None and figure.high is not None and ends
    return f"{percent(figure.mean)}{spread}" + (
        f" ({percent(figure.low or 0)}–{percent(figure.high or 0)})" if known else ""
    )
