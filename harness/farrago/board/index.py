"""The first page: who is ahead, and whether that is more than chance; and the same for each part of gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from farrago import stats
from farrago.board.charts import Axis, Whisker, whisker
from farrago.board.columns import COLUMNS, Column
from farrago.board.parts import Part
from farrago.board.render import TRACKS, Member, Site, rank
from farrago.board.standing import seen_from
from farrago.report.result import gold_signature, joined
from farrago_schema.leaderboard import Figure

CHART = 224
EDGE = 8


@dataclass(frozen=True)
class Line:
    """A row of the table; ``is_apart`` says that it is significantly better than the row below it."""

    member: Member
    rank: str
    figures: dict[str, Figure | None]
    whisker: Whisker | None
    is_apart: bool

    def __getitem__(self, key: str) -> Figure | None:
        return self.figures[key]


def path_of(part: Part) -> str:
    """Return where the page of a part lies; the names of facets and kinds are the data's own."""
    return "index.html" if not part.key else f"{part.key.replace('=', '-')}.html"


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the pages of the whole and of each part: path and content."""
    for part in site.board.parts:
        yield path_of(part), _page(site, part)


def _page(site: Site, part: Part) -> str:
    board = site.board
    columns = _columns(site, part)
    ranked_by = columns[0]
    axis = _axis(site, part, ranked_by)
    sections = [(track, title, _lines(site, part, ranked_by, track, axis)) for track, title in TRACKS.items()]
    ranked = [line for track, _, lines in sections if track == "open" for line in lines if line.whisker]
    figures = [(line, line[ranked_by.key]) for line in ranked]
    return site.page(
        path_of(part),
        "index.html.j2",
        script="board.js",
        part=part,
        parts=[(path_of(each), each) for each in board.parts],
        columns=columns,
        ranked_by=ranked_by,
        axis=axis,
        chart=CHART,
        sections=[section for section in sections if section[2]],
        ranked=ranked,
        first=[line for line, figure in figures if figure and figure.rank == 1],
        references=_references(site, part, ranked_by, axis),
        can_tell_apart=stats.can_tell_apart(len(part.documents), board.data.ranking.level),
        kinds_here=sorted({member.kind for member in site.members}),
        signature=signature(site),
    )


def signature(site: Site) -> str:
    """Return the one line that says how a board was made."""
    data = site.board.data
    ranking = data.ranking
    return joined(
        {
            "farrago": data.scorer_version,
            "schema": data.schema_version,
            "gold": gold_signature(data.gold),
            "docs": str(data.gold.documents),
            "systems": str(len(data.rows)),
            "compat": site.board.setting.compat or "",
            "test": f"swaps={ranking.swaps},seed={ranking.seed},level={ranking.level:g}",
            "bootstrap": f"level={ranking.confidence:g},resamples={ranking.resamples},seed={ranking.seed}",
        }
    )


def _columns(site: Site, part: Part) -> list[Column]:
    """Return the columns that any system has a figure in, or all of them; the first one ranks the page."""
    standings = site.board.standings[part.key]
    return [column for column in COLUMNS if any(standings[column.key].figures)] or list(COLUMNS)


def _figure(site: Site, part: Part, column: Column, member: Member) -> Figure | None:
    return site.board.standings[part.key][column.key].figures[member.place]


def _axis(site: Site, part: Part, column: Column) -> Axis:
    figures = [_figure(site, part, column, member) for member in site.members]
    rates = [
        rate
        for figure in figures
        if figure is not None
        for rate in (figure.mean, figure.low, figure.high)
        if rate is not None
    ]
    return Axis.around(rates, CHART - 2 * EDGE, EDGE)


def _lines(site: Site, part: Part, ranked_by: Column, track: str, axis: Axis) -> list[Line]:
    members = [member for member in site.members if member.row.track == track]
    members.sort(key=lambda member: _order(_figure(site, part, ranked_by, member), member))
    peers = [_figure(site, part, ranked_by, member) for member in members]
    lines = []
    for index, (member, figure) in enumerate(zip(members, peers, strict=True)):
        below = members[index + 1] if index + 1 < len(members) else None
        lines.append(
            Line(
                member=member,
                rank=rank(figure, peers),
                figures={column.key: _figure(site, part, column, member) for column in COLUMNS},
                whisker=None if figure is None else whisker(figure, axis),
                is_apart=_is_apart(site, part, ranked_by, member, below),
            )
        )
    return lines


def _order(figure: Figure | None, member: Member) -> tuple[bool, int, float, str]:
    if figure is None:
        return True, 0, 0.0, member.label.casefold()
    return False, figure.rank or 0, -figure.mean, member.label.casefold()


def _is_apart(site: Site, part: Part, column: Column, one: Member, other: Member | None) -> bool:
    if other is None:
        return True
    standing = site.board.standing(part.key, column.key)
    found = seen_from(standing.pairs, one.place, other.place)
    return found is None or found.p <= site.board.data.ranking.level


def _references(site: Site, part: Part, column: Column, axis: Axis) -> list[tuple[Member, float]]:
    """Return the systems that others are measured by, and where their lines stand."""
    members = [member for member in site.members if member.row.track == "reference"]
    found: Sequence[tuple[Member, Figure | None]] = [
        (member, _figure(site, part, column, member)) for member in members
    ]
    return [(member, axis.at(figure.mean)) for member, figure in found if figure is not None]
