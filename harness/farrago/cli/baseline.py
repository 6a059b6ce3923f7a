"""``farrago baseline``: run a reference system and write its submission."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farrago.cli import _options


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("baseline")(baseline)


def baseline(
    name: Annotated[str, typer.Argument(help="The baseline, e.g. [bold]lexicon[/bold].")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="A predictions file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet; - is stdout), "
            "or a folder to make a submission in: system.json and predictions.jsonl.",
        ),
    ],
    split: _options.Split = "dev",
    data: _options.Data = None,
) -> None:
    """Run a reference system, which sees train with gold and the split without.

    Example: [bold]farrago baseline lexicon --split dev -o submissions/lexicon[/bold]
    """
    import msgspec

    from farrago import data as gold
    from farrago import plugins
    from farrago_schema import codec
    from farrago_schema.types import Prediction

    try:
        module = plugins.load("farrago_baselines", name)
    except plugins.UnknownPluginError as error:
        raise typer.BadParameter(str(error), param_hint="NAME") from error
    place = gold.folder(data)
    inputs = [document.input() for document in gold.read_split(place, split)]
    predictions = list(module.predict(inputs, gold.read_split(place, "train")))
    if str(output) == "-" or output.suffix:
        codec.write(output, predictions, Prediction)
        return
    output.mkdir(parents=True, exist_ok=True)
    (output / "system.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(module.SYSTEM), indent=2) + b"\n"
    )
    codec.write(output / "predictions.jsonl", predictions, Prediction)
    typer.echo(f"{len(predictions)} documents of {split} predicted: {output}/predictions.jsonl", err=True)
