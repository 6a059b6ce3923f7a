"""``farrago errors``: what went wrong, item by item."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from farrago.cli import _options

if TYPE_CHECKING:
    from farrago.report import Gold
    from farrago.report.errors import Survey, Wanted

Name = TypeVar("Name", bound=str)


Shown = Literal["text", "json", "jsonl", "csv", "markdown"]
MOST_NAMED = 20
"""Up to so many names a message lists."""


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("errors")(errors)


def errors(
    predictions: _options.Predictions,
    gold: _options.Gold = None,
    data: _options.Data = None,
    split: _options.Split = "dev",
    ontology: _options.LabelSet = None,
    layer: Annotated[
        list[str] | None,
        typer.Option(
            help="mention, value, coref, entity, relation, trigger, realis, event_coref or argument; "
            "this and the next three may be given several times."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="missed, spurious, wrong_type, wrong_span, wrong_attachment … (see above)."),
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", help="Gold's type, or the prediction's: PER, leads …")
    ] = None,
    document: Annotated[list[str] | None, typer.Option(help="The id of a document.")] = None,
    roots: Annotated[
        bool, typer.Option("--roots", help="Leave out errors that follow from one in another layer.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="List also what is right, ignored or a duplicate.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=0, help="List at most so many of each layer and kind; 0 prints counts alone."),
    ] = None,
    confusion: Annotated[
        bool, typer.Option("--confusion", help="Print which labels are taken for which, and no items.")
    ] = False,
    format_: Annotated[Shown, typer.Option("--format", help="How; jsonl and csv are flat.")] = "text",
    allow_missing: _options.AllowMissing = False,
    as_json: _options.AsJson = False,
) -> None:
    """List what went wrong, item by item: counts by layer, then each error in its context.

    Every gold and every predicted item is told once, alone or as a pair:
    [bold]missed[/bold], [bold]spurious[/bold]: it has no partner;
    [bold]wrong_type[/bold], [bold]wrong_span[/bold]: it has one of another type, or that overlaps;
    [bold]wrong_attachment[/bold]: a mention in another entity, a trigger in another event,
    a relation with another end, an argument with another filler or event;
    [bold]wrong_role[/bold], [bold]wrong_status[/bold], [bold]wrong_realis[/bold],
    [bold]wrong_value[/bold] (a normal form): the label that is named;
    [bold]wrong_end_type[/bold]: a relation between entities of wrong types;
    [bold]wrong_mentions[/bold]: an entity that shares half of its mentions or fewer.
    The counts are those of the metrics that the layers are called by.

    An error may follow from another: what is not found cannot be attached.
    [bold]--roots[/bold] leaves those out; begin there.

    Example: [bold]farrago errors predictions.jsonl --roots --layer relation --limit 5[/bold]
    """
    shown = _options.known_format(format_, as_json=as_json)
    if confusion and (kind or roots or everything or limit is not None):
        raise typer.BadParameter(
            "it counts all kinds: leave --kind, --roots, --all and --limit away", param_hint="--confusion"
        )
    from farrago.report import Gold
    from farrago.report.errors import survey

    known = Gold.of_file(gold, ontology) if gold else Gold.of_split(data, split, ontology)
    wanted = _wanted(known, layer, kind, type_, document, roots=roots, everything=everything, limit=limit)
    examined = survey(known, predictions, allow_missing=allow_missing)
    if shown in {"jsonl", "csv"}:
        _stream(examined, wanted, shown, confusion=confusion)
    else:
        _print(examined, wanted, shown, confusion=confusion)


def _wanted(
    gold: Gold,
    layers: list[str] | None,
    kinds: list[str] | None,
    types: list[str] | None,
    documents: list[str] | None,
    *,
    roots: bool,
    everything: bool,
    limit: int | None,
) -> Wanted:
    from farrago.report.errors import Wanted
    from farrago_schema.errors import ERROR_LAYERS, KINDS

    return Wanted(
        layers=_known(layers, ERROR_LAYERS, "--layer"),
        kinds=_known(kinds, KINDS, "--kind"),
        types=_known(types, _types(gold), "--type"),
        documents=_known(documents, list(gold.documents), "--document"),
        roots=roots,
        everything=everything,
        limit=limit,
    )


def _types(gold: Gold) -> list[str] | None:
    """Return the names of all types, or ``None`` without a label set: any type may be predicted then."""
    labels = gold.ontology
    return None if labels is None else [*labels.filler_types, *labels.relation_types, *labels.event_types]


def _known(names: list[str] | None, valid: Collection[Name] | None, option: str) -> frozenset[Name]:
    """Return names that there are.

    Raises:
        typer.BadParameter: there is no such name.
    """
    from farrago_schema.validate.nearest import listing, nearest

    for name in names or ():
        if valid is not None and name not in valid:
            near = nearest(name, valid)
            guess = f" Did you mean {near!r}?" if near else ""
            is_of_labels = option == "--type" or len(valid) <= MOST_NAMED
            expected = listing(valid, "type") if is_of_labels else f"one of the {len(valid):,} ids of gold"
            raise typer.BadParameter(f"there is no {name!r}.{guess} Expected {expected}.", param_hint=option)
    return frozenset(names or ())  # type: ignore[arg-type]  # each is one of the valid ones


def _stream(examined: Survey, wanted: Wanted, shown: Shown, *, confusion: bool) -> None:
    """Print records one by one; however many there are, they are not kept."""
    from farrago.report.errors import listed, report_of, tables
    from farrago_schema.errors import Confused, Outcome

    records: Iterable[Confused | Outcome] = (
        report_of(examined, wanted).result.confusion if confusion else listed(examined, wanted)
    )
    kind = Confused if confusion else Outcome
    made = tables.csv_lines(records, kind) if shown == "csv" else tables.json_lines(records)
    for line in made:
        typer.echo(line, nl=False)


def _print(examined: Survey, wanted: Wanted, shown: Shown, *, confusion: bool) -> None:
    from farrago.report.errors import report_of

    report = report_of(examined, wanted)
    if shown == "json":
        typer.echo(report.json())
    elif shown == "markdown":
        typer.echo(report.markdown(confusion=confusion), nl=False)
    else:
        from rich.console import Console

        console = Console(highlight=False)
        console.print(report.renderable(console.width, confusion=confusion))
