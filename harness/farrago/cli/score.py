"""``farrago score``: scores predictions against gold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options
from farrago.cli._facets import EPILOG, FACETS, METRICS_BY
from farrago.formats import Format

if TYPE_CHECKING:
    from farrago.report import Gold, Report
    from farrago.scoring import Options

UNEQUAL = 1


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score", epilog=EPILOG)(score)


def score(
    predictions: _options.OptionalPredictions = None,
    gold: _options.Gold = None,
    data: _options.Data = None,
    split: _options.Split = "dev",
    ontology: _options.LabelSet = None,
    by: Annotated[
        list[str] | None,
        typer.Option(help=f"Break scores down by a facet ({FACETS}: see below); may be given several times."),
    ] = None,
    metrics: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME…|default|all",
            help="The metrics to score, by default one for each layer and the headline, for tags ner, too; "
            "may be given several times, or with commas.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every column of every metric, not the main ones alone.")
    ] = False,
    types: Annotated[bool, typer.Option("--types", help="Show the scores of each type, too.")] = False,
    allow_missing: _options.AllowMissing = False,
    intervals: Annotated[
        bool, typer.Option("--intervals", help="Say how sure the scores are, by a bootstrap over documents.")
    ] = False,
    resamples: _options.Resamples = 10_000,
    seed: _options.Seed = 20_310_514,
    level: _options.Level = 0.95,
    train: _options.Train = None,
    compat: _options.Compat = None,
    scheme: _options.Scheme = None,
    ner_with: _options.NerWith = None,
    self_check: Annotated[
        bool,
        typer.Option(
            "--self-check", help="Score gold against itself: every metric (or those named) must be 1."
        ),
    ] = False,
    format_: _options.OutputFormat = Format.text,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help="Score in that many processes: --gold and predictions in plain .jsonl.",
        ),
    ] = 1,
    as_json: _options.AsJson = False,
) -> None:
    """Score predictions against gold, with counts and a line that reproduces the numbers.

    A line is a metric; with --all, every column of it. JSON and CSV hold every column in any case: CSV as a
    line a number, for pandas and the like. LaTeX is for the package booktabs. Every format bears the
    signature. --metrics all scores every metric.

    Rates are printed in per cent, and lie between 0 and 1 in JSON. A dash stands for what the system does not
    attempt, for what gold does not have, and for a rate over 0. F1 is over all items (for coref, the CoNLL
    mean of three); macro is its mean over gold's types, doc its mean over documents. What is no F1, such as
    the share of leaks, has a table of its own. [bold]farrago metrics[/bold] explains every metric.

    --intervals adds where each score may lie if other documents of the same kind had been drawn; there is
    none for what occurs in fewer than 8 documents, nor where over 5 % of the resamples have no score.

    CoNLL files (.conll, .bio, .iob, .iob2: a word and its tag a line) are scored as well: predictions tag the
    words of gold, and ner then gives the numbers of conlleval and seqeval.

    Example: [bold]farrago score predictions.jsonl --split dev --types --by zone[/bold]
    """
    facets, chosen = _known_facets(by or []), _known_metrics(metrics or ["all"] * self_check)
    show = partial(
        _show, format_=_options.known_format(format_, as_json=as_json), types=types, everything=everything
    )
    if self_check == (predictions is not None):
        raise typer.BadParameter("name predictions, or ask for --self-check", param_hint="PREDICTIONS")
    from farrago.report import Gold, score_against, score_files, training_for, usual_metrics
    from farrago.scoring import Bootstrap, Options

    bootstrap = Bootstrap(resamples, seed, level)
    if not intervals and bootstrap != Bootstrap():
        raise typer.BadParameter("--resamples, --seed and --level go with --intervals")
    options = Options(
        facets=facets,
        allow_missing=allow_missing,
        metrics=chosen or usual_metrics((predictions, gold), scheme=scheme, ner_with=ner_with),
        by_document=intervals,
        bootstrap=bootstrap if intervals else None,
        compat=compat,
        scheme=scheme,
        ner_with=ner_with,
    )
    _note_idle(options)
    if predictions is not None and gold is not None and train is None and "seen" not in facets:
        show(score_files(predictions, gold, ontology, options, jobs=jobs))
        return
    known = Gold.of_file(gold, ontology, scheme) if gold else Gold.of_split(data, split, ontology)
    training = training_for(known, train, data=data, ontology=ontology, facets=facets)
    options = replace(options, training=training)
    if predictions is None:
        _check_itself(known, options, show)
    else:
        show(score_against(known, predictions, options))


def _known_facets(names: list[str]) -> frozenset[str]:
    from farrago.scoring import check_facets

    try:
        check_facets(names)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--by") from error
    return frozenset(names)


def _note_idle(options: Options) -> None:
    """Say which facets break down none of the metrics that are scored."""
    from farrago.scoring import DOCUMENT_FACETS, selected

    broken_down = {facet for metric in selected(options.metrics).values() for facet in metric.facets}
    for facet in sorted(options.facets.difference(DOCUMENT_FACETS, broken_down)):
        message = f"--by {facet} breaks down none of the metrics scored; it does so for {METRICS_BY[facet]}"
        typer.echo(f"note: {message}", err=True)


def _known_metrics(names: list[str]) -> tuple[str, ...] | None:
    from farrago.scoring import chosen

    parts = [part.strip() for name in names for part in name.split(",")]
    try:
        return chosen(parts) if parts else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--metrics") from error


def _check_itself(gold: Gold, options: Options, show: Callable[[Report], None]) -> None:
    from farrago.report import score_against
    from farrago.report.self_check import gold_as_predictions, not_perfect

    report = score_against(gold, gold_as_predictions(gold), options)
    show(report)
    wrong = not_perfect(report.result)
    for line in wrong:
        typer.echo(f"gold against itself: {line}", err=True)
    if wrong:
        raise typer.Exit(UNEQUAL)


def _show(report: Report, *, format_: Format, types: bool, everything: bool) -> None:
    if format_ is not Format.text:
        typer.echo(report.show(format_, types=types, everything=everything), nl=False)
        return
    from rich.console import Console

    Console().print(report.renderable(types=types, everything=everything))
    typer.echo(report.result.signature)
