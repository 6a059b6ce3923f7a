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
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from bench.corpora import CACHE, Corpus, Form, corpus
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


def run(command: Sequence[str], folder: str) -> Run:
    """Run a command to its end; memory is that of the largest of its processes.

    A process of its own starts it and reads the clock: what it uses counts from there, not from this one.
    """
    printed = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**compiled(), VARIABLE: folder},
    ).stdout
    seconds, processor, memory = map(float, printed.split())
    return Run(seconds, processor, memory / MIB)


@cache
def compiled() -> Mapping[str, str]:
    """Return an environment in which bytecode is kept, and has been made: an installation has it, too."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = str(CACHE / "bytecode")
    made = corpus("sparse", 600)
    for command in (score(made, *EVERYTHING, "--intervals", "--resamples", "100"), floor(made)):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=kept)
    return kept


def floor(made: Corpus) -> list[str]:
    """Return the command that decodes a corpus and does nothing else."""
    return [sys.executable, "-m", "bench.parse", str(made.gold), str(made.predictions)]


def processor_seconds() -> float:
    """Return the seconds that processors worked for this process and those that it waited for."""
    return sum(os.times()[:4])


def compare(name: str, corpus_name: str, ours: Sequence[str], peer: Sequence[str], runs: int) -> Timing:
    """Run ours with new gold, the peer, and ours with known gold, in turn."""
    new, least, known = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            new.append(run(ours, folder))
            least.append(run(peer, folder))
            known.append(run(ours, folder))
    return Timing(
        name,
        corpus_name,
        _ours(new, least),
        _ours(known, least),
        statistics.median(each.seconds for each in least),
        max(each.memory for each in (*new, *known)),
    )


def _ours(runs: Sequence[Run], least: Sequence[Run]) -> Ours:
    return Ours(
        statistics.median(each.seconds for each in runs),
        statistics.median(one.seconds / other.seconds for one, other in zip(runs, least, strict=True)),
        statistics.median(one.processor / other.processor for one, other in zip(runs, least, strict=True)),
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
    "all metrics": ("--metrics", "all"),
    "all metrics, 10,000 resamples": ("--metrics", "all", "--intervals"),
}


def score(made: Corpus, *options: str) -> list[str]:
    """Return the command that scores a corpus."""
    return [FARRAGO, "score", str(made.predictions), "--gold", str(made.gold), "--json", *options]


def timings(form: Form, documents: int, runs: int, ways: Sequence[str] = tuple(WAYS)) -> list[Timing]:
    """Measure ways to score a corpus against a process that only decodes both of its files."""
    made = corpus(form, documents)
    name = f"{documents:,} {form}"
    return [compare(way, name, score(made, *WAYS[way]), floor(made), runs) for way in ways]


def large(documents: int) -> list[Timing]:
    """Measure the default metrics on a large corpus, once: that memory does not grow with it."""
    return timings("sparse", documents, 1, ("default metrics, -j 2",))


def small(trivial: Sequence[str], runs: int) -> list[Timing]:
    """Measure 600 documents against a trivial command of the same library."""
    made = corpus("sparse", 600)
    return [
        compare(way, "600 sparse", score(made, *options), trivial, runs) for way, options in SMALL.items()
    ]
