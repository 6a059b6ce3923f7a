"""The measurements as ``docs/speed.md``."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench import assigning, others, processes
from bench.measure import Ratio

PAGE = Path(__file__).resolve().parents[1] / "docs" / "speed.md"


def page(
    ratios: Iterable[Ratio],
    timings: Iterable[processes.Timing],
    small: Iterable[processes.Timing],
    field: Iterable[others.Timing],
    odd: Iterable[assigning.Case],
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
            "documents do. Memory is that of the largest process.",
            "",
            *_table(
                ("corpus", "scored", "seconds", "decoding only", "ratio", "MiB"),
                (
                    (
                        each.corpus,
                        each.name,
                        f"{each.seconds:.2f}",
                        f"{each.floor:.2f}",
                        f"{each.ratio:.1f} ×",
                        f"{each.memory:.0f}",
                    )
                    for each in timings
                ),
            ),
            "",
            "A small corpus against a trivial command of the same command-line library:",
            "",
            *_table(
                ("corpus", "scored", "seconds", "trivial command", "more"),
                (
                    (
                        each.corpus,
                        each.name,
                        f"{each.seconds:.2f}",
                        f"{each.floor:.2f}",
                        f"{each.seconds - each.floor:.2f}",
                    )
                    for each in small
                ),
            ),
            "",
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
