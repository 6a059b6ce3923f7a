"""How far the corpus is: which documents are written, annotated, annotated twice and read against."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from farrago.corpus import scenarios
from farrago.corpus.card.reads import Read
from farrago.corpus.tables import Table, markdown
from farrago_schema.types import Document

SCENARIOS = "scenarios.jsonl"


def summary(source: Path, corpus: Mapping[str, Sequence[Document]], version: str) -> str:
    """Return one sentence that says what this version holds, and what it is still to hold."""
    documents = [document for split in corpus.values() for document in split]
    tokens = sum(len(document.tokens) for document in documents)
    pages = sum(document.meta.kind == "page" for document in documents)
    written = len(list((source / "text").glob("*.txt")))
    held = f"{len(documents)} documents ({len(documents) - pages} stories, {pages} pages), {tokens:,} tokens"
    if written > len(documents):
        waiting = written - len(documents)
        return (
            f"**Version {version}: {held}.** This is not the whole corpus yet: {waiting} more texts are "
            "written and frozen and wait for their annotation."
        )
    return f"**Version {version}: {held}.** All texts that were written for it are annotated."


def table(source: Path, corpus: Mapping[str, Sequence[Document]], reads: Sequence[Read]) -> str:
    """Return the table of the card: a row a step, a column a split."""
    split_of = {document.id: split for split, documents in corpus.items() for document in documents}
    written = {path.stem for path in (source / "text").glob("*.txt")}
    planned = source / SCENARIOS
    if planned.is_file():
        split_of = {each.id: each.split for each in scenarios.read(planned)} | split_of
    first, second = ({path.stem for path in (source / name).glob("*.xml")} for name in "ab")
    held = {document.id for documents in corpus.values() for document in documents}
    steps: Mapping[str, Collection[str]] = {
        "written and frozen": written,
        "annotated; every figure below is of these": held,
        "– with two blind passes and an adjudication": held & first & second,
        "– with one pass and a second reader": held - (first & second),
        "– read by an adversarial reader": held & {row.document for row in reads},
    }
    splits = list(corpus)
    rows = [
        (
            title,
            *(str(sum(split_of.get(id_) == split for id_ in ids)) for split in splits),
            str(len(ids)),
        )
        for title, ids in steps.items()
    ]
    return markdown(Table("", ("documents", *splits, "all"), rows))
