"""The JSON Schemas and the types are one contract: each accepts what the other does."""

from __future__ import annotations

import copy
import functools
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from farrago_schema import schemas
from strategies import documents, predictions_for, values_of

NAMES = pytest.mark.parametrize("name", schemas.NAMES)
Path = tuple[str | int, ...]


@functools.cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schemas.load(name))


def decodes(name: str, data: object) -> bool:
    try:
        msgspec.json.decode(json.dumps(data), type=schemas.TYPES[name])
    except msgspec.ValidationError:
        return False
    return True


@NAMES
def test_the_files_are_what_the_types_say(name):
    assert schemas.load(name) == schemas.generate(name), "run python -m farrago_schema.schemas"


@NAMES
@given(data=st.data())
def test_whatever_the_types_hold_validates(name, data):
    value = data.draw(values_of(schemas.TYPES[name]))
    validator(name).validate(json.loads(msgspec.json.encode(value)))


@given(data=st.data())
def test_gold_and_predictions_validate(data):
    document = data.draw(documents(all_layers=False))
    validator("document").validate(json.loads(msgspec.json.encode(document)))
    prediction = data.draw(predictions_for(document))
    validator("prediction").validate(json.loads(msgspec.json.encode(prediction)))


def places(value: object, path: Path = ()) -> list[Path]:
    """The paths of everything in a JSON value."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    return [path, *(place for key, item in items for place in places(item, (*path, key)))]


NUMBERS = (-1, 0, 1, 2**31, 2**70, 0.5)
WRONG = (None, True, *NUMBERS, "", "x", "PER", "x" * 201, "1.0", [], [0], [[]], {}, {"id": "a"})
KEYS = ("id", "start", "score", "unheard of")


@st.composite
def mutants(draw: st.DrawFn, name: str) -> object:
    """What a type holds, with one to three things changed: keys dropped or added, values replaced."""
    data = json.loads(msgspec.json.encode(draw(values_of(schemas.TYPES[name]))))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(data)))
        holder = functools.reduce(lambda value, key: value[key], path[:-1], data)
        target = holder[path[-1]] if path else data
        wrong = copy.deepcopy(draw(st.sampled_from(WRONG)))
        what = draw(st.sampled_from(("replace", "drop", "add")))
        if what == "add" and isinstance(target, dict):
            target[draw(st.sampled_from(KEYS))] = wrong
        elif what == "drop" and path:
            del holder[path[-1]]
        elif path:
            holder[path[-1]] = wrong
    return data


@NAMES
@settings(max_examples=150)
@given(data=st.data())
def test_what_one_refuses_the_other_refuses(name, data):
    mutant = data.draw(mutants(name))
    assert validator(name).is_valid(mutant) == decodes(name, mutant)


PREDICTION = {
    "id": "a",
    "entities": [{"id": "e", "type": "PER", "mentions": [{"start": 0, "end": 1, "kind": "name"}]}],
    "relations": [{"type": "leads", "head": "e", "tail": "f", "status": "current"}],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), None),
        (("id",), ""),
        (("id",), 7),
        (("entities",), {}),
        (("entities", 0, "mentions"), None),
        (("entities", 0, "mentions", 0, "start"), -1),
        (("entities", 0, "mentions", 0, "start"), "0"),
        (("entities", 0, "mentions", 0, "start"), 2**31),
        (("entities", 0, "mentions", 0, "kind"), "NAME"),
        (("entities", 0, "mentions", 0, "occurrence"), 0),
        (("relations", 0, "status"), "past"),
        (("relations", 0, "unheard of"), 1),
        (("text",), "gold"),
    ],
)
def test_both_refuse(path, value):
    data = copy.deepcopy(PREDICTION)
    assert validator("prediction").is_valid(data)
    assert decodes("prediction", data)
    functools.reduce(lambda holder, key: holder[key], path[:-1], data)[path[-1]] = value
    assert not validator("prediction").is_valid(data)
    assert not decodes("prediction", data)
