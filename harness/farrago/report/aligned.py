"""Predictions that come as text, with offsets: for those who want to see them before they are scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from farrago import alignment
from farrago.alignment import RULES, Aligned
from farrago.report import predictions as sources
from farrago.report.gold import Gold
from farrago.scoring import Compat, checked, explained, wrong_id
from farrago_schema import codec
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import Unlocated
from farrago_schema.types import Document, Prediction

if TYPE_CHECKING:
    from farrago.report import Predictions


@dataclass(frozen=True)
class Alignment:
    """Predictions with offsets wherever their texts were found, and what was found how.

    ``located`` counts mentions and triggers by the rule that found them. What is ``unlocated`` keeps its text
    in ``predictions`` and is spurious when they are scored.
    """

    predictions: tuple[Prediction, ...]
    located: Mapping[str, int]
    unlocated: tuple[Unlocated, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return what the command prints with ``--json``: all but the predictions."""
        plain: dict[str, Any] = msgspec.to_builtins(
            {"located": self.located, "unlocated": self.unlocated, "documents": len(self.predictions)}
        )
        return plain


def align(  # noqa: PLR0913  # what a run leaves open are its parameters
    predictions: Predictions,
    *,
    gold: Path | str | Sequence[Document] | None = None,
    data: Path | str | None = None,
    split: str = "dev",
    ontology: str | None = None,
    compat: Compat | None = None,
) -> Alignment:
    """Find offsets for mentions and triggers that come as text; ``farrago.score`` does the same by itself.

    Args:
        predictions: a file, a submission's folder, ``-`` for standard input, or predictions at hand: typed
            objects, mappings, or a ``datasets.Dataset`` with nested columns.
        gold: a file of documents or documents at hand, for their texts; by default a split of the data.
        data: the data folder; by default ``$FARRAGO_DATA``, ``./dataset``, or the installed copy.
        split: which split of the data.
        ontology: a file, or ``none`` for gold of unknown labels; by default Farrago's own.
        compat: ``conll`` lets two entities of a prediction share a span.

    Raises:
        InputError: with everything that is wrong with the predictions, the gold or the label set.
    """
    known = Gold.of(gold, data, split, ontology)
    if not isinstance(predictions, (str, Path)):
        items = sources.typed(predictions, Prediction, "predictions")
        if problems := known.problems_of(items, shared_spans=compat == "conll"):
            raise InputError(problems)
        return _joined(_aligned(enumerate(items, 1), known, "predictions", compat))
    path = sources.file_of(Path(predictions), known.stamp.split)
    shared = compat == "conll"
    with explained(path, known.documents, known.ontology, allow_missing=True, shared_spans=shared):
        return _joined(_aligned(codec.read_numbered(path, Prediction), known, codec.name_of(path), compat))


def _aligned(
    numbered: Iterable[tuple[int, Prediction]], gold: Gold, file: str, compat: Compat | None
) -> Iterator[Aligned]:
    seen: set[str] = set()
    problems: list[Problem] = []
    shared = compat == "conll"
    for prediction in checked(numbered, gold.documents, gold.ontology, file, shared_spans=shared):
        if prediction.id in seen or prediction.id not in gold.documents:
            problems.append(wrong_id(prediction.id, prediction.id in seen))
            continue
        seen.add(prediction.id)
        yield alignment.align(prediction, gold.documents[prediction.id], gold.labels.values)
    if problems:
        raise InputError(problems)


def _joined(parts: Iterable[Aligned]) -> Alignment:
    predictions: list[Prediction] = []
    located: Counter[str] = Counter()
    unlocated: list[Unlocated] = []
    for part in parts:
        predictions.append(part.prediction)
        located.update(part.located)
        unlocated += part.unlocated
    by_rule = {rule: located[rule] for rule in RULES if rule in located}
    return Alignment(tuple(predictions), by_rule, tuple(unlocated))
