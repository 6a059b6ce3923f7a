"""What one system says of a document, and what became of each item of gold and of what it says.

It is found once, when a submission is scored, and is kept packed: pages are made of it again and again.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec import Struct

from farrago.alignment import align
from farrago.board.documents.numbers import NONE, Numbers, Ref
from farrago.errors import Found, Scene, found
from farrago.matching import Annotation, Labels, Span
from farrago.matching.identity import with_places
from farrago.scoring import metrics
from farrago.scoring.layers import is_annotated, is_attempted
from farrago_schema.errors import ERROR_LAYERS, FINE, ErrorLayer, Kind
from farrago_schema.types import Document, Layer, Metadata, Prediction


class Record(Struct, frozen=True, gc=False, array_like=True):
    """What became of an item that is not right: where gold and the prediction have it, and both in words."""

    layer: ErrorLayer
    kind: Kind
    cause: ErrorLayer | None
    gold: Ref
    predicted: Ref
    expected: str | None
    said: str | None


class Difference(Struct, frozen=True, dict=True):
    """A system on a document.

    Args:
        prediction: what it says, with offsets wherever they were found.
        titles: what to call each of its entities.
        layers: those in which it is compared with gold; empty where gold is hidden.
        right: the number of right items of each layer.
        records: all items that are not right, in the order of the layers and the text.
        found: the numbers of the gold marks that it has, with their types.
        entities: for each of its entities the number of the gold entity that it stands for.
        events: for each of its events the number of the gold event.
    """

    prediction: Prediction
    titles: tuple[str, ...]
    layers: tuple[ErrorLayer, ...] = ()
    right: dict[ErrorLayer, int] = {}
    records: tuple[Record, ...] = ()
    found: frozenset[int] = frozenset()
    entities: tuple[int, ...] = ()
    events: tuple[int, ...] = ()

    @cached_property
    def said(self) -> Numbers:
        """What it says, numbered, with a place for everything."""
        return Numbers(with_places(self.prediction))

    @property
    def errors(self) -> Iterator[Record]:
        """The records that are errors: no duplicates, and nothing that gold leaves open."""
        return (record for record in self.records if record.kind not in FINE)

    def wrong(self, layer: ErrorLayer) -> int:
        """Return the number of errors in a layer."""
        return sum(record.layer == layer for record in self.errors)


def packed(difference: Difference) -> bytes:
    """Return what ``unpacked`` makes a difference of again."""
    return zlib.compress(msgspec.msgpack.encode(difference), 1)


def unpacked(content: bytes) -> Difference:
    """Return the difference that was packed."""
    return msgspec.msgpack.decode(zlib.decompress(content), type=Difference)


def error_layers(document: Document, attempts: Collection[Layer]) -> tuple[ErrorLayer, ...]:
    """Return the layers that gold has in the document and the system attempts."""
    known = metrics()
    return tuple(
        layer
        for layer in ERROR_LAYERS
        if is_attempted(known[layer], attempts) and is_annotated(known[layer], document.layers)
    )


def said_of(document: Document, prediction: Prediction, labels: Labels) -> Difference:
    """Return what the system says alone: nothing in it is gold, or depends on gold."""
    bare = without_gold(document)
    return _said(Scene(bare, align(prediction, bare, labels.values).prediction, labels))


def without_gold(document: Document) -> Document:
    """Return the document with what a system may read and the split that it is in, and no more."""
    meta = Metadata(document.meta.kind, document.meta.date, document.meta.split, lang=document.meta.lang)
    return Document(document.id, document.text, meta, sentences=document.sentences)


def _said(scene: Scene) -> Difference:
    said = Numbers(scene.prediction)
    kinds: list[dict[Span, str | None]] = [{} for _ in said.entities]
    for mark in said.marks:
        if mark.role == "mention":
            kinds[mark.owner][mark.span] = mark.kind
    titles = (entity.name or scene.name(own) for entity, own in zip(said.entities, kinds, strict=True))
    return Difference(scene.given, tuple(titles))


def difference(
    document: Document,
    gold: Numbers,
    prediction: Prediction,
    labels: Labels,
    layers: Collection[ErrorLayer],
) -> Difference:
    """Compare a valid prediction with gold in these layers."""
    scene = Scene(document, align(prediction, document, labels.values).prediction, labels)
    return difference_of(scene, gold, layers, found(scene, layers))


def difference_of(
    scene: Scene, gold: Numbers, layers: Collection[ErrorLayer], items: Iterable[Found]
) -> Difference:
    """Return the same of what was found in a scene in these layers."""
    told = _said(scene)
    right = {layer: 0 for layer in ERROR_LAYERS if layer in layers}
    hits: set[int] = set()
    records = []
    for item in items:
        if item.kind == "right":
            right[item.layer] += 1
            if item.layer in {"mention", "trigger"}:
                hits.add(gold.ref(item.layer, item.gold).mark)
        else:
            records.append(_record(scene, gold, told.said, item))
    pair = scene.pair
    return Difference(
        told.prediction,
        told.titles,
        tuple(right),
        right,
        tuple(records),
        frozenset(hits),
        _aligned(_filler_rows(told.said, pair.predicted), _filler_rows(gold, pair.gold), pair.alignment),
        _aligned(_event_rows(told.said, pair.predicted), _event_rows(gold, pair.gold), pair.event_alignment),
    )


def _record(scene: Scene, gold: Numbers, said: Numbers, item: Found) -> Record:
    expected, instead = item.phrases(scene)
    here, there = gold.ref(item.layer, item.gold), said.ref(item.layer, item.predicted)
    return Record(item.layer, item.kind, item.cause, here, there, expected, instead)


Rows = tuple[int, list[int]]
"""How many rows there are, and the row of each thing in normal form."""


def _filler_rows(numbers: Numbers, side: Annotation) -> Rows:
    marks = (numbers.mark("mention", next(iter(filler.spans), None), filler.type) for filler in side.fillers)
    return len(numbers.entities), [numbers.owner(mark) for mark in marks]


def _event_rows(numbers: Numbers, side: Annotation) -> Rows:
    """Return the rows of events; those without a trigger stand for nothing that could be shown."""
    rows: dict[tuple[str, tuple[Span, ...], str], int] = {}
    spans: list[set[Span]] = [set() for _ in numbers.events]
    for mark in numbers.marks:
        if mark.role == "trigger":
            spans[mark.owner].add(mark.span)
    for number, event in enumerate(numbers.events):
        rows.setdefault((event.type, tuple(sorted(spans[number])), event.realis or ""), number)
    found = ((each.type, each.triggers, each.realis) for each in side.happenings)
    return len(numbers.events), [rows.get(key, NONE) if key[1] else NONE for key in found]


def _aligned(said: Rows, gold: Rows, alignment: Iterable[int]) -> tuple[int, ...]:
    """Return for each predicted row the gold row that it stands for."""
    number, rows = said
    aligned = [NONE] * number
    for row, key in zip(rows, alignment, strict=True):
        if row != NONE and key >= 0:
            aligned[row] = gold[1][key]
    return tuple(aligned)
