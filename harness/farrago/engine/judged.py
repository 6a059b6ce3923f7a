"""Lines of gold and predictions, decoded, and passed on only if they are certainly valid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar, cast

import msgspec
import numpy as np
from msgspec import Struct

from farrago.engine import spans
from farrago.engine.doubts import Doubts, is_told_well
from farrago.matching.pages import Layout, Spans
from farrago.scoring import Counting, Options
from farrago.scoring.registry import counted, selected
from farrago_schema.ontology import Ontology
from farrago_schema.types import (
    LAYERS,
    Document,
    Entity,
    Event,
    Identifier,
    Layer,
    Metadata,
    PredictedEntity,
    PredictedEvent,
    PredictedRelation,
    Prediction,
    Relation,
    Zone,
)
from farrago_schema.validate import check_document, check_prediction
from farrago_schema.validate.fine import Judge, has_distinct_keys

T = TypeVar("T")


class Irregular(Exception):  # noqa: N818  # no error: the slow way may yet find all in order
    """The files are not certainly valid, complete and free of doubles."""


class BareDocument(Struct, frozen=True, gc=False):
    """A gold document that is known to be valid, without what only checks, tokens and breakdowns look at.

    Its parts are of the types that predictions have: code that meets one type alone runs faster.
    """

    id: str
    text: str
    layers: tuple[Layer, ...]
    entities: tuple[PredictedEntity, ...] = ()
    relations: tuple[PredictedRelation, ...] = ()
    events: tuple[PredictedEvent, ...] = ()


class LaidDocument(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A gold document with its sentences and tokens as they stand on its line, to be looked at in arrays.

    All else is what a ``Document`` has, in its order: a test holds it to that.
    """

    id: Identifier
    text: str
    meta: Metadata
    layers: tuple[Layer, ...] = LAYERS
    zones: tuple[Zone, ...] = ()
    sentences: msgspec.Raw = msgspec.Raw(b"[]")
    tokens: msgspec.Raw = msgspec.Raw(b"[]")
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()


class Laid(NamedTuple):
    """Where zones begin and end, and the offsets of sentences and tokens as ``spans`` reads them."""

    zones: tuple[Sequence[int], Sequence[int]]
    sentences: bytes
    tokens: bytes


class Held(Struct, frozen=True):
    """A document, whole or in part, the line that it stands on, and whether it is known to be valid."""

    document: Document
    line: bytes
    is_valid: bool

    @property
    def id(self) -> str:
        """The id of the document."""
        return self.document.id


class Said(Struct, frozen=True):
    """A prediction, and the line that it stands on."""

    prediction: Prediction
    line: bytes

    @property
    def id(self) -> str:
        """The id of the document that it is about."""
        return self.prediction.id


class Judged:
    """Decodes lines, and passes on what is valid, or leaves that to be told of many at once.

    Args:
        ontology: the label set, or ``None``.
        options: what is counted: it says how much of gold must be decoded.
        counting: what is counted at once.
        is_valid: whether gold was found valid before.

    Attributes:
        doubts: what tells it of many at once; ``None`` if each is looked at by itself.
    """

    def __init__(
        self, ontology: Ontology | None, options: Options, counting: Counting, *, is_valid: bool
    ) -> None:
        self._ontology, self.is_valid = ontology, is_valid
        self._judge = Judge(ontology)
        self.doubts = None if ontology is None or not counting.is_at_once else Doubts(ontology)
        self._decode_whole = msgspec.json.Decoder(Document).decode
        self._decode_said = msgspec.json.Decoder(Prediction).decode
        self._decode: Callable[[bytes], Document] = self._decode_whole
        reads_page = counting.columns.reads_page
        # A document in part has all that is looked at: metrics that say so look at no more.
        if is_valid and not (options.facets or options.training or _reads_text(options)):
            self._decode = cast("Callable[[bytes], Document]", msgspec.json.Decoder(BareDocument).decode)
        elif not is_valid and self.doubts is not None and not reads_page:
            self._decode = cast("Callable[[bytes], Document]", msgspec.json.Decoder(LaidDocument).decode)

    def document(self, line: bytes) -> Held:
        """Return a gold document; whether it is valid may still be to be told.

        Raises:
            Irregular: it is not.
        """
        if not self.is_valid and self.doubts is None:
            return self.checked(line)
        return Held(_decoded(self._decode, line), line, self.is_valid)

    def checked(self, line: bytes) -> Held:
        """Return all of a gold document; raises ``Irregular`` if it is not valid."""
        document = _decoded(self._decode_whole, line)
        if not (self.is_valid or (self._is_fine(document) and has_distinct_keys(line, document))):
            raise Irregular
        return Held(document, line, is_valid=True)

    def laid(self, held: Held) -> Laid | None:
        """Return how gold that is not known is laid out; ``None`` if it is in doubt already.

        A line as we would write it has no key twice.
        """
        document = held.document
        if not is_told_well(document, self._judge) or msgspec.json.encode(document) != held.line.rstrip(
            b"\n"
        ):
            return None
        if not isinstance(document, LaidDocument):  # the columns have its sentences and tokens
            return Laid(((), ()), b"", b"")
        sentences, tokens = spans.offsets(bytes(document.sentences)), spans.offsets(bytes(document.tokens))
        if sentences is None or tokens is None:
            return None
        zones = document.zones
        return Laid(([zone.start for zone in zones], [zone.end for zone in zones]), sentences, tokens)

    def _is_fine(self, document: Document) -> bool:
        return self._judge.is_fine_document(document) or not check_document(document, self._ontology, file="")

    def prediction(self, line: bytes) -> Said:
        """Return a prediction of the right shape; raises ``Irregular`` if it is none."""
        return Said(_decoded(self._decode_said, line), line)

    def pair(self, held: Held, prediction: Prediction) -> Document:
        """Return the document that the prediction is to be compared with.

        Raises:
            Irregular: one of them is not valid.
        """
        known = held if held.is_valid else self.checked(held.line)
        if self._judge.is_fine_prediction(prediction, known.document):
            return known.document
        document = self.checked(held.line).document
        if check_prediction(prediction, document, self._ontology, file=""):
            raise Irregular
        return document


def layout_of(documents: Sequence[Laid]) -> Layout:
    """Return how documents are laid out, in arrays."""
    number = np.arange(len(documents))
    starts, ends = (
        np.fromiter(chain.from_iterable(each.zones[side] for each in documents), dtype=np.int64)
        for side in (0, 1)
    )
    zones = Spans(number.repeat([len(each.zones[0]) for each in documents]), starts, ends)
    sentences, tokens = ([getattr(each, name) for each in documents] for name in ("sentences", "tokens"))
    return Layout(zones, spans.read(sentences), spans.read(tokens))


def _reads_text(options: Options) -> bool:
    return any(metric.reads_text for metric in counted(selected(options.metrics)).values())


def _decoded(decode: Callable[[bytes], T], line: bytes) -> T:
    try:
        return decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Irregular from error
