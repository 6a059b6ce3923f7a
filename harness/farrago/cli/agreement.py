"""``farrago agreement``: how well two annotators agree, and every difference between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from farrago.cli import _options
from farrago.cli._extras import need

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farrago.corpus.agreement import Agreement, Difference, Passes


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agreement")(agreement)


def agreement(
    a: Annotated[Path, typer.Argument(metavar="A", help="The first pass: see above. - is stdin.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="The second pass.")],
    list_: Annotated[bool, typer.Option("--list", help="List every difference with its context.")] = False,
    layer: Annotated[
        list[str] | None,
        typer.Option(
            help="List the differences of this layer only (zones, entities, coref, values, relations, "
            "events, event_coref, realis or arguments); may be given several times."
        ),
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Only this document; may be given several times.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A folder: one Markdown file a document, to adjudicate in."),
    ] = None,
    types: Annotated[bool, typer.Option("--types", help="Show the figures of each type, too.")] = False,
    goals: Annotated[
        Path | None, typer.Option(help='A JSON file of least scores, {"names": 0.99}, to show beside.')
    ] = None,
    texts: Annotated[
        Path | None, typer.Option(help="Documents with the texts, where both sides are predictions.")
    ] = None,
    ontology: _options.LabelSet = None,
    format_: Annotated[
        Literal["text", "json", "markdown"], typer.Option("--format", help="How to print.")
    ] = "text",
    as_json: _options.AsJson = False,
) -> None:
    """Say how well two passes over the same texts agree, by layer and type, and where they differ.

    A and B are folders of inline XML, single XML files, files of documents, or predictions. A is scored as
    gold and B as predictions, by the metrics of farrago score, and the other way round. Kappa and alpha are
    given for what both sides mark and label.

    The differences are those that an adjudicator settles, each once. -o FOLDER writes them with room for
    decisions and reasons.

    Example: [bold]farrago agreement source/a source/b -o differences[/bold]
    """
    need("corpus", "lxml", "sentencex", "spacy", "krippendorff")
    from farrago.corpus import agreement as measured
    from farrago.corpus.agreement import adjudication
    from farrago.corpus.agreement import goals as goal_files
    from farrago.report.gold import ontology_named

    _check_layers(layer or [])
    least = goal_files.read(goals) if goals is not None else {}
    passes = measured.read(_place(a), _place(b), ontology_named(ontology), texts)
    passes = _only(passes, document or [])
    found = list(measured.differences(passes, layers=layer or []))
    if output is not None:
        written = adjudication.write(output, passes, found)
        typer.echo(f"{len(found)} differences in {len(written)} files: {output}", err=True)
    format_ = _options.known_format(format_, as_json=as_json)
    result = measured.measure(passes, least)
    if format_ == "json":
        typer.echo(_json(result, found))
    elif list_:
        shown = adjudication.lines(found) if format_ == "text" else _documents(passes, found)
        typer.echo("\n".join(shown))
    else:
        _print(result, found, types=types, markdown=format_ == "markdown")


def _place(path: Path) -> Path:
    """Return the folder of XML files or the file that is meant, in a submission's folder its predictions."""
    if path.is_dir() and not any(path.glob("*.xml")) and any(path.glob("predictions*")):
        from farrago.report.predictions import file_of

        return file_of(path)
    return path


def _check_layers(names: Sequence[str]) -> None:
    from farrago.corpus.agreement.differences import LAYERS

    for name in names:
        if name not in LAYERS:
            message = f"no layer {name!r}; there is: {', '.join(LAYERS)}"
            raise typer.BadParameter(message, param_hint="--layer")


def _only(passes: Passes, ids: Sequence[str]) -> Passes:
    """Return the passes over some documents alone."""
    if not ids:
        return passes
    from dataclasses import replace

    known = [document.id for document in passes.first]
    for id_ in ids:
        if id_ not in known:
            message = f"{id_!r} is not on both sides; these are: {', '.join(known)}"
            raise typer.BadParameter(message, param_hint="--document")
    kept = [index for index, id_ in enumerate(known) if id_ in ids]
    first, second = (tuple(side[index] for index in kept) for side in (passes.first, passes.second))
    return replace(passes, first=first, second=second, compared=passes.compared.intersection(ids))


def _json(result: Agreement, found: Sequence[Difference]) -> str:
    import msgspec

    whole = {**msgspec.to_builtins(result), "differences": found}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _documents(passes: Passes, found: Sequence[Difference]) -> list[str]:
    from farrago.corpus.agreement.adjudication import markdown

    return [
        markdown(each.id, each.text, passes.names, [one for one in found if one.document == each.id])
        for each in passes.first
    ]


def _print(result: Agreement, found: Sequence[Difference], *, types: bool, markdown: bool) -> None:
    from farrago.cli._grids import print_tables
    from farrago.corpus.agreement import tables
    from farrago.corpus.tables import in_sections

    shown = list(tables.tables(result, found, types=types))
    if markdown:
        typer.echo("\n\n".join([*tables.notes(result), in_sections(shown)]))
        return
    print_tables(shown)
    for note in tables.notes(result):
        typer.echo(note)
