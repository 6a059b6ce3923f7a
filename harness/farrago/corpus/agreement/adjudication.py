"""The list of differences for people: in the terminal, and as one Markdown file a document to decide in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from farrago.corpus.agreement import Passes, text_hash
from farrago.corpus.agreement.differences import LAYERS, Difference
from farrago_schema.codec.source import create

TITLES: Mapping[str, str] = {
    "zones": "Zones",
    "entities": "Mentions and types of entities",
    "coref": "Chains",
    "values": "Values",
    "relations": "Relations",
    "events": "Triggers",
    "event_coref": "Identity of events",
    "realis": "Realis",
    "arguments": "Arguments",
}
NOTHING = "–"


def write(folder: Path, passes: Passes, found: Iterable[Difference]) -> list[Path]:
    """Write one file a document, also for one without differences, and return their paths.

    Raises:
        InputError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_document: dict[str, list[Difference]] = {document.id: [] for document in passes.first}
    for each in found:
        by_document[each.document].append(each)
    written = []
    for document in passes.first:
        path = folder / f"{quote(document.id, safe=' ')}.md"
        with create(path) as stream:
            stream.write(
                markdown(document.id, document.text, passes.names, by_document[document.id]).encode()
            )
        written.append(path)
    return written


def markdown(id_: str, text: str, names: tuple[str, str], found: Sequence[Difference]) -> str:
    """Return the file of one document: a heading a difference, with room for the decision."""
    sides = f"- A: {names[0]}\n- B: {names[1]}\n- SHA-256 of the text: {text_hash(text)}"
    parts = [f"# {id_}: {_number(len(found))}", sides, *_summary(found)]
    for layer, each in groupby(found, key=lambda difference: difference.layer):
        differences = list(each)
        parts.append(f"## {TITLES[layer]} ({len(differences)})")
        parts += map(_entry, differences)
    return "\n\n".join(parts) + "\n"


def lines(found: Iterable[Difference]) -> Iterator[str]:
    """Yield the differences for a terminal, each a block of lines."""
    for each in found:
        yield f"{each.document} {each.number}. {_title(each)}"
        yield from (f"    {line}" for line in each.context)
        yield f"    A: {each.a or NOTHING}"
        yield f"    B: {each.b or NOTHING}"
        if each.note:
            yield f"    {each.note}"
        yield ""


def summary(found: Iterable[Difference]) -> dict[str, dict[str, int]]:
    """Return how many differences of which kind there are in each layer, in the order of layers."""
    counted = Counter((each.layer, each.kind) for each in found)
    return {
        layer: {kind: number for (where, kind), number in sorted(counted.items()) if where == layer}
        for layer in LAYERS
        if any(where == layer for where, _ in counted)
    }


def _summary(found: Sequence[Difference]) -> Iterator[str]:
    counts = summary(found)
    if counts:
        rows = [
            f"| {TITLES[layer]} | {', '.join(f'{kind}: {number}' for kind, number in kinds.items())} |"
            for layer, kinds in counts.items()
        ]
        yield "\n".join(["| layer | differences |", "|---|---|", *rows])


def _entry(each: Difference) -> str:
    context = "\n".join(f"> {_escaped(line)}  " for line in each.context)
    told = [f"- A: {_escaped(each.a or NOTHING)}", f"- B: {_escaped(each.b or NOTHING)}"]
    note = [f"- {_escaped(each.note)}"] if each.note else []
    return "\n".join(
        [
            f"### {each.number}. {_escaped(_title(each))}",
            "",
            context,
            "",
            *told,
            *note,
            "- Decision:",
            "- Reason:",
        ]
    )


def _title(each: Difference) -> str:
    return f"{each.kind}: {each.label}, line {each.line}"


def _number(count: int) -> str:
    return f"{count} difference{'s' * (count != 1)}"


def _escaped(text: str) -> str:
    """Return text of a corpus that Markdown shows as it is."""
    return re.sub(r"([\\`*_<>#|~\[\]])", r"\\\1", text)
