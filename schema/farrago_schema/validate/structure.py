"""What a JSON Schema finds wrong with a value, in the words of the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from farrago_schema.problems import Problem
from farrago_schema.validate.nearest import nearest
from farrago_schema.validate.place import Path, Place, json_path, quoted

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

MOST_A_LINE = (
    10_000  # a line of millions of wrong items would take hours to explain, and nobody would read it
)
# What other formats call the same key.
_OTHER_KEYS = {
    "begin": "start",
    "from": "start",
    "offset": "start",
    "start_offset": "start",
    "stop": "end",
    "to": "end",
    "end_offset": "end",
    "label": "type",
    "tag": "type",
    "category": "type",
    "event_type": "type",
    "relation_type": "type",
    "entity_type": "type",
    "doc_id": "id",
    "docid": "id",
    "document_id": "id",
    "doc_key": "id",
    "surface": "text",
    "string": "text",
    "subject": "head",
    "object": "tail",
    "source": "head",
    "target": "tail",
    "args": "arguments",
    "entity_id": "entity",
    "filler": "entity",
    "spans": "mentions",
    "clusters": "entities",
    "modality": "realis",
    "confidence": "score",
    "license": "licence",
}
_TYPES = {
    "object": "an object",
    "array": "a list",
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
_PATTERNS = {
    r"^1\.[0-9]+$": 'a version of the schema, "1.0"',
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": 'a date, "2031-05-14"',
}


def check_structure(value: object, schema: str, place: Place) -> list[tuple[Path, Problem]]:
    """Return what the schema of that name finds wrong with a value, each with the path of the culprit."""
    errors = _validator(schema).iter_errors(cast("Any", value))
    return list(dict.fromkeys(islice(_explained(errors, schema, place), MOST_A_LINE)))


@cache
def _validator(schema: str) -> Validator:
    import jsonschema  # noqa: PLC0415  # only a file with errors needs it

    from farrago_schema import schemas  # noqa: PLC0415

    base = jsonschema.Draft202012Validator
    # JSON Schema takes 3.0 for an integer; the codec and most typed languages do not.
    types = base.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    strict = jsonschema.validators.extend(base, type_checker=types)  # type: ignore[no-untyped-call]
    return cast("Validator", strict(schemas.load(schema)))


def _explained(
    errors: Iterable[ValidationError], schema: str, place: Place
) -> Iterator[tuple[Path, Problem]]:
    for error in errors:
        if error.validator == "anyOf":
            yield from _explained(_meant(error), schema, place)
        elif error.validator == "required":
            yield from _missing(error, place)
        elif error.validator == "additionalProperties":
            yield from _unknown(error, schema, place)
        else:
            yield _path(error), _wrong(error, place)


def _meant(error: ValidationError) -> list[ValidationError]:
    """Return the errors of the alternative that was meant: the one that is not null."""
    alternatives = cast("list[Mapping[str, Any]]", error.validator_value)
    meant = next(i for i, each in enumerate(alternatives) if each.get("type") != "null")
    return [each for each in error.context or () if each.relative_schema_path[0] == meant]


def _missing(error: ValidationError, place: Place) -> Iterator[tuple[Path, Problem]]:
    # The library reports each missing key by itself, and names it in its message alone.
    instance = cast("Mapping[str, object]", error.instance)
    for key in cast("list[str]", error.validator_value):
        if key not in instance:
            found = f"no {quoted(key)}" if instance else "an empty object"
            expected = f"the key {quoted(key)}"
            yield _path(error), place.problem("missing-key", json_path(_path(error)), found, expected)


def _unknown(error: ValidationError, schema: str, place: Place) -> Iterator[tuple[Path, Problem]]:
    known = cast("Mapping[str, Any]", error.schema)["properties"]
    for key in cast("Mapping[str, object]", error.instance):
        if key in known:
            continue
        path = (*_path(error), key)
        near = _OTHER_KEYS.get(key.casefold())
        home = None if near in known else _home(key, path, schema)
        if near not in known:
            near = None if home else nearest(key, known)
        hint = f"{quoted(key)} is a key of {home}" if home else None
        expected = f"one of the keys: {', '.join(known)}"
        found = f"the key {quoted(key)}"
        yield path, place.problem("unknown-key", json_path(path), found, expected, nearest=near, hint=hint)


def _home(key: str, path: Path, schema: str) -> str | None:
    """Return what a key that stands in the wrong place belongs to, in words."""
    from farrago_schema import schemas  # noqa: PLC0415

    if schema == "prediction" and len(path) == 1 and key in schemas.load("document")["properties"]:
        return "a gold document; a prediction leaves out what its system was given"
    return _homes(schema).get(key)


@cache
def _homes(schema: str) -> dict[str, str]:
    """Map each key of the schema to the objects that have it, in words."""
    from farrago_schema import schemas  # noqa: PLC0415

    root = schemas.load(schema)
    homes: dict[str, list[str]] = {}
    for definition in (root, *root.get("$defs", {}).values()):
        title = definition["title"].removeprefix("Predicted").lower()
        for key in definition["properties"]:
            homes.setdefault(key, []).append(f"{'an' if title[0] in 'aeio' else 'a'} {title}")
    return {key: ", ".join(titles) for key, titles in homes.items()}


def _wrong(error: ValidationError, place: Place) -> Problem:
    path, value, rule = json_path(_path(error)), error.instance, cast("Any", error.validator_value)
    found = quoted(value)
    if error.validator == "type":
        near, hint = _retyped(value, rule)
        return place.problem("wrong-type", path, found, _TYPES[rule], nearest=near, hint=hint)
    if error.validator == "enum":
        near = nearest(value, rule) if isinstance(value, str) else None
        return place.problem("unknown-value", path, found, f"one of: {', '.join(rule)}", nearest=near)
    expected = {
        "minimum": f"{rule} or more",
        "maximum": f"{rule} at most",
        "minLength": "a string that is not empty",
        "maxLength": f"{rule} characters at most",
        "pattern": _PATTERNS.get(str(rule), f"a string that matches {rule}"),
    }[str(error.validator)]
    return place.problem("out-of-range", path, found, expected)


def _retyped(value: object, type_: str) -> tuple[str | None, str | None]:
    """Return the value as it was probably meant, and what to do."""
    near, hint = None, None
    if value is None:
        hint = "a list of nothing is []" if type_ == "array" else None
    elif type_ in ("integer", "number") and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        near, hint = value, "numbers stand without quotes"
    elif type_ == "integer" and isinstance(value, float) and value.is_integer():
        near, hint = str(int(value)), "offsets and indices are written without a point"
    elif type_ == "string" and type(value) in (int, float):
        near, hint = quoted(str(value)), "ids and names are strings"
    elif type_ == "array" and isinstance(value, dict):
        hint = "a list stands in [ ], even if it has one item"
    elif type_ == "object" and isinstance(value, list):
        hint = "an object names its parts: {…} with keys"
    return near, hint


def _path(error: ValidationError) -> Path:
    return tuple(error.absolute_path)
