"""A system's page: who it is, what it scores, and where it loses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from farrago.board import losses
from farrago.board.charts import Axis, Whisker, whisker
from farrago.board.columns import COLUMNS, HEADLINE
from farrago.board.documents import file_names
from farrago.board.render import Member, Site, rank
from farrago.board.standing import Tested, seen_from
from farrago.board.usage import taken
from farrago.report.rows import COUNTS, F1, RATES, has_f1, lines, rates
from farrago.scoring import metrics
from farrago_schema.leaderboard import Figure
from farrago_schema.results import Interval

WIDTH, EDGE = 560, 8


class Standing(NamedTuple):
    """A system in one column: its figure, its rank, and where all others stand."""

    label: str
    meaning: str
    figure: Figure | None
    rank: str
    whisker: Whisker | None
    others: list[float]
    references: list[float]


class Scores(NamedTuple):
    """A metric's line: what it scores, where that may lie, and from which counts."""

    name: str
    is_first: bool
    rates: tuple[str, ...]
    interval: Interval | None
    counts: tuple[str, ...]


class Against(NamedTuple):
    """Another system, and how far this one is ahead of it."""

    member: Member
    figure: Figure
    tested: Tested
    is_significant: bool


class DocumentLine(NamedTuple):
    """A document: its scores by column, and how many errors are in it."""

    id: str
    page: str
    kind: str
    scores: Mapping[str, float | None]
    errors: int | None


def path_of(member: Member) -> str:
    """Return where a system's page lies."""
    return f"systems/{member.slug}.html"


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the page of each system: path and content."""
    for member in site.members:
        yield path_of(member), _page(site, member)


def _page(site: Site, member: Member) -> str:
    examined = member.entry.examined
    axis = Axis(0, 1, WIDTH - 2 * EDGE, EDGE)
    return site.page(
        path_of(member),
        "system.html.j2",
        script="board.js",
        member=member,
        system=member.row.system,
        examined=examined,
        headline=member.row.figures[HEADLINE.key],
        columns=COLUMNS,
        axis=axis,
        width=WIDTH,
        standings=list(_standings(site, member, axis)),
        scores=list(_scores(member)),
        other_rates=[
            line for name, row in examined.scores.items() for line in rates(name, row, metrics()[name])
        ],
        headings=(*RATES, *COUNTS),
        runs=member.row.runs,
        against=_against(site, member),
        documents=list(_documents(site, member)),
        taken=taken(member.row.system.usage),
        parts=[part for part in site.board.parts if part.key],
        **losses.content(member, axis),
    )


def _standings(site: Site, member: Member, axis: Axis) -> Iterator[Standing]:
    for column in COLUMNS:
        figures = site.board.standing("", column.key).figures
        own = figures[member.place]
        others = [each for each in site.members if each.slug != member.slug]
        peers = [figures[each.place] for each in site.members if each.row.track == member.row.track]
        places: dict[bool, list[float]] = {True: [], False: []}
        for other in others:
            if (figure := figures[other.place]) is not None:
                places[other.row.track == "reference"].append(axis.at(figure.mean))
        drawn = None if own is None else whisker(own, axis)
        yield Standing(
            column.label, column.meaning, own, rank(own, peers), drawn, places[False], places[True]
        )


def _scores(member: Member) -> Iterator[Scores]:
    examined = member.entry.examined
    for name, row in examined.scores.items():
        metric = metrics()[name]
        if not has_f1(metric):
            continue
        for line in lines(name, row, metric):
            column = metric.primary if line.is_first else f"{line.name}_{F1}"
            interval = examined.intervals.scores.get(name, {}).get(column)
            rates_, counts = line.cells[: len(RATES)], line.cells[len(RATES) : len(RATES) + len(COUNTS)]
            yield Scores(line.name, line.is_first, rates_, interval, counts)


def _against(site: Site, member: Member) -> list[Against]:
    standing = site.board.standing("", HEADLINE.key)
    found = []
    for other in site.members:
        tested = None if other is member else seen_from(standing.pairs, member.place, other.place)
        figure = standing.figures[other.place]
        if tested is not None and figure is not None:
            is_significant = tested.p <= site.board.data.ranking.level
            found.append(Against(other, figure, tested, is_significant))
    return sorted(found, key=lambda each: (each.tested.difference, each.member.label.casefold()))


def _documents(site: Site, member: Member) -> Iterator[DocumentLine]:
    examined = member.entry.examined
    files = file_names(sorted(examined.by_document))
    for id_, scores in examined.by_document.items():
        kind = site.board.setting.gold.documents[id_].meta.kind or ""
        errors = examined.mistakes.by_document.get(id_)
        yield DocumentLine(id_, files[id_], kind, scores, None if errors is None else sum(errors.values()))
