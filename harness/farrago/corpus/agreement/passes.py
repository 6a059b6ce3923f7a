"""The two sides of an agreement, read from whatever they are kept in, and put on the same texts.

A side is a folder of inline XML, one such file, a file of documents, or a file of predictions, which takes
its texts from the other side. Afterwards both sides are documents: equal in text, tokens and sentences.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import msgspec
from msgspec.structs import replace

from farrago import data
from farrago.alignment import align
from farrago.corpus import check, frozen
from farrago.importers import inline
from farrago.matching import Labels, labels_of
from farrago.scoring.layers import attempted, layers_seen
from farrago_schema import codec
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import (
    Argument,
    Document,
    Entity,
    Event,
    Layer,
    Mention,
    MentionKind,
    Prediction,
    Realis,
    Relation,
    Trigger,
)
from farrago_schema.validate import check_prediction, validate_predictions

T = TypeVar("T", Document, Prediction)


@dataclass(frozen=True)
class Side:
    """One side: its documents, or its predictions; ``name`` is what the user calls it."""

    name: str
    documents: Mapping[str, Document]
    predictions: Mapping[str, Prediction]

    @property
    def ids(self) -> set[str]:
        """The ids of all that it says something of."""
        return {*self.documents, *self.predictions}


@dataclass(frozen=True)
class Passes:
    """Two passes over the same texts, in the order of ids: ``first[i]`` and ``second[i]`` are one document.

    Both have the layers that both annotate, and the tokens and sentences of the first. ``only_first`` and
    ``only_second`` are the ids that one side has alone. ``compared`` are those whose texts
    both sides brought, and they are equal: a side of predictions brings none. ``kinds`` tells whether both
    say the kinds of mentions.
    """

    names: tuple[str, str]
    first: tuple[Document, ...]
    second: tuple[Document, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    compared: frozenset[str]
    kinds: bool
    labels: Labels


def read_side(place: Path, ontology: Ontology | None) -> Side:
    """Read one side; without an ontology its labels are not checked.

    Raises:
        InputError: with everything that is wrong with it; predictions are checked when they have a text.
    """
    name = codec.name_of(place)
    if place.is_dir() or place.suffix in inline.SUFFIXES:
        return Side(name, _by_id(_inline(place, ontology), name), {})
    if _has_texts(place):
        return Side(name, _by_id(data.read_own(place, ontology), name), {})
    return Side(name, {}, _by_id(codec.read(place, Prediction), name))


def paired(a: Side, b: Side, ontology: Ontology | None, texts: Side | None = None) -> Passes:
    """Return both sides as documents on the same texts; ``texts`` has those that neither side brings.

    Raises:
        InputError: the texts of a document differ, there are none, or no document is on both sides.
    """
    shared = sorted(a.ids & b.ids)
    if not shared:
        expected = f"an id that {a.name} has, such as {', '.join(sorted(a.ids)[:3]) or 'any at all'}"
        raise InputError([Problem("document", b.name, "no document that is on both sides", expected)])
    known = {**(texts.documents if texts else {}), **b.documents, **a.documents}
    _check_texts(a, b, shared, known)
    labels = labels_of(ontology, known.values())
    first = _documents(a, shared, known, ontology, labels)
    second = _documents(b, shared, known, ontology, labels)
    both = [_alike(one, two) for one, two in zip(first, second, strict=True)]
    return Passes(
        (a.name, b.name),
        tuple(one for one, _ in both),
        tuple(two for _, two in both),
        tuple(sorted(a.ids - b.ids)),
        tuple(sorted(b.ids - a.ids)),
        frozenset(a.documents.keys() & b.documents.keys()),
        _tells_kinds(a) and _tells_kinds(b),
        labels,
    )


def _inline(place: Path, ontology: Ontology | None) -> Iterator[Document]:
    problems: list[Problem] = []
    documents = []
    for path in inline.files(place):
        inspection, found = check.inspect(path, None, ontology)
        problems += found
        if inspection.document is not None:
            documents.append(inspection.document)
    if not problems and not documents:
        problems.append(Problem("file", str(place), "no XML file", "files ….xml"))
    if problems:
        raise InputError(problems)
    yield from documents


def _has_texts(place: Path) -> bool:
    """Tell a file of documents from one of predictions, by what its first item holds."""
    if codec.is_parquet(place):
        import pyarrow.parquet as pq  # noqa: PLC0415  # only for this suffix

        from farrago_schema.codec.source import open_file  # noqa: PLC0415  # the same

        with open_file(place) as source:
            try:
                return "text" in pq.read_schema(source).names
            except (OSError, ValueError):
                return False  # what is wrong with it is told when it is read
    for _, line in codec.raw_lines(place):
        try:
            item = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False
        return isinstance(item, dict) and "text" in item
    return False


def _by_id(items: Iterable[T], name: str) -> dict[str, T]:
    found: dict[str, T] = {}
    for item in items:
        if item.id in found:
            raise InputError(
                [Problem("duplicate-document", name, f"document {item.id!r} twice", "each once")]
            )
        found[item.id] = item
    return found


def _check_texts(a: Side, b: Side, shared: Iterable[str], known: Mapping[str, Document]) -> None:
    problems: list[Problem] = []
    for id_ in shared:
        if id_ in a.documents and id_ in b.documents:
            problems += _text_problems(a.documents[id_].text, b.documents[id_].text, a.name, b.name, id_)
        elif id_ not in known:
            hint = "both sides are predictions: name a file or folder of documents with --texts"
            problems.append(Problem("text", b.name, "no text", "a side with texts", document=id_, hint=hint))
    if problems:
        raise InputError(problems)


def _text_problems(one: str, two: str, a: str, b: str, id_: str) -> Iterator[Problem]:
    """Say where two texts differ, the first places with what stands around them."""
    if one == two:
        return
    difference = next(frozen.differences(two, one))
    line, column = frozen.place(one, difference.frozen_start)
    here = frozen.caret(two, difference.start, difference.end)
    there = frozen.caret(one, difference.frozen_start, difference.frozen_start + len(difference.expected))
    found = f"another text than {a} has (SHA-256 {text_hash(two)[:16]}, not {text_hash(one)[:16]})"
    expected = (
        f"the same; they differ first at offset {difference.frozen_start} (line {line}, column {column})"
    )
    yield Problem("text", b, found, expected, document=id_, hint=f"{a}:\n{there}\n{b}:\n{here}")


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, which is that of its frozen file."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _documents(
    side: Side, ids: Iterable[str], texts: Mapping[str, Document], ontology: Ontology | None, labels: Labels
) -> list[Document]:
    """Return the side's documents; predictions are checked and put on their texts."""
    if side.documents:
        return [side.documents[id_] for id_ in ids]
    seen = set[Layer]().union(*map(layers_seen, side.predictions.values()))
    layers = attempted(None, seen)
    problems: list[Problem] = []
    documents = []
    for id_ in ids:
        prediction, base = side.predictions[id_], texts[id_]
        found = check_prediction(prediction, base, ontology, file=side.name)
        problems += found
        if not found:
            placed = align(prediction, base, labels.values)
            problems += [
                Problem(
                    "unlocated", side.name, repr(each.text), "a text that has its place", None, id_, each.path
                )
                for each in placed.unlocated
            ]
            documents.append(_as_document(placed.prediction, base, layers, labels))
    if problems:
        file = Path(side.name)
        report = validate_predictions(file, texts, ontology, allow_missing=True) if file.is_file() else None
        raise InputError(report.problems if report and report.problems else problems)
    return documents


def _as_document(
    prediction: Prediction, base: Document, layers: tuple[Layer, ...], labels: Labels
) -> Document:
    """Return a prediction as a pass over the text; a mention that says no kind is a name or a value."""
    text = base.text
    entities = [
        Entity(
            each.id,
            each.type,
            tuple(
                Mention(
                    mention.start or 0,
                    mention.end or 0,
                    text[mention.start : mention.end],
                    mention.kind or _kind(each.type, labels),
                )
                for mention in each.mentions
            ),
            each.name,
            each.value,
        )
        for each in prediction.entities or ()
    ]
    relations = [
        Relation(each.type, each.head, each.tail, each.status or "current", each.evidence or ())
        for each in prediction.relations or ()
    ]
    events = [
        Event(
            each.id or f"#{number}",
            each.type,
            cast("Realis", each.realis),  # None where the layer is not attempted, and then not looked at
            tuple(
                Trigger(trigger.start or 0, trigger.end or 0, text[trigger.start : trigger.end])
                for trigger in each.triggers
            ),
            tuple(Argument(argument.role, argument.entity) for argument in each.arguments),
        )
        for number, each in enumerate(prediction.events or (), 1)
    ]
    return replace(
        base, layers=layers, entities=tuple(entities), relations=tuple(relations), events=tuple(events)
    )


def _kind(type_: str, labels: Labels) -> MentionKind:
    return "value" if type_ in labels.values else "name"


def _alike(one: Document, two: Document) -> tuple[Document, Document]:
    """Return both with the layers that both annotate, and with the first's tokens, or computed ones."""
    from farrago.corpus.segment import segment  # noqa: PLC0415  # imports spacy

    one = one if one.tokens and one.sentences else segment(one)
    layers = tuple(layer for layer in one.layers if layer in two.layers)
    shared = {"layers": layers, "tokens": one.tokens, "sentences": one.sentences}
    return replace(one, **shared), replace(two, **shared)


def _tells_kinds(side: Side) -> bool:
    return bool(side.documents) or any(
        mention.kind is not None
        for prediction in side.predictions.values()
        for entity in prediction.entities or ()
        for mention in entity.mentions
    )
