"""``farrago draw``: scenarios for documents that are still to be written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farrago.cli._extras import need


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("draw")(draw)


def draw(
    source: Annotated[Path, typer.Option(help="The folder of scenarios.jsonl and text/.")] = Path(
        "dataset/source"
    ),
    seed: Annotated[int | None, typer.Option(help="Another seed draws another plan.")] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="ID", help="Draw nothing; print this scenario for a writer.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scenarios as JSON lines.")] = False,
) -> None:
    """Draw scenarios by seed: what each document of the corpus must hold, and what everybody is called.

    Scenarios that are there are kept as they are; those that the plan lacks are added. The floors of the plan
    hold for all of them together, and no name is drawn twice or stands in a text already.

    Example: [bold]farrago draw --sheet fg-p-0007[/bold]
    """
    import msgspec

    from farrago.corpus import scenarios

    if sheet is not None:
        _print_sheet(source / "scenarios.jsonl", sheet, as_json=as_json)
        return
    need("corpus", "faker", "babel", "anyascii", "wordfreq")
    added = scenarios.update(source, scenarios.SEED if seed is None else seed)
    if as_json:
        for scenario in added:
            typer.echo(msgspec.json.encode(scenario))
    typer.echo(f"{len(added)} scenarios added to {source / 'scenarios.jsonl'}", err=True)


def _print_sheet(path: Path, identifier: str, *, as_json: bool) -> None:
    import msgspec

    from farrago.corpus import scenarios
    from farrago.corpus.scenarios import sheet
    from farrago.corpus.scenarios.plan import Plan
    from farrago_schema.problems import InputError, Problem
    from farrago_schema.validate.nearest import nearest

    known = {scenario.id: scenario for scenario in scenarios.read(path)}
    if identifier not in known:
        raise InputError(
            [
                Problem(
                    "scenario",
                    str(path),
                    identifier,
                    "the id of a scenario",
                    nearest=nearest(identifier, known),
                )
            ]
        )
    scenario = known[identifier]
    typer.echo(msgspec.json.encode(scenario) if as_json else sheet.write(scenario, Plan.load()).rstrip("\n"))
