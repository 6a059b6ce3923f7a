"""``farrago align``: offsets for predictions that come as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options

if TYPE_CHECKING:
    from farrago.report import Alignment

STANDARD_OUTPUT = "-"


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("align")(align)


def align(
    predictions: _options.Predictions,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write, of any of these suffixes. - is stdout.")
    ],
    gold: _options.Gold = None,
    data: _options.Data = None,
    split: _options.Split = "dev",
    ontology: _options.LabelSet = None,
    compat: _options.Compat = None,
    as_json: _options.AsJson = False,
) -> None:
    """Find offsets for mentions and triggers that come as text; [bold]score[/bold] does the same by itself.

    A string is looked for as it is, then in any letter case, then with plain quotes, dashes and spaces, on
    word boundaries. What cannot be placed keeps its text, is listed with the reason, and is spurious when
    scored: it is absent from the text, elsewhere than its occurrence or sentence says, contested by two
    entities (say which occurrence each means), or taken, other mentions holding every place of it.

    Example: [bold]farrago align answers.jsonl --split dev -o predictions.jsonl[/bold]
    """
    if as_json and str(output) == STANDARD_OUTPUT:
        raise typer.BadParameter("- and --json would both print to stdout", param_hint="-o")
    import msgspec

    from farrago import report
    from farrago_schema import codec
    from farrago_schema.types import Prediction

    codec.is_parquet(output)  # a suffix that cannot be written is told before any work is done
    found = report.align(predictions, gold=gold, data=data, split=split, ontology=ontology, compat=compat)
    codec.write(output, found.predictions, Prediction)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found.to_dict()), indent=2).decode())
    else:
        _tell(found)


def _tell(found: Alignment) -> None:
    total = sum(found.located.values()) + len(found.unlocated)
    typer.echo(f"{total:,} mentions and triggers without offsets", err=True)
    for rule, number in found.located.items():
        typer.echo(f"{number:7,} {rule}", err=True)
    typer.echo(f"{len(found.unlocated):7,} not located, and spurious when scored", err=True)
    for each in found.unlocated:
        typer.echo(f"{each.document}: {each.path}: {each.reason}: {each.text!r}", err=True)
