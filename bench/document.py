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
    small: Sequence[processes.Timing],
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
            "disturb less. Memory is that of the largest process. All processes find Python's "
            "bytecode compiled, as an installation leaves it.",
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
            *_small(small),
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


def _small(small: Sequence[processes.Timing]) -> Iterator[str]:
    """Yield what the goals of the small corpus are, and what keeps the last of them from being met."""
    default, everything, resampled = (each.known.seconds - each.floor for each in small)
    yield (
        "The goals are 0.25 s for the default metrics and 0.5 s with resamples. With known gold, "
        f"{default:.2f} s are starting up and the default metrics, {everything - default:.2f} s the other "
        f"metrics, and {resampled - everything:.2f} s the resamples: drawing them, one product of matrices "
        "for all columns of all metrics and types, and two quantiles a score. That product grows with the "
        "columns; only to leave out scores by type that nobody prints would save it."
    )
    yield ""


def _ratio(ours: processes.Ours) -> str:
    return f"{ours.ratio:.1f} × ({ours.processor:.1f} ×)"


def _stages(spent: Mapping[str, float]) -> Iterator[str]:
    """Yield where the time of a document goes, and what bounds it from below."""
    floor, once = spent[stages.FLOOR], spent[stages.ONCE]
    usual = [step for step in spent if stages.is_usual(step)]
    used = sum(spent[step] for step in usual)
    decoding, taking = spent[stages.FIRST], spent["taking apart"] + spent["arrays"]
    yield from (
        "## Where the time goes",
        "A sparse document, step by step, in microseconds of the processor (`python -m bench.stages`); "
        "starting up, reading and hashing come on top. What is *by request* is not in the default set.",
        "",
        *_table(("step", "µs"), ((step, f"{time:.0f}") for step, time in spent.items())),
        "",
        "Documents are compared many at once: each is decoded and taken apart into columns of whole numbers "
        "by itself, and all that compares and counts is arithmetic of arrays over hundreds of them. With "
        f"known gold a document takes {used:.0f} µs, {used / floor:.1f} × the decoding; the goal of "
        f"{stages.GOAL} × leaves {stages.GOAL * floor - used:.0f} µs of its {stages.GOAL * floor:.0f} for "
        f"reading, hashing, and its share of starting up. Of the {used:.0f} µs, {decoding:.0f} are what must "
        f"be decoded and {taking:.0f} what it takes to get whole numbers out of objects, "
        f"{taking / once:.1f} times as long as it takes to look at each mention, relation, trigger and "
        f"argument once: that much is the interpreter, and only a decoder that writes arrays would save it. "
        f"All alignments, metrics and sums are the other {used - decoding - taking:.0f} µs. New gold adds "
        f"{sum(time for step, time in spent.items() if step.startswith(stages.NEW)):.0f} µs: it is checked "
        "in arrays, too, and sentences and tokens are read as numbers without an object for each; only what "
        "is in doubt there is decoded and checked by itself. What is not plain (a mention that is told "
        f"twice, or has no place) is compared by itself, which takes {spent[stages.ALONE]:.0f} µs; a law "
        "holds both ways to the same counts.",
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
