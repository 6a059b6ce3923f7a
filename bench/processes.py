"""Whole processes: seconds and peak memory, ours and a peer's in turn: drift of the machine cancels."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from bench.corpora import Corpus, Form, corpus
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


class Timing(Struct, frozen=True):
    """Ours against the floor: medians, the median of the ratios of runs in turn, and our largest memory."""

    name: str
    corpus: str
    seconds: float
    floor: float
    ratio: float
    memory: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; memory is that of the largest of its processes.

    A process of its own starts it and reads the clock: what it uses counts from there, not from this one.
    """
    printed = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, *command], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    seconds, processor, memory = map(float, printed.split())
    return Run(seconds, processor, memory / MIB)


def compare(name: str, corpus_name: str, ours: Sequence[str], peer: Sequence[str], runs: int) -> Timing:
    """Run both commands in turn."""
    pairs = [(run(ours), run(peer)) for _ in range(runs)]
    return Timing(
        name,
        corpus_name,
        statistics.median(one.seconds for one, _ in pairs),
        statistics.median(other.seconds for _, other in pairs),
        statistics.median(one.seconds / other.seconds for one, other in pairs),
        max(one.memory for one, _ in pairs),
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


def score(made: Corpus, *options: str) -> list[str]:
    """Return the command that scores a corpus."""
    return [FARRAGO, "score", str(made.predictions), "--gold", str(made.gold), "--json", *options]


def timings(form: Form, documents: int, runs: int) -> list[Timing]:
    """Measure every way to score a corpus against a process that only decodes both of its files."""
    made = corpus(form, documents)
    floor = [sys.executable, "-m", "bench.parse", str(made.gold), str(made.predictions)]
    name = f"{documents:,} {form}"
    return [compare(way, name, score(made, *options), floor, runs) for way, options in WAYS.items()]


def large(documents: int) -> list[Timing]:
    """Measure the default metrics on a large corpus, once: that memory does not grow with it."""
    made = corpus("sparse", documents)
    floor = [sys.executable, "-m", "bench.parse", str(made.gold), str(made.predictions)]
    name = f"{documents:,} sparse"
    way = "default metrics, -j 2"
    return [compare(way, name, score(made, *WAYS[way]), floor, 1)]


def small(trivial: Sequence[str], runs: int) -> list[Timing]:
    """Measure 600 documents against a trivial command of the same library."""
    made = corpus("sparse", 600)
    return [compare("default metrics", "600 sparse", score(made), trivial, runs)]
