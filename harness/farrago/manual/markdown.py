"""The account of metrics as a page in Markdown: ``docs/metrics.md``."""

from __future__ import annotations

from collections.abc import Iterable

from farrago import formats
from farrago.manual.example import Example
from farrago.manual.reading import SECTIONS, Account

PREFACE = """\
# Metrics

This page is made from the files of the metrics: `make docs` writes it, `make check` fails where it is stale,
and a test computes every number in it.

Names are the public contract: `scores[metric][column]` in the JSON of `farrago score`. What metrics share:

- Counts are whole numbers, counted by document and summed; rates are computed from the sums (micro), never
  averaged on the way. `precision` = `correct` / `predicted`, `recall` = `correct` / `gold`, `f1` =
  2 P R / (P + R).
- A rate over 0 is `null`: neither 0 nor 1. F1 is null only if both precision and recall are; otherwise a null
  counts as 0.
- `macro_f1` is the mean of F1 over the `macro_types` types that gold has. `doc_macro_f1` is its mean over
  documents, without the `doc_macro_nulls` documents where it is null.
- A metric is counted where gold has its layers, and shown where the system attempts them.
- An exact duplicate in a prediction is collapsed, counted and reported: it neither helps nor hurts.
- Predicted entities are aligned one to one with those of gold, so that they share as many spans as can be,
  then types, then names. *Gold head*, *gold filler* and the like are what a predicted entity is aligned with.

In the examples, `gold` is what is right and `said` what a system says: entities as `id TYPE = mentions`,
values as `id TYPE normal-form = mention`, relations as `type(head, tail)`, and events as
`Type(Role filler, …) = triggers`. `She#2` is the second *She*; each `text` is a sentence, and `text[s2]` one
of the story s2.
"""


def page(accounts: Iterable[Account]) -> str:
    """Return the whole page: what metrics share, a table of them, and a chapter for each."""
    known = list(accounts)
    rows = [
        [f"[`{each.name}`](#{each.name})", formats.markdown(_bare(each.line)), ", ".join(each.metric.layers)]
        for each in known
    ]
    head = "| metric | what it counts | layers |\n| --- | --- | --- |\n"
    table = head + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return "\n".join([PREFACE, table, *map(chapter, known)])


def chapter(known: Account) -> str:
    """Return the account of one metric under a heading of the second level."""
    parts = [f"## {known.name}", _light(known.line)]
    parts += [_light(known.prose)] if known.prose else []
    for name in SECTIONS:
        if text := known.sections.get(name):
            parts.append(f"**{name}.** {_light(text)}" if name != "Formula" else _block(text))
    parts.append(f"**Columns.** {_codes(known.columns)}. The primary one is `{known.metric.primary}`.")
    parts.append(f"**Layers.** {_codes(known.metric.layers)}. **Breakdowns.** {_codes(known.facets)}.")
    parts += [_example(each) for each in known.examples]
    return "\n\n".join(parts) + "\n"


def _example(example: Example) -> str:
    return f"**Example{': ' if example.title else ''}{_light(example.title)}**\n\n{_block(example.source)}"


def _block(text: str) -> str:
    return f"```text\n{_bare(text)}\n```"


def _light(text: str) -> str:
    return text.replace("``", "`")


def _bare(text: str) -> str:
    return text.replace("``", "")


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
