"""``farrago baseline``.

Run a reference system, or one of your own, and write its submission, or say which rule made which item.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from farrago.cli import _options
from farrago.cli._extras import need

TIMEOUT = 600.0


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("baseline")(baseline)


def baseline(
    name: Annotated[
        str | None,
        typer.Argument(
            help="The baseline, e.g. [bold]rules[/bold], or a system of your own: "
            "[bold]mine.py[/bold], [bold]mine.py:Mine[/bold].",
            show_default=False,
        ),
    ] = None,
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
    command: Annotated[
        str | None,
        typer.Option(help="In place of a name: a program from documents to predictions, a JSON line each."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="With --command: how many seconds an answer may take.")
    ] = TIMEOUT,
    system: Annotated[
        Path | None, typer.Option(help="The system.json to put beside the predictions.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A setting of the system; as many as you like."),
    ] = None,
    resume: Annotated[
        bool | None,
        typer.Option(
            "--resume/--restart",
            help="After a run that broke off: go on after what it has done, or begin anew.",
            show_default=False,
        ),
    ] = None,
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
    """Run a system, which sees train with gold and the split without.

    Example: [bold]farrago baseline rules --split dev --split test -o submissions/rules[/bold]
    """
    from farrago import data as gold

    if (name is None) == (command is None):
        raise typer.BadParameter("name a baseline or a file, or give --command", param_hint="NAME")
    found = None if name is None else _load(name)
    place = gold.folder(data)
    if explain is not None:
        _explain(found, place, split[0], explain, as_json=as_json)
        return
    if output is None:
        raise typer.BadParameter(
            "say where to write to, or which document to --explain", param_hint="--output"
        )
    _check_given(found, name or "a command", given)
    _options.check_splits(split)
    if len(split) > 1 and (str(output) == "-" or output.suffix):
        raise typer.BadParameter("a file is of one split: name a folder", param_hint="--output")
    from farrago import systems
    from farrago.cli import _running

    train = _running.Train(place)
    for part in split:
        target = systems.Output(output / part if len(split) > 1 else output)
        if command is not None:
            job = _running.of_command(command, timeout)
        else:
            place_of_answers = target.path if target.is_folder else None
            code = systems.made(found, str(name), _settings(settings), place_of_answers)
            job = _running.of_code(code, str(name), given, train)
        _running.run(job, gold.read_split(place, part), target, system, resume=resume)
    if len(split) > 1:
        _share_card(output, split)


def _load(name: str) -> Any:
    from farrago import plugins, systems

    try:
        found = systems.load(name)
    except plugins.UnknownPluginError as error:
        raise typer.BadParameter(str(error), param_hint="NAME") from error
    except ModuleNotFoundError as error:
        need("baselines", str(error.name))
        raise
    need(getattr(found, "EXTRA", "baselines"), *getattr(found, "NEEDS", ()))
    return found


def _settings(given: list[str] | None) -> dict[str, str]:
    pairs = [each.partition("=") for each in given or ()]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise typer.BadParameter(f"found {name!r}, expected NAME=VALUE", param_hint="--set")
    return {name: value for name, _, value in pairs}


def _check_given(system: Any, name: str, given: str | None) -> None:
    known: tuple[str, ...] = getattr(system, "GIVEN", ())
    if given is None or given in known:
        return
    hint = f"one of: {', '.join(known)}" if known else f"nothing: {name} cannot be shown gold"
    raise typer.BadParameter(f"found {given!r}, expected {hint}", param_hint="--given")


def _explain(system: Any, place: Path, split: str, document: str, *, as_json: bool) -> None:
    import msgspec

    from farrago import data as gold

    if not hasattr(system, "explain"):
        raise typer.BadParameter("this baseline does not say how it decides", param_hint="--explain")
    documents = {each.id: each for each in gold.read_split(place, split)}
    if document not in documents:
        known = ", ".join(documents)
        raise typer.BadParameter(
            f"no document {document!r} in {split}; there are {known}", param_hint="--explain"
        )
    found = system.explain(documents[document].input(), gold.read_split(place, "train"))
    typer.echo(
        msgspec.json.format(msgspec.json.encode(found), indent=2) if as_json else system.explained(found)
    )


def _share_card(output: Path, splits: list[str]) -> None:
    """Leave one ``system.json`` above the folders of the splits, in place of one in each."""
    for part in splits:
        (output / part / "system.json").replace(output / "system.json")
