"""``farrago score``: scores predictions against gold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options

if TYPE_CHECKING:
    from farrago.report import Gold, Report

UNEQUAL = 1
FACETS = "kind, topic, register, zone, story, mention, role, realis or distance"


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score")(score)


def score(
    predictions: _options.OptionalPredictions = None,
    gold: _options.Gold = None,
    data: _options.Data = None,
    split: _options.Split = "dev",
    ontology: _options.LabelSet = None,
    by: Annotated[
        list[str] | None,
        typer.Option(help=f"Break scores down by a facet ({FACETS}); may be given several times."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every column of every metric, not the main ones alone.")
    ] = False,
    types: Annotated[bool, typer.Option("--types", help="Show the scores of each type, too.")] = False,
    allow_missing: _options.AllowMissing = False,
    self_check: Annotated[
        bool, typer.Option("--self-check", help="Score gold against itself: every metric must be 1.")
    ] = False,
    as_json: _options.AsJson = False,
) -> None:
    """Score predictions against gold: every metric, with its counts and a line that reproduces it.

    A line is a metric; with --all, every column of it. --json holds everything in any case.

    Rates are printed in per cent, and lie between 0 and 1 in JSON. A dash stands for what the system does not
    attempt, for what gold does not have, and for a rate over 0. F1 is over all items; macro is its mean over
    gold's types, doc its mean over documents.

    Example: [bold]farrago score predictions.jsonl --split dev --types --by zone[/bold]
    """
    facets = _known_facets(by or [])
    if self_check == (predictions is not None):
        raise typer.BadParameter("name predictions, or ask for --self-check", param_hint="PREDICTIONS")
    from farrago.report import Gold, score_against
    from farrago.scoring import Options

    known = Gold.of_file(gold, ontology) if gold else Gold.of_split(data, split, ontology)
    options = Options(facets=facets, allow_missing=allow_missing)
    if predictions is None:
        _check_itself(known, options.facets, as_json=as_json, types=types, everything=everything)
    else:
        _show(score_against(known, predictions, options), as_json=as_json, types=types, everything=everything)


def _known_facets(names: list[str]) -> frozenset[str]:
    from farrago.scoring import check_facets

    try:
        check_facets(names)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--by") from error
    return frozenset(names)


def _check_itself(
    gold: Gold, facets: frozenset[str], *, as_json: bool, types: bool, everything: bool
) -> None:
    from farrago.report import score_against
    from farrago.report.self_check import gold_as_predictions, not_perfect
    from farrago.scoring import Options

    report = score_against(gold, gold_as_predictions(gold), Options(facets=facets))
    _show(report, as_json=as_json, types=types, everything=everything)
    wrong = not_perfect(report.result)
    for line in wrong:
        typer.echo(f"gold against itself: {line}", err=True)
    if wrong:
        raise typer.Exit(UNEQUAL)


def _show(report: Report, *, as_json: bool, types: bool, everything: bool) -> None:
    if as_json:
        typer.echo(report.json())
        return
    from rich.console import Console

    Console().print(report.renderable(types=types, everything=everything))
    typer.echo(report.result.signature)
