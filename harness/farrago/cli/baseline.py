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
    split: Annotated[
        list[str],
        typer.Option("--split", help="The split to predict; several make a folder for each."),
    ] = ["dev"],  # noqa: B006  # typer copies it
    data: _options.Data = None,
) -> None:
    """Run a reference system, which sees train with gold and the split without.

    Example: [bold]farrago baseline lexicon --split dev --split test -o submissions/lexicon[/bold]
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
    train = gold.read_split(place, "train")
    is_file = str(output) == "-" or bool(output.suffix)
    if is_file and len(split) > 1:
        raise typer.BadParameter("a file is of one split: name a folder", param_hint="--output")
    for part in split:
        inputs = [document.input() for document in gold.read_split(place, part)]
        predictions = list(module.predict(inputs, train))
        if is_file:
            codec.write(output, predictions, Prediction)
            return
        folder = output / part if len(split) > 1 else output
        folder.mkdir(parents=True, exist_ok=True)
        codec.write(folder / "predictions.jsonl", predictions, Prediction)
        typer.echo(f"{len(predictions)} documents of {part} predicted: {folder}/predictions.jsonl", err=True)
    card = msgspec.json.format(msgspec.json.encode(module.SYSTEM), indent=2)
    (output / "system.json").write_bytes(card + b"\n")
