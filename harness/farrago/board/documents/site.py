"""Writes the pages of all documents into a site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from farrago.board.documents import page
from farrago.board.documents.differences import Difference, difference, error_layers, said_of, unpacked
from farrago.board.documents.numbers import Numbers
from farrago.board.links import slugs
from farrago.matching import Labels, labels_of
from farrago.scoring.layers import attempted, layers_seen
from farrago_schema import ontology
from farrago_schema.types import Document, Layer, Prediction

if TYPE_CHECKING:
    from farrago.board.cache import Pages

FOLDER = "documents"
Said = Prediction | bytes
"""What a system says of a document, or what was found of it, packed."""

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def write(  # noqa: PLR0913  # what a run leaves open are its parameters
    site: Path,
    gold: Sequence[Document],
    systems: Mapping[str, Iterable[Prediction] | Mapping[str, bytes]],
    *,
    hidden: bool,
    labels: Labels | None = None,
    layers: Mapping[str, Collection[Layer]] | None = None,
    jobs: int = 1,
    kept: Pages | None = None,
) -> None:
    """Write ``documents/ID.html`` for each document into a site; ``#SLUG`` after it shows a system.

    Args:
        site: the folder of the site.
        gold: the documents, in the order in which one leads to the next.
        systems: valid predictions by the system's name, in the order in which they are offered, or what was
            found and ``packed`` of them by document. A document without one is taken as empty.
        hidden: leave out all that is gold: pages show the text and what systems say, and compare nothing.
        labels: the label set as the scorer sees it; by default Farrago's own.
        layers: what each system declares to attempt; by default what its predictions hold.
        jobs: how many processes share the pages.
        kept: pages of an earlier build, by the ids of their documents.

    Raises:
        OSError: the folder cannot be written.
    """
    files = file_names([document.id for document in gold])
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for number, document in enumerate(gold):
        content = None if kept is None else kept.get(document.id)
        if content is None:
            missing.append((number, document))
        else:
            _put(folder / files[document.id], content)
    if not missing:
        return
    said: dict[str, Mapping[str, Said]] = {
        name: found if isinstance(found, Mapping) else {each.id: each for each in found}
        for name, found in systems.items()
    }
    common = _Common(
        tuple((document.id, files[document.id]) for document in gold),
        slugs(list(systems)),
        {name: _attempts(found.values(), (layers or {}).get(name)) for name, found in said.items()},
        labels or labels_of(ontology.load()),
        hidden,
    )
    tasks = (
        _Task(common, number, document, {name: found.get(document.id) for name, found in said.items()})
        for number, document in missing
    )
    for (_, document), content in zip(missing, _contents(tasks, min(jobs, len(missing))), strict=True):
        _put(folder / files[document.id], content)
        if kept is not None:
            kept.put(document.id, content)


def _put(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="\n")


class _Common(NamedTuple):
    """What all pages share: ids and files, slugs, what systems attempt, labels, whether gold is hidden."""

    files: tuple[tuple[str, str], ...]
    addresses: Mapping[str, str]
    attempts: Mapping[str, tuple[Layer, ...]]
    labels: Labels
    is_hidden: bool


class _Task(NamedTuple):
    """A page to be made: which of all, its document, and what each system says of it."""

    common: _Common
    number: int
    document: Document
    said: Mapping[str, Said | None]


def _contents(tasks: Iterable[_Task], jobs: int) -> Iterator[str]:
    """Yield the pages in order, made in one process or several."""
    if jobs < 2:
        yield from map(_content, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # only then

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_content, tasks)


def _content(task: _Task) -> str:
    common, document = task.common, task.document
    numbers = None if common.is_hidden else Numbers(document)
    systems = [
        page.System(
            name,
            common.addresses[name],
            _difference(document, numbers, prediction, common.attempts[name], common.labels),
        )
        for name, prediction in task.said.items()
    ]
    place = page.Place(common.files, task.number)
    return page.page(document, numbers, systems, place, common.labels.values)


def file_names(ids: Sequence[str]) -> dict[str, str]:
    """Return the name of each document's page: its id, or a slug where that is no safe name of a file."""
    same = Counter(id_.casefold() for id_ in ids)  # on some file systems two such names are one
    unsafe = slugs([id_ for id_ in ids if same[id_.casefold()] > 1 or not SAFE.fullmatch(id_)])
    return {id_: f"{unsafe.get(id_, id_)}.html" for id_ in ids}


def _attempts(said: Iterable[Said], declared: Collection[Layer] | None) -> tuple[Layer, ...]:
    seen = {layer for each in said if isinstance(each, Prediction) for layer in layers_seen(each)}
    return attempted(declared, seen)


def _difference(
    document: Document,
    gold: Numbers | None,
    prediction: Said | None,
    attempts: Collection[Layer],
    labels: Labels,
) -> Difference:
    if isinstance(prediction, bytes):
        return unpacked(prediction)
    said = prediction or Prediction(document.id)
    if gold is None:
        return said_of(document, said, labels)
    return difference(document, gold, said, labels, error_layers(document, attempts))
