"""A first pass over predictions: whether they are valid, and which layers they attempt; then one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from farrago.alignment import align
from farrago.data import content_hash
from farrago.errors import Found, Scene, found
from farrago.report import predictions as sources
from farrago.report.gold import Gold
from farrago.scoring import checked, explained, metrics, missing_id, wrong_id
from farrago.scoring.layers import attempted, is_annotated, is_attempted, layers_seen
from farrago_schema import codec
from farrago_schema.errors import ERROR_LAYERS, ErrorLayer, Outcome
from farrago_schema.problems import InputError
from farrago_schema.results import FileStamp, Result
from farrago_schema.types import Document, Layer, Prediction

if TYPE_CHECKING:
    from farrago.report import Predictions

Numbered = Iterable[tuple[int, Prediction]]


class Item(Struct, frozen=True):
    """An item with where it was found; it is put into words if it is listed, and not if it is counted."""

    found: Found
    scene: Scene
    source: str | None

    def outcome(self) -> Outcome:
        """Return the public record."""
        return self.found.outcome(self.scene, self.source)


@dataclass(frozen=True)
class Survey:
    """Predictions that are valid, not kept but read again when their items are asked for.

    ``layers`` are those that the system attempts and any document has; ``left_out`` says why others are not.
    """

    gold: Gold
    stamp: FileStamp
    layers: tuple[ErrorLayer, ...]
    left_out: Mapping[ErrorLayer, str]
    missing: tuple[str, ...]
    numbered: Callable[[], Numbered]

    def items(self, layers: Collection[ErrorLayer], documents: Collection[str]) -> Iterator[Item]:
        """Yield the items of these layers, in these documents or, if there are none, in all.

        Documents come in the order of the predictions; then those without a prediction, by id.
        """
        for scene, source in self.scenes(documents):
            yield from (Item(each, scene, source) for each in found(scene, self.of(layers, scene.document)))

    def scenes(self, documents: Collection[str] = ()) -> Iterator[tuple[Scene, str | None]]:
        """Yield the documents one by one with what is said of them, and where: in the same order."""
        for line, prediction in self.numbered():
            if not documents or prediction.id in documents:
                yield self._scene(prediction), f"{self.stamp.name}:{line}"
        for id_ in self.missing:
            if not documents or id_ in documents:
                yield self._scene(Prediction(id_)), None

    @staticmethod
    def of(layers: Collection[ErrorLayer], document: Document) -> list[ErrorLayer]:
        """Return those of the layers that gold has in a document."""
        known = metrics()
        return [layer for layer in layers if is_annotated(known[layer], document.layers)]

    def _scene(self, prediction: Prediction) -> Scene:
        document, labels = self.gold.documents[prediction.id], self.gold.labels
        return Scene(document, align(prediction, document, labels.values).prediction, labels)


def survey(
    gold: Gold,
    predictions: Predictions,
    layers: Collection[Layer] | None = None,
    *,
    allow_missing: bool = False,
    shared_spans: bool = False,
) -> Survey:
    """Read predictions once, to know that they are valid and what they attempt.

    ``shared_spans`` lets two entities share a span, as ``Options.compat`` does.

    Raises:
        InputError: with everything that is wrong with the predictions.
    """
    if not isinstance(predictions, (str, Path)):
        items = sources.typed(predictions, Prediction, "predictions")
        if problems := gold.problems_of(items, shared_spans=shared_spans):
            raise InputError(problems)
        stamp = FileStamp("predictions", content_hash(items), len(items))
        seen, missing = _seen(items, gold, allow_missing=allow_missing)
        return _survey(gold, stamp, attempted(layers, seen), missing, lambda: enumerate(items, 1))
    declared = sources.declared_layers(Path(predictions)) if layers is None else layers
    path = sources.file_of(Path(predictions), gold.stamp.split)
    known = gold.documents, gold.ontology
    with explained(path, *known, allow_missing=allow_missing, shared_spans=shared_spans):
        numbered = codec.read_numbered(path, Prediction)
        valid = checked(numbered, *known, codec.name_of(path), shared_spans=shared_spans)
        seen, missing = _seen(valid, gold, allow_missing=allow_missing)
    number = len(gold.documents) - len(missing)
    stamp = FileStamp(Path(codec.name_of(path)).name, codec.sha256(path), number)
    return _survey(
        gold, stamp, attempted(declared, seen), missing, partial(codec.read_numbered, path, Prediction)
    )


def survey_of(result: Result, gold: Gold, path: Path) -> Survey:
    """Return the same of a file of predictions that was scored: it is valid, and not looked through again."""
    numbered = partial(codec.read_numbered, path, Prediction)
    return _survey(gold, result.predictions, result.layers, result.missing, numbered)


def _seen(
    predictions: Iterable[Prediction], gold: Gold, *, allow_missing: bool
) -> tuple[set[Layer], tuple[str, ...]]:
    """Return the layers that any prediction has, and the ids of documents without one.

    Raises:
        InputError: an id is unknown or doubled, or one is missing and may not be.
    """
    seen: set[Layer] = set()
    done: set[str] = set()
    problems = []
    for prediction in predictions:
        if prediction.id not in gold.documents or prediction.id in done:
            problems.append(wrong_id(prediction.id, prediction.id in done))
        done.add(prediction.id)
        seen |= layers_seen(prediction)
    missing = tuple(sorted(gold.documents.keys() - done))
    if not allow_missing:
        problems += map(missing_id, missing)
    if problems:
        raise InputError(problems)
    return seen, missing


def _survey(
    gold: Gold,
    stamp: FileStamp,
    attempts: tuple[Layer, ...],
    missing: tuple[str, ...],
    numbered: Callable[[], Numbered],
) -> Survey:
    left_out: dict[ErrorLayer, str] = {}
    for layer in ERROR_LAYERS:
        metric = metrics()[layer]
        if not is_attempted(metric, attempts):
            left_out[layer] = "not attempted"
        elif not any(is_annotated(metric, document.layers) for document in gold.documents.values()):
            left_out[layer] = "not in gold"
    layers = tuple(layer for layer in ERROR_LAYERS if layer not in left_out)
    return Survey(gold, stamp, layers, left_out, missing, numbered)
