"""The leaderboard for people: one page that needs nothing else, and a Markdown table."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from farrago import formats, pages, stats
from farrago.board import text
from farrago.board.columns import COLUMNS
from farrago_schema.leaderboard import Figure, Leaderboard, Row

BLANK = "–"
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


def page(board: Leaderboard) -> str:
    """Return the leaderboard as one HTML file: style and script inside, and nothing from elsewhere."""
    style, script = pages.style("farrago.board", "board.css"), pages.static("farrago.board", "board.js")
    template = _environment().get_template("index.html.j2")
    return template.render(**_content(board), style=style, script=script, policy=pages.policy(style, script))


def markdown(board: Leaderboard) -> str:
    """Return the leaderboard as Markdown, which any forge shows."""
    return _environment().get_template("leaderboard.md.j2").render(**_content(board))


def percent(rate: float) -> str:
    """Return a rate in [0, 1] as per cent with one decimal."""
    return f"{100 * rate:.1f}"


def rank(row: Row, key: str, board: Leaderboard) -> str:
    """Return the rank in a column, ``=2`` where several share it, a dash where there is none."""
    figure = row.figures[key]
    if figure is None or figure.rank is None:
        return BLANK
    peers = [other.figures[key] for other in board.rows if other.track == row.track]
    is_shared = sum(peer is not None and peer.rank == figure.rank for peer in peers) > 1
    return f"={figure.rank}" if is_shared else str(figure.rank)


def _content(board: Leaderboard) -> dict[str, object]:
    sections = [
        (track, title, [row for row in board.rows if row.track == track]) for track, title in TRACKS.items()
    ]
    ranked = [row for row in board.rows if row.track == "open" and row.figures[board.headline]]
    return {
        "board": board,
        "columns": COLUMNS,
        "sections": [section for section in sections if section[2]],
        "first": [row for row in ranked if _figure(row, board.headline).rank == 1],
        "ranked": ranked,
        "references": [row for row in board.rows if row.track == "reference" and row.figures[board.headline]],
        "can_tell_apart": stats.can_tell_apart(board.gold.documents, board.ranking.level),
        "blank": BLANK,
        "kinds": KINDS,
    }


def _figure(row: Row, key: str) -> Figure:
    figure = row.figures[key]
    assert figure is not None, "asked of ranked rows only"
    return figure


@cache
def _environment() -> Environment:
    environment = pages.environment("farrago.board")
    environment.filters |= {
        "percent": percent,
        "markdown": formats.markdown,
        "markdown_address": text.markdown_address,
        "web_address": text.web_address,
    }
    environment.globals |= {"rank": rank}
    return environment
