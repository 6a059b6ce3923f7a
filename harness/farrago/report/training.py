"""The training data that a result looks back at: for what can be known by heart, and for seen names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from farrago.matching import Training, training_of
from farrago.report.gold import Documents, Gold
from farrago.report.result import gold_signature
from farrago_schema.problems import InputError, Problem

SEEN = "seen"
TRAIN = "train"


def training_for(
    gold: Gold,
    train: Path | str | Documents | None,
    *,
    data: Path | str | None = None,
    ontology: str | None = None,
    facets: Collection[str] = (),
) -> Training | None:
    """Return what a system that is scored against the gold can know from training data.

    Args:
        gold: what is scored against; the training data has its labels.
        train: a file of gold, the name of a split of the data folder, or documents at hand; without one, the
            folder's split ``train`` if the facets ask for what was ``seen``, else nothing.
        data: the data folder; by default as for gold.
        ontology: the label set of the training data, as for gold.
        facets: the breakdowns that are asked for.

    Raises:
        InputError: with what is wrong with the data, or a document that is in the gold as well.
    """
    if train is None and SEEN not in facets:
        return None
    known = _usual(data, ontology) if train is None else _named(train, data, ontology)
    if problems := list(_shared(known, gold)):
        raise InputError(problems)
    return training_of(known.documents.values(), gold.labels, gold_signature(known.stamp))


def _usual(data: Path | str | None, ontology: str | None) -> Gold:
    try:
        return _named(TRAIN, data, ontology)
    except InputError as error:
        expected = "training data, to tell what was seen in it: name yours with --train FILE"
        missing = Problem(TRAIN, "--by seen", "no split 'train' that can be read", expected)
        raise InputError([missing, *error.problems]) from error


def _named(train: Path | str | Documents, data: Path | str | None, ontology: str | None) -> Gold:
    if isinstance(train, (str, Path)) and not Path(train).suffix:
        return Gold.of(None, data, str(train), ontology)
    return Gold.of(train, data, TRAIN, ontology)


def _shared(train: Gold, gold: Gold) -> Iterator[Problem]:
    """Yield the documents of both: what a system is scored on is not what it has learnt from."""
    for id_, document in train.documents.items():
        if id_ in gold.documents and gold.documents[id_].text == document.text:
            found, expected = "a document of the gold", "training data that shares no document with the gold"
            yield Problem(TRAIN, train.stamp.name, found, expected, document=id_)
