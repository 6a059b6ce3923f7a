"""Writes the site: pages, data and tables, and nothing of a site that stood there before."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from farrago.board import compare, documents, forms, hub, index, system
from farrago.board.cache import Cache, Pages, digest, key_of_setting
from farrago.board.render import Site
from farrago.board.submissions import read
from farrago_schema import codec
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Prediction

DATA = "leaderboard.json"
FOLDERS = ("systems", "documents", hub.FOLDER)
PAGES = ("index.html", compare.PATH, "kind-*.html", "seen-*.html", "leaderboard.*")


def write(
    site: Site, place: Path, *, dataset: str | None = None, jobs: int = 1, cache: Cache | None = None
) -> None:
    """Write the site into a folder; what an earlier build left there goes, other files stay.

    Pages of systems that are gone must not stay, and no gold that is hidden now. ``dataset`` is the id of the
    dataset on the Hub, whose files are written if it is given; ``jobs`` processes share the documents' pages,
    which are kept in the ``cache``.

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
        _write_documents(site, place, jobs, cache or Cache(None))
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


def _write_documents(site: Site, place: Path, jobs: int, cache: Cache) -> None:
    """Write the documents' pages; of a system with several runs they show the first."""
    gold = site.board.setting.gold
    documents.write(
        place,
        [gold.documents[id_] for id_ in sorted(gold.documents)],
        dict(_said(site)),
        hidden=site.is_hidden,
        labels=gold.labels,
        layers={member.label: member.row.system.layers for member in site.members},
        jobs=jobs,
        kept=_kept(site, cache),
    )


def _said(site: Site) -> Iterator[tuple[str, Iterable[Prediction] | Mapping[str, bytes]]]:
    """Yield systems with what was found of them; where gold is hidden, with no more than they say."""
    for member, folder in zip(site.members, site.board.folders, strict=True):
        if site.is_hidden:
            first = next(iter(read(folder, site.board.setting.split).runs.values()))
            yield member.label, codec.read(first, Prediction)  # it was found valid when it was scored
        else:
            yield member.label, member.entry.examined.told


def _kept(site: Site, cache: Cache) -> Pages:
    """Return the documents' pages of an earlier build; their key is that of all that they show."""
    setting = site.board.setting
    systems = [
        part
        for member in site.members
        for part in (
            member.label,
            member.slug,
            member.entry.examined.runs[0].predictions.sha256,
            *member.row.system.layers,
        )
    ]
    key = digest([key_of_setting(setting), *systems])
    return Pages(cache, digest(["documents", setting.gold.stamp.sha256, str(site.is_hidden)]), key)
