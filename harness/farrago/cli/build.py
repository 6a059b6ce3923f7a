"""``farrago build``: the corpus from its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farrago.cli._extras import need


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build)


def build(
    source: Annotated[
        Path,
        typer.Option(help="The folder of gold/, text/ and texts.sha256; card and CHANGES.md stand above it."),
    ] = Path("dataset/source"),
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to build in.")] = Path("dataset"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 3 where the output is not up to date.")
    ] = False,
    unpublished: Annotated[
        bool, typer.Option("--unpublished", help="Let data change under its version: nobody has it yet.")
    ] = False,
) -> None:
    """Build the corpus: gold is checked against its frozen texts and written as Parquet, with the card.

    The card's figures and croissant.json, which describes the files for machines, are made with it.
    Data that changed needs a new version at the top of CHANGES.md. Nothing is written if anything is wrong.

    Example: [bold]farrago build --check[/bold]
    """
    need("corpus", "lxml", "sentencex", "spacy", "yaml")
    from farrago.corpus import build as builder
    from farrago.corpus import sources

    if check:
        builder.check(source, output)
        typer.echo(f"{output} is what {source} makes", err=True)
        return
    changed = builder.build(source, output, unpublished=unpublished)
    for name in changed:
        typer.echo(f"{output / name}", err=True)
    waiting = sources.without_gold(source)
    if waiting:
        first = f"{', '.join(waiting[:3])}{' …' if len(waiting) > 3 else ''}"
        typer.echo(f"left out: {len(waiting)} frozen texts that have no gold yet: {first}", err=True)
    typer.echo(f"{len(changed)} files changed" if changed else "nothing changed", err=True)
