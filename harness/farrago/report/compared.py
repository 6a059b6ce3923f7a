"""Systems compared on the same documents: differences, how sure they are, and ranks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from farrago import stats
from farrago.formats import Format
from farrago.report.entrants import Entrant, System, entrants, needs_gold
from farrago.report.families import Setting, family
from farrago.report.gold import Documents, Gold
from farrago.report.result import HASH_DIGITS, gold_signature, joined, settings
from farrago.scoring import DOCUMENT_FACETS, TYPE, Bootstrap, Options, check_facets, chosen, metrics
from farrago.scoring.headline import NAME as HEADLINE
from farrago.tally import OVERALL
from farrago_schema.comparison import Compared, Comparison, Family
from farrago_schema.results import GoldStamp
from farrago_schema.types import SCHEMA_VERSION

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True)
class ComparisonReport:
    """A comparison, as an object and in the forms that it is printed in."""

    result: Comparison

    def to_dict(self) -> dict[str, Any]:
        """Return what the command prints with ``--json``."""
        plain: dict[str, Any] = msgspec.json.decode(self.json())
        return plain

    def json(self) -> str:
        """Return the comparison as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self.result), indent=2).decode()

    def text(self, width: int = 80) -> str:
        """Return the comparison as tables of plain text, and the signature as one line."""
        from rich.console import Console  # noqa: PLC0415  # only who prints pays for it

        page = io.StringIO()
        Console(file=page, width=width, color_system=None).print(self.renderable())
        lines = [line.rstrip() for line in page.getvalue().splitlines()]
        return "\n".join([*lines, "", self.result.signature, ""])

    def show(self, format_: Format) -> str:
        """Return the comparison in a format that ``--format`` names."""
        forms: dict[Format, Callable[[], str]] = {
            Format.text: self.text,
            Format.json: lambda: self.json() + "\n",
            Format.markdown: self.markdown,
            Format.latex: self.latex,
            Format.csv: self.csv,
        }
        return forms[format_]()

    def markdown(self) -> str:
        """Return the comparison as Markdown tables."""
        from farrago.report.compared_text import markdown  # noqa: PLC0415  # only who prints pays for it

        return markdown(self.result)

    def latex(self) -> str:
        """Return the comparison as tables for a paper; they need the package ``booktabs``."""
        from farrago.report.compared_text import latex  # noqa: PLC0415  # only who prints pays for it

        return latex(self.result)

    def csv(self) -> str:
        """Return the comparison as a long table, a line a score and pair of systems."""
        from farrago.report.compared_text import csv  # noqa: PLC0415  # only who prints pays for it

        return csv(self.result)

    def renderable(self) -> RenderableType:
        """Return the comparison for a console of rich."""
        from farrago.report.compared_text import renderable  # noqa: PLC0415  # only who prints pays for it

        return renderable(self.result)


def compare(  # noqa: PLR0913  # what a comparison leaves open are its parameters
    *systems: System,
    gold: Path | str | Documents | None = None,
    data: Path | str | None = None,
    split: str = "dev",
    ontology: str | None = None,
    metric: Sequence[str] | str = (),
    by: str | None = None,
    baseline: bool = False,
    names: Sequence[str] | None = None,
    allow_missing: bool = False,
    swaps: int = stats.SWAPS,
    bootstrap: Bootstrap | None = None,
) -> ComparisonReport:
    """Compare systems on the same documents.

    Args:
        systems: files of predictions, folders of submissions (the mean of all runs in one), predictions at
            hand, reports of ``farrago.score``, tallies by metric, or a ``leaderboard.json`` for all that are
            on it.
        gold: a file of documents or documents at hand; by default a split of the data. Not needed for what
            is scored already.
        data: the data folder; by default ``$FARRAGO_DATA``, ``./dataset``, or the installed copy.
        split: which split of the data.
        ontology: a file, or ``none`` for gold of unknown labels; by default Farrago's own.
        metric: the scores to compare, ``relation``, ``coref.lea_f1``; by default the headline and each
            metric's primary score, as far as two systems have them.
        by: a part to compare, ``facet=value``: ``type=PER``, ``zone=headline``, ``kind=page``.
        baseline: compare all with the first alone, and not with each other.
        names: what to call the systems; by default their folders or files, or A, B, C.
        allow_missing: score documents without a prediction as empty.
        swaps: the number of trials of the test.
        bootstrap: resamples and level of the intervals, and the seed of everything.

    Raises:
        InputError: with everything that is wrong with the predictions, or if they are of other documents.
        ValueError: there are fewer than two systems, or no such metric, score, facet or value.
    """
    wanted = _wanted([metric] if isinstance(metric, str) else metric)
    part = _Part.of(by)
    bootstrap = bootstrap or Bootstrap()
    scored = any(map(needs_gold, systems)) or part.facet in DOCUMENT_FACETS
    known = Gold.of(gold, data, split, ontology) if scored else None
    metrics_wanted = chosen([name for name, _ in wanted] or ["all"])
    options = Options(facets=part.to_count, allow_missing=allow_missing, metrics=metrics_wanted)
    found = entrants(systems, names, known, options)
    if len(found) < 2:
        raise ValueError("there must be at least two systems to compare")
    setting = Setting(swaps, bootstrap, found[0].name if baseline else None)
    families = tuple(_families(found, wanted, part, known, setting))
    if not families:
        raise ValueError(f"nothing to compare: no two systems have a score{f' of {by}' if by else ''}")
    stamps = [each.gold for each in found if each.gold is not None]
    result = Comparison(
        schema_version=SCHEMA_VERSION,
        scorer_version=version("farrago"),
        signature=_signature(found, setting, by, stamps),
        gold=stamps[0] if stamps else None,
        method="paired approximate randomisation, expanded percentile bootstrap, over documents",
        swaps=swaps,
        resamples=bootstrap.resamples,
        seed=bootstrap.seed,
        level=bootstrap.level,
        by=by,
        baseline=setting.baseline,
        systems=tuple(Compared(each.name, each.files) for each in found),
        families=families,
    )
    return ComparisonReport(result)


def _signature(
    found: Sequence[Entrant], setting: Setting, by: str | None, stamps: Sequence[GoldStamp]
) -> str:
    """Return the one line that reproduces a comparison: whose files, on what, and by which chances."""
    files = {each.name: "+".join(file.sha256[:HASH_DIGITS] for file in each.files) for each in found}
    bootstrap = setting.bootstrap
    return joined(
        {
            "farrago": version("farrago"),
            "schema": SCHEMA_VERSION,
            "gold": gold_signature(stamps[0]) if stamps else "",
            "systems": ",".join(f"{name}={sha256}" if sha256 else name for name, sha256 in files.items()),
            "baseline": setting.baseline or "",
            "by": by or "",
            "test": f"swaps={setting.swaps},seed={bootstrap.seed}",
            "bootstrap": settings(bootstrap),
        }
    )


@dataclass(frozen=True)
class _Part:
    """What of the counts is compared: everything, the documents of a kind, or the items of a group."""

    facet: str | None = None
    value: str = ""

    @classmethod
    def of(cls, by: str | None) -> _Part:
        if by is None:
            return cls()
        facet, _, value = by.partition("=")
        if not value:
            raise ValueError(f"a part is written facet=value, such as type=PER or kind=page, not {by!r}")
        if facet != TYPE:
            check_facets([facet])
        return cls(facet, value)

    @property
    def to_count(self) -> frozenset[str]:
        return frozenset() if self.facet in {None, TYPE, *DOCUMENT_FACETS} else frozenset([str(self.facet)])

    def documents(self, gold: Gold | None) -> frozenset[str] | None:
        """Return the ids of the documents to look at, ``None`` for all."""
        if self.facet not in DOCUMENT_FACETS or gold is None:
            return None
        of_value: dict[str, set[str]] = {}
        for id_, document in gold.documents.items():
            of_value.setdefault(getattr(document.meta, str(self.facet)) or "none", set()).add(id_)
        if self.value not in of_value:
            raise ValueError(
                f"no document of {self.facet}={self.value}; there is {', '.join(sorted(of_value))}"
            )
        return frozenset(of_value[self.value])

    def group(self) -> str:
        is_of_items = self.facet is not None and self.facet not in DOCUMENT_FACETS
        return f"{self.facet}={self.value}" if is_of_items else OVERALL


def _wanted(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the metrics and scores that are asked for, as ``metric`` or ``metric.column``."""
    found = []
    for name in names:
        metric, _, column = name.partition(".")
        if metric not in metrics():
            raise ValueError(
                f"no metric {metric!r}{_near(metric, metrics())}; there is {', '.join(metrics())}"
            )
        column = column or metrics()[metric].primary
        width = len(metrics()[metric].columns)
        columns = metrics()[metric].score(np.zeros(width, dtype=np.int64))
        if column not in columns:
            raise ValueError(
                f"no score {metric}.{column}{_near(column, columns)}; there is {', '.join(columns)}"
            )
        found.append((metric, column))
    return list(dict.fromkeys(found))


def _near(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _families(
    found: Sequence[Entrant],
    wanted: Sequence[tuple[str, str]],
    part: _Part,
    gold: Gold | None,
    setting: Setting,
) -> Iterator[Family]:
    """Yield the scores that are asked for, or else those that at least two systems have."""
    documents, group = part.documents(gold), part.group()
    default = [(HEADLINE, HEADLINE), *((name, each.primary) for name, each in metrics().items())]
    for name, column in wanted or dict.fromkeys(default):
        counted = {
            entrant.name: [
                run[name] if documents is None else run[name].only(documents) for run in entrant.runs
            ]
            for entrant in found
            if all(name in run for run in entrant.runs)
        }
        groups = {each for runs in counted.values() for run in runs for each in run.groups}
        if len(counted) > 1 and group in groups:
            one = family(name, column, counted, group, [entrant.name for entrant in found], setting)
            if wanted or any(score is not None for score in one.scores.values()):
                yield one
        elif wanted and len(counted) > 1:
            raise ValueError(f"{name} has no part {group}")
        elif wanted:
            raise ValueError(f"no two systems attempt {name}, or gold does not have it")
