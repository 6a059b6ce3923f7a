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
    split: Annotated[
        list[str],
        typer.Option("--split", help="The split to predict; several make a folder for each."),
    ] = ["dev"],  # noqa: B006  # typer copies it
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

    Example: [bold]farrago baseline rules --split dev --split test -o submissions/rules[/bold]
    """
    from farrago import data as gold
    from farrago import plugins
    from farrago_schema import codec
    from farrago_schema.types import Prediction

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
        _explain(module, place, split[0], explain, as_json=as_json)
        return
    if output is None:
        raise typer.BadParameter(
            "say where to write to, or which document to --explain", param_hint="--output"
        )
    _check_given(module, name, given)
    is_file = str(output) == "-" or bool(output.suffix)
    if is_file and len(split) > 1:
        raise typer.BadParameter("a file is of one split: name a folder", param_hint="--output")
    train = gold.read_split(place, "train")
    for part in split:
        documents = gold.read_split(place, part)
        if given is None:
            predictions = list(module.predict([document.input() for document in documents], train))
        else:
            predictions = list(module.predict_given(documents, train, given))
        if is_file:
            codec.write(output, predictions, Prediction)
            return
        _write(output / part if len(split) > 1 else output, predictions, part)
    _write_card(output, module.SYSTEM if given is None else module.system_given(given))


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


def _write(folder: Path, predictions: list[Prediction], split: str) -> None:
    from farrago_schema import codec
    from farrago_schema.types import Prediction

    folder.mkdir(parents=True, exist_ok=True)
    codec.write(folder / "predictions.jsonl", predictions, Prediction)
    typer.echo(f"{len(predictions)} documents of {split} predicted: {folder}/predictions.jsonl", err=True)


def _write_card(folder: Path, system: System) -> None:
    import msgspec

    (folder / "system.json").write_bytes(msgspec.json.format(msgspec.json.encode(system), indent=2) + b"\n")
