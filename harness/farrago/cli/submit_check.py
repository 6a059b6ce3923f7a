"""``farrago submit-check``: everything that the board will check of a submission, before it is submitted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from farrago.cli import _options

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from farrago.board.examined import Examined
    from farrago_schema.types import Document
    from farrago_schema.validate import ValidationReport

INVALID = 3
SCORED = "dev"
RANKED = ("dev", "test")
SHOWN = 400
OPTIONAL = ("authors", "url", "description", "parameters", "training_data", "licence", "date", "contact")


def command(app: typer.Typer) -> None:
    """Add the command."""
    app.command("submit-check")(submit_check)


def submit_check(
    folder: Annotated[
        Path, typer.Argument(help="The submission: a folder with system.json and predictions, by split.")
    ],
    data: _options.Data = None,
    split: Annotated[
        list[str] | None,
        typer.Option("--split", help="Check these splits; by default those that the submission has."),
    ] = None,
    ontology: _options.LabelSet = None,
    compat: _options.Compat = None,
    most: Annotated[int, typer.Option(min=1, help="Print at most so many problems of a kind.")] = 10,
    format_: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option("--format", help="How to print what was found; markdown is for a comment on a forge."),
    ] = "text",
    as_json: _options.AsJson = False,
) -> None:
    """Check a submission as the board will, and score what it says of dev.

    Where the gold of a split is not there to read, its texts are enough to check. Exit code 0 if the board
    will take it, 3 if not.

    Example: [bold]farrago submit-check submissions/lexicon[/bold]
    """
    from farrago import data as folders
    from farrago.board.checking import report_on
    from farrago.report.gold import ontology_named

    place, labels = folders.folder(data), ontology_named(ontology)
    shared = compat == "conll"
    there = folders.manifest(place).splits
    wanted = split or _splits(folder, there)
    reports = {
        name: report_on(folder, _texts(place, name), labels, split=name, shared_spans=shared)
        for name in wanted
    }
    is_fine = all(report.ok for report in reports.values())
    examined = _scored(folder, place, ontology, compat) if is_fine and SCORED in reports else None
    if as_json or format_ == "json":
        typer.echo(_json(reports, examined))
    elif format_ == "markdown":
        typer.echo(_markdown(folder, reports, examined, most))
    else:
        _print(folder, reports, examined, most)
        if is_fine and split is None and (lacking := _lacking(reports, there)):
            typer.echo(lacking)
    raise typer.Exit(0 if is_fine else INVALID)


def _splits(folder: Path, there: Collection[str]) -> list[str]:
    """Return the splits that a submission has a folder for; without one, its predictions are of dev."""
    return [name for name in there if (folder / name).is_dir()] or [SCORED]


def _texts(place: Path, split: str) -> Mapping[str, Document]:
    from farrago import data as folders

    if (place / "documents" / f"{split}.parquet").is_file():
        documents = folders.read_split(place, split)
    else:
        documents = folders.read_inputs(place, split)
    return {document.id: document for document in documents}


def _scored(folder: Path, data: Path, ontology: str | None, compat: str | None) -> Examined:
    from farrago.board.examine import Setting, scored
    from farrago.report import Gold

    gold = Gold.of_split(data, SCORED, ontology)
    return scored(folder, Setting(gold, "conll" if compat else None, split=SCORED))


def _print(
    folder: Path, reports: Mapping[str, ValidationReport], examined: Examined | None, most: int
) -> None:
    from farrago.board.submissions import place_of
    from farrago.cli._problem_text import report_text

    for name, report in reports.items():
        text = report_text(report, f"{name}: {place_of(folder, name)}", most, counted=True)
        typer.echo(text.encode(errors="backslashreplace").decode())
    if examined is not None:
        _print_scores(examined)
    if all(report.ok for report in reports.values()):
        _print_verdict(folder)
    else:
        typer.echo(f"\n{typer.style('The board will refuse it', fg='red', bold=True)} as it is.")


def _print_scores(examined: Examined) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(f"on {SCORED}", "score", "interval", box=None, pad_edge=False, header_style="dim")
    table.columns[1].justify = "right"
    for row in _scores(examined):
        table.add_row(*row)
    typer.echo()
    Console().print(table)
    for run in examined.runs:
        typer.echo(run.signature)


def _scores(examined: Examined) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each column, its score and its interval."""
    from farrago.board.columns import COLUMNS
    from farrago.board.render import BLANK, ends, percent

    for column in COLUMNS:
        rate = column.found_in(examined.scores)
        found = examined.intervals.scores.get(column.metric, {}).get(column.name)
        if rate is None:
            yield column.label, BLANK, ""
            continue
        shown = "too few documents" if found is None or found.low is None else ends(found.low, found.high)
        yield column.label, percent(float(rate)), shown


def _print_verdict(folder: Path) -> None:
    verdict = typer.style("The board will take it", fg="green", bold=True)
    where, unsaid = _verdict(folder)
    typer.echo(f"\n{verdict}: {where}.")
    if unsaid:
        typer.echo(f"Its card could also say: {', '.join(unsaid)}.")


def _lacking(splits: Collection[str], there: Collection[str]) -> str:
    """Return which boards it is nothing for yet: one of a split needs the predictions of that split."""
    lacking = [split for split in RANKED if split in there and split not in splits]
    if not lacking:
        return ""
    folders_ = ", ".join(f"{split}/predictions.jsonl" for split in RANKED)
    return (
        f"It has predictions of {', '.join(splits)} alone. A board of {', '.join(lacking)} needs those, too, "
        f"in a folder for each split: {folders_}."
    )


def _verdict(folder: Path) -> tuple[str, list[str]]:
    """Return where a valid submission will stand, and what its card leaves out."""
    import msgspec

    from farrago.board.table import track_of
    from farrago.formats import plain
    from farrago.report.predictions import SYSTEM_FILE
    from farrago.scoring import metrics
    from farrago.scoring.headline import PARTS
    from farrago_schema.results import System

    system = msgspec.json.decode((folder / SYSTEM_FILE).read_bytes(), type=System)
    needed = {layer for name in PARTS for layer in metrics()[name].layers}
    where = {
        "open": "ranked among all systems",
        "given": "ranked among systems that were given gold",
        "reference": "shown for reference, not ranked",
    }[track_of(system)]
    if missing := sorted(needed - set(system.layers)):
        where += f", by task only: it does not attempt {', '.join(missing)}"
    return f"{plain(system.name)}, {where}", [name for name in OPTIONAL if not getattr(system, name)]


def _markdown(
    folder: Path, reports: Mapping[str, ValidationReport], examined: Examined | None, most: int
) -> str:
    from farrago import formats
    from farrago.board.submissions import id_of

    parts = [f"### {formats.markdown(id_of(folder))}"]
    for name, report in reports.items():
        total = sum(report.counts.values())
        verdict = "valid" if report.ok else f"{total} problems" if total != 1 else "1 problem"
        parts.append(f"**{formats.markdown(name)}**: {verdict}, {report.documents} documents.")
        found = [*report.problems[:most], *report.warnings[:most]]
        if found:
            parts.append("\n".join(f"- {formats.markdown(str(each)[:SHOWN])}" for each in found))
    if examined is not None:
        rows = [tuple(map(formats.markdown, row)) for row in _scores(examined)]
        parts.append(formats.markdown_table((f"on {SCORED}", "score", "interval"), rows).rstrip())
        parts += [formats.markdown_code(run.signature) for run in examined.runs]
    is_fine = all(report.ok for report in reports.values())
    parts.append(
        f"The board will take it: {formats.markdown(_verdict(folder)[0])}."
        if is_fine
        else "The board will refuse it as it is."
    )
    return "\n\n".join(parts)


def _json(reports: Mapping[str, ValidationReport], examined: Examined | None) -> str:
    import msgspec

    from farrago.board.columns import COLUMNS

    found: dict[str, Any] = {
        "valid": all(report.ok for report in reports.values()),
        "splits": {
            name: {
                "valid": report.ok,
                "documents": report.documents,
                "counts": report.counts,
                "problems": report.problems,
                "warnings": report.warnings,
            }
            for name, report in reports.items()
        },
        "scores": examined and {column.key: column.found_in(examined.scores) for column in COLUMNS},
        "signatures": examined and [run.signature for run in examined.runs],
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
