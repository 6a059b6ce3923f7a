"""``farrago show``: a document with everything that is annotated in it, for checking by eye."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farrago_schema.problems import InputError
    from farrago_schema.types import Document


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOC",
            help="An id of the data folder, or a file: the inline form (.xml), JSON lines, Parquet.",
        ),
    ],
    id_: Annotated[
        str | None, typer.Option("--id", help="Which document of the file, where it holds several.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.html", help="Write a page for the browser instead."),
    ] = None,
    data: _options.Data = None,
    as_json: _options.AsJson = False,
) -> None:
    r"""Show a document: its text with zones, mentions and triggers, then entities, relations and events.

    In the terminal, [bold]\[text]id[/bold] is a mention of the entity id, [bold]‹text›id[/bold] a trigger of
    the event id. The page is one file that needs neither a network nor a server: point at a mention to light
    its entity with the relations and events that it is in, click it to keep it lit, then n and p step
    through it.

    Example: [bold]farrago show fg-p-0004 -o fg-p-0004.html[/bold]
    """
    found = _document(document, id_, data)
    if as_json:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    from farrago.view import content_of

    content = content_of(found)
    if output is not None:
        from farrago.view.page import page

        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(page(content), encoding="utf-8", newline="\n")
        typer.echo(f"wrote {output}", err=True)
        return
    from rich.console import Console

    from farrago.view.terminal import renderable

    Console().print(renderable(content))


def _document(name: str, id_: str | None, data: Path | None) -> Document:
    path = Path(name)
    documents = _read(path) if path.is_file() else _of_data(data)
    wanted: str | None = id_ if path.is_file() else name
    found = {document.id: document for document in documents}
    if wanted is None and len(found) == 1:
        return next(iter(found.values()))
    if wanted in found:
        return found[wanted]
    raise _not_found(name, wanted, found)


def _not_found(name: str, wanted: str | None, known: Iterable[str]) -> InputError:
    from farrago_schema.problems import InputError, Problem
    from farrago_schema.validate.nearest import nearest

    ids = sorted(known)
    if wanted is None:
        found = f"{len(ids)} documents"
        return InputError([Problem("document", name, found, "one", hint="name one with --id")])
    hint = "neither a file nor the id of a document in the data folder" if wanted == name else None
    expected = f"one of {len(ids)} ids: {', '.join(ids[:12])}{' …' if len(ids) > 12 else ''}"
    near = nearest(wanted, ids)
    return InputError([Problem("document", name, repr(wanted), expected, nearest=near, hint=hint)])


def _read(path: Path) -> Iterable[Document]:
    if path.suffix == ".xml":
        from farrago.cli._extras import need
        from farrago.importers import inline

        need("corpus", "lxml")
        return inline.read(path)
    from farrago import data as folders

    return folders.read_own(path, None)


def _of_data(data: Path | None) -> Iterable[Document]:
    from farrago import data as folders

    place = folders.folder(data)
    for split in folders.manifest(place).splits:
        if (place / "documents" / f"{split}.parquet").is_file():
            yield from folders.read_split(place, split)
