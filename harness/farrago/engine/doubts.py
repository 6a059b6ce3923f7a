"""Which of many predictions are not certainly valid, told from their columns by one label set.

As ``validate.fine`` tells it of one: where nothing is in doubt, ``check_prediction`` would find nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from farrago.matching.batch import Batch
from farrago.matching.columns import KINDS, Columns, Truth
from farrago_schema.ontology import Ontology
from farrago_schema.types import Prediction


class Doubts:
    """What a label set admits, by the numbers that names have in columns."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._names: tuple[Columns, Sequence[int]] | None = None

    def of(self, batch: Batch, lengths: Sequence[int]) -> Truth:
        """Tell for each document whether its prediction is in doubt; ``lengths`` are those of the texts.

        What was told by ``is_quoted`` is not looked at again.
        """
        self._learn(batch.columns)
        said = batch.predicted
        doubtful = batch.odd.copy()
        length = np.array(lengths)
        for document, start, end in (
            (said.mention_document, said.start, said.end),
            (said.trigger_document, said.trigger_start, said.trigger_end),
        ):
            doubtful[document[(start >= end) | (end > length[document])]] = True
        doubtful[said.mention_document[~self._kinds[said.mention_type, said.kind]]] = True
        doubtful[said.document[~self._fillers[said.type]]] = True
        ends = self._heads[said.relation_type, said.type[said.head]]
        ends &= self._tails[said.relation_type, said.type[said.tail]]
        doubtful[said.relation_document[~ends]] = True
        doubtful[said.event_document[~self._events[said.event_type]]] = True
        filled = self._filled[said.argument_type, said.role, said.type[said.argument]]
        doubtful[said.argument_document[~filled]] = True
        return doubtful

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
