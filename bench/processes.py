"""Whole processes: seconds and peak memory, ours and a peer's in turn: drift of the machine cancels.

Gold that was found valid is not checked again, so ours runs twice each time: with an empty cache, and with
what the first run left there.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from bench.corpora import Corpus, Form, corpus
from farrago.caching import VARIABLE
from farrago.report.training import SEEN
from farrago.scoring import DOCUMENT_FACETS, ITEM_FACETS

FARRAGO = str(Path(sys.executable).with_name("farrago"))
STARTER = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
MIB = 1024  # the kernel counts memory in KiB


class Run(Struct, frozen=True):
    """One process: its seconds, those of the processors, and its peak memory in MiB."""

    seconds: float
    processor: float
    memory: float


class Ours(Struct, frozen=True):
    """Our seconds, and medians of ratios to the floor of runs in turn: of seconds, and of processor time."""

    seconds: float
    ratio: float
    processor: float


class Timing(Struct, frozen=True):
    """Ours with new gold and with known gold, the floor in seconds, all medians; and our largest memory."""

    name: str
    corpus: str
    new: Ours
    known: Ours
    floor: float
    memory: float


def run(command: Sequence[str], cache: str) -> Run:
    """Run a command to its end; memory is that of the largest of its processes.

    A process of its own starts it and reads the clock: what it uses counts from there, not from this one.
    """
    printed = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, VARIABLE: cache},
    ).stdout
    seconds, processor, memory = map(float, printed.split())
    return Run(seconds, processor, memory / MIB)


def processor_seconds() -> float:
    """Return the seconds that processors worked for this process and those that it waited for."""
    return sum(os.times()[:4])


def compare(name: str, corpus_name: str, ours: Sequence[str], peer: Sequence[str], runs: int) -> Timing:
    """Run ours with new gold, the peer, and ours with known gold, in turn."""
    new, floor, known = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as cache:
            new.append(run(ours, cache))
            floor.append(run(peer, cache))
            known.append(run(ours, cache))
    return Timing(
        name,
        corpus_name,
        _ours(new, floor),
        _ours(known, floor),
        statistics.median(each.seconds for each in floor),
        max(each.memory for each in (*new, *known)),
    )


def _ours(runs: Sequence[Run], floor: Sequence[Run]) -> Ours:
    return Ours(
        statistics.median(each.seconds for each in runs),
        statistics.median(one.seconds / other.seconds for one, other in zip(runs, floor, strict=True)),
        statistics.median(one.processor / other.processor for one, other in zip(runs, floor, strict=True)),
    )


FACETS = [name for name in (*DOCUMENT_FACETS, *ITEM_FACETS) if name != SEEN]  # which needs training data
EVERYTHING = (
    "--metrics",
    "all",
    *(part for name in FACETS for part in ("--by", name)),
)
WAYS = {
    "default metrics": (),
    "default metrics, -j 2": ("-j", "2"),
    "all metrics and breakdowns": EVERYTHING,
    "all metrics and breakdowns, -j 2": (*EVERYTHING, "-j", "2"),
}
SMALL = {
    "default metrics": (),
    "all metrics, 10,000 resamples": ("--metrics", "all", "--intervals"),
}


def score(made: Corpus, *options: str) -> list[str]:
    """Return the command that scores a corpus."""
    return [FARRAGO, "score", str(made.predictions), "--gold", str(made.gold), "--json", *options]


def timings(form: Form, documents: int, runs: int, ways: Sequence[str] = tuple(WAYS)) -> list[Timing]:
    """Measure ways to score a corpus against a process that only decodes both of its files."""
    made = corpus(form, documents)
    floor = [sys.executable, "-m", "bench.parse", str(made.gold), str(made.predictions)]
    name = f"{documents:,} {form}"
    return [compare(way, name, score(made, *WAYS[way]), floor, runs) for way in ways]


def large(documents: int) -> list[Timing]:
    """Measure the default metrics on a large corpus, once: that memory does not grow with it."""
    return timings("sparse", documents, 1, ("default metrics, -j 2",))


def small(trivial: Sequence[str], runs: int) -> list[Timing]:
    """Measure 600 documents against a trivial command of the same library."""
    made = corpus("sparse", 600)
    return [
        compare(way, "600 sparse", score(made, *options), trivial, runs) for way, options in SMALL.items()
    ]
