"""From what msgspec says of a line that does not decode to a ``Problem``."""

from __future__ import annotations

import json
import re

import msgspec

from farrago_schema.problems import Problem

BOM = b"\xef\xbb\xbf"
_PATH = re.compile(r" - at `(?:key in )?(\$[^`]*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_GOT = re.compile(r"Expected `(?P<expected>[^`]*)`, got `(?P<found>[^`]*)`")
_MISSING = re.compile(r"Object missing required field `(?P<field>[^`]*)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<field>[^`]*)`")
_ENUM = re.compile(r"Invalid enum value (?P<found>.*)", re.DOTALL)
_SHOWN = 60


class _Identified(msgspec.Struct):
    id: str | None = None


def explain_line(error: Exception, line: bytes, *, file: str, number: int) -> Problem:
    """Return what is wrong with a line that raised ``error`` when it was decoded."""
    if not line.strip():
        return Problem("blank-line", file, "a blank line", "one document a line", line=number)
    if number == 1 and line.startswith(BOM):
        hint = "save the file as UTF-8 without a signature"
        return Problem("byte-order-mark", file, "a byte order mark", "UTF-8 text", line=number, hint=hint)
    if isinstance(error, msgspec.ValidationError):
        return explain_value(error, _value(line), file=file, number=number, document=_document(line))
    if isinstance(error, UnicodeDecodeError):
        return Problem("encoding", file, str(error), "UTF-8 text", line=number)
    document = _document(line)
    if _has_lone_surrogate(line):
        hint = "write the character itself, or both halves of its pair"
        expected = "Unicode characters"
        return Problem("lone-surrogate", file, "half a surrogate pair", expected, number, document, hint=hint)
    return Problem("json", file, str(error), "one JSON object a line", line=number, document=document)


def explain_value(
    error: msgspec.ValidationError, value: object, *, file: str, number: int, document: str | None
) -> Problem:
    """Return what is wrong with a value (that of the whole line) that lacks the shape of its type."""
    text = str(error)
    place = _PATH.search(text)
    path = place[1] if place else "$"
    text = text[: place.start()] if place else text
    found, expected = _found_and_expected(text, value, path)
    return Problem("shape", file, found, expected, line=number, document=document, path=path)


def _found_and_expected(text: str, value: object, path: str) -> tuple[str, str]:
    if match := _GOT.fullmatch(text):
        return match["found"], match["expected"].replace(" | ", " or ")
    if match := _MISSING.fullmatch(text):
        return f"no {match['field']!r}", f"the field {match['field']!r}"
    if match := _UNKNOWN.fullmatch(text):
        return f"an unknown field {match['field']!r}", "the fields of the schema only"
    if match := _ENUM.fullmatch(text):
        return match["found"], "one of the values that the schema lists"
    expected = text.removeprefix("Expected ").replace("`", "")
    return _shown(_follow(value, path)), expected


def _follow(value: object, path: str) -> object:
    for key, index in _STEP.findall(path):
        try:
            value = value[key] if key else value[int(index)]  # type: ignore[index]  # a wrong guess is caught
        except (LookupError, TypeError):
            return None
    return value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _value(line: bytes) -> object:
    try:
        return msgspec.json.decode(line)
    except (ValueError, RecursionError, msgspec.DecodeError):
        return None


def _document(line: bytes) -> str | None:
    try:
        return msgspec.json.decode(line, type=_Identified).id
    except (ValueError, RecursionError, msgspec.DecodeError):
        return None


def _has_lone_surrogate(line: bytes) -> bool:
    if b"\\u" not in line:
        return False
    try:
        json.dumps(json.loads(line), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False
