"""``farrago audit``: what looks wrong in annotated documents, or in texts before they are annotated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from farrago.cli import _options
from farrago.cli._extras import need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farrago.corpus.audit import Finding
    from farrago.corpus.texts import Measures
    from farrago_schema.types import Document, Prediction

FOUND = 3


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit")(audit)


def audit(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]...",
            help="Documents: JSON lines, Parquet, the inline form (.xml, or a folder); with --texts, text. "
            "Without any, all splits of the data folder.",
        ),
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="The files are texts that are not annotated yet.")
    ] = False,
    data: _options.Data = None,
    ontology: _options.LabelSet = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Hold a system's predictions against the gold.")
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(help="Hold a baseline against it, e.g. lexicon, trained on the other documents."),
    ] = None,
    scenarios: Annotated[
        Path | None, typer.Option(help="With --texts: the scenarios that the texts were written from.")
    ] = None,
    explained: Annotated[
        Path | None, typer.Option(help="A file of findings that are no errors, and why.")
    ] = None,
    rule: Annotated[list[str] | None, typer.Option(help="Only this rule; may be repeated.")] = None,
    least: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Only findings that are at least so sure.")
    ] = 0.3,
    most: Annotated[int | None, typer.Option(min=1, help="Print so many at most.")] = None,
    format_: Annotated[str, typer.Option("--format", help="text, csv or markdown.")] = "text",
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 3 if a finding is left that nobody explained.")
    ] = False,
    list_rules: Annotated[bool, typer.Option("--rules", help="Say what the rules find, and stop.")] = False,
    as_json: _options.AsJson = False,
) -> None:
    """Find what looks wrong, the surest first: each with its place, its context and the reason.

    Rules compare what is marked with what is not, with the guidelines, with the calendar and with the other
    documents. A finding is no verdict: fix it, or explain it in a file of JSON lines that hold its rule,
    document, start, end and ids as --json prints them, and why. Explanations of what is not found any more
    are findings, too.

    Example: [bold]farrago audit dataset/source/gold --explained explained.jsonl --least 0.5 --check[/bold]
    """
    need("corpus", "snowballstemmer", "wordfreq", "lxml")
    from farrago.corpus.audit import explained as explanations
    from farrago.corpus.audit import output

    if format_ not in output.FORMATS:
        raise typer.BadParameter(f"there is {', '.join(output.FORMATS)}", param_hint="--format")
    _check_names(rule, texts)
    if list_rules:
        _print_rules(texts, as_json=as_json)
        return
    measures: Mapping[str, Measures] = {}
    if texts:
        findings, documents, measures = _of_texts(files or [], scenarios)
    else:
        gold = _documents(files or [], data)
        findings, documents = _of_gold(gold, ontology, predictions, baseline), [d.id for d in gold]
    known = explanations.read(explained) if explained is not None else []
    left, closed = explanations.apart(findings, known, documents)
    left = [each for each in left if each.sure >= least and (not rule or each.rule in rule)]
    _print(left[:most], measures, format_, as_json=as_json)
    shown = "" if most is None or len(left) <= most else f" ({most} shown)"
    typer.echo(
        f"{len(left)} findings{shown} in {len(documents)} documents, {len(closed)} explained", err=True
    )
    if left and not as_json:
        typer.echo(output.summary(left), err=True)
    if check and left:
        raise typer.Exit(FOUND)


def _check_names(names: list[str] | None, texts: bool) -> None:
    known = {*_rules(texts), "stale-explanation"}
    for name in names or []:
        if name not in known:
            from farrago_schema.validate.nearest import nearest

            near = nearest(name, known)
            guess = f"did you mean {near}?" if near else f"there is {', '.join(sorted(known))}"
            raise typer.BadParameter(f"no rule {name!r}; {guess}", param_hint="--rule")


def _rules(texts: bool) -> dict[str, str]:
    """Return what each rule finds, by its name."""
    from farrago.corpus.audit import register
    from farrago.corpus.audit.finding import about, name_of
    from farrago.corpus.texts.rules import RULES

    return {name_of(rule): about(rule) for rule in (RULES if texts else register())}


def _print_rules(texts: bool, *, as_json: bool) -> None:
    import json

    found = _rules(texts)
    typer.echo(
        json.dumps(found, indent=2, ensure_ascii=False)
        if as_json
        else "\n".join(f"{name}\n    {what}" for name, what in found.items())
    )


def _documents(files: Sequence[Path], data: Path | None) -> list[Document]:
    """Return the documents of all files, or of the data folder; each id once.

    Raises:
        InputError: a file cannot be read, or an id comes twice.
    """
    from farrago import data as folders
    from farrago.importers import inline
    from farrago_schema.problems import InputError, Problem

    found: dict[str, Document] = {}
    if not files:
        place = folders.folder(data)
        splits = [
            s for s in folders.manifest(place).splits if (place / "documents" / f"{s}.parquet").is_file()
        ]
        return [document for split in splits for document in folders.read_split(place, split)]
    for file in files:
        xml = file.is_dir() or file.suffix == ".xml"
        for document in inline.read(file) if xml else folders.read_own(file, None):
            if document.id in found:
                raise InputError([Problem("document", str(file), f"{document.id} again", "each id once")])
            found[document.id] = document
    return list(found.values())


def _of_gold(
    documents: Sequence[Document], ontology: str | None, predictions: Path | None, baseline: str | None
) -> list[Finding]:
    from farrago.corpus.audit import audit as find
    from farrago.report.gold import ontology_named

    if predictions is not None and baseline is not None:
        raise typer.BadParameter("predictions of a file or of a baseline, not both", param_hint="--baseline")
    against: Mapping[str, Prediction] = {}
    if predictions is not None:
        from farrago_schema import codec
        from farrago_schema.types import Prediction

        against = {prediction.id: prediction for prediction in codec.read(predictions, Prediction)}
    elif baseline is not None:
        against = _predicted(documents, baseline)
    return find(documents, ontology_named(ontology), against)


def _predicted(documents: Sequence[Document], name: str) -> dict[str, Prediction]:
    """Return what a baseline says of each document when it has seen all but a tenth of them."""
    from farrago import plugins

    try:
        module = plugins.load("farrago_baselines", name)
    except plugins.UnknownPluginError as error:
        raise typer.BadParameter(str(error), param_hint="--baseline") from error
    documents = _segmented(documents)
    found: dict[str, Prediction] = {}
    folds = min(10, len(documents))
    for fold in range(folds):
        held = documents[fold::folds]
        seen = [document for document in documents if document not in held]
        found |= {each.id: each for each in module.predict([d.input() for d in held], seen)}
    return found


def _segmented(documents: Sequence[Document]) -> list[Document]:
    """Return the documents with tokens and sentences; the inline form has none."""
    if all(document.tokens for document in documents):
        return list(documents)
    need("corpus", "sentencex", "spacy")
    from farrago.corpus.segment import segment

    return [document if document.tokens else segment(document) for document in documents]


def _of_texts(
    files: Sequence[Path], scenarios: Path | None
) -> tuple[list[Finding], list[str], dict[str, Measures]]:
    from farrago.corpus import scenarios as plans
    from farrago.corpus import texts

    if not files:
        raise typer.BadParameter("--texts needs files", param_hint="FILES")
    folders = [sorted(file.glob("*.txt")) if file.is_dir() else [file] for file in files]
    read = {file.stem: _text(file) for folder in folders for file in folder}
    known = {each.id: each for each in plans.read(scenarios)} if scenarios is not None else {}
    measures, findings = texts.inspect(read, known)
    return findings, list(read), measures


def _text(path: Path) -> str:
    from farrago.corpus import frozen

    return frozen.read(path)


def _print(
    findings: Sequence[Finding], measures: Mapping[str, Measures], format_: str, *, as_json: bool
) -> None:
    import msgspec

    from farrago.corpus.audit import output

    if as_json:
        result = msgspec.json.encode({"findings": findings} | ({"measures": measures} if measures else {}))
        typer.echo(msgspec.json.format(result, indent=2).decode())
        return
    if measures and format_ != "csv":
        typer.echo(output.table(measures) + "\n")
    if findings or format_ != "text":
        typer.echo(output.FORMATS[format_](findings))
