"""``farrago board``: from a folder of submissions to a leaderboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options
from farrago.cli._progress import watched

if TYPE_CHECKING:
    from farrago.board.build import Board
    from farrago.board.examine import Setting
    from farrago.board.render import Site

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
    split: Annotated[
        list[str],
        typer.Option(
            "--split",
            help="The split of the data folder. May be given several times: the first is the front page, "
            "the others stand beside it.",
        ),
    ] = ["dev"],  # noqa: B006  # typer copies it
    gold: Annotated[
        Path | None,
        typer.Option("--gold", help="Gold from elsewhere, for the one split: a file of documents."),
    ] = None,
    hide_gold: Annotated[
        list[str] | None,
        typer.Option(
            "--hide-gold", metavar="SPLIT", help="Let no page show gold of this split; scores stay."
        ),
    ] = None,
    ontology: _options.LabelSet = None,
    train: _options.Train = None,
    compat: _options.Compat = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where the site will be found, for absolute links."),
    ] = None,
    hub: Annotated[
        str | None,
        typer.Option(
            "--hub", metavar="OWNER/NAME", help="Write the Hub's files, too, for the dataset of that id."
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="How many processes; by default one a processor.")
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache", help="Where scores are kept for the next build; by default the user's own cache."
        ),
    ] = None,
    as_json: _options.AsJson = False,
) -> None:
    """Rank all submissions in a folder: a site that needs neither a network nor a server, and its data.

    An invalid or incomplete submission is listed with its problems and never ranks. Predictions of a split
    stand in a folder called like it, or beside system.json. What was scored before is not scored again.

    Example: [bold]farrago board submissions --split test --split dev -o site[/bold]
    """
    from farrago.board import build
    from farrago.board.cache import Cache
    from farrago.board.site import write
    from farrago.board.submissions import discover
    from farrago.caching import folder

    folders = discover(submissions)
    build.check_site(site, submissions)
    _check(split, gold, base_url)
    how = build.How(jobs or build.all_processors(), Cache(folder(cache)), watched)
    settings = [_setting(name, data, gold, ontology, train, compat) for name in split]
    boards = [build.leaderboard(folders, setting, how) for setting in settings]
    for part in _sites(boards, split, hide_gold or [], base_url):
        write(part, site / part.folder, dataset=hub, jobs=how.jobs, cache=how.cache)
    if as_json:
        typer.echo((site / "leaderboard.json").read_bytes(), nl=False)
    for each in boards:
        _tell(each)
    typer.echo(f"Open {site / 'index.html'}", err=as_json)
    if not any(each.data.rows for each in boards) and any(each.data.refused for each in boards):
        raise typer.Exit(NOTHING_SCORED)


def _check(splits: list[str], gold: Path | None, base_url: str | None) -> None:
    from farrago.board.text import web_address

    _options.check_splits(splits)
    if gold is not None and len(splits) > 1:
        raise typer.BadParameter("it is gold of one split: name one with --split", param_hint="--gold")
    if base_url is not None and web_address(base_url) is None:
        raise typer.BadParameter("an address of the web, https://…", param_hint="--base-url")


def _setting(
    split: str,
    data: Path | None,
    gold: Path | None,
    ontology: str | None,
    train: str | None,
    compat: str | None,
) -> Setting:
    from farrago.board.examine import Setting
    from farrago.report import Gold, training_for
    from farrago_schema.problems import InputError

    known = Gold.of_file(gold, ontology) if gold else Gold.of_split(data, split, ontology)
    try:
        training = training_for(known, train, data=data, ontology=ontology, facets=("seen",))
    except InputError:
        if train is not None:
            raise
        training = None  # without training data there is no breakdown by what was seen in it
    return Setting(known, "conll" if compat else None, training, split)


def _sites(boards: list[Board], splits: list[str], hidden: list[str], base_url: str | None) -> Iterator[Site]:
    from farrago.board.links import slug
    from farrago.board.render import Site

    folders = {name: "" if name == splits[0] else f"{slug(name)}/" for name in splits}
    for board, name in zip(boards, splits, strict=True):
        back = "../" if folders[name] else ""
        seen = {other: "" if other == name else back + folder for other, folder in folders.items()}
        yield Site(board, name in hidden, base_url, folders[name].rstrip("/"), seen)


def _tell(board: Board) -> None:
    from farrago.formats import plain

    data = board.data
    for refusal in data.refused:
        more = f" (1 of {refusal.total} problems)" if refusal.total > 1 else ""
        typer.echo(plain(f"Not scored: {refusal.id}: {refusal.problems[0]}{more}"), err=True)
    scored, refused = len(data.rows), len(data.refused)
    typer.echo(f"{board.setting.split}: {scored} of {scored + refused} submissions scored.", err=True)
