"""The schema of a prediction, in the dialect that structured outputs of language models accept.

What providers have in common is small: every object closed and every key required, an absent value as
``null``, few nullable keys (Anthropic allows 16), no alternatives between objects, no bounds on numbers,
strings or arrays. Models count characters badly, so a mention is told by its text and which occurrence of it
is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, get_args

from farrago_schema.ontology import EntityType, Ontology, ValueType
from farrago_schema.types import LAYERS, Layer, MentionKind, Realis, Status

Schema = dict[str, Any]


def for_language_models(ontology: Ontology, layers: Collection[Layer] = LAYERS) -> Schema:
    """Return the schema of an answer about one document, for the layers that a system attempts.

    An answer decodes as ``Prediction``. Relations and events need the entities and values that they point at:
    those are asked for too, in the types that may fill their ends and roles.

    Raises:
        ValueError: there are no layers, or one of them is not known.
    """
    if not layers or not set(layers) <= set(LAYERS):
        raise ValueError(f"layers must be some of {', '.join(LAYERS)}; got {', '.join(layers) or 'none'}")
    keys: Schema = {
        "id": _string("The id of the document, as it was given."),
        "entities": _list(_entity(ontology, layers), "Every entity and value that the layers ask for."),
    }
    if "relations" in layers:
        keys["relations"] = _list(_relation(ontology), "Relations between entities, each once.")
    if _has_events(layers):
        keys["events"] = _list(_event(ontology, layers), "Events, each once with all its triggers.")
    return _object(keys, "What the document says.")


def _entity(ontology: Ontology, layers: Collection[Layer]) -> Schema:
    wanted = _wanted_types(ontology, layers)
    known: dict[str, EntityType | ValueType] = {**ontology.entity_types, **ontology.value_types}
    entities = [name for name in wanted if not ontology.is_value(name)]
    values = [name for name in wanted if ontology.is_value(name)]
    kinds = [kind for kind in get_args(MentionKind) if (values if kind == "value" else entities)]
    about = "What it is. " + _glossary({name: known[name].definition for name in wanted})
    keys: Schema = {
        "id": _string("A short id of your choice, unique in this answer: e1, e2, …"),
        "type": _enum(wanted, about),
    }
    if entities:
        keys["name"] = _nullable("string", "What the entity is called; null if the text does not name it.")
    if values:
        forms = {name: ontology.value_types[name].normal_form for name in values}
        told = _glossary({name: form for name, form in forms.items() if form})
        keys["value"] = _nullable("string", f"The normal form of a value; null for entities. {told}".strip())
    mention = _mention({"kind": _enum(kinds, "How the mention refers; value for values only.")})
    keys["mentions"] = _list(mention, "Every mention of it, in the order of the text.")
    return _object(keys, "One entity with all its mentions, or one value.")


def _wanted_types(ontology: Ontology, layers: Collection[Layer]) -> list[str]:
    wanted: set[str] = set()
    if {"entities", "coref"} & set(layers):
        wanted.update(ontology.entity_types)
    if "values" in layers:
        wanted.update(ontology.value_types)
    if "relations" in layers:
        for relation in ontology.relation_types.values():
            wanted.update(relation.head, relation.tail)
    if _has_events(layers):
        for event in ontology.event_types.values():
            for admitted in event.roles.values():
                wanted.update(admitted)
    return [name for name in ontology.filler_types if name in wanted]


def _has_events(layers: Collection[Layer]) -> bool:
    return bool({"events", "event_coref", "realis"} & set(layers))


def _mention(more: Schema) -> Schema:
    which = (
        "Which occurrence of these words in the text is meant, counted from 1; "
        "null for every one of a name, and otherwise for the first."
    )
    keys = {
        "text": _string("The words exactly as they stand in the text."),
        "occurrence": _nullable("integer", which),
    }
    return _object({**keys, **more}, "A stretch of the text.")


def _relation(ontology: Ontology) -> Schema:
    ends = {
        name: f"{', '.join(known.head)} {'–' if known.symmetric else '→'} {', '.join(known.tail)}"
        for name, known in ontology.relation_types.items()
    }
    keys = {
        "type": _enum(
            ontology.relation_types, "With the types that its head and its tail may have. " + _glossary(ends)
        ),
        "head": _string("The id of the entity that the relation is said of."),
        "tail": _string("The id of the other entity or value."),
        "status": _enum(get_args(Status), "Whether it holds now, held once, or is denied."),
    }
    return _object(keys, "One relation, true by the document as a whole.")


def _event(ontology: Ontology, layers: Collection[Layer]) -> Schema:
    roles = {name: ", ".join(known.roles) for name, known in ontology.event_types.items()}
    used = [
        role for role in ontology.roles if any(role in known.roles for known in ontology.event_types.values())
    ]
    argument = _object(
        {
            "role": _enum(used, "One of the roles of the event's type."),
            "entity": _string("The id of its filler."),
        },
        "Who or what took part.",
    )
    keys: Schema = {
        "id": _string("A short id of your choice, unique among the events: v1, v2, …"),
        "type": _enum(ontology.event_types, "With the roles that it has. " + _glossary(roles)),
    }
    if "realis" in layers:
        keys["realis"] = _enum(
            get_args(Realis), "Said to have happened, said that it may, or said not to have."
        )
    keys["triggers"] = _list(_mention({}), "Each word that names the event.")
    keys["arguments"] = _list(argument, "Those whom the text makes clear, wherever they stand in it.")
    return _object(keys, "One happening.")


def _object(keys: Schema, about: str) -> Schema:
    return {
        "type": "object",
        "description": about,
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def _list(items: Schema, about: str) -> Schema:
    return {"type": "array", "description": about, "items": items}


def _string(about: str) -> Schema:
    return {"type": "string", "description": about}


def _nullable(type_: str, about: str) -> Schema:
    return {"type": [type_, "null"], "description": about}


def _enum(names: Iterable[str], about: str) -> Schema:
    return {"type": "string", "description": about, "enum": list(names)}


def _glossary(texts: Mapping[str, str]) -> str:
    return " ".join(f"{name}: {text.rstrip('.')}." for name, text in texts.items())
