"""The agreement in the card: first passes, by layer and type, before anybody adjudicated.

The figure that counts is that of passes made under the final guidelines, on documents that no earlier round
touched. ``guidelines.json`` among the sources names the documents whose passes are older; all others count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from farrago.corpus.agreement import Passes, figures, read
from farrago.corpus.agreement.figures import LINES, Figure
from farrago.corpus.agreement.tables import by_type_table, interval, percent
from farrago.corpus.tables import Table, markdown
from farrago_schema import ontology
from farrago_schema.problems import InputError, Problem

FILE = "guidelines.json"
NONE = "No document has a second pass yet."
SHOWN = (
    "mentions",
    "names",
    "nominals",
    "pronouns",
    "values",
    "names_and_values",
    "coref",
    "value_forms",
    "relations",
    "triggers",
    "event_coref",
    "arguments",
    "plus_arguments",
    "realis",
)
"""The lines that the card shows."""
TYPED = {
    "mention": "Mentions by type of their entity",
    "relation": "Relations",
    "trigger": "Triggers",
    "argument": "Arguments by type of their event",
    "realis": "Triggers with type and realis, by type of event",
}
"""The metrics whose types the card shows."""


class Guidelines(Struct, frozen=True, forbid_unknown_fields=True):
    """The version of the guidelines that passes were made under, ``final`` unless ``earlier`` names one."""

    final: str
    earlier: dict[str, tuple[str, ...]]


class Side(NamedTuple):
    """The agreement over some documents: figures by layer, and for the metrics of ``TYPED`` by type."""

    documents: int
    figures: Sequence[Figure]
    types: Mapping[str, Sequence[Figure]]


class Agreed(NamedTuple):
    """The agreement under the final guidelines, null without such passes, and over all with two passes."""

    version: str
    final: Side | None
    all: Side


def of_sources(source: Path) -> Agreed | None:
    """Return the agreement of the passes in ``source/a`` and ``source/b``, null if there are none.

    Raises:
        InputError: a pass is wrong, the two annotated different texts, or ``guidelines.json`` is wrong.
    """
    if not any((source / "b").glob("*.xml")):
        return None
    passes = read(source / "a", source / "b", ontology.load(), check=False)
    known = guidelines(source / FILE)
    older = {id_ for ids in known.earlier.values() for id_ in ids}
    kept = [index for index, document in enumerate(passes.first) if document.id not in older]
    if not kept or len(kept) == len(passes.first):
        whole = _side(passes, types=True)
        return Agreed(known.final, whole if kept else None, whole)
    return Agreed(known.final, _side(_only(passes, kept), types=True), _side(passes, types=False))


def _side(passes: Passes, *, types: bool) -> Side:
    forward, backward = figures.tallies(passes), figures.tallies(passes, reverse=True)
    by_type = figures.by_types(forward, backward, TYPED) if types else {}
    return Side(len(passes.first), figures.by_layer(forward, backward, {}), by_type)


def _only(passes: Passes, kept: Sequence[int]) -> Passes:
    first, second = (tuple(side[index] for index in kept) for side in (passes.first, passes.second))
    ids = {document.id for document in first}
    return replace(passes, first=first, second=second, compared=passes.compared & ids)


def guidelines(path: Path) -> Guidelines:
    """Read the file of guidelines; without one, no pass is older than another.

    Raises:
        InputError: it is not such an object.
    """
    if not path.is_file():
        return Guidelines("", {})
    try:
        return msgspec.json.decode(path.read_bytes(), type=Guidelines)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        expected = '{"final": "1.2.3", "earlier": {"1.2.2": [ids of documents]}}'
        raise InputError([Problem("guidelines", str(path), str(error), expected)]) from error


def by_layer(agreed: Agreed | None) -> str:
    """Return the part of the card by layer."""
    if agreed is None:
        return NONE
    sides = [
        (f"{_under(agreed.version)} ({side.documents})", side) for side in (agreed.final,) if side is not None
    ]
    if agreed.final is not agreed.all:
        sides.append((f"all ({agreed.all.documents})", agreed.all))
    columns = ["layer"]
    for title, _ in sides:
        columns += [f"{title}: F1", "95 %"]
    rows = [
        (LINES[key].title, *(cell for _, side in sides for cell in _cells(side.figures, key)))
        for key in SHOWN
    ]
    return markdown(Table("", tuple(columns), rows))


def _under(version: str) -> str:
    return f"guidelines {version}" if version else "documents"


def _cells(found: Sequence[Figure], key: str) -> tuple[str, str]:
    figure = next(each for each in found if each.key == key)
    return percent(figure.score), interval(figure)


def by_type(agreed: Agreed | None) -> str:
    """Return the part of the card by type: over the passes under the final guidelines, if there are any."""
    if agreed is None:
        return NONE
    side = agreed.final or agreed.all
    shown = [(title, by_type_table(name, side.types[name])) for name, title in TYPED.items()]
    return "\n\n".join(f"{title}:\n\n{markdown(table)}" for title, table in shown if table.rows)
