"""Gold and predictions to try the laws on: what a system might say, also one that would win unfairly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from hypothesis import strategies as st

import strategies
from farrago.matching import Pair, Training, labels_of, training_of
from farrago.metrics import Metric
from farrago.scoring import ITEM_FACETS
from farrago.tally import Integers, Tally
from farrago_schema.types import (
    Document,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)

LABELS = labels_of(strategies.ONTOLOGY)
FACETS = frozenset(ITEM_FACETS)


class Case(NamedTuple):
    """A gold document and what a system says of it."""

    document: Document
    prediction: Prediction


def count(metric: Metric, case: Case) -> Mapping[str, Sequence[int]]:
    """Count one case, with all facets."""
    return metric.count(pair_of(case))


def pair_of(case: Case) -> Pair:
    """Return the pair, with all facets, and with half of gold's names and relations known from training."""
    return Pair(case.document, case.prediction, LABELS, FACETS, known_by_heart(case.document))


def known_by_heart(document: Document) -> Training:
    """Return training data with about every second name and fact of gold, whatever their order and ids."""
    whole = training_of([document], LABELS, "every second")
    names = {name for name in whole.names if _is_even(name)}
    return Training(
        whole.source, frozenset(names), frozenset(fact for fact in whole.facts if _is_even(*fact))
    )


def _is_even(*words: str) -> bool:
    return sum(map(ord, "".join(words))) % 2 == 0


def tally(metric: Metric, cases: Iterable[Case]) -> Tally:
    """Count cases of different documents."""
    return Tally.of(metric.columns, {case.document.id: count(metric, case) for case in cases})


def total(metric: Metric, *cases: Case) -> Integers:
    return tally(metric, cases).total()


def scores(metric: Metric, *cases: Case) -> dict[str, float]:
    """Score cases together; NaN is null."""
    return {name: float(value) for name, value in metric.score(total(metric, *cases)).items()}


def known(value: float) -> float:
    """Return a score where null counts as 0."""
    return 0.0 if np.isnan(value) else value


@st.composite
def cases(draw: st.DrawFn, *, sharing: bool = True) -> Case:
    """Draw a document with a prediction that may be honest, perfect, empty, or full of tricks.

    Without ``sharing``, no span is in two predicted entities: they may be by ``--compat conll`` alone.
    """
    document = draw(strategies.documents())
    prediction = draw(
        st.one_of(
            strategies.predictions_for(document, all_layers=True),
            st.just(document.prediction()),
            st.just(Prediction(document.id)),
        )
    )
    tricks = TRICKS if sharing else [trick for trick in TRICKS if trick is not share_spans]
    for trick in draw(st.lists(st.sampled_from(tricks), max_size=3)):
        prediction = trick(document, prediction)
    return Case(document, prediction)


@st.composite
def corpora(draw: st.DrawFn) -> list[Case]:
    """Draw cases of different documents."""
    found = draw(st.lists(cases(), min_size=1, max_size=4))
    return [
        Case(
            msgspec.structs.replace(case.document, id=f"d{number}"),
            msgspec.structs.replace(case.prediction, id=f"d{number}"),
        )
        for number, case in enumerate(found)
    ]


def merge_all(_: Document, prediction: Prediction) -> Prediction:
    """Put all entities of a type into one."""
    entities: dict[str, PredictedEntity] = {}
    new_id = {}
    for entity in prediction.entities or ():
        first = entities.setdefault(entity.type, entity)
        new_id[entity.id] = first.id
        if first is not entity:
            mentions = first.mentions + entity.mentions
            entities[entity.type] = msgspec.structs.replace(first, mentions=mentions)
    return _redirect(msgspec.structs.replace(prediction, entities=tuple(entities.values())), new_id)


def split_all(_: Document, prediction: Prediction) -> Prediction:
    """Make every mention an entity of its own; relations and roles stay with the first."""
    entities = [
        msgspec.structs.replace(
            entity, id=entity.id if not number else f"{entity.id}/{number}", mentions=(mention,)
        )
        for entity in prediction.entities or ()
        for number, mention in enumerate(entity.mentions)
    ]
    kept = {entity.id for entity in entities}
    empty = [entity for entity in prediction.entities or () if entity.id not in kept]
    return msgspec.structs.replace(prediction, entities=(*entities, *empty))


def repeat_for_parts(_: Document, prediction: Prediction) -> Prediction:
    """Make every mention an entity of its own, and say every relation and role of each of them."""
    parts = {
        entity.id: [f"{entity.id}/{number}" for number in range(len(entity.mentions))] or [entity.id]
        for entity in prediction.entities or ()
    }
    entities = [
        msgspec.structs.replace(entity, id=id_, mentions=entity.mentions[number : number + 1])
        for entity in prediction.entities or ()
        for number, id_ in enumerate(parts[entity.id])
    ]
    relations = [
        msgspec.structs.replace(each, head=head, tail=tail)
        for each in prediction.relations or ()
        for head in parts[each.head]
        for tail in parts[each.tail]
    ]
    events = [
        msgspec.structs.replace(
            event,
            arguments=tuple(
                msgspec.structs.replace(each, entity=part)
                for each in event.arguments
                for part in parts[each.entity]
            ),
        )
        for event in prediction.events or ()
    ]
    return msgspec.structs.replace(
        prediction, entities=tuple(entities), relations=tuple(relations), events=tuple(events)
    )


def cross(document: Document, prediction: Prediction) -> Prediction:
    """Add a mention that overlaps the first of each entity without being equal to it."""
    entities = [
        PredictedEntity(
            f"crossing {entity.id}", entity.type, (PredictedMention(mention.start + 1, mention.end + 1),)
        )
        for entity in prediction.entities or ()
        for mention in entity.mentions[:1]
        if mention.start is not None and mention.end is not None and mention.end < len(document.text)
    ]
    return msgspec.structs.replace(prediction, entities=(*(prediction.entities or ()), *entities))


def retype_events(document: Document, prediction: Prediction) -> Prediction:
    """Say every event once more, of another type, with everything as its argument."""
    types = {event.type for event in document.events} or {"Justice.Arrest"}
    everything = tuple(
        PredictedArgument(argument.role, entity.id)
        for event in document.events
        for argument in event.arguments[:2]
        for entity in (prediction.entities or ())[:5]
    )
    wrong = [
        PredictedEvent(type_, triggers=event.triggers, arguments=everything)
        for event in (prediction.events or ())[:3]
        for type_ in sorted(types)
    ]
    return msgspec.structs.replace(prediction, events=(*(prediction.events or ()), *wrong))


def merge_events(_: Document, prediction: Prediction) -> Prediction:
    """Give every event the triggers of all events, so that alignments are full of ties."""
    triggers = tuple(trigger for event in prediction.events or () for trigger in event.triggers)
    events = tuple(msgspec.structs.replace(event, triggers=triggers) for event in prediction.events or ())
    return msgspec.structs.replace(prediction, events=events)


def add_empty(_: Document, prediction: Prediction) -> Prediction:
    """Add an entity without mentions as a filler of every role and an end of every relation."""
    empty = PredictedEntity("empty", "PER", ())
    events = tuple(
        msgspec.structs.replace(
            event,
            arguments=event.arguments
            + tuple(msgspec.structs.replace(each, entity="empty") for each in event.arguments),
        )
        for event in prediction.events or ()
    )
    relations = tuple(msgspec.structs.replace(each, tail="empty") for each in prediction.relations or ())
    return msgspec.structs.replace(
        prediction,
        entities=(*(each for each in prediction.entities or () if each.id != "empty"), empty),
        events=events,
        relations=(*(prediction.relations or ()), *relations),
    )


def share_spans(_: Document, prediction: Prediction) -> Prediction:
    """Give every second entity the first mentions of the one before it, too."""
    entities = list(prediction.entities or ())
    for number in range(1, len(entities), 2):
        mentions = (*entities[number].mentions, *entities[number - 1].mentions[:2])
        entities[number] = msgspec.structs.replace(entities[number], mentions=mentions)
    return msgspec.structs.replace(prediction, entities=tuple(entities))


def repeat_correct(document: Document, prediction: Prediction) -> Prediction:
    """Say gold's relations and events among what is predicted already, each in several ways."""
    ids = {entity.id for entity in prediction.entities or ()}
    relations = [
        PredictedRelation(each.type, *ends, status)
        for each in document.relations
        if {each.head, each.tail} <= ids
        for ends in ((each.head, each.tail), (each.tail, each.head))
        for status in ("current", "former")
    ]
    events = [
        PredictedEvent(
            each.type,
            realis=each.realis,
            triggers=tuple(PredictedMention(one.start, one.end) for one in each.triggers[:number]),
            arguments=tuple(
                PredictedArgument(one.role, one.entity) for one in each.arguments if one.entity in ids
            )[:number],
        )
        for each in document.events
        for number in (1, 2)
    ]
    return msgspec.structs.replace(
        prediction,
        relations=(*(prediction.relations or ()), *relations),
        events=(*(prediction.events or ()), *events),
    )


def invent_spans(document: Document, prediction: Prediction) -> Prediction:
    """Say that every third token is a name, and the sentence's first one a trigger."""
    taken = {(each.start, each.end) for entity in prediction.entities or () for each in entity.mentions}
    tokens = [(token.start, token.end) for token in document.tokens[::3]]
    entities = [
        PredictedEntity(f"invented {span}", "ORG", (PredictedMention(*span, kind="name"),))
        for span in tokens
        if span not in taken
    ]
    triggers = [PredictedMention(each.start, each.end) for each in document.sentences[:2]]
    events = [PredictedEvent("Justice.Arrest", triggers=(each,)) for each in triggers]
    return msgspec.structs.replace(
        prediction,
        entities=(*(prediction.entities or ()), *entities),
        events=(*(prediction.events or ()), *events),
    )


def leave_layers_out(_: Document, prediction: Prediction) -> Prediction:
    """Say nothing of relations, and of events that there are none."""
    return msgspec.structs.replace(prediction, relations=None, events=())


def _redirect(prediction: Prediction, new_id: Mapping[str, str]) -> Prediction:
    relations = tuple(
        msgspec.structs.replace(each, head=new_id[each.head], tail=new_id[each.tail])
        for each in prediction.relations or ()
    )
    events = tuple(
        msgspec.structs.replace(
            event,
            arguments=tuple(
                msgspec.structs.replace(each, entity=new_id[each.entity]) for each in event.arguments
            ),
        )
        for event in prediction.events or ()
    )
    return msgspec.structs.replace(prediction, relations=relations, events=events)


TRICKS: tuple[Callable[[Document, Prediction], Prediction], ...] = (
    merge_all,
    split_all,
    repeat_for_parts,
    cross,
    retype_events,
    merge_events,
    add_empty,
    share_spans,
    repeat_correct,
    invent_spans,
    leave_layers_out,
)
