"""What went wrong in predictions, item by item: listed, counted, and as confusion matrices."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from farrago.errors import Confusion
from farrago.report.errors.survey import Item, Survey, survey
from farrago.report.errors.wanted import Wanted
from farrago.report.gold import Documents, Gold
from farrago_schema.errors import ErrorLayer, Errors, Outcome
from farrago_schema.types import SCHEMA_VERSION, Layer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from farrago.report import Predictions

__all__ = ["ErrorReport", "Survey", "Wanted", "errors_of", "listed", "report_of", "survey"]


@dataclass(frozen=True)
class ErrorReport:
    """The counts of all items with those that were asked for, and which layers were left out, and why."""

    result: Errors
    left_out: Mapping[ErrorLayer, str]

    def to_dict(self) -> dict[str, Any]:
        """Return what the command prints with ``--json``; ``items`` are flat and make a data frame."""
        plain: dict[str, Any] = msgspec.json.decode(self.json())
        return plain

    def json(self) -> str:
        """Return the result as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self.result), indent=2).decode()

    def text(self, width: int = 80, *, confusion: bool = False) -> str:
        """Return counts and items, or the confusion matrices, as plain text."""
        from rich.console import Console  # noqa: PLC0415  # only who prints pays for it

        page = io.StringIO()
        Console(file=page, width=width, color_system=None).print(self.renderable(width, confusion=confusion))
        return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())

    def markdown(self, *, confusion: bool = False) -> str:
        """Return counts and items, or the confusion matrices, as Markdown."""
        from farrago.report.errors.markdown import markdown  # noqa: PLC0415  # only who prints pays for it

        return markdown(self, confusion=confusion)

    def renderable(self, width: int, *, confusion: bool = False) -> RenderableType:
        """Return counts and items, or the confusion matrices, for a console of rich of that width."""
        from farrago.report.errors.text import renderable  # noqa: PLC0415  # only who prints pays for it

        return renderable(self, width, confusion=confusion)


def errors_of(  # noqa: PLR0913  # what a run leaves open are its parameters
    predictions: Predictions,
    *,
    gold: Path | str | Documents | None = None,
    data: Path | str | None = None,
    split: str = "dev",
    ontology: str | None = None,
    layers: Collection[Layer] | None = None,
    allow_missing: bool = False,
    wanted: Wanted = Wanted(),  # noqa: B008  # frozen
) -> ErrorReport:
    """Find what went wrong in predictions, item by item.

    Args:
        predictions: a file, a submission's folder, ``-`` for standard input, or predictions at hand.
        gold: a file of documents or documents at hand; by default a split of the data.
        data: the data folder; by default ``$FARRAGO_DATA``, ``./dataset``, or the installed copy.
        split: which split of the data.
        ontology: a file, or ``none`` for gold of unknown labels; by default Farrago's own.
        layers: what the system attempts; by default what ``system.json`` declares, else the keys seen.
        allow_missing: take documents without a prediction as empty.
        wanted: which items are listed; by default every error.

    Raises:
        InputError: with everything that is wrong with the predictions, the gold or the label set.
    """
    known = Gold.of(gold, data, split, ontology)
    return report_of(survey(known, predictions, layers, allow_missing=allow_missing), wanted)


def report_of(examined: Survey, wanted: Wanted) -> ErrorReport:
    """Count every item, and keep those that are wanted."""
    counts: dict[str, Counter[str]] = {layer: Counter() for layer in wanted.layers_of(examined)}
    consequences: Counter[str] = Counter()
    confusion = Confusion()

    def counted() -> Iterator[Item]:
        for item in wanted.items(examined):
            found = item.found
            counts[found.layer][found.kind] += 1
            consequences[found.layer] += found.cause is not None
            confusion.add(found)
            yield item

    items = tuple(wanted.listed(counted()))
    result = Errors(
        schema_version=SCHEMA_VERSION,
        scorer_version=version("farrago"),
        gold=examined.gold.stamp,
        predictions=examined.stamp,
        layers=tuple(wanted.layers_of(examined)),
        missing=examined.missing,
        counts={layer: dict(sorted(kinds.items())) for layer, kinds in counts.items()},
        consequences={layer: consequences[layer] for layer in counts},
        confusion=tuple(confusion.cells()),
        items=items,
    )
    return ErrorReport(result, examined.left_out)


def listed(examined: Survey, wanted: Wanted) -> Iterable[Outcome]:
    """Yield what is wanted, document by document: nothing is kept, however many there are."""
    return wanted.listed(wanted.items(examined))
