"""A language model's answer → a prediction: what cannot be used is dropped and told, never guessed at.

An answer may stand in a code fence or between prose. An item of an unknown type, with an unknown id or of
another shape is dropped, and the rest counts. Mentions stay strings: who scores or aligns finds their places.
"""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import msgspec
from msgspec import Struct

from farrago_schema import ontology, validate
from farrago_schema.types import Document, Input, Prediction

ITEM = re.compile(r"\$\.(entities|relations|events)\[(\d+)\]")
KEY = re.compile(r"\$\.(\w+)")
LABELS = ontology.load()
Unusable = Literal["empty", "no-json", "cut", "refused"]


class Reading(Struct, frozen=True):
    """What an answer says: a prediction, what was wrong with it, and why it says nothing, if so."""

    prediction: Prediction
    problems: tuple[str, ...] = ()
    unusable: Unusable | None = None


def read_answer(text: str, document: Document | Input) -> Reading:
    """Return the prediction in one answer, and what was wrong with the answer."""
    answer = find_json(text)
    if answer is None:
        empty = Prediction(document.id, entities=())
        if not text.strip():
            return Reading(empty, ("no answer",), "empty")
        return Reading(empty, ("no complete JSON object in the answer",), "no-json")
    problems = []
    if answer.get("id") != document.id:
        problems.append(f"the answer calls itself {answer.get('id')!r}")
    answer["id"] = document.id
    while True:
        wrong = _wrong(answer, document)
        if not wrong:
            return Reading(msgspec.convert(answer, Prediction), tuple(problems))
        path, why = wrong[0]
        problems.append(f"{_drop(answer, path)}: {why}")


def find_json(text: str) -> dict[str, Any] | None:
    """Return the first whole JSON object in a text that has a key of an answer, whatever stands around it."""
    decoder = json.JSONDecoder()
    start = text.find("{")
    while start >= 0:
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            if isinstance(value, dict) and {"entities", "relations", "events"} & value.keys():
                return value
        start = text.find("{", end)
    return None


def _wrong(answer: dict[str, Any], document: Document | Input) -> list[tuple[str, str]]:
    """Return what is wrong with an answer: JSON paths, each with a reason."""
    try:
        prediction = msgspec.convert(answer, Prediction)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).rpartition(" - at `")
        return [(path.rstrip("`") or "$", reason or str(error))]
    found = validate.check_prediction(prediction, document, LABELS, file="answer")
    return [(each.path or "$", f"found {each.found}, expected {each.expected}") for each in found]


def _drop(answer: dict[str, Any], path: str) -> str:
    """Take the item out that a path leads into, or else the key; return what was taken out."""
    if item := ITEM.match(path):
        return f"dropped {json.dumps(answer[item[1]].pop(int(item[2])), ensure_ascii=False)}"
    if (key := KEY.match(path)) and key[1] != "id":
        answer.pop(key[1])
        return f"dropped {key[1]!r}"
    known = set(Prediction.__struct_fields__)
    unknown = sorted(set(answer) - known)
    for name in unknown or sorted(set(answer) - {"id"}):
        answer.pop(name)
    return f"dropped {', '.join(map(repr, unknown)) or 'everything'}"
