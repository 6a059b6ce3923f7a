"""The dataset card: written by hand, with parts between markers that are computed from the data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from farrago.corpus import segment, statistics
from farrago.corpus.card import citation, figures, front, neighbours, process, reads, record
from farrago.corpus.statistics import quotas
from farrago_schema import ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Document

Corpus = Mapping[str, Sequence[Document]]
"""The documents of each split."""


def parts(
    source: Path,
    corpus: Corpus,
    tables: Mapping[str, Mapping[str, pa.Table]],
    sizes: Mapping[str, int],
    version: str,
) -> dict[str, str]:
    """Return what is computed of the card, by the name of its part.

    Args:
        source: the folder of the sources.
        corpus: the documents that are built, by split.
        tables: for each configuration, the rows of each split.
        sizes: for each configuration, the bytes of its files.
        version: the version of the data.

    Raises:
        InputError: a pass, a read or the comparison among the sources is wrong.
    """
    labels = ontology.load()
    found = quotas.quotas((each for split in corpus.values() for each in split), labels)
    agreed = figures.of_sources(source)
    tools = " and ".join(f"{name} {number}" for name, number in segment.tools().items())
    found_errors = reads.read(source / reads.FILE)
    return {
        "front": front.front(tables, sizes, version=version, documents=sum(map(len, corpus.values()))),
        "summary": process.summary(source, corpus, version),
        "record": record.block(tables),
        "process": process.table(source, corpus, found_errors),
        "agreement": figures.by_layer(agreed),
        "agreement by type": figures.by_type(agreed),
        "reads": reads.block(found_errors),
        "sizes": statistics.sizes_markdown(corpus, labels),
        "statistics": statistics.markdown(corpus, labels),
        "quotas": quotas.summary(found),
        "quotas by label": quotas.whole(found),
        "comparison": neighbours.markdown(source / neighbours.FILE, corpus, labels),
        "citation": f"```bibtex\n{citation.bibtex(version)}\n```",
        "tools": f"Sentences and tokens are computed, by {tools}.",
    }


def fill(card: str, part: str, content: str, *, file: Path) -> str:
    """Return the card with the content in the place of what stands between the markers of the part.

    The markers are lines, ``<!-- begin generated: PART -->`` or, in the YAML, ``# begin generated: PART``,
    and the same with ``end``.

    Raises:
        InputError: the card has not exactly one such pair.
    """
    marker = r"^(?:<!-- |# ){} generated: " + re.escape(part) + r"(?: -->)?\n"
    pattern = re.compile(f"({marker.format('begin')}).*?({marker.format('end')})", re.MULTILINE | re.DOTALL)
    filled, count = pattern.subn(lambda match: f"{match[1]}{content.strip()}\n{match[2]}", card)
    if count != 1:
        expected = f"one line with 'begin generated: {part}' and one with 'end generated: {part}'"
        raise InputError([Problem("card", str(file), f"{count} such pairs of markers", expected)])
    return filled
