"""What a system might say of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from farrago_schema.ontology import Ontology
from farrago_schema.types import (
    Document,
    PredictedArgument,
    PredictedEntity,
    PredictedEvent,
    PredictedMention,
    PredictedRelation,
    Prediction,
)
from strategies._documents import ONTOLOGY, Place, roles_of, triples


@st.composite
def predictions_for(
    draw: st.DrawFn, document: Document, *, all_layers: bool = False, ontology: Ontology = ONTOLOGY
) -> Prediction:
    """Predictions for a document, valid by the ontology: offsets within the text, no span in two entities.

    Entities are those of the gold, each kept, dropped, retyped, split or thinned, and invented ones. Ids are
    other than the gold's. ``all_layers=True`` leaves no layer out.
    """
    parts: dict[str, list[str]] = {}  # gold id → ids of the predicted parts
    entities = [*draw(_changed(document, parts, ontology)), *draw(_invented(document, ontology))]
    fillers = {entity.id: entity.type for entity in entities}
    relations = draw(_predicted_relations(document, fillers, parts, ontology))
    events = draw(_predicted_events(document, fillers, parts, ontology))
    if all_layers:
        return Prediction(document.id, tuple(entities), tuple(relations), tuple(events))
    keeps = draw(
        st.sampled_from(((True, True, True), (True, True, False), (True, False, True), (True, False, False)))
    )
    layers = (
        tuple(layer) if keep else None
        for keep, layer in zip(keeps, (entities, relations, events), strict=True)
    )
    return Prediction(document.id, *layers)


@st.composite
def _changed(
    draw: st.DrawFn, document: Document, parts: dict[str, list[str]], ontology: Ontology
) -> list[PredictedEntity]:
    found: list[PredictedEntity] = []
    for entity in document.entities:
        what = draw(st.sampled_from(("keep", "keep", "keep", "drop", "retype", "split", "thin")))
        types_ = tuple(ontology.value_types if ontology.is_value(entity.type) else ontology.entity_types)
        type_ = draw(st.sampled_from(types_)) if what == "retype" else entity.type
        half = len(entity.mentions) // 2
        groups = {
            "drop": [],
            "split": [entity.mentions[:half], entity.mentions[half:]],
            "thin": [entity.mentions[:1]],
        }.get(what, [entity.mentions])
        for group in filter(None, groups):
            mentions = tuple(PredictedMention(item.start, item.end, kind=item.kind) for item in group)
            name = draw(st.sampled_from((None, entity.name)))
            predicted = PredictedEntity(
                f"p{len(found) + 1}", type_, mentions, name, entity.value, draw(scores())
            )
            parts.setdefault(entity.id, []).append(predicted.id)
            found.append(predicted)
    return found


@st.composite
def _invented(draw: st.DrawFn, document: Document, ontology: Ontology) -> list[PredictedEntity]:
    taken = {(mention.start, mention.end) for entity in document.entities for mention in entity.mentions}
    found = []
    for number in range(draw(st.integers(0, 2))):
        type_ = draw(st.sampled_from(ontology.filler_types))
        kind = (
            "value"
            if ontology.is_value(type_)
            else draw(st.sampled_from(("name", "nominal", "pronoun", None)))
        )
        place = draw(_anywhere(document))
        if place not in taken:
            taken.add(place)
            mention = PredictedMention(*place, kind=kind)
            found.append(PredictedEntity(f"q{number}", type_, (mention,), score=draw(scores())))
    return found


@st.composite
def _anywhere(draw: st.DrawFn, document: Document) -> Place:
    start = draw(st.integers(0, len(document.text) - 1))
    return start, draw(st.integers(start + 1, min(start + 20, len(document.text))))


@st.composite
def _predicted_relations(
    draw: st.DrawFn,
    document: Document,
    fillers: Mapping[str, str],
    parts: Mapping[str, Sequence[str]],
    ontology: Ontology,
) -> list[PredictedRelation]:
    candidates: list[tuple[str, str, str]] = []
    for gold in document.relations:
        ends = parts.get(gold.head), parts.get(gold.tail)
        if ends[0] and ends[1] and draw(st.booleans()):
            candidates.append((gold.type, draw(st.sampled_from(ends[0])), draw(st.sampled_from(ends[1]))))
    candidates += draw(triples(fillers, ontology))
    statuses = st.sampled_from((None, "current", "former", "denied"))
    sentences = st.sampled_from(range(len(document.sentences))) if document.sentences else st.nothing()
    evidence = st.none() | st.lists(sentences, unique=True, max_size=3).map(tuple)
    found: dict[object, PredictedRelation] = {}
    for name, head, tail in candidates:
        known = ontology.relation_types[name]
        if fillers[head] in known.head and fillers[tail] in known.tail:
            key = (name, frozenset((head, tail)) if known.symmetric else (head, tail))
            relation = PredictedRelation(name, head, tail, draw(statuses), draw(evidence), draw(scores()))
            found.setdefault(key, relation)
    return list(found.values())


@st.composite
def _predicted_events(
    draw: st.DrawFn,
    document: Document,
    fillers: Mapping[str, str],
    parts: Mapping[str, Sequence[str]],
    ontology: Ontology,
) -> list[PredictedEvent]:
    kept = [event for event in document.events if draw(st.booleans())]
    events = [(event.type, [(t.start, t.end) for t in event.triggers], event.arguments) for event in kept]
    for _ in range(draw(st.integers(0, 2))):
        type_ = draw(st.sampled_from(tuple(ontology.event_types)))
        events.append((type_, draw(st.lists(_anywhere(document), max_size=2, unique=True)), ()))
    found, taken = [], set()
    for number, (type_, places_, arguments) in enumerate(events):
        free = [place for place in places_ if (place, type_) not in taken]
        taken.update((place, type_) for place in free)
        triggers = tuple(PredictedMention(*place) for place in free)
        roles = ontology.event_types[type_].roles
        pairs = draw(roles_of(type_, fillers, ontology))
        pairs += [(a.role, part) for a in arguments for part in parts.get(a.entity, ())[:1]]
        fitting = dict.fromkeys(pair for pair in pairs if fillers[pair[1]] in roles[pair[0]])
        filled = tuple(PredictedArgument(*pair, score=draw(scores())) for pair in fitting)
        realis = draw(st.sampled_from((None, "actual", "possible", "negated")))
        if triggers or filled:
            found.append(PredictedEvent(type_, f"w{number}", realis, triggers, filled))
    return found


def scores() -> st.SearchStrategy[float | None]:
    """A system's confidence, or none."""
    return st.none() | st.floats(0, 1)
