"""``farrago convert``: one corpus format into another, without loss, and checked on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options
from farrago.cli._extras import need

if TYPE_CHECKING:
    from types import ModuleType

    from farrago_schema.types import Document

FORMATS = "farrago.importers"
INLINE = f"{FORMATS}.inline"
TEXT = f"{FORMATS}.text"


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert")(convert)


def convert(
    source: Annotated[
        Path, typer.Argument(help="A file, or a folder of XML files. - is stdin, as JSON lines.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file, or a folder for one XML file a document. - is stdout."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(help="The frozen text (ID.txt, or a folder of them) that the tags must leave as it is."),
    ] = None,
    source_format: Annotated[
        str | None, typer.Option("--from", help="The format read, where its suffix does not tell.")
    ] = None,
    output_format: Annotated[
        str | None, typer.Option("--to", help="The format written, where its suffix does not tell.")
    ] = None,
    segment: Annotated[bool, typer.Option(help="Compute tokens and sentences where there are none.")] = False,
    predictions: Annotated[
        bool,
        typer.Option("--predictions", help="Write what the source says as predictions, ready to be scored."),
    ] = False,
    date: Annotated[
        str | None, typer.Option(help="Of a bare text (.txt): the day of publication, 2031-05-14.")
    ] = None,
    kind: Annotated[str, typer.Option(help="Of a bare text: page or story.")] = "page",
    scenarios: Annotated[
        Path | None,
        typer.Option(help="Scenarios (JSON lines) that tell the split, topic, register, region, blemishes."),
    ] = None,
    standoff: Annotated[
        bool,
        typer.Option("--standoff", help="Write the gold without any word of its text, for texts of others."),
    ] = False,
    ontology: _options.LabelSet = None,
) -> None:
    """Convert a corpus between formats: the inline form (.xml), JSON lines, Parquet, CoNLL tags, bare texts.

    A bare text (.txt) with its --date becomes an empty form to annotate in: -o ID.xml. The finished form
    becomes gold with what its scenario says of it: --scenarios; or gold that may be published without the
    text: --standoff.

    CoNLL files (.conll, .bio, .iob, .iob2) hold tokens with tags of the outermost names and values; all other
    layers are left out, and a text that is read from one is its tokens with single spaces between them.

    XML is checked on the way: form, text, gold (by the label set; --ontology none checks form and text
    alone). Every error is printed, and with one nothing is written.

    Example: [bold]farrago convert gold/fg-p-0001.xml --against text/fg-p-0001.txt -o fg-p-0001.jsonl[/bold]
    """
    reader = _format(source, source_format, "--from")
    if predictions and standoff:
        raise typer.BadParameter("predictions have no text to leave out", param_hint="--standoff")
    own_form = predictions or standoff
    writer = _format(output, output_format, "--to") if output is not None and not own_form else None
    if segment or any(module is not None and module.__name__ == INLINE for module in (reader, writer)):
        need("corpus", "lxml", "sentencex", "spacy")
    if reader.__name__ == INLINE:
        documents = iter(_checked(source, against, ontology))
    elif against is not None:
        raise typer.BadParameter("only XML is compared with a frozen text", param_hint="--against")
    else:
        documents = reader.read(source)
    if reader.__name__ == TEXT:
        documents = _dated(
            documents, date, kind, to_annotate=writer is not None and writer.__name__ == INLINE
        )
    elif date is not None:
        raise typer.BadParameter("only a bare text is given its date", param_hint="--date")
    documents = _completed(documents, scenarios, segment=segment)
    if predictions:
        _write_predictions(output, documents)
    elif standoff:
        _write_standoff(output, documents, ontology)
    elif writer is None:
        typer.echo(f"no errors; documents: {sum(1 for _ in documents)}", err=True)
    else:
        writer.write(output, documents)


def _dated(
    documents: Iterator[Document], date: str | None, kind: str, *, to_annotate: bool
) -> Iterator[Document]:
    """Return bare texts with what is known of them; a form to annotate in asks for every layer."""
    from datetime import date as day
    from typing import cast, get_args

    from msgspec.structs import replace

    from farrago_schema.types import LAYERS, DocumentKind

    try:
        day.fromisoformat(date or "")
    except ValueError as error:
        message = "a bare text needs its day of publication, such as 2031-05-14"
        raise typer.BadParameter(message, param_hint="--date") from error
    if kind not in get_args(DocumentKind):
        raise typer.BadParameter(f"{kind!r} is neither page nor story", param_hint="--kind")
    for document in documents:
        meta = replace(document.meta, date=date or "", kind=cast("DocumentKind", kind))
        yield replace(document, meta=meta, layers=LAYERS if to_annotate else ())


def _write_predictions(output: Path | None, documents: Iterator[Document]) -> None:
    """Write an annotator's pass, or gold, in the form of a system's predictions."""
    from farrago_schema import codec
    from farrago_schema.types import Prediction

    if output is None:
        raise typer.BadParameter("predictions need a file", param_hint="--output")
    codec.write(output, (document.prediction() for document in documents), Prediction)


def _write_standoff(output: Path | None, documents: Iterator[Document], ontology: str | None) -> None:
    """Write gold without its texts, which are left where they are."""
    from farrago.corpus.standoff import without_text
    from farrago.report.gold import ontology_named
    from farrago_schema import codec
    from farrago_schema.standoff import StandoffDocument

    labels = ontology_named(ontology)
    if output is None:
        raise typer.BadParameter("gold without text needs a file", param_hint="--output")
    if labels is None:
        message = "without a label set, nothing tells the normal form of a value from words of the text"
        raise typer.BadParameter(message, param_hint="--ontology")
    written = [without_text(document, labels) for document in documents]
    codec.write(output, written, StandoffDocument)


def _format(path: Path, name: str | None, option: str) -> ModuleType:
    """Return the importer of that name, or the one that the path's suffix tells."""
    from farrago import plugins

    if name is not None:
        try:
            return plugins.load(FORMATS, name)
        except plugins.UnknownPluginError as error:
            raise typer.BadParameter(str(error), param_hint=option) from error
    if str(path) == "-":
        return plugins.load(FORMATS, "json")
    if path.is_dir() or not path.suffix:
        return plugins.load(FORMATS, "inline")
    modules = [plugins.load(FORMATS, each) for each in plugins.names(FORMATS)]
    for module in modules:
        if path.name.lower().endswith(module.SUFFIXES):
            return module
    known = ", ".join(suffix for module in modules for suffix in module.SUFFIXES)
    raise typer.BadParameter(f"no format has the suffix of {path.name}; there is {known}", param_hint=option)


def _checked(source: Path, against: Path | None, ontology: str | None) -> list[Document]:
    """Return the documents of XML files, or raise with everything that is wrong with any of them."""
    from farrago.corpus import check, frozen
    from farrago.importers import inline
    from farrago_schema import ontology as label_set
    from farrago_schema.problems import InputError, Problem

    labels = None if ontology == "none" else label_set.load(Path(ontology) if ontology else None)
    documents, problems = [], []
    for path in inline.files(source):
        text = None
        if against is not None:
            file = against / f"{path.stem}.txt" if against.is_dir() else against
            text = frozen.read(file)
        inspection, found = check.inspect(path, text, labels)
        problems += found
        if inspection.document is not None:
            documents.append(inspection.document)
    if not problems and not documents:
        problems.append(Problem("file", str(source), "no XML file", "files ….xml"))
    if problems:
        raise InputError(problems)
    return documents


def _completed(documents: Iterator[Document], scenarios: Path | None, *, segment: bool) -> Iterator[Document]:
    """Return the documents with what is asked for beside what they have: metadata, tokens, sentences."""
    if scenarios is not None:
        from farrago.corpus.scenarios import metadata, read

        documents = metadata.described(documents, read(scenarios), str(scenarios))
    if segment:
        from farrago.corpus.segment import segment as segmented

        documents = (document if document.tokens else segmented(document) for document in documents)
    return documents
