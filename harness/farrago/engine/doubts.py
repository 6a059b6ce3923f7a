"""Which of many documents are not certainly valid, told from their columns by one label set.

As ``validate.fine`` tells it of one: where nothing of a prediction is in doubt, ``check_prediction`` would
find nothing, and where nothing of gold is, ``check_document``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from farrago.engine.disorder import are_apart, are_inside, are_nested, are_within
from farrago.matching.batch import Batch
from farrago.matching.columns import KINDS, Arrays, Columns, Truth, Whole
from farrago.matching.keys import PART, packed, repeated
from farrago.matching.pages import Layout, Spans
from farrago_schema.ontology import Ontology
from farrago_schema.types import Document, Prediction
from farrago_schema.validate.fine import Judge


class Doubts:
    """What a label set admits, by the numbers that names have in columns."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._names: tuple[Columns, Sequence[int]] | None = None

    def of(self, batch: Batch, lengths: Sequence[int]) -> Truth:
        """Tell for each document whether its prediction is in doubt; ``lengths`` are those of the texts.

        What was told by ``is_quoted`` is not looked at again.
        """
        doubtful = batch.odd.copy()
        self._look(batch, batch.predicted, np.array(lengths), doubtful)
        return doubtful

    def of_gold(self, batch: Batch, lengths: Sequence[int], layout: Layout) -> Truth:
        """Tell for each document whether its gold is in doubt; ``layout`` is what the texts consist of.

        What was told by ``is_told_well`` is not looked at again.
        """
        gold, length = batch.gold, np.array(lengths)
        doubtful = batch.odd.copy()
        self._look(batch, gold, length, doubtful)
        doubtful[gold.document[gold.size == 0]] = True
        doubtful[gold.event_document[gold.is_silent]] = True
        doubtful[repeated(batch.triples(gold, gold.place)) >> 3 * PART] = True
        arguments = repeated(packed(gold.event, gold.role, gold.place[gold.argument]))
        doubtful[gold.event_document[arguments >> 2 * PART]] = True
        _look_at_layout(gold, length, layout, doubtful)
        return doubtful

    def _look(self, batch: Batch, side: Arrays, length: Whole, doubtful: Truth) -> None:
        """Mark the documents of which a side does not fit the text or the label set."""
        self._learn(batch.columns)
        for document, start, end in (
            (side.mention_document, side.start, side.end),
            (side.trigger_document, side.trigger_start, side.trigger_end),
        ):
            doubtful[document[(start >= end) | (end > length[document])]] = True
        doubtful[side.mention_document[~self._kinds[side.mention_type, side.kind]]] = True
        doubtful[side.document[~self._fillers[side.type]]] = True
        ends = self._heads[side.relation_type, side.type[side.head]]
        ends &= self._tails[side.relation_type, side.type[side.tail]]
        doubtful[side.relation_document[~ends]] = True
        doubtful[side.event_document[~self._events[side.event_type]]] = True
        filled = self._filled[side.argument_type, side.role, side.type[side.argument]]
        doubtful[side.argument_document[~filled]] = True

    def _learn(self, columns: Columns) -> None:
        """Write down what is admitted of the names that have come up."""
        fillers, relations, events = columns.filler_types, columns.relation_types, columns.event_types
        known = tuple(map(len, (fillers, relations, events, columns.roles)))
        if self._names is not None and self._names[0] is columns and self._names[1] == known:
            return
        labels, self._names = self._ontology, (columns, known)
        self._fillers = np.array([name in labels.filler_types for name in fillers], dtype=np.bool_)
        values = np.array([labels.is_value(name) for name in fillers], dtype=np.bool_)
        is_value = np.array([kind == "value" for kind in KINDS], dtype=np.bool_)
        is_open = np.array([kind is None for kind in KINDS], dtype=np.bool_)
        self._kinds = (values[:, None] == is_value) | is_open
        ends = [labels.relation_types.get(name) for name in relations]
        admitted = [
            [[end is not None and name in getattr(end, side) for name in fillers] for end in ends]
            for side in ("head", "tail")
        ]
        self._heads, self._tails = np.array(admitted, dtype=np.bool_).reshape(2, known[1], known[0])
        kinds = [labels.event_types.get(name) for name in events]
        self._events = np.array([kind is not None for kind in kinds], dtype=np.bool_)
        roles = [[(kind.roles if kind else {}).get(role, ()) for role in columns.roles] for kind in kinds]
        filled = [[[name in types for name in fillers] for types in row] for row in roles]
        self._filled = np.array(filled, dtype=np.bool_).reshape(known[2], known[3], known[0])


def _look_at_layout(gold: Arrays, length: Whole, layout: Layout, doubtful: Truth) -> None:
    """Mark the documents whose parts are not in order, or not one within the other."""
    mentions = Spans(gold.mention_document, gold.start, gold.end)
    triggers = Spans(gold.trigger_document, gold.trigger_start, gold.trigger_end)
    for spans in layout:
        doubtful[spans.documents[~are_apart(spans, length)]] = True
    if doubtful.any():  # what follows asks for order
        layout = Layout(*(_of(~doubtful, spans) for spans in layout))
    zones, sentences, tokens = layout
    doubtful[~are_inside(sentences, zones, len(length))] = True
    doubtful[~are_inside(tokens, sentences, len(length))] = True
    for spans in (mentions, triggers):
        doubtful[spans.documents[~are_within(spans, zones, len(length))]] = True
    doubtful[mentions.documents[~are_nested(mentions)]] = True


def _of(kept: Truth, spans: Spans) -> Spans:
    found = kept[spans.documents]
    return Spans(*(column[found] for column in spans))


def is_told_well(document: Document, judge: Judge) -> bool:
    """Tell of gold that has its place what arrays do not know.

    Texts are those at their places, ids of events are there once, names are told by a mention, values are
    normal forms, and zones leave out white space alone.
    """
    text, events = document.text, document.events
    if len({event.id for event in events}) < len(events):
        return False
    for entity in document.entities:
        is_named = entity.name is None
        for mention in entity.mentions:
            if text[mention.start : mention.end] != mention.text:
                return False
            if mention.kind == "name":
                is_named = True
        if not is_named or (entity.value is not None and not judge.is_normal(entity.type, entity.value)):
            return False
    for event in events:
        for trigger in event.triggers:
            if text[trigger.start : trigger.end] != trigger.text:
                return False
    zones = document.zones
    starts, ends = [zone.start for zone in zones], [zone.end for zone in zones]
    gaps = zip([0, *ends], [*starts, len(text)], strict=True) if zones else ()
    return not any(text[end:start].strip() for end, start in gaps)


def is_quoted(prediction: Prediction, text: str) -> bool:
    """Tell whether all texts of mentions are those at their places, and no id of an event is there twice.

    Nothing may be said of sentences: whether it is right, only a full check tells.
    """
    events = prediction.events or ()
    mentions = [mention for entity in prediction.entities or () for mention in entity.mentions]
    mentions += [trigger for event in events for trigger in event.triggers]
    ids = [event.id for event in events]
    if len(set(ids)) < len(ids) and len({id_ for id_ in ids if id_}) < len(ids) - ids.count(None):
        return False
    for mention in mentions:
        if mention.sentence is not None:
            return False
        if mention.text is not None and text[mention.start : mention.end] != mention.text:
            return False
    return True
