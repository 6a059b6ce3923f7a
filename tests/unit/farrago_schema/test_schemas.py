"""The schemas as documents, and the dialect for language models."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from farrago_schema import ontology as ontologies
from farrago_schema import schemas
from farrago_schema.types import LAYERS, SCHEMA_VERSION, Prediction

ONTOLOGY = ontologies.load()
NAMES = pytest.mark.parametrize("name", schemas.NAMES)
LAYER_SETS = [layers for size in range(1, len(LAYERS) + 1) for layers in itertools.combinations(LAYERS, size)]
ALLOWED = {"type", "description", "properties", "required", "additionalProperties", "items", "enum"}


def nodes(schema: dict[str, Any], depth: int = 0) -> Iterator[tuple[dict[str, Any], int]]:
    """Every schema inside a schema, with how many objects and arrays are around it."""
    yield schema, depth
    for child in (*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])):
        yield from nodes(child, depth + 1)


@NAMES
def test_they_are_json_schemas_of_2020(name):
    schema = schemas.load(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:farrago:schema:{name}:{SCHEMA_VERSION}"


@NAMES
def test_every_object_and_every_field_is_described(name):
    schema = schemas.load(name)
    for definition in (schema, *schema.get("$defs", {}).values()):
        assert definition["additionalProperties"] is False
        for described in (definition, *definition["properties"].values()):
            text = described["description"]
            assert text
            assert text == " ".join(text.split())
            assert "``" not in text


@pytest.mark.parametrize("function", [schemas.load, schemas.generate])
def test_an_unknown_name_is_a_key_error(function):
    with pytest.raises(KeyError):
        function("predictions")


def test_a_loaded_schema_is_the_caller_s_own():
    schemas.load("system").clear()
    assert schemas.load("system")["title"] == "System"


def test_the_module_writes_what_it_ships(tmp_path):
    schemas.write_files(tmp_path)
    for name in schemas.NAMES:
        assert json.loads((tmp_path / f"{name}.schema.json").read_text("utf-8")) == schemas.load(name)


def test_importing_schemas_imports_no_validator():
    program = "import sys, farrago_schema.schemas; print('jsonschema' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize("layers", LAYER_SETS, ids=",".join)
def test_the_dialect_keeps_to_what_providers_accept(layers):
    schema = schemas.for_language_models(ONTOLOGY, layers)
    Draft202012Validator.check_schema(schema)
    assert schema["type"] == "object"
    found = list(nodes(schema))
    for node, _ in found:
        assert set(node) <= ALLOWED
        assert node["description"]
        if node["type"] == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        if "enum" in node:
            assert node["enum"]
            assert len(set(node["enum"])) == len(node["enum"])
    assert max(depth for _, depth in found) <= 5
    assert sum(len(node.get("enum", ())) for node, _ in found) < 500
    assert sum(len(node.get("properties", ())) for node, _ in found) < 100
    assert (
        sum(isinstance(node["type"], list) for node, _ in found) <= 16
    )  # nullable keys, as Anthropic counts


def answer(schema: dict[str, Any], turn: int) -> Any:
    """An answer that the schema accepts; ``turn`` chooses null or not, and which of the listed values."""
    type_ = schema["type"]
    if isinstance(type_, list):
        return None if turn % 2 else answer({**schema, "type": type_[0]}, turn)
    if type_ == "object":
        return {key: answer(child, turn) for key, child in schema["properties"].items()}
    if type_ == "array":
        return [answer(schema["items"], turn + step) for step in range(turn % 3)]
    if "enum" in schema:
        return schema["enum"][turn % len(schema["enum"])]
    return {"string": "words", "integer": 1 + turn}[type_]


@pytest.mark.parametrize("layers", LAYER_SETS, ids=",".join)
def test_an_answer_is_a_prediction(layers):
    schema = schemas.for_language_models(ONTOLOGY, layers)
    for turn in range(60):
        told = answer(schema, turn)
        Draft202012Validator(schema).validate(told)
        Draft202012Validator(schemas.load("prediction")).validate(told)
        prediction = msgspec.json.decode(json.dumps(told), type=Prediction)
        assert prediction.id == "words"
        assert (prediction.relations is not None) == ("relations" in layers)
        assert (prediction.events is not None) == bool({"events", "event_coref", "realis"} & set(layers))


def property_of(schema: dict[str, Any], *path: str) -> dict[str, Any]:
    for key in path:
        schema = schema.get("items", schema)["properties"][key]
    return schema


def test_the_lists_are_those_of_the_ontology():
    schema = schemas.for_language_models(ONTOLOGY)
    assert property_of(schema, "entities", "type")["enum"] == list(ONTOLOGY.filler_types)
    assert property_of(schema, "relations", "type")["enum"] == list(ONTOLOGY.relation_types)
    assert property_of(schema, "events", "type")["enum"] == list(ONTOLOGY.event_types)
    assert property_of(schema, "events", "arguments", "role")["enum"] == list(ONTOLOGY.roles)
    assert set(property_of(schema, "entities", "mentions")["items"]["properties"]) == {
        "text",
        "occurrence",
        "kind",
    }


@pytest.mark.parametrize(
    ("layers", "kept", "left_out"),
    [
        (("entities",), {"PER", "LAW"}, {"TIME", "TITLE"}),
        (("values",), {"TIME", "TITLE"}, {"PER", "LAW"}),
        (("relations",), {"PER", "TITLE", "QUANTITY"}, {"TIME", "CRIME"}),
        (("events",), {"PER", "TIME", "CRIME"}, set()),
    ],
)
def test_only_the_types_that_the_layers_need_are_asked_for(layers, kept, left_out):
    types = set(property_of(schemas.for_language_models(ONTOLOGY, layers), "entities", "type")["enum"])
    assert kept <= types
    assert not left_out & types


def test_realis_is_asked_for_with_its_layer_only():
    without = schemas.for_language_models(ONTOLOGY, ("entities", "events"))
    assert "realis" not in property_of(without, "events")["items"]["properties"]
    assert "realis" in property_of(schemas.for_language_models(ONTOLOGY), "events")["items"]["properties"]


@pytest.mark.parametrize("layers", [(), ("entity",), ("entities", "mentions")])
def test_unknown_layers_are_refused(layers):
    with pytest.raises(ValueError, match="layers must be some of"):
        schemas.for_language_models(ONTOLOGY, layers)
