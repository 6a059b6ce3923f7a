"""The options that commands share: each is declared and worded once, and a command only says its default."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from farrago.formats import Format, Name, chosen

PREDICTIONS_HELP = (
    "A file of predictions (.jsonl, .jsonl.gz, .jsonl.zst, .parquet; - is stdin), "
    "or the folder of a submission."
)

Predictions = Annotated[Path, typer.Argument(help=PREDICTIONS_HELP)]
OptionalPredictions = Annotated[Path | None, typer.Argument(help=PREDICTIONS_HELP)]
Gold = Annotated[Path | None, typer.Option("--gold", help="Gold of your own: a file of documents.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="The data folder; by default $FARRAGO_DATA, ./dataset, or the copy that came with the package.",
    ),
]
Split = Annotated[str, typer.Option("--split", help="The split of the data folder.")]
LabelSet = Annotated[
    str | None,
    typer.Option(
        "--ontology",
        metavar="FILE|none",
        help="The label set: a file, or none (values are then what gold calls so); by default Farrago's own.",
    ),
]
AllowMissing = Annotated[
    bool, typer.Option("--allow-missing", help="Score documents without a prediction as empty.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
OutputFormat = Annotated[
    Format, typer.Option("--format", help="How to print the result; --json is short for json.")
]
Resamples = Annotated[
    int, typer.Option("--resamples", min=100, help="How often documents are drawn for an interval.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The seed of all random numbers.")]
Level = Annotated[float, typer.Option("--level", min=0.5, max=0.999, help="The confidence of an interval.")]
Train = Annotated[
    str | None,
    typer.Option(
        "--train",
        metavar="FILE|SPLIT",
        help="What the system learnt from, for relation's ign_* and --by seen (by default: split train).",
    ),
]
Scheme = Annotated[
    Literal["IOB1", "IOB2", "IOE1", "IOE2", "IOBES", "BILOU"] | None,
    typer.Option(
        "--scheme", help="Read the tags of CoNLL files strictly by this scheme; by default as conlleval does."
    ),
]
NerWith = Annotated[
    Literal["seqeval"] | None,
    typer.Option(
        "--ner-with", help="Let seqeval score ner, with --scheme in its strict mode; no counts, no intervals."
    ),
]
Compat = Annotated[
    Literal["conll"] | None,
    typer.Option(
        "--compat",
        help="conll: a span in two entities of a prediction is no error; the larger keeps it, or the first.",
    ),
]


def known_format(format_: Name, *, as_json: bool) -> Name:
    """Return the format that ``--format`` and ``--json`` ask for; end with exit code 2 where they differ."""
    try:
        return chosen(format_, as_json=as_json)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--json") from error


def check_splits(splits: Sequence[str]) -> None:
    """Refuse a split that is named twice."""
    if len(set(splits)) < len(splits):
        raise typer.BadParameter("each split once", param_hint="--split")
