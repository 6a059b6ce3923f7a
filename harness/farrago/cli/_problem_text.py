"""A validation report for people: one block a problem, then the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import typer

from farrago_schema.problems import Problem
from farrago_schema.validate import ValidationReport


def report_text(report: ValidationReport, name: str, most: int | None, *, counted: bool) -> str:
    """Return the report on the file or folder of that name, with at most ``most`` problems of a kind.

    ``counted`` tells whether it holds documents, and the number of these is worth a word.
    """
    warnings = (_block(problem, "yellow", "warning: ") for problem in report.warnings)
    return "\n\n".join([*_problems(report, most), *warnings, _summary(report, name, counted=counted)])


def _problems(report: ValidationReport, most: int | None) -> Iterator[str]:
    shown: Counter[str] = Counter()
    for problem in report.problems:
        if most is None or shown[problem.code] < most:
            shown[problem.code] += 1
            yield _block(problem, "red")
    for code, number in report.counts.items():
        if number > shown[code]:
            yield f"… and {number - shown[code]:,} more of {typer.style(code, fg='red')}"


def _block(problem: Problem, colour: str, severity: str = "") -> str:
    place = (typer.style(problem.where, bold=True), problem.document, problem.path)
    title = "  ".join(part for part in place if part is not None)
    lines = [f"{title}  {typer.style(severity + problem.code, fg=colour)}"]
    told = {
        "found": problem.found,
        "expected": problem.expected,
        "nearest": problem.nearest,
        "hint": problem.hint,
    }
    for name, text in told.items():
        if text is not None:
            shown = typer.style(text, fg="green") if name == "nearest" else text
            lines.append(f"    {name:<8}  " + shown.replace("\n", "\n" + " " * 14))
    return "\n".join(lines)


def _summary(report: ValidationReport, name: str, *, counted: bool) -> str:
    numbers = ", ".join(
        _number(count, noun)
        for count, noun in (
            (report.documents, "document"),
            (report.entities, "entity"),
            (report.relations, "relation"),
            (report.events, "event"),
        )
    )
    warned = f" {_number(len(report.warnings), 'warning')}." if report.warnings else ""
    read = f" {numbers}." if counted else ""
    if report.ok:
        return f"{name}: {typer.style('valid', fg='green')}.{read}{warned}"
    total = sum(report.counts.values())
    lines = [f"{name}: {typer.style('not valid', fg='red')}. {_number(total, 'problem')}:"]
    lines += [f"    {number:>6}  {code}" for code, number in report.counts.items()]
    last = f"{'Read:' if counted else ''}{read}{warned}".strip()
    return "\n".join([*lines, last] if last else lines)


def _number(count: int, noun: str) -> str:
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {plural}"
