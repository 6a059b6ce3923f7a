"""A line of JSON, read so that what ``json`` forgives, or what stops it, can be named."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from msgspec import Struct

from farrago_schema.problems import Problem
from farrago_schema.validate.place import Path, Place, json_path, named, quoted

MOST_NESTING = 100  # a prediction nests 5 deep; what reads a line recurses, and must not overflow
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.){1,200}")')
_LONGEST_INTEGER = 19


class Parsed(Struct, frozen=True):
    """The value of a line and what is wrong with its JSON; ``readable`` tells whether there is a value.

    ``place`` names the document if the line does.
    """

    place: Place
    value: object
    problems: list[Problem]
    readable: bool


class _Object(dict[str, object]):
    """A JSON object that remembers which keys were given more than once."""

    twice: tuple[str, ...] = ()


class _Number(float):
    """A number that JSON or the schema does not have, with its spelling."""

    spelling: str


def has_duplicate_keys(line: bytes) -> bool:
    """Tell whether an object on a line of good JSON has a key twice, which fast readers do not notice."""
    found = False

    def count(pairs: list[tuple[str, object]]) -> None:
        nonlocal found
        found = found or len({key for key, _ in pairs}) != len(pairs)

    json.loads(line.decode(), object_pairs_hook=count)
    return found


def parse(line: bytes, place: Place) -> Parsed:
    """Read one JSON value, and say what is wrong with it as JSON."""
    place = Place(place.file, place.line, _first_id(line))
    problem = _unreadable(line, place)
    if problem is not None:
        return Parsed(place, None, [problem], readable=False)
    try:
        value = json.loads(
            line.decode(),  # bytes might be taken for UTF-16
            object_pairs_hook=_object,
            parse_constant=_number,
            parse_int=_integer,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        return Parsed(place, None, [_malformed(error, place)], readable=False)
    place = Place(place.file, place.line, named(value.get("id")) if isinstance(value, dict) else None)
    return Parsed(place, value, list(_oddities(value, (), place)), readable=True)


def _first_id(line: bytes) -> str | None:
    """Return the document's id, which mostly stands first, of a line that may not be JSON as a whole."""
    found = _ID.match(line)
    try:
        return None if found is None else named(json.loads(found[1]))
    except ValueError:
        return None


def _unreadable(line: bytes, place: Place) -> Problem | None:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        byte = f"the byte 0x{line[error.start]:02x} at byte {error.start} of the line"
        hint = "save the file as UTF-8; it looks like Latin-1 or Windows-1252"
        return place.problem("encoding", None, byte, "UTF-8 text", hint=hint)
    depth = _depth(line)
    if depth > MOST_NESTING:
        found = f"more than {MOST_NESTING} levels of nesting"
        return place.problem("nesting", None, found, "one JSON object a line, as the schema says")
    return None


def _depth(line: bytes) -> int:
    """Return how deep brackets nest, at most one more than is allowed."""
    depth = deepest = 0
    for token in _TOKEN.finditer(line):
        if token[0] in b"[{":
            depth += 1
            deepest = max(depth, deepest)
            if deepest > MOST_NESTING:
                break
        elif token[0] in b"]}":
            depth -= 1
    return deepest


def _malformed(error: json.JSONDecodeError, place: Place) -> Problem:
    text, at = error.doc.rstrip("\r\n"), error.pos
    around = f"{text[max(0, at - 20) : at]}⟨here⟩{text[at : at + 20]}".replace("\n", " ")
    where = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
    expected = "one JSON object" if place.line is None else "one JSON object a line"
    return place.problem(
        "json", None, f"{error.msg.removesuffix(' at')} at {where}: {around}", expected, hint=_slip(error)
    )


def _slip(error: json.JSONDecodeError) -> str | None:
    """Name the commonest reasons why a line is not JSON."""
    rest = error.doc[error.pos :].lstrip()
    before = error.doc[: error.pos].rstrip()
    if error.msg == "Extra data":
        return "a second value follows on the same line; put each document on a line of its own"
    if rest.startswith("'") or re.match(r"(None|True|False)\b", rest):
        return "this is Python, not JSON: write it with json.dumps"
    if before.endswith(",") and rest[:1] in ("]", "}"):
        return "a comma before a closing bracket"
    if rest.startswith(("//", "/*", "#")):
        return "JSON has no comments"
    if not rest or "Unterminated" in error.msg:
        return "the line ends too early: was the file cut off, or a line broken in two?"
    return None


def _object(pairs: list[tuple[str, object]]) -> _Object:
    found = _Object(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        found.twice = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return found


def _number(spelling: str) -> _Number:
    number = _Number("nan")
    number.spelling = spelling
    return number


def _integer(spelling: str) -> int | _Number:
    return int(spelling) if len(spelling) <= _LONGEST_INTEGER else _number(spelling)


def _float(spelling: str) -> float:
    value = float(spelling)
    return value if math.isfinite(value) else _number(spelling)


def _oddities(value: object, path: Path, place: Place) -> Iterator[Problem]:
    """Yield what a value holds that JSON, Unicode or a reader of JSON does not allow."""
    if isinstance(value, _Number):
        yield _no_number(value.spelling, path, place)
    elif isinstance(value, str) and not value.isascii():
        yield from _surrogates(value, path, "a string", place)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _oddities(item, (*path, i), place)
    elif isinstance(value, _Object):
        for key in value.twice:
            hint = "readers differ in which one they keep"
            found = f"the key {quoted(key)} more than once"
            yield place.problem("duplicate-key", json_path(path), found, "each key once", hint=hint)
        for key, item in value.items():
            yield from _surrogates(key, path, "a key", place)
            yield from _oddities(item, (*path, key), place)


def _no_number(spelling: str, path: Path, place: Place) -> Problem:
    if spelling.lstrip("-") in ("NaN", "Infinity"):
        hint = "leave the key out where there is no number"
        expected = "a number; JSON has no such thing"
        return place.problem("no-number", json_path(path), spelling, expected, hint=hint)
    shown = spelling if len(spelling) <= 30 else f"{spelling[:20]}… ({len(spelling)} digits)"
    return place.problem("huge-number", json_path(path), shown, "a number that 64 bits can hold")


def _surrogates(text: str, path: Path, what: str, place: Place) -> Iterator[Problem]:
    found = next((character for character in text if "\ud800" <= character <= "\udfff"), None)
    if found is not None:
        hint = "write the character itself, or both halves of its pair"
        half = f"{what} with \\u{ord(found):04x}, half a surrogate pair"
        yield place.problem("lone-surrogate", json_path(path), half, "Unicode characters", hint=hint)
