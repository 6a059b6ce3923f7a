"""How well two blind passes agree, by the project's own metrics: the second is scored on the first as gold.

F1 of two annotators is the same in both directions, so it does not matter which is called gold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from farrago.importers import inline
from farrago.matching import labels_of
from farrago.scoring import Options, Scored, by_facet, metrics, score_documents, summary
from farrago_schema import ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document

KINDS = "mention"
MENTIONS = "mention"
LINES: Mapping[str, tuple[str, str]] = {
    "names and values": ("mention_name", "f1"),
    "coreference (CoNLL)": ("coref", "conll_f1"),
    "relations": ("relation", "f1"),
    "triggers with type": ("trigger", "f1"),
    "arguments": ("argument", "f1"),
    "arguments by event (`plus_f1`)": ("argument", "plus_f1"),
}


def markdown(source: Path) -> str:
    """Return a table of F1 by layer over the documents with two passes, or a line that there are none."""
    first, second = passes(source)
    if not second:
        return "No document has a second pass yet."
    scored = score_documents(
        {document.id: document for document in first},
        (document.prediction() for document in second),
        metrics(),
        Options(labels_of(ontology.load()), facets=frozenset({KINDS})),
    )
    rows = [f"| {name} | {_per_cent(value)} |" for name, value in _values(scored, first).items()]
    head = f"Over the {len(second)} documents with two passes:\n\n| layer | F1 |\n|---|---:|"
    return "\n".join([head, *rows])


def passes(source: Path) -> tuple[list[Document], list[Document]]:
    """Return what both annotators made of the documents that the second one has, by id.

    Raises:
        InputError: a file is not in the inline form, or the two annotated different texts.
    """
    second = list(inline.read(source / "b")) if any((source / "b").glob("*.xml")) else []
    first = [inline.read_file(source / "a" / f"{document.id}.xml") for document in second]
    problems = [
        Problem(
            "text", str(source / "b"), "another text than the first pass has", "the same", document=two.id
        )
        for one, two in zip(first, second, strict=True)
        if one.text != two.text
    ]
    if problems:
        raise InputError(problems)
    return first, second


def _values(scored: Scored, first: Sequence[Document]) -> dict[str, float | int | None]:
    gold = {document.id: document for document in first}
    known = metrics()
    tallies = {name: tally for name, tally in scored.tallies.items() if tally is not None}
    kinds = by_facet(known[MENTIONS], tallies[MENTIONS], KINDS, gold)
    values = {"all mentions": summary(known[MENTIONS], tallies[MENTIONS])["f1"]}
    values |= {f"– {kind}s": row["f1"] for kind, row in kinds.items()}
    return values | {
        name: summary(known[metric], tallies[metric])[column] for name, (metric, column) in LINES.items()
    }


def _per_cent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
