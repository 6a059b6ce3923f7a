"""What is wrong with predictions or a submission before anything is scored: all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from farrago.board import submissions
from farrago.report.predictions import SYSTEM_FILE
from farrago_schema import validate as rules
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import System
from farrago_schema.types import Document
from farrago_schema.validate import ValidationReport

KEYS = {
    "entities": ("entities", "coref", "values"),
    "relations": ("relations",),
    "events": ("events", "event_coref", "realis"),
}
"""Which layers stand under a key of a prediction."""


def report_on(  # noqa: PLR0913  # what is checked, against what, and how strictly
    place: Path,
    gold: Mapping[str, Document] | None,
    labels: Ontology | None,
    *,
    split: str | None = None,
    allow_missing: bool = False,
    shared_spans: bool = False,
) -> ValidationReport:
    """Return the report on a file, or on all that a submission's folder holds for the split."""
    loose = list(_loose(place, split))
    if not place.is_dir() or not (loose or (place / SYSTEM_FILE).exists()):
        return rules.validate_predictions(
            place, gold, labels, allow_missing=allow_missing, shared_spans=shared_spans
        )
    system = None
    try:
        submission = submissions.read(place, split)
        report, files, system = rules.report_of(), [*submission.runs.values()], submission.system
    except InputError as error:
        # The predictions of an unknown system are worth checking at the same time.
        report, files = rules.report_of(_below(place, error.problems)), loose
    for file in files:
        found = rules.validate_predictions(
            file, gold, labels, allow_missing=allow_missing, shared_spans=shared_spans
        )
        report += found
        if system is not None and found.ok:
            report += rules.report_of(warnings=_undeclared(system, found, str(file)))
    return report


def _loose(place: Path, split: str | None) -> Iterator[Path]:
    """Yield files of predictions that can be checked whatever else is wrong with a submission."""
    inside = submissions.place_of(place, split)
    if not place.is_dir() or submissions.leads_out(place) or submissions.leads_out(inside):
        return
    for path in sorted(inside.glob("predictions*")):
        if path.is_file() and not submissions.leads_out(path):
            yield path


def _below(place: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems with the files named as the user would, and not as the submission does."""
    for problem in problems:
        inside = problem.file.startswith(str(place)) or problem.file == place.name
        yield problem if inside else replace(problem, file=str(place / problem.file))


def _undeclared(system: System, report: ValidationReport, file: str) -> Iterator[Problem]:
    """Yield where the layers that a system declares and the keys in its file disagree."""
    for key, layers in KEYS.items():
        declared = [layer for layer in layers if layer in system.layers]
        if declared and key not in report.layers:
            hint = "without it, every line is scored as if it had nothing to say"
            expected = f"it, since system.json declares {', '.join(declared)}"
            yield Problem("layer-not-filled", file, f"no {key!r} on any line", expected, hint=hint)
        elif key in report.layers and not declared:
            hint = f"it is not scored; declare {' or '.join(layers)} in system.json"
            yield Problem("layer-not-declared", file, f"{key!r}", "declared layers only", hint=hint)
