"""``farrago board``: from a folder of submissions to a leaderboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options

if TYPE_CHECKING:
    from farrago_schema.leaderboard import Leaderboard

NOTHING_SCORED = 3


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("board")(board)


def board(
    submissions: Annotated[
        Path, typer.Argument(help="A folder of submissions: each a folder with system.json and predictions.")
    ],
    site: Annotated[Path, typer.Option("--output", "-o", metavar="SITE", help="The folder to write into.")],
    data: _options.Data = None,
    split: _options.Split = "dev",
    ontology: _options.LabelSet = None,
    compat: _options.Compat = None,
    as_json: _options.AsJson = False,
) -> None:
    """Rank all submissions in a folder: a page, its data and a Markdown table.

    An invalid or incomplete submission is listed with its problems and never ranks.

    Example: [bold]farrago board submissions --split dev -o site[/bold]
    """
    from farrago.board import build
    from farrago.board.submissions import discover
    from farrago.report import Gold

    folders = discover(submissions)
    build.check_site(site, submissions)
    leaderboard = build.leaderboard(folders, Gold.of_split(data, split, ontology), _with_progress, compat)
    build.write(leaderboard, site)
    if as_json:
        typer.echo((site / "leaderboard.json").read_bytes(), nl=False)
    _tell(leaderboard, site, to_stderr=as_json)


def _with_progress(folders: Sequence[Path]) -> Iterable[Path]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(folders, "Scoring", console=console, transient=True, disable=not console.is_terminal)


def _tell(leaderboard: Leaderboard, site: Path, *, to_stderr: bool) -> None:
    from farrago.formats import plain

    for refusal in leaderboard.refused:
        more = f" (1 of {refusal.total} problems)" if refusal.total > 1 else ""
        typer.echo(plain(f"Not scored: {refusal.id}: {refusal.problems[0]}{more}"), err=True)
    scored, refused = len(leaderboard.rows), len(leaderboard.refused)
    typer.echo(f"{scored} of {scored + refused} submissions scored.", err=True)
    typer.echo(f"Open {site / 'index.html'}", err=to_stderr)
    if refused and not scored:
        raise typer.Exit(NOTHING_SCORED)
