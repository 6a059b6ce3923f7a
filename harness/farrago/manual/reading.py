"""From a metric's file to its account: the sections of the docstring, and what the metric says by itself.

A docstring begins with one line, goes on in prose, and then has a section each for ``SECTIONS``, in this
order: a line of the name and a colon, and lines that are indented. ``Example:`` comes last, once or more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any

import numpy as np

from farrago import plugins
from farrago.manual.example import Example
from farrago.manual.working import work
from farrago.metrics import Metric
from farrago.scoring import DOCUMENT_FACETS, ITEM_FACETS, headline, metrics, summary
from farrago.scoring.registry import PACKAGE
from farrago.tally import OVERALL, Tally

SECTIONS = ("Formula", "Source", "Over 0", "Peers")
EXAMPLE = "Example"
_HEADING = re.compile(rf"^({'|'.join((*SECTIONS, EXAMPLE))}):(?: (.+))?$")
_SAME_COLUMNS = re.compile(r"Columns are those of\s+``(\w+)``")
PLAIN = ("precision", "recall", "f1", "correct", "predicted", "gold")
"""Columns that the page explains once for all metrics."""
AVERAGES = ("macro_", "doc_macro_")


@dataclass(frozen=True)
class Account:
    """What there is to say of a metric; texts are in the light markup of docstrings.

    ``sections`` is empty for a metric of somebody else's that says less; ``columns`` are the names in a
    result's JSON; ``facets`` are its breakdowns: by type if the examples have types.
    """

    name: str
    metric: Metric
    line: str
    prose: str
    sections: dict[str, str]
    examples: tuple[Example, ...]
    columns: tuple[str, ...]
    facets: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return what ``farrago metrics NAME --json`` prints."""
        return {
            "name": self.name,
            "line": self.line,
            "prose": self.prose,
            **{name.lower().replace(" ", "_"): text for name, text in self.sections.items()},
            "primary": self.metric.primary,
            "perfect": self.metric.perfect,
            "columns": self.columns,
            "layers": self.metric.layers,
            "breakdowns": self.facets,
            "examples": [each.to_dict() for each in self.examples],
        }


def accounts() -> list[Account]:
    """Return the accounts of all metrics, in the order of a result."""
    return [account(name) for name in metrics()]


def account(name: str) -> Account:
    """Return the account of one metric.

    Raises:
        KeyError: there is no such metric.
        ValueError: an example is not written as ``farrago.manual.example`` says.
    """
    metric = metrics()[name]
    is_headline = name == headline.NAME
    text = headline.__doc__ if is_headline else plugins.load(PACKAGE, name).__doc__
    line, prose, sections, examples = _parts(cleandoc(text or name))
    return Account(
        name, metric, line, prose, sections, examples, _columns(metric), _facets(name, metric, examples)
    )


def gaps(known: Account) -> list[str]:
    """Return what an account leaves out: sections, an example, columns that nobody explains."""
    found = [f"no section {name!r}" for name in SECTIONS if not known.sections.get(name)]
    if not known.examples:
        found.append(f"no section {EXAMPLE!r}")
    text = _text(known)
    if other := _SAME_COLUMNS.search(text):
        text += _text(account(other[1]))
    families = set(re.findall(r"``(\w+_)\*``", text))
    named = set(re.findall(r"``([a-z_0-9]+)``", text)) | {known.name}
    for column in known.columns:
        is_told = column in {*PLAIN, *named} or any(column.startswith(family) for family in families)
        if not is_told and not column.startswith(AVERAGES):
            found.append(f"the column {column!r} is not explained")
    return found


def _text(known: Account) -> str:
    return " ".join([known.line, known.prose, *known.sections.values()])


def _parts(text: str) -> tuple[str, str, dict[str, str], tuple[Example, ...]]:
    before: list[str] = []
    blocks: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line):
            blocks.append((heading[1], heading[2] or "", []))
        else:
            (blocks[-1][2] if blocks else before).append(line)
    line, _, prose = "\n".join(before).partition("\n\n")
    sections = {
        name: cleandoc("\n".join(["", *lines])).strip() for name, _, lines in blocks if name != EXAMPLE
    }
    examples = tuple(
        Example(title, cleandoc("\n".join(["", *lines])).strip())
        for name, title, lines in blocks
        if name == EXAMPLE
    )
    return " ".join(line.split()), prose.strip(), sections, examples


def _columns(metric: Metric) -> tuple[str, ...]:
    nothing = {OVERALL: np.zeros(len(metric.columns), dtype=np.int64).tolist()}
    return tuple(summary(metric, Tally.of(metric.columns, {"": nothing})))


def _facets(name: str, metric: Metric, examples: tuple[Example, ...]) -> tuple[str, ...]:
    seen = {group.partition("=")[0] for each in examples for group in work(name, each).groups}
    of_types = ("type",) if metric.gold is not None and "type" in seen else ()
    return (*of_types, *DOCUMENT_FACETS, *(facet for facet in ITEM_FACETS if facet in metric.facets))
