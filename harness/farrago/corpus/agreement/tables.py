"""An agreement as tables: the rows are the same in the terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farrago.corpus.agreement import Agreement
from farrago.corpus.agreement.adjudication import TITLES, summary
from farrago.corpus.agreement.differences import Difference
from farrago.corpus.agreement.figures import LINES, Figure
from farrago.corpus.tables import Table
from farrago_schema.results import Number


def tables(agreement: Agreement, found: Sequence[Difference], *, types: bool) -> Iterator[Table]:
    """Yield the tables: by layer, beyond chance, by type if asked for, and how many differences there are."""
    yield layers(agreement.figures)
    yield Table(
        "Beyond chance",
        ("of what both mark", "units", "labels", "alike", "κ", "α"),
        [
            (
                each.title,
                f"{each.units:,}",
                str(each.labels),
                percent(each.agreed),
                _plain(each.kappa),
                _plain(each.alpha),
            )
            for each in agreement.chance
        ],
    )
    if types:
        for name, rows in agreement.types.items():
            yield by_type_table(name, rows)
    if found:
        yield Table(
            f"Differences ({len(found)})",
            ("layer", "number", "kinds"),
            [
                (
                    TITLES[layer],
                    str(sum(kinds.values())),
                    ", ".join(f"{kind}: {n}" for kind, n in kinds.items()),
                )
                for layer, kinds in summary(found).items()
            ],
        )


def layers(figures: Sequence[Figure]) -> Table:
    """Return the table by layer; columns of intervals and goals only where there are any."""
    intervals = any(figure.low is not None for figure in figures)
    goals = any(figure.goal is not None for figure in figures)
    columns = ["layer", "F1", *(["95 %"] if intervals else []), "B as gold", "P", "R", "both", "A", "B"]
    rows = [
        (
            figure.title,
            percent(figure.score),
            *([interval(figure)] if intervals else []),
            percent(figure.reverse),
            percent(figure.precision),
            percent(figure.recall),
            *map(_count, (figure.both, figure.a, figure.b)),
            *([percent(figure.goal), _met(figure)] if goals else []),
        )
        for figure in figures
    ]
    return Table("Agreement by layer", (*columns, *(["goal", "met"] if goals else [])), rows)


def notes(agreement: Agreement) -> Iterator[str]:
    """Yield what must be known besides the figures."""
    number = len(agreement.documents)
    documents = f"{number} document{'s' * (number != 1)} on both sides"
    checked = f"; {agreement.equal_texts} texts compared, equal" if agreement.equal_texts else ""
    yield f"A is {agreement.a}, B is {agreement.b}: {documents}{checked}."
    if agreement.equal_texts < number:
        yield f"{number - agreement.equal_texts} texts come from one side alone: the other brings none."
    for side, only in (("A", agreement.only_a), ("B", agreement.only_b)):
        if only:
            yield f"Only {side} has, and nothing is said of: {', '.join(only)}."
    if missing := [LINES[figure.key].title for figure in agreement.figures if figure.score is None]:
        yield f"Nothing to compare: {', '.join(missing)}."
    if differing := agreement.one_way:
        shown = "; ".join(
            f"{each.title} {percent(each.score)} and {percent(each.reverse)}" for each in differing
        )
        yield f"With A as gold and with B as gold, these differ: {shown}."
    else:
        yield "All figures are the same with A as gold and with B as gold."


def by_type_table(name: str, rows: Sequence[Figure]) -> Table:
    """Return the table of a metric by type."""
    intervals = any(figure.low is not None for figure in rows)
    return Table(
        f"{name} by type",
        (name, "F1", *(["95 %"] if intervals else []), "both", "A", "B"),
        [
            (
                figure.title,
                percent(figure.score),
                *([interval(figure)] if intervals else []),
                *map(_count, (figure.both, figure.a, figure.b)),
            )
            for figure in rows
        ],
    )


def percent(value: Number) -> str:
    """Return a rate in per cent with one digit, a dash for null."""
    return "–" if value is None else f"{100 * value:.1f}"


def interval(figure: Figure) -> str:
    """Return the bounds of the interval in per cent, a dash where there is none."""
    if figure.low is None or figure.high is None:
        return "–"
    return f"{100 * figure.low:.1f}–{100 * figure.high:.1f}"


def _plain(value: Number) -> str:
    return "–" if value is None else f"{value:.3f}"


def _count(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _met(figure: Figure) -> str:
    return "" if figure.meets_goal is None else "yes" if figure.meets_goal else "no"
