"""A system as a class: it is made once, with the settings of the command line, and learns from train."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from farrago_schema.types import (
    Document,
    Input,
    PredictedEntity,
    PredictedMention,
    Prediction,
)


class Memory:
    """Remembers the names of train, and what they were."""

    SYSTEM = {  # noqa: RUF012  # read, never changed
        "schema_version": "1.0",
        "name": "memory",
        "kind": "trained",
        "layers": ["entities", "coref"],
        "training_data": ["farrago train"],
    }

    def __init__(self, least: str = "1") -> None:
        """Load what is slow to load here; settings are strings, from ``--set least=2``."""
        self.least = int(least)

    def predict(self, documents: Iterable[Input], train: Sequence[Document]) -> Iterator[Prediction]:
        """Yield one prediction a document, in order."""
        known = self.learn(train)
        for document in documents:
            names = [
                (name, type_)
                for name, type_ in known.items()
                if re.search(rf"\b{re.escape(name)}\b", document.text)
            ]
            yield Prediction(
                document.id,
                entities=tuple(
                    # A name without offsets: all of its places are found for it.
                    PredictedEntity(name, type_, (PredictedMention(text=name, kind="name"),), name=name)
                    for name, type_ in names
                ),
            )

    def learn(self, train: Sequence[Document]) -> dict[str, str]:
        """Return the commonest type of every name that train has often enough."""
        seen = Counter(
            (mention.text, entity.type)
            for document in train
            for entity in document.entities
            for mention in entity.mentions
            if mention.kind == "name"
        )
        common = reversed(seen.most_common())  # what comes last stays
        return {name: type_ for (name, type_), times in common if times >= self.least}
