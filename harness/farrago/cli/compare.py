"""``farrago compare``: whether the difference of systems is more than chance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farrago.cli import _options
from farrago.formats import Format


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare")(compare)


def compare(
    systems: Annotated[
        list[Path],
        typer.Argument(
            help="Files of predictions, folders of submissions (several runs count as their mean), or a "
            "leaderboard.json, which stands for all systems on it."
        ),
    ],
    gold: _options.Gold = None,
    data: _options.Data = None,
    split: _options.Split = "dev",
    ontology: _options.LabelSet = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            help="A score to compare, [bold]relation[/bold] or [bold]coref.lea_f1[/bold]; may be given "
            "several times. By default the headline and the primary score of each metric."
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="FACET=VALUE", help="Compare a part: type=PER, zone=headline, kind=page."),
    ] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Compare all with the first alone, not with each other.")
    ] = False,
    allow_missing: _options.AllowMissing = False,
    swaps: Annotated[int, typer.Option(min=100, help="Trials of the randomisation test.")] = 10_000,
    resamples: _options.Resamples = 10_000,
    seed: _options.Seed = 20_310_514,
    level: _options.Level = 0.95,
    format_: _options.OutputFormat = Format.text,
    as_json: _options.AsJson = False,
) -> None:
    """Compare systems on the same documents: differences, their intervals, p-values and ranks.

    The test exchanges the two systems on random halves of the documents; p is the share of such exchanges
    that make the difference as large as it is. A rank is one plus the number of systems that are better
    with p up to 1 − level. Several pairs read together need the p adjusted by Holm.

    Example: [bold]farrago compare submissions/mine submissions/lexicon --split test --metric relation[/bold]
    """
    asked = _options.known_format(format_, as_json=as_json)
    from farrago.report import compared
    from farrago.scoring import Bootstrap

    try:
        found = compared.compare(
            *systems,
            gold=gold,
            data=data,
            split=split,
            ontology=ontology,
            metric=metric or (),
            by=by,
            baseline=baseline,
            allow_missing=allow_missing,
            swaps=swaps,
            bootstrap=Bootstrap(resamples, seed, level),
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if asked is not Format.text:
        typer.echo(found.show(asked), nl=False)
        return
    from rich.console import Console

    Console().print(found.renderable())
    typer.echo(f"\n{found.result.signature}")
