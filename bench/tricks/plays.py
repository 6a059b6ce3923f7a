"""The tricks: each makes another submission out of one, and knows of gold what a submitter knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.tricks.noise import Prediction
from farrago_schema import ontology

Play = Callable[[Prediction], Prediction]
LABELS = ontology.load()


@dataclass(frozen=True)
class Trick:
    """A trick: its name, what is done and what it is after, and the scores that it aims at."""

    name: str
    how: str
    aims: tuple[str, ...]
    play: Callable[[list[Prediction]], list[Prediction]]


def _each(play: Play) -> Callable[[list[Prediction]], list[Prediction]]:
    return lambda predictions: [play(prediction) for prediction in predictions]


def repeated_relation(prediction: Prediction) -> Prediction:
    """Say each relation three times."""
    return {**prediction, "relations": prediction["relations"] * 3}


def tripled(prediction: Prediction) -> Prediction:
    """Say everything three times: mentions, entities under new ids, relations between any of them, events."""
    ids = ("", "-2", "-3")
    entities = [
        {**entity, "id": entity["id"] + more, "mentions": entity["mentions"] * 3}
        for more in ids
        for entity in prediction["entities"]
    ]
    relations = [
        {**relation, "head": relation["head"] + one, "tail": relation["tail"] + other}
        for one in ids
        for other in ids
        for relation in prediction["relations"]
    ]
    events = [
        {
            **event,
            "id": event["id"] + more,
            "triggers": event["triggers"] * 3,
            "arguments": event["arguments"] * 3,
        }
        for more in ids
        for event in prediction["events"]
    ]
    return {**prediction, "entities": entities, "relations": relations, "events": events}


def wrong_types(prediction: Prediction) -> Prediction:
    """Beside each event, say one of another type at the same words, with everybody in each of its roles."""
    events = []
    for event in prediction["events"]:
        type_ = "Contact.Meet" if event["type"] != "Contact.Meet" else "Contact.Communicate"
        arguments = [
            {"role": role, "entity": entity["id"]}
            for role, admitted in LABELS.event_types[type_].roles.items()
            for entity in prediction["entities"]
            if entity["type"] in admitted
        ]
        events.append({**event, "id": f"{event['id']}-2", "type": type_, "arguments": arguments})
    return {**prediction, "events": [*prediction["events"], *events]}


def empty_fillers(prediction: Prediction) -> Prediction:
    """Fill every role that an event leaves open with an entity that has no mention."""
    fillers: dict[str, dict[str, Any]] = {}
    events = []
    for event in prediction["events"]:
        filled = {argument["role"] for argument in event["arguments"]}
        arguments = list(event["arguments"])
        for role, admitted in LABELS.event_types[event["type"]].roles.items():
            if role not in filled:
                type_ = admitted[0]
                fillers[type_] = {"id": f"nobody-{type_}", "type": type_, "mentions": []}
                arguments.append({"role": role, "entity": f"nobody-{type_}"})
        events.append({**event, "arguments": arguments})
    return {**prediction, "entities": [*prediction["entities"], *fillers.values()], "events": events}


def reversed_order(prediction: Prediction) -> Prediction:
    """Say everything in the opposite order."""
    entities = [{**entity, "mentions": entity["mentions"][::-1]} for entity in prediction["entities"][::-1]]
    events = [
        {**event, "triggers": event["triggers"][::-1], "arguments": event["arguments"][::-1]}
        for event in prediction["events"][::-1]
    ]
    return {**prediction, "entities": entities, "relations": prediction["relations"][::-1], "events": events}


def without_kinds(prediction: Prediction) -> Prediction:
    """Say of no mention whether it is a name, a nominal or a pronoun."""
    entities = [
        {
            **entity,
            "mentions": [
                {key: mention[key] for key in mention if key != "kind"} for mention in entity["mentions"]
            ],
        }
        for entity in prediction["entities"]
    ]
    return {**prediction, "entities": entities}


def surest_alone(predictions: list[Prediction]) -> list[Prediction]:
    """Answer the shortest document, and say nothing of the others."""
    surest = min(predictions, key=lambda each: (len(each["entities"]), each["id"]))
    empty: dict[str, list[Any]] = {"entities": [], "relations": [], "events": []}
    return [each if each is surest else {"id": each["id"], **empty} for each in predictions]


def pronoun_singletons(prediction: Prediction) -> Prediction:
    """Make a pronoun of every entity one of its own, and say the relations of it, too."""
    entities, parted = [], {}
    for entity in prediction["entities"]:
        pronoun = next((each for each in entity["mentions"] if each["kind"] == "pronoun"), None)
        rest = [each for each in entity["mentions"] if each is not pronoun]
        if pronoun is None or not rest:
            entities.append(entity)
            continue
        parted[entity["id"]] = f"{entity['id']}-pronoun"
        entities.append({**entity, "mentions": rest})
        entities.append({"id": parted[entity["id"]], "type": entity["type"], "mentions": [pronoun]})
    copies = [
        {**relation, end: parted[relation[end]]}
        for relation in prediction["relations"]
        for end in ("head", "tail")
        if relation[end] in parted
    ]
    return {**prediction, "entities": entities, "relations": [*prediction["relations"], *copies]}


TRICKS = (
    Trick(
        "Repeat a correct relation",
        "Every relation is said three times: a scorer that counts what it finds, and no set, pays thrice.",
        ("relation.f1", "relation.lenient_f1"),
        _each(repeated_relation),
    ),
    Trick(
        "Triple every prediction",
        "Everything is said three times, entities under new ids, with relations between any of the copies.",
        ("mention.f1", "coref.bcub_f1", "coref.conll_f1", "relation.f1", "argument.plus_f1"),
        _each(tripled),
    ),
    Trick(
        "Wrong-typed events with many arguments",
        "Beside every event stands one of a wrong type that has everybody in every role: a scorer that looks "
        "only at arguments of rightly typed events lets them pass.",
        ("trigger.id_f1", "argument.f1", "argument.id_f1", "argument.plus_f1", "template.f1"),
        _each(wrong_types),
    ),
    Trick(
        "Empty fillers",
        "Every open role is filled with an entity that has no mention: a scorer that compares empty strings "
        "finds them right.",
        ("argument.f1", "argument.plus_f1", "template.f1", "entity.f1"),
        _each(empty_fillers),
    ),
    Trick(
        "Reversed order",
        "Documents, entities, mentions, relations, events and arguments stand in the opposite order: a "
        "scorer that matches greedily has an answer for each order, and the best one can be chosen.",
        ("mention_partial.f1", "coref.conll_f1", "relation.f1", "argument.plus_f1"),
        lambda predictions: _each(reversed_order)(predictions)[::-1],
    ),
    Trick(
        "Drop `kind`",
        "No mention says whether it is a name. Nominals and pronouns that gold has are ignored among names; "
        "one with a wrong boundary is excused no more.",
        ("mention.f1", "mention_name.f1", "ner.f1"),
        _each(without_kinds),
    ),
    Trick(
        "Answer only the surest document",
        "The document with the fewest entities is answered, the others are left empty: a scorer that leaves "
        "documents without predictions out of its means takes the one for all.",
        ("mention_name.f1", "mention_name.doc_macro_f1", "coref.conll_f1", "relation.doc_macro_f1"),
        surest_alone,
    ),
    Trick(
        "Relations of a pronoun's singleton",
        "A pronoun of each entity becomes an entity of its own that has the same relations: a scorer that "
        "takes any entity for gold's that shares a mention with it pays for them.",
        ("relation.f1", "relation.lenient_f1", "coref.conll_f1", "argument.plus_f1"),
        _each(pronoun_singletons),
    ),
)
