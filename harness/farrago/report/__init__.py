"""The whole way from predictions to a report: in text, JSON, Markdown, LaTeX and CSV."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from farrago import engine
from farrago.data import content_hash
from farrago.formats import Format
from farrago.importers import conll
from farrago.matching import Scheme
from farrago.report import predictions as sources
from farrago.report.aligned import Alignment, align
from farrago.report.gold import Documents, Gold, ontology_named
from farrago.report.result import result_of
from farrago.report.training import training_for
from farrago.scoring import (
    DEFAULT,
    DOCUMENT_FACETS,
    Bootstrap,
    Compat,
    NerWith,
    Options,
    Scored,
    check_facets,
    chosen,
    read_predictions,
    score_documents,
    score_file,
    selected,
)
from farrago.tally import Tally
from farrago_schema import codec
from farrago_schema.problems import InputError
from farrago_schema.results import FileStamp, Result
from farrago_schema.types import LAYERS, Layer, Prediction

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = [
    "Alignment",
    "Gold",
    "Report",
    "align",
    "score",
    "score_against",
    "score_files",
    "training_for",
    "usual_metrics",
]

NER = "ner"
"""The one metric that another scorer can score instead."""

Predictions = Path | str | Iterable[Prediction | Mapping[str, object]]


@dataclass(frozen=True)
class Report:
    """A result, and the counts behind it by metric: those that were attempted and that gold has.

    There are no ``tallies`` where the counts of documents were not kept.
    """

    result: Result
    tallies: Mapping[str, Tally]

    def to_dict(self) -> dict[str, Any]:
        """Return what the command prints with ``--json``."""
        plain: dict[str, Any] = msgspec.json.decode(self.json())
        return plain

    def json(self) -> str:
        """Return the result as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self.result), indent=2).decode()

    def text(self, width: int = 80, *, types: bool = False, everything: bool = False) -> str:
        """Return the result as tables of plain text, and the signature as one line."""
        from rich.console import Console  # noqa: PLC0415  # only who prints pays for it

        page = io.StringIO()
        shown = self.renderable(types=types, everything=everything)
        Console(file=page, width=width, color_system=None).print(shown)
        lines = [line.rstrip() for line in page.getvalue().splitlines()]
        return "\n".join([*lines, self.result.signature, ""])

    def markdown(self, *, types: bool = False, everything: bool = True) -> str:
        """Return the same tables in Markdown, with the signature below them."""
        from farrago.report.markdown import markdown  # noqa: PLC0415  # only who prints pays for it

        return markdown(self.result, types=types, everything=everything)

    def latex(self, *, types: bool = False, everything: bool = False) -> str:
        """Return the same tables in LaTeX, for ``booktabs``, each with the signature."""
        from farrago.report.latex import latex  # noqa: PLC0415  # only who prints pays for it

        return latex(self.result, types=types, everything=everything)

    def csv(self) -> str:
        """Return every number as a line of CSV: metric, column, facet, group, value, signature."""
        from farrago.report.tidy import csv  # noqa: PLC0415  # only who prints pays for it

        return csv(self.result)

    def show(self, format_: Format, *, types: bool = False, everything: bool = False) -> str:
        """Return the result in any of the formats, ``text`` 80 columns wide."""
        if format_ is Format.json:
            return self.json() + "\n"
        if format_ is Format.csv:
            return self.csv()
        forms = {Format.text: self.text, Format.markdown: self.markdown, Format.latex: self.latex}
        return forms[format_](types=types, everything=everything)

    def renderable(self, *, types: bool = False, everything: bool = False) -> RenderableType:
        """Return the result for a console of rich."""
        from farrago.report.text import renderable  # noqa: PLC0415  # only who prints pays for it

        return renderable(self.result, types=types, everything=everything)


def score(  # noqa: PLR0913  # what a run leaves open are its parameters
    predictions: Predictions,
    *,
    gold: Path | str | Documents | None = None,
    data: Path | str | None = None,
    split: str = "dev",
    ontology: str | None = None,
    layers: Sequence[Layer] | Layer | None = None,
    by: Collection[str] | str = (),
    metrics: Collection[str] | str | None = None,
    allow_missing: bool = False,
    intervals: bool | Bootstrap = False,
    compat: Compat | None = None,
    train: Path | str | Documents | None = None,
    scheme: Scheme | None = None,
    ner_with: NerWith | None = None,
    jobs: int = 1,
) -> Report:
    """Score predictions against gold.

    Args:
        predictions: a file, a submission's folder, ``-`` for standard input, or predictions at hand: typed
            objects, mappings, or a ``datasets.Dataset`` with nested columns.
        gold: a file of documents or documents at hand, in the same forms; by default a split of the data.
        data: the data folder; by default ``$FARRAGO_DATA``, ``./dataset``, or the installed copy.
        split: which split of the data.
        ontology: a file, or ``none`` for gold of unknown labels; by default Farrago's own.
        layers: what the system attempts; by default what ``system.json`` declares, else the keys seen.
        by: facets to break scores down by, of documents or of items.
        metrics: names of metrics; ``default`` and ``all`` stand for several. Without any, the default ones,
            and ``ner`` where tags are read.
        allow_missing: score documents without a prediction as empty.
        intervals: whether to say how sure the scores are, and, by a ``Bootstrap``, from how many resamples
            of the documents, which seed, and at which level.
        train: what the system learnt from (a file, a split, documents): for ``ign_*`` of ``relation`` and
            for ``by="seen"``, which without it looks at the data folder's split ``train``.
        scheme: the scheme by which tags in CoNLL files are read, strictly; by default as ``conlleval`` does.
        ner_with: ``seqeval`` lets that scorer score ``ner``: its numbers have no counts, and no intervals.
        compat: ``conll`` lets two predicted entities share a span: the larger keeps it, then the earlier.
        jobs: how many processes share the work where gold and predictions are files of plain JSON lines.

    Raises:
        InputError: with everything that is wrong with the predictions, the gold or the label set.
        ValueError: there is no such facet, layer or metric.
    """
    facets = frozenset([by] if isinstance(by, str) else by)
    check_facets(facets)
    attempted = [layers] if isinstance(layers, str) else layers
    if unknown := set(attempted or ()) - set(LAYERS):
        raise ValueError(f"no layer {', '.join(map(repr, sorted(unknown)))}; there is {', '.join(LAYERS)}")
    if metrics is None:
        wanted = usual_metrics((predictions, gold), scheme=scheme, ner_with=ner_with)
    else:
        wanted = chosen([metrics] if isinstance(metrics, str) else metrics)
    bootstrap = (Bootstrap() if intervals else None) if isinstance(intervals, bool) else intervals
    options = Options(
        layers=attempted,
        facets=facets,
        allow_missing=allow_missing,
        metrics=wanted,
        bootstrap=bootstrap,
        compat=compat,
        scheme=scheme,
        ner_with=ner_with,
    )
    are_files = isinstance(predictions, (str, Path)) and isinstance(gold, (str, Path))
    if are_files and train is None and "seen" not in facets:
        return score_files(Path(str(predictions)), Path(str(gold)), ontology, options, jobs=jobs)
    known = Gold.of(gold, data, split, ontology, scheme)
    training = training_for(known, train, data=data, ontology=ontology, facets=facets)
    return score_against(known, predictions, replace(options, training=training))


def usual_metrics(
    inputs: Iterable[object], *, scheme: Scheme | None, ner_with: NerWith | None
) -> tuple[str, ...]:
    """Return what is scored if nothing is asked for: the default metrics, and ``ner`` where tags are read."""
    files = [each for each in inputs if isinstance(each, (str, Path))]
    reads_tags = scheme is not None or ner_with is not None or any(map(conll.is_tagged, files))
    return chosen([*DEFAULT, NER] if reads_tags else DEFAULT)


def score_files(
    predictions: Path, gold: Path, ontology: str | None, options: Options, *, jobs: int = 1
) -> Report:
    """Score a file of predictions, or a submission's folder, against a file of gold.

    In one pass over both, if they are plain JSON lines and nothing is asked for that needs all of them.

    Raises:
        InputError: with everything that is wrong with the gold, or else with the predictions.
    """
    file, labels = sources.file_of(predictions), ontology_named(ontology)
    # Rows are broken down by what gold says of its documents: then all of it must be at hand.
    needs_gold = options.by_document and not options.facets.isdisjoint(DOCUMENT_FACETS)
    is_plain = options.compat is None and options.ner_with is None and not needs_gold
    if is_plain and engine.can_read(file, gold):
        known = Gold.unread(gold, labels)
        layers = sources.declared_layers(predictions) if options.layers is None else options.layers
        asked = replace(options, labels=known.labels, layers=layers)
        verdict = engine.Verdict(gold, known.stamp.sha256, labels)
        with contextlib.suppress(engine.Irregular):
            scored, documents = engine.score_files(file, gold, labels, asked, verdict=verdict, jobs=jobs)
            return _report(scored, known.with_number(documents), _stamp(file, scored), asked, ())
    return score_against(Gold.of_file(gold, ontology, options.scheme), predictions, options)


def score_against(gold: Gold, predictions: Predictions, options: Options) -> Report:
    """Score predictions against gold that was read before; the labels of ``options`` are gold's.

    Raises:
        InputError: with everything that is wrong with the predictions.
    """
    options = replace(options, labels=gold.labels)
    if isinstance(predictions, (str, Path)):
        return _score_path(gold, Path(predictions), options)
    items = sources.typed(predictions, Prediction, "predictions")
    if problems := gold.problems_of(items, shared_spans=options.compat == "conll"):
        raise InputError(problems)
    scored = score_documents(gold.documents, items, selected(options.metrics), options)
    stamp = FileStamp("predictions", content_hash(items), len(items))
    return _report(scored, gold, stamp, options, items)


def _score_path(gold: Gold, path: Path, options: Options) -> Report:
    if options.layers is None:
        options = replace(options, layers=sources.declared_layers(path))
    file = sources.file_of(path, gold.stamp.split)
    if options.layers is None and conll.is_tagged(file):
        options = replace(options, layers=conll.LAYERS)
    scored = score_file(file, gold.documents, gold.ontology, options)
    again = read_predictions(file, gold.documents, gold.ontology, options)
    return _report(scored, gold, _stamp(file, scored), options, again)


def _stamp(file: Path, scored: Scored) -> FileStamp:
    return FileStamp(Path(codec.name_of(file)).name, codec.sha256(file), scored.predictions)


def _report(
    scored: Scored, gold: Gold, stamp: FileStamp, options: Options, predictions: Iterable[Prediction]
) -> Report:
    """Return the report; the predictions are read only for another scorer."""
    is_theirs = options.ner_with is not None and scored.tallies.get(NER) is not None
    if is_theirs:
        scored = replace(scored, tallies={**scored.tallies, NER: None})
    result = result_of(scored, gold, stamp, options)
    tallies = {name: tally for name, tally in scored.tallies.items() if isinstance(tally, Tally)}
    if is_theirs:
        from farrago.report import with_seqeval  # noqa: PLC0415  # only who asks for seqeval pays for it

        row, types = with_seqeval.scores(gold, predictions, options)
        result = msgspec.structs.replace(
            result, scores={**result.scores, NER: row}, types={**result.types, NER: types}
        )
    return Report(result, tallies)
