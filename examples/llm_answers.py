"""A language model's answers → predictions → scores: strings without offsets, in JSON that may be broken.

Ask the model for JSON by ``schema(…)``, which structured outputs accept (it is what ``farrago schema
prediction --for-llm`` prints), and give what it says to ``read_answers``. An answer may stand in a code fence
or between prose. What cannot be used is left out and told, and nothing is repaired by guessing: an answer
that is no JSON says nothing, an item of an unknown type or with an unknown id is dropped. Offsets are found
by ``farrago.score``; what stands nowhere in the text counts as wrong, and is listed. ``farrago baseline
prompted`` does all of it with any OpenAI-compatible endpoint.

Run as a program, it scores two canned answers on the dev split; put your model into ``ask``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import farrago
from farrago_baselines.prompted.answers import read_answer
from farrago_schema import codec, ontology, schemas
from farrago_schema.types import Document, Layer, Prediction

LABELS = ontology.load()


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
        reading = read_answer(answers.get(document.id, ""), document)
        predictions.append(reading.prediction)
        problems += [f"{document.id}: {each}" for each in reading.problems]
    return predictions, problems


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
