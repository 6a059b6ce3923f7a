"""What all pages of the site have in common: names, numbers in words, templates, and the frame around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from jinja2 import Environment

from farrago import formats, pages
from farrago.board import text
from farrago.board.build import Board
from farrago.board.links import slugs
from farrago.board.standing import Tested
from farrago.board.table import Entry
from farrago.formats import plain
from farrago_schema.leaderboard import Figure, Row

PACKAGE = "farrago.board"
BLANK = "–"
MINUS = "\N{MINUS SIGN}"
KINDS = {
    "rules": "Rules",
    "trained": "Trained",
    "prompted": "Prompted",
    "annotator": "Annotator",
    "oracle": "Oracle",
    "other": "Other",
}
TRACKS = {
    "open": "Systems",
    "given": "Systems that were given gold",
    "reference": "For reference, not ranked",
}


@dataclass(frozen=True)
class Member:
    """A system as pages name it: ``label`` is its name, told apart from others', ``slug`` its address."""

    label: str
    slug: str
    row: Row
    entry: Entry
    place: int

    @property
    def kind(self) -> str:
        """How it works, in a word."""
        return KINDS[self.row.system.kind]


@dataclass(frozen=True)
class Site:
    """A board as it is written: what is hidden, where it will be found, and the other splits beside it.

    ``splits`` maps the names of all splits to their folders, as seen from this one's; ``base_url`` is the
    address of the site, without the folder of the split.
    """

    board: Board
    is_hidden: bool = False
    base_url: str | None = None
    folder: str = ""
    splits: Mapping[str, str] | None = None

    @cached_property
    def members(self) -> list[Member]:
        """The systems in the order of the page."""
        board = self.board
        names = labels(board.data.rows)
        addresses = slugs(names)
        rows = zip(names, board.data.rows, board.entries, board.places, strict=True)
        return [Member(name, addresses[name], row, entry, place) for name, row, entry, place in rows]

    def address(self, path: str) -> str | None:
        """Return the public address of a page, if the site has one."""
        if self.base_url is None:
            return None
        return "/".join(filter(None, (self.base_url.rstrip("/"), self.folder, path)))

    def page(self, path: str, template: str, *, script: str, **content: object) -> str:
        """Return a page that lies at the path: style and script inside, and nothing from elsewhere."""
        style, code = pages.style(PACKAGE, "board.css"), pages.static(PACKAGE, script)
        return (
            environment()
            .get_template(template)
            .render(
                board=self.board.data,
                site=self,
                path=path,
                root="../" * path.count("/"),
                blank=BLANK,
                style=style,
                script=code,
                policy=pages.policy(style, code),
                **content,
            )
        )


def labels(rows: Sequence[Row]) -> list[str]:
    """Return what pages call the systems; where two have one name, the names of their folders are added."""
    found = [plain(row.system.name).strip() or row.id for row in rows]
    while True:
        number = Counter(map(str.casefold, found))
        if all(count == 1 for count in number.values()):
            return found
        found = [
            f"{name} ({row.id})" if number[name.casefold()] > 1 else name
            for name, row in zip(found, rows, strict=True)
        ]


def percent(rate: float) -> str:
    """Return a rate in [0, 1] as per cent with one decimal."""
    return f"{100 * rate:.1f}"


def points(difference: float) -> str:
    """Return a difference of rates in points with its sign; the minus is a real one."""
    shown = f"{abs(100 * difference):.1f}"
    return shown if shown == "0.0" else ("+" if difference > 0 else MINUS) + shown


def p_value(p: float) -> str:
    """Return a p-value as it is read: three decimals, and a bound where they would be 0."""
    return "<\u202f0.001" if p < 0.001 else f"{p:.3f}"


def ends(low: float | None, high: float | None) -> str:
    """Return an interval of a score in per cent; nothing if there is none."""
    return "" if low is None or high is None else f"{percent(low)}\u2009–\u2009{percent(high)}"


def difference_ends(tested: Tested) -> str:
    """Return the interval of a difference in points; a dash if there is none."""
    if tested.low is None or tested.high is None:
        return BLANK
    return f"{points(tested.low)} to {points(tested.high)}"


def rank(figure: Figure | None, peers: Sequence[Figure | None]) -> str:
    """Return a rank, ``=2`` where several of its track share it, a dash where there is none."""
    if figure is None or figure.rank is None:
        return BLANK
    is_shared = sum(peer is not None and peer.rank == figure.rank for peer in peers) > 1
    return f"={figure.rank}" if is_shared else str(figure.rank)


@cache
def environment() -> Environment:
    """Return the templates, with what they may use."""
    found = pages.environment(PACKAGE)
    found.filters |= {
        "percent": percent,
        "points": points,
        "p_value": p_value,
        "inert": pages.inert,
        "markdown": formats.markdown,
        "markdown_address": text.markdown_address,
        "web_address": text.web_address,
    }
    found.globals |= {"ends": ends, "difference_ends": difference_ends, "kinds": KINDS}
    return found
