"""The measurements as ``docs/speed.md``."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench import assigning, others, processes, stages
from bench.measure import Ratio

PAGE = Path(__file__).resolve().parents[1] / "docs" / "speed.md"


def page(  # noqa: PLR0913, PLR0917  # what is measured
    ratios: Iterable[Ratio],
    timings: Iterable[processes.Timing],
    small: Iterable[processes.Timing],
    field: Iterable[others.Timing],
    odd: Iterable[assigning.Case],
    spent: Mapping[str, float],
) -> str:
    """Return everything that was measured as Markdown."""
    return "\n".join(
        [
            "# Speed",
            f"Made by `python -m bench --write` on {_machine()}. Absolute times of one machine say little: "
            "what is compared ran in turn.",
            "",
            "## Whole processes",
            "`farrago score --gold GOLD PREDICTIONS` on plain JSON lines, checking of gold and predictions "
            "and their hashes included, against a process that only decodes both files with msgspec (texts, "
            "tokens, sentences and zones skipped). Gold holds text, zones, sentences and tokens, as released "
            "documents do. *New* gold is checked; *known* gold was found valid by a run before, which is "
            "remembered by the hash of its bytes in `$FARRAGO_CACHE` (by default `~/.cache/farrago`). Ratios "
            "are of seconds, and in brackets of processor time, which others at work on the machine "
            "disturb less. Memory is that of the largest process.",
            "",
            *_table(
                (
                    "corpus",
                    "scored",
                    "decoding only",
                    "new gold, s",
                    "ratio",
                    "known gold, s",
                    "ratio",
                    "MiB",
                ),
                (
                    (
                        each.corpus,
                        each.name,
                        f"{each.floor:.2f} s",
                        f"{each.new.seconds:.2f}",
                        _ratio(each.new),
                        f"{each.known.seconds:.2f}",
                        _ratio(each.known),
                        f"{each.memory:.0f}",
                    )
                    for each in timings
                ),
            ),
            "",
            "A small corpus against a trivial command of the same command-line library, in seconds:",
            "",
            *_table(
                ("corpus", "scored", "trivial command", "new gold", "more", "known gold", "more"),
                (
                    (
                        each.corpus,
                        each.name,
                        f"{each.floor:.2f}",
                        f"{each.new.seconds:.2f}",
                        f"{each.new.seconds - each.floor:.2f}",
                        f"{each.known.seconds:.2f}",
                        f"{each.known.seconds - each.floor:.2f}",
                    )
                    for each in small
                ),
            ),
            "",
            *_stages(spent),
            "## Side by side",
            "One layer each, scoring alone: what a peer is given is ready before the clock starts, and peak "
            "memory includes it. Farrago reads, decodes and checks both files within its time.",
            "",
            *_table(
                ("scorer", "layer", "documents", "seconds", "MiB"),
                (
                    (
                        each.scorer,
                        each.layer,
                        f"{each.documents:,}",
                        f"{each.seconds:.2f}",
                        f"{each.memory:.0f}",
                    )
                    for each in field
                ),
            ),
            "",
            "## Big and odd clusters",
            f"One document: {assigning.ENTITIES} entities of {assigning.MENTIONS} mentions on either side.",
            "",
            *_table(
                ("predicted", "all scores of `coref`, ms", "alignment, ms"),
                ((each.name, f"{1000 * each.coref:.0f}", f"{1000 * each.alignment:.0f}") for each in odd),
            ),
            "",
            "## Start and decoding",
            *(f"- {ratio}" for ratio in ratios),
            "",
        ]
    )


def _ratio(ours: processes.Ours) -> str:
    return f"{ours.ratio:.1f} × ({ours.processor:.1f} ×)"


def _stages(spent: Mapping[str, float]) -> Iterator[str]:
    """Yield where the time of a document goes, and what bounds it from below."""
    floor, once = spent[stages.FLOOR], spent[stages.ONCE]
    first, *rest = (step for step in spent if stages.is_usual(step))
    room, used = stages.GOAL * floor - spent[first], sum(spent[step] for step in rest)
    yield from (
        "## Where the time goes",
        "A sparse document, step by step, in microseconds of the processor (`python -m bench.stages`); "
        "starting up, reading and hashing come on top. What is *by request* is not in the default set.",
        "",
        *_table(("step", "µs"), ((step, f"{time:.0f}") for step, time in spent.items())),
        "",
        f"The goal was {stages.GOAL} × the decoding. What must be decoded leaves {room:.0f} µs of that for "
        "checking predictions, normal forms, alignments, seven metrics and their types. To look once at each "
        "mention, relation, trigger and argument, in list comprehensions that do nothing else, takes "
        f"{once:.1f} µs: there is room for {room / once:.0f} such passes. The definitions as they stand "
        f"take {used:.0f} µs, as much as {used / once:.0f} passes: an item is built, hashed, looked up and "
        "grouped anew for each of the sets that are compared. What lies between is the interpreter: it takes "
        "a kernel over arrays of many documents to get there, where now each definition is a few lines about "
        "one document, for a reader to hold against its source.",
        "",
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _machine() -> str:
    load = os.getloadavg()[0]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    cores = f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()})"
    return f"{cores}, {python}, with a load of {load:.1f} when it ended"
