"""The field's scorers on the same documents, one layer each: seconds of scoring alone, and peak memory.

``python -m bench.others NAME FORM DOCUMENTS`` runs one of them, in a process of its own, and prints seconds
and peak memory. What it is given is made before the clock starts.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from bench.corpora import Corpus, Form, corpus
from bench.processes import MIB
from farrago.matching import Tokens, labels_of, normal_form, outermost
from farrago.matching.chunks import tags_of
from farrago.scoring import Options
from farrago_schema import codec, ontology
from farrago_schema.types import Document, Prediction

LABELS = labels_of(ontology.load())
Action = Callable[[], object]


class Timing(Struct, frozen=True):
    """A scorer on a corpus: what it counted, seconds, and peak memory in MiB with what it was given."""

    scorer: str
    layer: str
    documents: int
    seconds: float
    memory: float


def measure(name: str, form: Form, documents: int) -> Timing:
    """Run a scorer in a process of its own."""
    command = [sys.executable, "-m", "bench.others", name, form, str(documents)]
    starter = [sys.executable, "-S", "-c", "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"]
    printed = subprocess.run([*starter, *command], check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, memory = map(float, printed.split())
    return Timing(name, PREPARE[name][0], documents, seconds, memory)


def _sides(made: Corpus) -> Iterator[tuple[Document, Prediction]]:
    yield from zip(codec.read(made.gold, Document), codec.read(made.predictions, Prediction), strict=True)


def _tags(made: Corpus) -> tuple[list[list[str]], list[list[str]]]:
    gold: list[list[str]] = []
    said: list[list[str]] = []
    for document, prediction in _sides(made):
        tokens = Tokens(document)
        for side, found in ((document, gold), (prediction, said)):
            names = [
                (span, filler.type, filler.is_value)
                for filler in normal_form(side, LABELS).fillers
                for span, kind in filler.kinds.items()
                if kind in ("name", "value")
            ]
            found.append(tags_of(tokens.chunks(outermost(names)), len(document.tokens)))
    return gold, said


def _seqeval(made: Corpus, **options: Any) -> Action:
    from seqeval.metrics import classification_report  # noqa: PLC0415  # imports sklearn

    gold, said = _tags(made)
    return lambda: classification_report(gold, said, output_dict=True, zero_division=0, **options)


def _strict(made: Corpus) -> Action:
    from seqeval.scheme import IOB2  # noqa: PLC0415  # imports sklearn

    return _seqeval(made, mode="strict", scheme=IOB2)


def _nervaluate(made: Corpus) -> Action:
    from nervaluate import Evaluator  # noqa: PLC0415  # only this one needs it

    gold, said = _tags(made)
    types = sorted({tag[2:] for tags in gold for tag in tags if tag != "O"})
    return lambda: Evaluator(gold, said, tags=types, loader="list").evaluate()


def _clusters(side: Document | Prediction) -> list[set[Any]]:
    return [set(each.spans) for each in normal_form(side, LABELS).fillers if not each.is_value]


def _scorch(made: Corpus) -> Action:
    from scorch import scores  # noqa: PLC0415  # only this one needs it

    # A document at a time: given all at once it aligns every cluster with every other, and does not end.
    sides = [(_clusters(document), _clusters(prediction)) for document, prediction in _sides(made)]
    wanted = (scores.muc, scores.b_cubed, scores.ceaf_m, scores.ceaf_e)
    return lambda: [score(gold, said) for gold, said in sides for score in wanted]


def _farrago(*metrics: str, jobs: int = 1) -> Callable[[Corpus], Action]:
    from farrago import engine  # noqa: PLC0415  # peers' processes do without it

    options = Options(labels=LABELS, metrics=metrics, by_document=False)
    return lambda made: (
        lambda: engine.score_files(made.predictions, made.gold, ontology.load(), options, jobs=jobs)
    )


PREPARE: dict[str, tuple[str, Callable[[Corpus], Action]]] = {
    "seqeval": ("names, by tags", _seqeval),
    "seqeval, strict": ("names, by tags", _strict),
    "nervaluate": ("names, partial", _nervaluate),
    "scorch": ("coreference: four", _scorch),
    "farrago ner": ("names, by tags; reading and checking included", _farrago("ner")),
    "farrago mention_partial": ("names, partial; reading and checking included", _farrago("mention_partial")),
    "farrago coref": ("coreference: all six; reading and checking included", _farrago("coref")),
}


def main() -> None:
    """Run one scorer and print seconds and MiB."""
    _, name, form, documents = sys.argv
    action = PREPARE[name][1](corpus(form, int(documents)))  # type: ignore[arg-type]  # forms are checked there
    start = time.perf_counter()
    action()
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB)


if __name__ == "__main__":
    main()
