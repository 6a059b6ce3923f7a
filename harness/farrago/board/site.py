"""Writes the site: pages, data and tables, and nothing of a site that stood there before."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from farrago.board import compare, documents, forms, hub, index, system
from farrago.board.render import Site
from farrago.board.submissions import read
from farrago_schema import codec
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Prediction

DATA = "leaderboard.json"
FOLDERS = ("systems", "documents", hub.FOLDER)
PAGES = ("index.html", compare.PATH, "kind-*.html", "seen-*.html", "leaderboard.*")


def write(site: Site, place: Path, *, dataset: str | None = None, jobs: int = 1) -> None:
    """Write the site into a folder; what an earlier build left there goes, other files stay.

    Pages of systems that are gone must not stay, and no gold that is hidden now. ``dataset`` is the id of the
    dataset on the Hub, whose files are written if it is given; ``jobs`` processes share the documents' pages.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        if (place / DATA).is_file():
            _clear(place)
        for path, content in _files(site, dataset):
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(content, encoding="utf-8", newline="\n")
        _write_documents(site, place, jobs)
    except OSError as error:
        raise InputError(
            [Problem("site", str(place), str(error.strerror), "a folder to write into")]
        ) from error


def _clear(place: Path) -> None:
    for name in FOLDERS:
        if (place / name).is_dir() and not (place / name).is_symlink():
            shutil.rmtree(place / name)
    for pattern in PAGES:
        for path in place.glob(pattern):
            path.unlink()


def _files(site: Site, dataset: str | None) -> Iterator[tuple[str, str]]:
    yield from index.pages(site)
    yield from system.pages(site)
    yield from compare.pages(site)
    yield DATA, msgspec.json.encode(site.board.data, order="deterministic").decode() + "\n"
    yield "leaderboard.csv", forms.csv(site)
    yield "leaderboard.md", forms.markdown(site)
    yield "leaderboard.tex", forms.latex(site)
    if dataset is not None:
        yield from hub.files(site, dataset)


def _write_documents(site: Site, place: Path, jobs: int) -> None:
    """Write the documents' pages; of a system with several runs they show the first."""
    board = site.board
    said: dict[str, Iterable[Prediction] | Mapping[str, bytes]] = {}
    for member, folder in zip(site.members, board.folders, strict=True):
        if site.is_hidden:  # what was found beside gold must not get out, not even in what is left of it
            first = next(iter(read(folder, board.setting.split).runs.values()))
            said[member.label] = codec.read(first, Prediction)  # it was found valid when it was scored
        else:
            said[member.label] = member.entry.examined.told
    gold = board.setting.gold
    documents.write(
        place,
        [gold.documents[id_] for id_ in sorted(gold.documents)],
        said,
        hidden=site.is_hidden,
        labels=gold.labels,
        layers={member.label: member.row.system.layers for member in site.members},
        jobs=jobs,
    )
