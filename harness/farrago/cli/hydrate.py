"""``farrago hydrate``: gold without text, put together with the texts that one has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from farrago.cli import _options
from farrago.cli._extras import need


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("hydrate")(hydrate)


def hydrate(
    standoff: Annotated[
        Path, typer.Argument(help="Gold without text, as farrago convert --standoff writes it.")
    ],
    texts: Annotated[
        list[Path], typer.Argument(metavar="TEXT...", help="The texts: files, or folders of files ….txt.")
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="The documents (.jsonl, .jsonl.gz, .jsonl.zst, .parquet; - is stdout)."
        ),
    ],
    normalise: Annotated[
        bool,
        typer.Option(
            "--normalise", help="Undo what keeps a text from being the right one, where that is known."
        ),
    ] = False,
    ontology: _options.LabelSet = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was found, changed and left as JSON on stdout.")
    ] = False,
) -> None:
    """Put gold and texts together. A text finds its gold by its hash, whatever the file is called.

    A text that is none of those meant is refused, and it is said how near it comes: which change of line
    ends, encoding, Unicode normalisation or white space makes it the right one, or where the first difference
    is. Tokens and sentences are computed as farrago build does. The result is validated.

    Example: [bold]farrago hydrate dataset/standoff/pages.jsonl page.txt -o gold.jsonl[/bold]
    """
    if as_json and str(output) == "-":
        raise typer.BadParameter("- and --json would both print to stdout", param_hint="-o")
    need("corpus", "sentencex", "spacy")
    from farrago.corpus import hydrate as putting
    from farrago.report.gold import ontology_named
    from farrago_schema import codec
    from farrago_schema.types import Document

    codec.is_parquet(output)  # a suffix that cannot be written is told before any work is done
    found = putting.hydrate(standoff, texts, ontology_named(ontology), normalise=normalise)
    codec.write(output, found.documents, Document)
    if as_json:
        import json

        ids = [document.id for document in found.documents]
        typer.echo(
            json.dumps({"documents": ids, "changed": found.changed, "left": found.left}, ensure_ascii=False)
        )
        return
    for file, steps in found.changed.items():
        typer.echo(f"{file}: {', '.join(steps)}", err=True)
    for id_ in found.left:
        typer.echo(f"left out: {id_}, whose text is not among these", err=True)
    typer.echo(f"{len(found.documents)} documents: {output}", err=True)
