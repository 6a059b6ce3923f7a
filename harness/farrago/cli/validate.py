"""``farrago validate``: all that is wrong with predictions, a submission, a system or gold, at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options

if TYPE_CHECKING:
    from farrago_schema.ontology import Ontology
    from farrago_schema.types import Document
    from farrago_schema.validate import ValidationReport

INVALID = 3


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate)


def validate(
    predictions: _options.Predictions,
    gold: Annotated[
        str | None, typer.Option(help="The gold, a file of documents; none checks all but texts and ids.")
    ] = None,
    data: _options.Data = None,
    split: _options.Split = "dev",
    ontology: _options.LabelSet = None,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="Do not ask for a prediction of every document.")
    ] = False,
    compat: _options.Compat = None,
    system: Annotated[bool, typer.Option("--system", help="The file is a system.json.")] = False,
    documents: Annotated[
        bool, typer.Option("--documents", help="The file is gold, not predictions.")
    ] = False,
    most: Annotated[
        int | None, typer.Option(min=1, help="Print at most so many problems of a kind (--json has all).")
    ] = None,
    as_json: _options.AsJson = False,
) -> None:
    """Say everything that is wrong with a file: where, what was found, what was expected, what is nearest.

    Exit code 0 if it is valid, 3 if it is not, 2 if the command is not.

    Example: [bold]farrago validate predictions.jsonl --split dev[/bold]
    """
    if system and documents:
        raise typer.BadParameter("a file is a system.json or gold, not both", param_hint="--system")
    from farrago.board.checking import report_on
    from farrago.cli._problem_text import report_text
    from farrago_schema import ontology as label_set
    from farrago_schema import validate as rules
    from farrago_schema.codec import name_of

    labels = None if ontology == "none" else label_set.load(Path(ontology) if ontology else None)
    if system:
        report = rules.report_of(rules.validate_system(predictions))
    elif documents:
        report = rules.validate_documents(predictions, labels)
    else:
        texts = _gold(gold, data, split, labels)
        report = report_on(
            predictions,
            texts,
            labels,
            split=split,
            allow_missing=allow_missing,
            shared_spans=compat == "conll",
        )
    name = name_of(predictions)
    text = _json(report) if as_json else report_text(report, name, most, counted=not system)
    # A file's name may hold bytes that are no UTF-8.
    typer.echo(text.encode(errors="backslashreplace").decode())
    raise typer.Exit(0 if report.ok else INVALID)


def _gold(
    gold: str | None, data: Path | None, split: str, labels: Ontology | None
) -> dict[str, Document] | None:
    """Return the documents by id, from a file or from a split of the data; ``None`` for none.

    Raises:
        InputError: with everything that is wrong with them.
    """
    from farrago import data as folders

    if gold == "none":
        return None
    if gold is None:
        documents = folders.read_split(folders.folder(data), split)
    else:
        documents = folders.read_own(Path(gold), labels)
    return {document.id: document for document in documents}


def _json(report: ValidationReport) -> str:
    import json

    from msgspec import to_builtins

    result = {
        "valid": report.ok,
        "documents": report.documents,
        "entities": report.entities,
        "relations": report.relations,
        "events": report.events,
        "counts": report.counts,
        "problems": report.problems,
        "warnings": report.warnings,
    }
    return json.dumps(to_builtins(result), indent=2, ensure_ascii=False)
