"""A language model's answers → predictions → scores: strings without offsets, in JSON that may be broken.

Ask the model for JSON by ``schema(…)``, which structured outputs accept (it is what ``farrago schema
prediction --for-llm`` prints), and give what it says to ``read_answers``. An answer may stand in a code fence
or between prose. What cannot be used is left out and told, and nothing is repaired by guessing: an answer
that is no JSON says nothing, an item of an unknown type or with an unknown id is dropped. Offsets are found
by ``farrago.score``; what stands nowhere in the text counts as wrong, and is listed.

Run as a program, it scores two canned answers on the dev split; put your model into ``ask``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

import farrago
from farrago_schema import codec, ontology, schemas, validate
from farrago_schema.types import Document, Layer, Prediction

LABELS = ontology.load()
ITEM = re.compile(r"\$\.(entities|relations|events)\[(\d+)\]")
KEY = re.compile(r"\$\.(\w+)")


def schema(layers: Sequence[Layer] = ("entities", "coref", "relations")) -> dict[str, Any]:
    """Return the JSON Schema of an answer about one document, for the layers that you ask for."""
    return schemas.for_language_models(LABELS, layers)


def read_answers(
    answers: Mapping[str, str], documents: Iterable[Document]
) -> tuple[list[Prediction], list[str]]:
    """Return a prediction for every document, and what was wrong with the answers, by document.

    A document without an answer, and one whose answer cannot be read, has an empty prediction: it counts,
    as a document for which the model found nothing.
    """
    predictions, problems = [], []
    for document in documents:
        prediction, wrong = read_answer(answers.get(document.id, ""), document)
        predictions.append(prediction)
        problems += [f"{document.id}: {each}" for each in wrong]
    return predictions, problems


def read_answer(text: str, document: Document) -> tuple[Prediction, list[str]]:
    """Return the prediction in one answer, and what was wrong with the answer."""
    empty = Prediction(document.id, entities=())
    answer = find_json(text)
    if answer is None:
        return empty, ["no answer" if not text.strip() else "no complete JSON object in the answer"]
    problems = []
    if answer.get("id") != document.id:
        problems.append(f"the answer calls itself {answer.get('id')!r}")
    answer["id"] = document.id
    while True:
        wrong = problems_of(answer, document)
        if not wrong:
            return msgspec.convert(answer, Prediction), problems
        path, why = wrong[0]
        problems.append(f"{drop(answer, path)}: {why}")


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


def problems_of(answer: dict[str, Any], document: Document) -> list[tuple[str, str]]:
    """Return what is wrong with an answer: JSON paths, each with a reason."""
    try:
        prediction = msgspec.convert(answer, Prediction)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).rpartition(" - at `")
        return [(path.rstrip("`") or "$", reason or str(error))]
    found = validate.check_prediction(prediction, document, LABELS, file="answer")
    return [(each.path or "$", f"found {each.found}, expected {each.expected}") for each in found]


def drop(answer: dict[str, Any], path: str) -> str:
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


def ask(document: Document) -> str:
    """Return what your model says of ``document.text``, told to answer by ``schema()``. Here: from a can."""
    canned = {
        "fg-s-0004": """Sure! Here is what the article says:
```json
{"id": "fg-s-0004", "entities": [
  {"id": "e1", "type": "ORG", "name": "Ghionoaia Bârlad", "value": null, "mentions": [
    {"text": "Ghionoaia Bârlad", "occurrence": 1, "kind": "name"},
    {"text": "Ghionoaia", "occurrence": null, "kind": "name"}]},
  {"id": "e2", "type": "ORG", "name": "Lieksan Kuikat", "value": null, "mentions": [
    {"text": "Lieksan Kuikat", "occurrence": null, "kind": "name"},
    {"text": "the visiting team from Finland", "occurrence": null, "kind": "nominal"}]},
  {"id": "e3", "type": "GPE", "name": "Finland", "value": null, "mentions": [
    {"text": "Finland", "occurrence": null, "kind": "name"}]},
  {"id": "e4", "type": "COUNTRY", "name": "Romania", "value": null, "mentions": []}],
 "relations": [
  {"type": "based_in", "head": "e2", "tail": "e3", "status": "current"},
  {"type": "based_in", "head": "e1", "tail": "e4", "status": "current"}]}
```
I hope this helps.""",
        "fg-p-0004": '{"id": "fg-p-0004", "entities": [{"id": "e1", "type": "PER", "name": "Iyabode Ogi',
    }
    return canned.get(document.id, "")


def main(documents: str = "dataset/documents/dev.parquet") -> None:
    """Score the answers; the problems go to standard error."""
    gold = list(codec.read(documents, Document))
    predictions, problems = read_answers({document.id: ask(document) for document in gold}, gold)
    print(*problems, sep="\n", file=sys.stderr)
    print(farrago.score(predictions, gold=gold).text())


if __name__ == "__main__":
    main(*sys.argv[1:])
