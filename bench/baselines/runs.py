"""Runs of the reference systems on dev, and on train with each document left out of what is learnt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import farrago
from farrago import data
from farrago_baselines import lexicon
from farrago_baselines.rules import coreference, given, knowledge, relations, run
from farrago_baselines.rules.run import Analysis
from farrago_schema.types import Document, Prediction

DATA = Path(__file__).parents[2] / "dataset"
SCORES = (
    ("mention_name", "f1"),
    ("coref", "conll_f1"),
    ("relation", "f1"),
    ("trigger", "f1"),
    ("argument", "plus_f1"),
    ("farrago", "farrago"),
)
"""The headline and what it is the mean of."""
READ = frozenset({"fg-p-0004", "fg-p-0010", "fg-s-0004", "fg-s-0007"})
"""Documents of dev that were there when the rules were written; all others were annotated after that."""

Numbers = dict[tuple[str, str], float | None]


@dataclass(frozen=True)
class Corpus:
    """The documents that systems are developed on, and what the rules learn from all of train."""

    train: Sequence[Document]
    dev: Sequence[Document]
    learnt: knowledge.Knowledge


def corpus() -> Corpus:
    """Read train and dev."""
    train = data.read_split(DATA, "train")
    return Corpus(train, data.read_split(DATA, "dev"), knowledge.learn(train))


def scores(predictions: Iterable[Prediction], gold: Sequence[Document]) -> Numbers:
    """Return the headline and its parts."""
    report = farrago.score(list(predictions), gold=gold, metrics={metric for metric, _ in SCORES})
    found = report.to_dict()["scores"]
    return {(metric, column): found[metric][column] for metric, column in SCORES}


def of_lexicon(known: Corpus) -> Numbers:
    """Score ``lexicon`` on dev."""
    return scores(lexicon.predict([d.input() for d in known.dev], known.train), known.dev)


def on_test(known: Corpus) -> tuple[int, Numbers]:
    """Score ``rules`` on test; also return how many documents that has."""
    gold = data.read_split(DATA, "test")
    found = [run.analyse(document.input(), known.learnt, run.NOTHING_OFF) for document in gold]
    return len(gold), scores(run.predictions(found), gold)


def analyses(known: Corpus, off: frozenset[str] = run.NOTHING_OFF) -> list[Analysis]:
    """Run ``rules`` on dev, without some of its parts."""
    return [run.analyse(document.input(), known.learnt, off) for document in known.dev]


def of_rules(known: Corpus, off: frozenset[str] = run.NOTHING_OFF) -> Numbers:
    """Score ``rules`` on dev, without some of its parts."""
    return scores(run.predictions(analyses(known, off)), known.dev)


def left_out(known: Corpus) -> list[Prediction]:
    """Run ``rules`` on each document of train, learning from the others alone."""
    found = []
    for document in known.train:
        others = [other for other in known.train if other is not document]
        found.append(run.analyse(document.input(), knowledge.learn(others)))
    return list(run.predictions(found))


def of_given(known: Corpus, level: given.Level) -> Numbers:
    """Score ``rules`` on dev with gold in the place of its first stages."""
    return scores(
        run.predictions(run.analyse_given(document, known.learnt, level) for document in known.dev), known.dev
    )


def parts() -> dict[str, tuple[str, ...]]:
    """Return what can be switched off: the stages, the passes of coreference, the patterns of relations."""
    return {
        "stage": run.STAGES,
        "coreference, the pass": tuple(each.__name__ for each in coreference.PASSES),
        "relations, the pattern": tuple(each.__name__ for each in relations.PATTERNS),
    }
