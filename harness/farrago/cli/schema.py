"""``farrago schema``: the contract as JSON Schema, and the label set as a table."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

if TYPE_CHECKING:
    from farrago_schema.ontology import Ontology
    from farrago_schema.types import Layer


class Format(StrEnum):
    """How the label set is printed."""

    table = "table"
    markdown = "markdown"
    json = "json"


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(
    name: Annotated[
        str | None,
        typer.Argument(help="document, prediction, system, result, errors or standoff.", show_default=False),
    ] = None,
    for_llm: Annotated[
        bool,
        typer.Option(
            "--for-llm", help="prediction only: the form that structured outputs of language models accept."
        ),
    ] = False,
    layers: Annotated[
        str | None, typer.Option(help="With --for-llm: the layers asked for, by commas (default: all).")
    ] = None,
    ontology: Annotated[bool, typer.Option("--ontology", help="Print the label set.")] = False,
    labels: Annotated[
        Path | None, typer.Option(help="Another label set than Farrago's, in the same form.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="With --ontology: how.")] = Format.table,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> None:
    """Print a JSON Schema of the contract, or the label set.

    Example: [bold]farrago schema prediction --for-llm --layers entities,relations[/bold]
    """
    _refuse_combinations(name, for_llm=for_llm, layers=layers, ontology=ontology, labels=labels)
    from farrago_schema import ontology as ontologies

    if ontology:
        _print_labels(ontologies.load(labels), Format.json if as_json else format_)
        return
    from farrago_schema import schemas

    name = _known(cast("str", name), schemas.NAMES, "schema")
    if for_llm:
        answer = schemas.for_language_models(ontologies.load(labels), _layers(layers))
        typer.echo(schemas.render(answer), nl=False)
    else:
        typer.echo(schemas.render(schemas.load(name)), nl=False)


def _refuse_combinations(
    name: str | None, *, for_llm: bool, layers: str | None, ontology: bool, labels: Path | None
) -> None:
    if ontology == (name is not None):
        raise typer.BadParameter(
            "name a schema (document, prediction, system, result, errors or standoff), or give --ontology"
        )
    if for_llm and name != "prediction":
        raise typer.BadParameter("only the schema prediction has a form for language models")
    if layers is not None and not for_llm:
        raise typer.BadParameter("--layers goes with --for-llm")
    if labels is not None and not (ontology or for_llm):
        raise typer.BadParameter("--labels goes with --ontology or --for-llm")


def _layers(given: str | None) -> tuple[Layer, ...]:
    from farrago_schema.types import LAYERS

    if given is None:
        return LAYERS
    return tuple(cast("Layer", _known(name.strip(), LAYERS, "layer")) for name in given.split(","))


def _known(name: str, valid: Sequence[str], what: str) -> str:
    if name in valid:
        return name
    near = get_close_matches(name.lower(), valid, n=1, cutoff=0.5)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise typer.BadParameter(f"there is no {what} {name!r}.{guess} There is: {', '.join(valid)}.")


def _print_labels(labels: Ontology, format_: Format) -> None:
    from farrago.cli import _label_tables as label_tables

    if format_ is Format.json:
        typer.echo(label_tables.as_json(labels), nl=False)
    elif format_ is Format.markdown:
        typer.echo(label_tables.as_markdown(labels), nl=False)
    else:
        label_tables.print_tables(labels)
