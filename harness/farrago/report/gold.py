"""The gold that is scored against: its documents, its label set, and what identifies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from msgspec import structs

from farrago import data as folders
from farrago.importers import conll
from farrago.matching import Labels, Scheme, labels_of
from farrago.report.predictions import typed
from farrago_schema import codec, ontology, validate
from farrago_schema.ontology import Ontology
from farrago_schema.problems import InputError, Problem
from farrago_schema.results import GoldStamp
from farrago_schema.types import Document, Prediction

NO_ONTOLOGY = "none"

Documents = Iterable[Document | Mapping[str, object]]


@dataclass(frozen=True)
class Gold:
    """Documents by id, the ontology that they follow (``None``: unknown), and their stamp."""

    documents: Mapping[str, Document]
    ontology: Ontology | None
    stamp: GoldStamp

    @classmethod
    def of_split(cls, data: Path | None, split: str, labels: str | None = None) -> Gold:
        """Read a split of a data folder; ``labels`` is a file, ``none``, or ``None`` for Farrago's own.

        Raises:
            InputError: there is no such folder or split, or it is not what was built.
        """
        place = folders.folder(data)
        documents = folders.read_split(place, split)
        manifest = folders.manifest(place)
        sha256 = manifest.splits[split].sha256
        stamp = GoldStamp(manifest.name, sha256, len(documents), manifest.version, split)
        return cls(_by_id(documents), ontology_named(labels), stamp)

    @classmethod
    def of_file(cls, path: Path, labels: str | None = None, scheme: Scheme | None = None) -> Gold:
        """Read and check gold of one's own; the tags of a CoNLL file are read by the scheme.

        Raises:
            InputError: with everything that is wrong with it.
        """
        label_set = ontology_named(labels)
        if conll.is_tagged(path):
            documents = _checked(list(conll.read(path, scheme)), label_set, codec.name_of(path))
        else:
            documents = folders.read_own(path, label_set)
        stamp = GoldStamp(path.name, codec.sha256(path), len(documents), version=None, split=None)
        return cls(_by_id(documents), label_set, stamp)

    @classmethod
    def unread(cls, path: Path, label_set: Ontology | None) -> Gold:
        """Return gold that is to be read elsewhere, as it is scored: its labels and its stamp.

        Without a label set the labels are what all of gold calls values, so all of it is read for them.
        """
        stamp = GoldStamp(path.name, codec.sha256(path), 0, version=None, split=None)
        found = cls({}, label_set, stamp)
        if label_set is None:
            vars(found)["labels"] = labels_of(None, codec.read(path, Document))
        return found

    def with_number(self, documents: int) -> Gold:
        """Return the same gold with the number of its documents, which is known once it was read."""
        return replace(self, stamp=structs.replace(self.stamp, documents=documents))

    @classmethod
    def of_documents(cls, documents: Documents, labels: str | None = None) -> Gold:
        """Check documents that are at hand.

        Raises:
            InputError: with everything that is wrong with them.
        """
        label_set = ontology_named(labels)
        documents = _checked(typed(documents, Document, "gold"), label_set, "gold")
        stamp = GoldStamp("gold", folders.content_hash(documents), len(documents), version=None, split=None)
        return cls(_by_id(documents), label_set, stamp)

    @classmethod
    def of(  # what a run says of its gold
        cls,
        documents: Path | str | Documents | None,
        data: Path | str | None,
        split: str,
        labels: str | None = None,
        scheme: Scheme | None = None,
    ) -> Gold:
        """Read gold of one's own, from a file or at hand, or else a split of a data folder.

        Raises:
            InputError: with what is wrong with it.
        """
        if documents is None:
            return cls.of_split(None if data is None else Path(data), split, labels)
        if isinstance(documents, (str, Path)):
            return cls.of_file(Path(documents), labels, scheme)
        return cls.of_documents(documents, labels)

    @cached_property
    def labels(self) -> Labels:
        """What the scorer needs to know of the ontology."""
        return labels_of(self.ontology, self.documents.values())

    def problems_of(self, predictions: Iterable[Prediction], *, shared_spans: bool = False) -> list[Problem]:
        """Return all that is wrong with predictions at hand, but for ids that gold does not have."""
        return [
            problem
            for number, prediction in enumerate(predictions, 1)
            for problem in validate.check_prediction(
                prediction,
                self.documents.get(prediction.id),
                self.ontology,
                file="predictions",
                line=number,
                shared_spans=shared_spans,
            )
        ]


def ontology_named(name: str | None) -> Ontology | None:
    """Return Farrago's own label set for ``None``, none for ``none``, else the one in that file.

    Raises:
        InputError: the file is not an ontology.
    """
    if name == NO_ONTOLOGY:
        return None
    return ontology.load(Path(name) if name is not None else None)


def _checked(documents: list[Document], label_set: Ontology | None, file: str) -> list[Document]:
    """Return documents that are valid, each id once.

    Raises:
        InputError: with everything that is wrong with them.
    """
    problems = [
        problem
        for number, document in enumerate(documents, 1)
        for problem in validate.check_document(document, label_set, file=file, line=number)
    ]
    for id_, number in Counter(document.id for document in documents).items():
        if number > 1:
            problems.append(Problem("duplicate-document", file, f"{number} of one id", "one", document=id_))
    if problems:
        raise InputError(problems)
    return documents


def _by_id(documents: Sequence[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}
