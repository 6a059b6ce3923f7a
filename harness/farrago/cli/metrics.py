"""``farrago metrics``: what every number means, with a worked example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options
from farrago.formats import Format

if TYPE_CHECKING:
    from farrago.manual import Account


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("metrics")(metrics)


def metrics(
    name: Annotated[
        str | None, typer.Argument(help="A metric; without one, all are listed.", show_default=False)
    ] = None,
    format_: _options.OutputFormat = Format.text,
    as_json: _options.AsJson = False,
) -> None:
    """List the metrics, or explain one: definition, formula, source, columns, and a worked example.

    Markdown without a name is the whole of docs/metrics.md.

    Example: [bold]farrago metrics relation[/bold]
    """
    format_ = _options.known_format(format_, as_json=as_json)
    if format_ in {Format.latex, Format.csv}:
        raise typer.BadParameter("an account is text, json or markdown", param_hint="--format")
    from farrago import manual

    known = manual.accounts() if name is None else [manual.account(_known(name))]
    if format_ is Format.markdown:
        typer.echo(manual.page(known) if name is None else manual.chapter(known[0]), nl=False)
    elif format_ is Format.json:
        _print_json([each.to_dict() for each in known], is_one=name is not None)
    elif name is None:
        _print_list(known)
    else:
        _print_account(known[0])


def _known(name: str) -> str:
    from farrago.scoring import metrics as registered

    if name not in registered():
        from difflib import get_close_matches

        near = get_close_matches(name, registered(), n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        there = ", ".join(registered())
        raise typer.BadParameter(f"there is no metric {name!r}.{guess} There is: {there}.", param_hint="NAME")
    return name


def _print_json(plain: list[dict[str, object]], *, is_one: bool) -> None:
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(plain[0] if is_one else plain), indent=2).decode())


def _print_list(known: list[Account]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from farrago.formats import plain
    from farrago.manual import text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    grid.add_column("metric", style="bold", no_wrap=True)
    grid.add_column("what it counts; its scores (of the layers)")
    for each in known:
        scores = f"{', '.join(text.scores(each))} ({', '.join(each.metric.layers)})"
        line = Text(plain(text.one_line(each)))
        grid.add_row(plain(each.name), line.append("\n").append(plain(scores), style="dim"))
    Console().print(grid)


def _print_account(known: Account) -> None:
    from rich.console import Console
    from rich.text import Text

    from farrago.manual import text

    console = Console()
    for number, (heading, body) in enumerate(text.paragraphs(known, console.width)):
        console.print(Text(("\n" if number else "") + heading, style="bold"))
        console.print(Text(body))
