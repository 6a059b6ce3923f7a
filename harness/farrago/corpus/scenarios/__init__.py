"""What a writer is given for each document, drawn by seed before anything is written.

A scenario says what a document must hold (topic, events, relations, roles, types, blemishes), where it is
set, how it is written, how long it is, and what everything is called. Scenarios that the file already has are
kept byte for byte; drawing adds those that the plan still lacks.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from farrago.corpus.scenarios import floors, names, needs, slots, stems
from farrago.corpus.scenarios.form import Scenario
from farrago.corpus.scenarios.plan import Plan
from farrago_schema.problems import InputError, Problem

SEED = 20310101

__all__ = ["SEED", "Scenario", "draw", "read", "update"]


def read(path: Path) -> list[Scenario]:
    """Read scenarios, one JSON object a line.

    Raises:
        InputError: there is no such file, a line is not a scenario, or an id stands there twice.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError([Problem("file", str(path), error.strerror or str(error), "scenarios")]) from error
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        try:
            scenario = msgspec.json.decode(line, type=Scenario)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problems.append(Problem("scenario", str(path), str(error), "a scenario in JSON", number))
            continue
        if scenario.id in {earlier.id for earlier in scenarios}:
            problems.append(
                Problem("scenario", str(path), f"{scenario.id} again", "each id once", number, scenario.id)
            )
        scenarios.append(scenario)
    if problems:
        raise InputError(problems)
    return scenarios


def draw(plan: Plan, kept: list[Scenario], taken: names.Taken, seed: int = SEED) -> list[Scenario]:
    """Return the scenarios that the plan lacks beside the kept ones, by id.

    ``taken`` holds the names that may not be drawn again; it grows. The same arguments give the same result.

    Raises:
        RuntimeError: the plan's floors cannot be reached, or the libraries' names do not suffice.
    """
    drawn = [
        Scenario(slot.id, slot.split, slot.kind, slot.topic, "", "", "")
        for slot in slots.draw(plan, kept, seed)
    ]
    drawn = needs.fill(plan, kept, drawn, seed)
    cast = names.Cast(taken, stems.Stems(taken, seed), seed)
    drawn = [cast.name(scenario) for scenario in drawn]
    missed = floors.missed(plan, [*kept, *drawn])
    if missed:
        raise RuntimeError(f"the plan does not reach its floors: {', '.join(missed)}")
    return sorted(drawn, key=lambda scenario: scenario.id)


def update(source: Path, seed: int = SEED) -> list[Scenario]:
    """Add to ``source/scenarios.jsonl`` what the plan lacks, and return what was added.

    Names and stems that occur in a text of ``source/text`` are not drawn.

    Raises:
        InputError: the file has lines that are no scenarios.
    """
    path = source / "scenarios.jsonl"
    kept = read(path)
    texts = [file.read_text("utf-8") for file in sorted((source / "text").glob("*.txt"))]
    added = draw(Plan.load(), kept, names.Taken.of(texts, kept), seed)
    with path.open("ab") as file:
        file.writelines(msgspec.json.encode(scenario) + b"\n" for scenario in added)
    return added
