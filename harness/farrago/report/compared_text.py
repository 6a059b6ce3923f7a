"""A comparison as tables: for the terminal, Markdown, LaTeX and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from farrago import formats
from farrago.formats import NULL
from farrago.report.rows import percent
from farrago.scoring import metrics
from farrago_schema.comparison import Comparison, Family, Pair

_Table: TypeAlias = tuple[str, tuple[str, ...], list[tuple[str, ...]]]
"""The head of the first column, the heads of the others, and the rows."""

CSV_HEADINGS = (
    *("metric", "column", "by", "documents", "a", "b"),
    *("score_a", "score_b", "rank_a", "rank_b"),
    *("difference", "low", "high", "p", "p_holm"),
    *("wins", "ties", "losses", "unscored", "signature"),
)
PAIR = ("difference", "interval", "p", "p Holm", "W/T/L")


def renderable(result: Comparison) -> RenderableType:
    """Return the comparison as tables: one for two systems, else one for each score."""
    shown: list[RenderableType] = [Text(formats.plain(_title(result)))]
    for title, headings, rows in _tables(result):
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
        table.add_column(Text(formats.plain(title)), overflow="fold", min_width=12)
        for heading in headings:
            table.add_column(
                Text(formats.plain(heading)), justify="right", no_wrap=heading not in _names(result)
            )
        for row in rows:
            table.add_row(*(Text(formats.plain(cell)) for cell in row))
        shown.append(Padding(table, (1, 0, 0, 0), expand=False))
    shown += [Padding(Text(line), (1, 0, 0, 0)) for line in notes(result)]
    return Group(*shown)


def markdown(result: Comparison) -> str:
    """Return the same tables as Markdown."""
    parts = [formats.markdown(_title(result))]
    for title, headings, rows in _tables(result):
        heads = [formats.markdown(each) for each in (title, *headings)]
        cells = ([formats.markdown(each) for each in row] for row in rows)
        parts.append(formats.markdown_table(heads, cells).strip())
    signature = formats.markdown_code(result.signature)
    return "\n\n".join([*parts, *map(formats.markdown, notes(result)), signature]) + "\n"


def latex(result: Comparison) -> str:
    """Return the same tables for a paper, each with the signature; the first has the notes."""
    found = []
    for number, (title, headings, rows) in enumerate(_tables(result), 1):
        found.append(
            formats.latex_table(
                (title, *headings),
                rows,
                caption=f"{_title(result)}.",
                label=f"tab:farrago-compare-{number}",
                signature=result.signature,
                notes=notes(result) if number == 1 else (),
            )
        )
    return "\n".join([formats.LATEX_PREAMBLE, *found])


def csv(result: Comparison) -> str:
    """Return a line for each score and pair of systems, with the scores and ranks of both."""
    lines = (
        (
            *(family.metric, family.column, result.by or "", family.documents, pair.a, pair.b),
            *(numbers[name] for numbers in (family.scores, family.ranks) for name in (pair.a, pair.b)),
            *(pair.difference, pair.low, pair.high, pair.p, pair.p_holm),
            *(pair.wins, pair.ties, pair.losses, pair.unscored, result.signature),
        )
        for family in result.families
        for pair in family.pairs
    )
    return formats.csv_text(CSV_HEADINGS, lines)


def notes(result: Comparison) -> Iterator[str]:
    """Yield what the columns mean, and whether anything can be found on so few documents."""
    level = f"{100 * result.level:g} %"
    yield (
        f"Differences are in points, with {level} intervals (bootstrap, {result.resamples:,} resamples) "
        f"and p of a paired randomisation test ({result.swaps:,} swaps), both over documents, seed "
        f"{result.seed}. W/T/L counts documents where the first system is better, equal, worse."
    )
    errors = [name_of(each) for each in result.families if metrics()[each.metric].perfect == 0]
    if errors:
        yield f"Less is better: {', '.join(errors)}."
    alpha = round(1 - result.level, 10)
    if len(result.systems) > 2:
        yield (
            "Rank: one plus the systems that are better by a test of that pair alone. p Holm: p when all "
            f"pairs of a table are read together, so that at most one table in {1 / alpha:.0f} shows a "
            "difference that is none."
        )
    worst = max(result.families, key=lambda each: each.smallest_p)
    if worst.smallest_p > alpha:
        hopeless = [each for each in result.families if each.smallest_p > alpha]
        what = "" if len(hopeless) == len(result.families) else f" in {', '.join(map(name_of, hopeless))}"
        yield (
            f"On {worst.documents} documents no difference can be significant{what}, however large: p cannot "
            f"be below {worst.smallest_p:.2g}."
        )
    elif any(each.smallest_p * len(each.pairs) > alpha for each in result.families):
        yield (
            f"On {worst.documents} documents p cannot be below {worst.smallest_p:.2g}: with so many pairs no "
            "difference can be significant by Holm."
        )


def name_of(family: Family) -> str:
    """Return the name of a score: the metric alone where that is not a matter of its column."""
    return family.metric if family.metric == family.column else f"{family.metric}.{family.column}"


def _title(result: Comparison) -> str:
    gold = result.gold
    where = (
        "" if gold is None else f" on {gold.name}{f' {gold.version} {gold.split}' if gold.version else ''}"
    )
    documents = {each.documents for each in result.families}
    number = f", {max(documents):,} documents" if documents else ""
    return f"{len(result.systems)} systems{where}{number}{f', {result.by}' if result.by else ''}"


def _names(result: Comparison) -> set[str]:
    return {each.name for each in result.systems}


def _tables(result: Comparison) -> Iterator[_Table]:
    if len(result.systems) == 2:
        yield _of_two(result)
        return
    for family in result.families:
        scores: list[tuple[str, ...]] = [
            (name, percent(score), str(family.ranks[name] or NULL)) for name, score in family.scores.items()
        ]
        yield name_of(family), ("score", "rank"), scores
        rows: list[tuple[str, ...]] = [(f"{pair.a} – {pair.b}", *_cells(pair)) for pair in family.pairs]
        yield f"{name_of(family)}, pairs", PAIR, rows


def _of_two(result: Comparison) -> _Table:
    """Return one line for each score; p by Holm would be p again."""
    rows: list[tuple[str, ...]] = []
    for family in result.families:
        for pair in family.pairs:
            difference, interval, p, _, by_document = _cells(pair)
            scores = (percent(family.scores[pair.a]), percent(family.scores[pair.b]))
            rows.append((name_of(family), *scores, difference, interval, p, by_document))
    pair = result.families[0].pairs[0]
    return "score", (pair.a, pair.b, *PAIR[:3], PAIR[4]), rows


def _cells(pair: Pair) -> tuple[str, ...]:
    by_document = f"{pair.wins}/{pair.ties}/{pair.losses}"
    if pair.difference is None or pair.p is None or pair.p_holm is None:
        return NULL, NULL, NULL, NULL, by_document
    interval = NULL
    if pair.low is not None and pair.high is not None:
        interval = f"{_points(pair.low)} to {_points(pair.high)}"
    return _points(pair.difference), interval, f"{pair.p:.4f}", f"{pair.p_holm:.4f}", by_document


def _points(difference: float) -> str:
    return f"{100 * difference:+.2f}".replace("-", "−")
