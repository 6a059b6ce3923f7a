"""``farrago baseline``.

Run a reference system and write its submission, or say which rule made which item.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options
from farrago.cli._extras import need

if TYPE_CHECKING:
    from types import ModuleType

    from farrago_schema.results import System
    from farrago_schema.types import Prediction


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("baseline")(baseline)


def baseline(
    name: Annotated[str, typer.Argument(help="The baseline, e.g. [bold]rules[/bold].")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A predictions file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet; - is stdout), "
            "or a folder to make a submission in: system.json and predictions.jsonl.",
        ),
    ] = None,
    split: _options.Split = "dev",
    data: _options.Data = None,
    given: Annotated[
        str | None,
        typer.Option(
            help="Gold that it is shown (mentions, entities, triggers): an upper bound, of kind oracle."
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="DOC", help="Print which rule made which item of this document, and write nothing."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --explain: as JSON.")] = False,
) -> None:
    """Run a reference system, which sees train with gold and the split without.

    Example: [bold]farrago baseline rules --split dev -o submissions/rules[/bold]
    """
    from farrago import data as gold
    from farrago import plugins

    try:
        module = plugins.load("farrago_baselines", name)
    except plugins.UnknownPluginError as error:
        raise typer.BadParameter(str(error), param_hint="NAME") from error
    except ModuleNotFoundError as error:
        need("baselines", str(error.name))
        raise
    need("baselines", *getattr(module, "NEEDS", ()))
    place = gold.folder(data)
    if explain is not None:
        _explain(module, place, split, explain, as_json=as_json)
        return
    if output is None:
        raise typer.BadParameter(
            "say where to write to, or which document to --explain", param_hint="--output"
        )
    _check_given(module, name, given)
    documents, train = gold.read_split(place, split), gold.read_split(place, "train")
    if given is None:
        system = module.SYSTEM
        predictions = list(module.predict([document.input() for document in documents], train))
    else:
        system = module.system_given(given)
        predictions = list(module.predict_given(documents, train, given))
    _write(output, system, predictions, split)


def _check_given(module: ModuleType, name: str, given: str | None) -> None:
    known: tuple[str, ...] = getattr(module, "GIVEN", ())
    if given is None or given in known:
        return
    hint = f"one of: {', '.join(known)}" if known else f"nothing: {name} cannot be shown gold"
    raise typer.BadParameter(f"found {given!r}, expected {hint}", param_hint="--given")


def _explain(module: ModuleType, place: Path, split: str, document: str, *, as_json: bool) -> None:
    import msgspec

    from farrago import data as gold

    if not hasattr(module, "explain"):
        raise typer.BadParameter("this baseline does not say how it decides", param_hint="--explain")
    documents = {each.id: each for each in gold.read_split(place, split)}
    if document not in documents:
        known = ", ".join(documents)
        raise typer.BadParameter(
            f"no document {document!r} in {split}; there are {known}", param_hint="--explain"
        )
    found = module.explain(documents[document].input(), gold.read_split(place, "train"))
    typer.echo(
        msgspec.json.format(msgspec.json.encode(found), indent=2) if as_json else module.explained(found)
    )


def _write(output: Path, system: System, predictions: list[Prediction], split: str) -> None:
    import msgspec

    from farrago_schema import codec
    from farrago_schema.types import Prediction

    if str(output) == "-" or output.suffix:
        codec.write(output, predictions, Prediction)
        return
    output.mkdir(parents=True, exist_ok=True)
    (output / "system.json").write_bytes(msgspec.json.format(msgspec.json.encode(system), indent=2) + b"\n")
    codec.write(output / "predictions.jsonl", predictions, Prediction)
    typer.echo(f"{len(predictions)} documents of {split} predicted: {output}/predictions.jsonl", err=True)
