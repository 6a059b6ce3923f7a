"""Lines of gold and predictions, decoded, and passed on only if they are certainly valid."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import msgspec
from msgspec import Struct

from farrago.engine.doubts import Doubts
from farrago.scoring import Options
from farrago.scoring.registry import counted, selected
from farrago_schema.ontology import Ontology
from farrago_schema.types import (
    Document,
    Layer,
    PredictedEntity,
    PredictedEvent,
    PredictedRelation,
    Prediction,
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


class Held(Struct, frozen=True):
    """A document, whole or bare, and the line that it stands on."""

    document: Document
    line: bytes

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
    """Decodes lines, and passes on what is valid.

    Args:
        ontology: the label set, or ``None``.
        options: what is counted: it says how much of gold must be decoded.
        is_valid: whether gold was found valid before.
    """

    def __init__(self, ontology: Ontology | None, options: Options, *, is_valid: bool) -> None:
        self._ontology, self._is_valid = ontology, is_valid
        self._judge = Judge(ontology)
        self.doubts = None if ontology is None else Doubts(ontology)
        self._decode_whole = msgspec.json.Decoder(Document).decode
        self._decode_bare = msgspec.json.Decoder(BareDocument).decode
        self._decode_said = msgspec.json.Decoder(Prediction).decode
        self._is_bare = is_valid and not (options.facets or options.training or _reads_text(options))

    def document(self, line: bytes) -> Held:
        """Return a gold document; raises ``Irregular`` if it is not valid."""
        if self._is_bare:
            # A bare document has all that is looked at: metrics that say so look at no more.
            return Held(cast("Document", _decoded(self._decode_bare, line)), line)
        document = _decoded(self._decode_whole, line)
        if not (self._is_valid or (self._is_fine(document) and has_distinct_keys(line, document))):
            raise Irregular
        return Held(document, line)

    def _is_fine(self, document: Document) -> bool:
        return self._judge.is_fine_document(document) or not check_document(document, self._ontology, file="")

    def prediction(self, line: bytes) -> Said:
        """Return a prediction of the right shape; raises ``Irregular`` if it is none."""
        return Said(_decoded(self._decode_said, line), line)

    def pair(self, held: Held, prediction: Prediction) -> Document:
        """Return the document that the prediction is to be compared with.

        Raises:
            Irregular: the prediction is not valid.
        """
        if self._judge.is_fine_prediction(prediction, held.document):
            return held.document
        document = _decoded(self._decode_whole, held.line) if self._is_bare else held.document
        if check_prediction(prediction, document, self._ontology, file=""):
            raise Irregular
        return document


def _reads_text(options: Options) -> bool:
    return any(metric.reads_text for metric in counted(selected(options.metrics)).values())


def _decoded(decode: Callable[[bytes], T], line: bytes) -> T:
    try:
        return decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Irregular from error
