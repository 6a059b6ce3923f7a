"""How often intervals hold the truth, and tests cry wolf: ``python -m bench.calibration [--write]``.

Corpora are drawn from ``documents_model``, where the true scores are known. Takes some minutes on two cores;
``--write`` puts the tables into docs/statistics.md. Fails where, from 100 documents on, an interval of the
headline, of a part of it or of a rare type's F1 covers the truth in fewer than 93 % or more than 97 % of
corpora, or where a test of two systems of the same quality gives p ≤ α more often than α.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import sqrt
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bench import calibration_page as page
from bench import documents_model as model
from farrago import stats
from farrago.tally import Integers

ALPHAS = (0.01, 0.05, 0.1)
BOARDS = (2, 5, 10, 20)
BOARD_DOCUMENTS = 100
TESTED = ("mention_name", "relation", "type with 1 item in 10 documents")
TRADED = "relation, equal F1 by more found and more wrong"
CHECKED_FROM = 100
LEAST, MOST = 0.93, 0.97


@dataclass(frozen=True)
class Effort:
    """How much is simulated: corpora, resamples and swaps, documents for the truth, boards; and the seed."""

    sizes: tuple[int, ...] = (16, 40, 100, 600)
    corpora: int = 2000
    resamples: int = 2000
    swaps: int = 999
    truth: int = 1_000_000
    boards: int = 1000
    seed: int = 1


@dataclass(frozen=True)
class Coverage:
    """The share of corpora that have an interval, and of these the share where ours and a plain one holds."""

    shown: float
    ours: float
    plain: float


def truth(effort: Effort) -> dict[str, float]:
    """Return the scores of a corpus so large that they are the true ones."""
    (counts,) = model.documents(np.random.default_rng([effort.seed, 0]), effort.truth)
    sums = {name: rows.sum(axis=0) for name, rows in counts.items()}
    return {name: float(value) for name, value in model.scores(sums).items()}


def coverage(documents: int, true: Mapping[str, float], effort: Effort) -> dict[str, Coverage]:
    """Return how often intervals on so many documents hold the true scores."""
    chance = np.random.default_rng([effort.seed, 1, documents])
    trials = stats.resampling(documents, effort.resamples, stats.SEED)
    hits = {name: [0, 0, 0] for name in true}
    for _ in range(effort.corpora):
        (counts,) = model.documents(chance, documents)
        sums = {name: np.moveaxis(trials.sums(rows), 0, -1) for name, rows in counts.items()}
        occurring = {name: int(rows.any(axis=1).sum()) for name, rows in counts.items()}
        for name, values in model.scores(sums).items():
            occurs = occurring.get(name.rpartition(", ")[0], documents)
            ours = stats.interval(values, 0.95, documents, occurs)
            # An interval for a million documents leaves the plain 2.5 % out on each side.
            plain = stats.interval(values, 0.95, 1_000_000, occurs)
            hits[name][0] += ours.low is not None
            hits[name][1] += _holds(ours, true[name])
            hits[name][2] += _holds(plain, true[name]) and ours.low is not None
    return {
        name: Coverage(shown / effort.corpora, ours / max(1, shown), plain / max(1, shown))
        for name, (shown, ours, plain) in hits.items()
    }


def _holds(ends: stats.Interval, value: float) -> bool:
    return ends.low is not None and ends.high is not None and ends.low <= value <= ends.high


def false_alarms(documents: int, effort: Effort) -> dict[str, dict[float, float]]:
    """Return how often p ≤ α for systems of the same quality, by what is scored and α."""
    swaps = stats.swapping(documents, effort.swaps, stats.SEED)
    wrong = _wrong_for_equal_f1(effort)
    found: dict[str, list[float]] = {name: [] for name in (*TESTED, TRADED)}
    chance = np.random.default_rng([effort.seed, 2, documents])
    for _ in range(effort.corpora):
        a, b = model.documents(chance, documents, systems=2)
        pairs = {name: (a[name], b[name]) for name in TESTED}
        pairs[TRADED] = model.traded(chance, documents, wrong)
        for name, pair in pairs.items():
            if all(counts.any() for counts in pair):
                found[name].append(stats.compare_pairs(pair, [(0, 1)], _f1, swaps)[0].p)
    return {name: {alpha: _share(p_values, alpha) for alpha in ALPHAS} for name, p_values in found.items()}


def _share(p_values: list[float], alpha: float) -> float:
    return float(np.mean(np.array(p_values) <= alpha + 1e-12)) if p_values else 0.0


def _f1(numbers: Integers) -> stats.Floats:
    correct, predicted, gold = (numbers[..., column] for column in range(3))
    # A document without any item has no F1: NaN, as in the metrics.
    total = np.asarray(predicted + gold, dtype=np.float64)
    f1: stats.Floats = np.divide(2 * correct, total, out=np.full(total.shape, np.nan), where=total > 0)
    return f1


def _wrong_for_equal_f1(effort: Effort) -> float:
    """Return how many wrong relations, for each in gold, bring the eager system down to the other's F1."""
    mild, eager = model.traded(np.random.default_rng([effort.seed, 3]), effort.truth, 0.0)
    mild, eager = mild.sum(axis=0), eager.sum(axis=0)
    f1 = 2 * mild[0] / (mild[1] + mild[2])
    wrong = 2 * eager[0] / f1 - eager[0] - eager[2]
    # Wrong ones grow with exp(−0.4 d), whose mean is exp(0.08).
    return float(wrong / eager[2] / np.exp(0.08))


def false_leads(systems: int, effort: Effort) -> dict[str, float]:
    """Return what a board of equal systems shows, by a test of each pair and by Holm over a row's rivals.

    The mean number of systems wrongly better than a row, and the share of boards with any wrong rank.
    """
    chance = np.random.default_rng([effort.seed, 4, systems])
    swaps = stats.swapping(BOARD_DOCUMENTS, effort.swaps, stats.SEED)
    better: dict[str, list[int]] = {"pair": [], "Holm": []}
    for _ in range(effort.boards):
        entered = model.documents(chance, BOARD_DOCUMENTS, systems)
        for rule, above in _above([each["relation"] for each in entered], swaps).items():
            better[rule] += above
    boards = {rule: np.array(above).reshape(effort.boards, systems) for rule, above in better.items()}
    return {
        key: value
        for rule, above in boards.items()
        for key, value in (
            (f"{rule}, above", float(above.mean())),
            (f"{rule}, any", float(above.any(axis=1).mean())),
        )
    }


def _above(systems: list[Integers], swaps: stats.Trials) -> dict[str, list[int]]:
    """Return by rule the number of systems that are significantly better than each."""
    pairs = list(combinations(range(len(systems)), 2))
    rivals: list[list[float]] = [[] for _ in systems]
    for (a, b), found in zip(pairs, stats.compare_pairs(systems, pairs, _f1, swaps), strict=True):
        rivals[b if found.difference > 0 else a].append(found.p)
    return {
        "pair": [sum(p <= stats.LEVEL for p in row) for row in rivals],
        "Holm": [sum(p <= stats.LEVEL for p in stats.holm(row)) for row in rivals],
    }


@dataclass(frozen=True)
class Findings:
    """All that was simulated: coverage and false alarms by number of documents, boards by that of systems."""

    effort: Effort
    coverage: Mapping[int, Mapping[str, Coverage]]
    alarms: Mapping[int, Mapping[str, Mapping[float, float]]]
    leads: Mapping[int, Mapping[str, float]]


def run(effort: Effort, processes: int = 2) -> Findings:
    """Simulate everything."""
    true = truth(effort)
    # Small matrix products are faster on one thread each than on threads that wait for each other.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        large_first = sorted(effort.sizes, reverse=True)
        covered = pool.map(partial(coverage, true=true, effort=effort), large_first)
        alarms = pool.map(partial(false_alarms, effort=effort), large_first)
        leads = pool.map(partial(false_leads, effort=effort), BOARDS)
        return Findings(
            effort,
            dict(zip(large_first, covered, strict=True)),
            dict(zip(large_first, alarms, strict=True)),
            dict(zip(BOARDS, leads, strict=True)),
        )


def faults(findings: Findings) -> Iterator[str]:
    """Yield what is not as it must be; shares of alarms may be off by three standard errors."""
    corpora = findings.effort.corpora
    for documents, rows in findings.coverage.items():
        for name, found in rows.items():
            is_checked = documents >= CHECKED_FROM and name in page.CHECKED
            if is_checked and not LEAST <= found.ours <= MOST:
                yield f"{name} on {documents} documents: intervals hold in {found.ours:.1%}"
    for documents, alarms in findings.alarms.items():
        for name in TESTED:
            for alpha, share in alarms[name].items():
                if share > alpha + 3 * sqrt(alpha * (1 - alpha) / corpora):
                    yield f"{name} on {documents} documents: p ≤ {alpha} in {share:.1%}"


def main() -> None:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the tables into docs/statistics.md")
    arguments = parser.parse_args()
    findings = run(Effort())
    tables: Mapping[str, str] = page.tables(findings)
    if arguments.write:
        path = Path(__file__).parents[1] / "docs" / "statistics.md"
        path.write_text(page.filled(path.read_text(encoding="utf-8"), tables), encoding="utf-8")
    else:
        print("\n\n".join(tables.values()))
    wrong = list(faults(findings))
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
