"""``farrago stats``: what is in a corpus, in tables and pictures, and what is still wanting."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options
from farrago.cli._extras import need

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farrago.corpus.statistics import Block, Parts
    from farrago_schema.ontology import Ontology
    from farrago_schema.types import Document


class Format(StrEnum):
    """How the tables are printed."""

    text = "text"
    markdown = "markdown"
    csv = "csv"
    json = "json"


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stats")(stats)


def stats(
    corpus: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="A file of documents, or a folder of inline XML; without it, the data folder.",
        ),
    ] = None,
    data: _options.Data = None,
    quotas: Annotated[
        bool, typer.Option("--quotas", help="Say what each label falls short of, and nothing else.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A folder for pictures (SVG) of all this.")
    ] = None,
    ontology: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The label set; by default Farrago's own.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.text,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> None:
    """Count what is in a corpus: labels, lengths, chains, and how far apart what belongs together stands.

    Columns are the splits, all of it, and its stories and pages. Distances are the least number of sentences
    between any mentions of the two ends, or any trigger and any mention of the filler.

    The quotas are the least numbers that the published corpus is to have of every label.

    Example: [bold]farrago stats --quotas[/bold]
    """
    if output is not None:
        need("plots", "matplotlib")
    from farrago_schema import ontology as label_set

    labels = label_set.load(ontology)
    parts = _read(corpus, data, labels)
    chosen = Format.json if as_json else format_
    if quotas:
        _print_quotas((each for split in parts.values() for each in split), labels, chosen)
        return
    from farrago.corpus import statistics

    blocks = statistics.blocks(parts, labels)
    if output is not None:
        from farrago.corpus.statistics import plots

        for path in plots.write(output, parts, blocks, labels):
            typer.echo(path, err=True)
    _print(blocks, chosen)


def _read(corpus: Path | None, data: Path | None, labels: Ontology) -> Parts:
    """Return the documents by split, in the order of splits; those without tokens are given them."""
    from typing import get_args

    from farrago import data as folders
    from farrago.importers import inline
    from farrago_schema.types import Split

    if corpus is not None and data is not None:
        raise typer.BadParameter("name a file or a data folder, not both", param_hint="--data")
    if corpus is None:
        place = folders.folder(data)
        there = [split for split in get_args(Split) if (place / "documents" / f"{split}.parquet").is_file()]
        return {split: folders.read_split(place, split) for split in there}
    if corpus.is_dir() or corpus.suffix in inline.SUFFIXES:
        need("corpus", "lxml")
        documents = list(inline.read(corpus))
    else:
        documents = folders.read_own(corpus, labels)
    found = [_segmented(document) for document in documents]
    splits = {split: [each for each in found if each.meta.split == split] for split in get_args(Split)}
    return {split: each for split, each in splits.items() if each}


def _segmented(document: Document) -> Document:
    if document.tokens and document.sentences:
        return document
    need("corpus", "sentencex", "spacy")
    from farrago.corpus.segment import segment

    return segment(document)


def _print(blocks: Iterable[Block], format_: Format) -> None:
    import msgspec

    from farrago.cli._grids import print_tables
    from farrago.corpus.statistics import comma_separated, table
    from farrago.corpus.tables import markdown

    if format_ is Format.json:
        named = {block.key: block for block in blocks}
        typer.echo(msgspec.json.format(msgspec.json.encode(named), indent=2).decode())
    elif format_ is Format.csv:
        typer.echo(comma_separated(blocks), nl=False)
    elif format_ is Format.markdown:
        typer.echo("\n\n".join(markdown(table(block)) for block in blocks))
    else:
        print_tables(table(block) for block in blocks if block.rows)


def _print_quotas(documents: Iterable[Document], labels: Ontology, format_: Format) -> None:
    import msgspec

    from farrago.cli._grids import print_tables
    from farrago.corpus.statistics import quotas as least
    from farrago.corpus.tables import in_sections

    found = least.quotas(documents, labels)
    if format_ is Format.json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    elif format_ is Format.csv:
        typer.echo("group,label,count,found,wanted")
        for each in found:
            for name, wanted in each.wanted.items():
                typer.echo(f"{each.group},{each.label},{name},{each.found[name]},{wanted}")
    elif format_ is Format.markdown:
        typer.echo(in_sections(least.tables(found)))
    else:
        print_tables(least.tables(found))
