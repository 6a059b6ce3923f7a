"""What a scenario says of its document, put into the document's own metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from farrago.corpus.scenarios.form import Scenario
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document


def described(documents: Iterable[Document], scenarios: Sequence[Scenario], file: str) -> Iterator[Document]:
    """Yield the documents with split, topic, register, region and blemishes of their scenarios.

    An annotator's pass has none of these, so that it tells the annotator nothing; gold has them all.
    ``file`` names where the scenarios come from, for errors.

    Raises:
        InputError: a document has no scenario, or its kind or date is another than the scenario's.
    """
    known = {scenario.id: scenario for scenario in scenarios}
    for document in documents:
        scenario = known.get(document.id)
        if scenario is None:
            raise _error(document, file, "none", "a scenario of this id")
        for field in ("kind", "date"):
            found, expected = getattr(document.meta, field), getattr(scenario, field)
            if found != expected:
                raise _error(document, file, f"{field} {expected!r}", f"{found!r}, as the document has it")
        meta = replace(
            document.meta,
            split=scenario.split,
            topic=scenario.topic,
            register=scenario.register,
            region=scenario.region,
            blemishes=scenario.blemishes,
        )
        yield replace(document, meta=meta)


def _error(document: Document, file: str, found: str, expected: str) -> InputError:
    return InputError([Problem("scenario", file, found, expected, document=document.id)])
