"""A system as a function: two capitalised words or more in a row are a person, wherever they stand again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from farrago_schema.types import Document, Input

SYSTEM = {
    "schema_version": "1.0",
    "name": "capitals",
    "kind": "rules",
    "layers": ["entities", "coref"],
    "description": "Capitalised words in a row are a person.",
}
NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)+")


def predict(documents: Iterable[Input], _train: Sequence[Document]) -> Iterator[dict[str, Any]]:
    """Yield one prediction a document, in order; ``_train`` has gold, and is not used here."""
    for document in documents:
        people: dict[str, list[dict[str, Any]]] = {}
        for found in NAME.finditer(document.text):
            mention = {"start": found.start(), "end": found.end(), "kind": "name"}
            people.setdefault(found[0], []).append(mention)
        yield {
            "id": document.id,
            "entities": [
                {"id": f"e{number}", "type": "PER", "name": name, "mentions": mentions}
                for number, (name, mentions) in enumerate(people.items())
            ],
        }
