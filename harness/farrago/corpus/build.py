"""From the sources to the published form: gold in XML → Parquet, card and manifest, the same every time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import msgspec
import pyarrow.parquet as pq

from farrago.corpus import card, croissant, rows, segment, sources
from farrago.data import Manifest, SplitStamp, content_hash
from farrago_schema import ontology
from farrago_schema.codec import parquet
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import SCHEMA_VERSION, Document, Input, Split

NAME = "farrago"
MANIFEST = "manifest.json"
CARD = "README.md"
CHANGES = "CHANGES.md"
CROISSANT = "croissant.json"
VERSION_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)\b(?:.*?(\d{4}-\d\d-\d\d))?", re.MULTILINE)


@dataclass(frozen=True)
class Config:
    """A configuration: the type of its rows, how a document becomes some of them, how they lie in a file."""

    row: type[msgspec.Struct]
    rows: Callable[[Document], Iterable[msgspec.Struct]]
    layout: parquet.Layout


CONFIGS: Mapping[str, Config] = {
    "documents": Config(Document, lambda document: (document,), parquet.SMALL_RISING),
    "inputs": Config(Input, lambda document: (document.input(),), parquet.SMALL_RISING),
    "ner": Config(rows.NerRow, rows.ner, parquet.SMALL_RISING),
    "relations": Config(
        rows.RelationRow, lambda document: rows.relations(document, ontology.load()), parquet.SMALL
    ),
    "events": Config(rows.EventRow, rows.events, parquet.SMALL),
}


def build(source: Path, output: Path, *, unpublished: bool = False) -> list[str]:
    """Build the corpus and return the names of the files that changed.

    ``source`` holds ``gold``, ``text`` and ``texts.sha256``; the card and ``CHANGES.md``, whose first heading
    is the version, stand in the folder above it.

    Raises:
        InputError: the sources are wrong, or the data changed under a version that is built already and is
            not ``unpublished``: who loaded that version would go on seeing the old data, from a cache.
    """
    with TemporaryDirectory() as folder:
        made = Path(folder)
        _make(source, made, output)
        changed = list(differences(made, output))
        data = [name for name in changed if name.endswith(".parquet")]
        if data and not unpublished:
            _refuse_same_version(made, output, data)
        for name in _stale(made, output):
            (output / name).unlink()
        for name in changed:
            target = output / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if (made / name).is_file():
                shutil.copyfile(made / name, target)
    return changed


def check(source: Path, output: Path) -> None:
    """Raise ``InputError`` unless what stands in the output is what the sources make."""
    with TemporaryDirectory() as folder:
        _make(source, Path(folder), output)
        changed = list(differences(Path(folder), output))
    if changed:
        raise InputError(
            [
                Problem(
                    "build", str(output / name), "not what the sources make", "it", hint="run farrago build"
                )
                for name in changed
            ]
        )


def version_of(home: Path) -> tuple[str, str | None]:
    """Return the version in the first heading of ``CHANGES.md``, and the day of its release if told there."""
    path = home / CHANGES
    text = path.read_text("utf-8") if path.is_file() else ""
    heading = VERSION_HEADING.search(text)
    if heading is None:
        expected = "a heading '## 1.2.3 …', the version of the data"
        raise InputError([Problem("version", str(path), "none" if text else "no such file", expected)])
    return heading[1], heading[2]


def differences(made: Path, output: Path) -> Iterator[str]:
    """Yield the names of files that were made and are not in the output as they are, or the other way round.

    Parquet is compared by content and layout: another version of its library writes other bytes for the same
    rows.
    """
    for path in sorted(made.rglob("*")):
        name = path.relative_to(made).as_posix()
        if path.is_file() and not _same(path, output / name):
            yield name
    yield from _stale(made, output)


def _stale(made: Path, output: Path) -> Iterator[str]:
    for config in CONFIGS:
        for path in sorted((output / config).glob("*.parquet")):
            if not (made / config / path.name).is_file():
                yield f"{config}/{path.name}"


def _same(made: Path, existing: Path) -> bool:
    if not existing.is_file():
        return False
    if made.read_bytes() == existing.read_bytes():
        return True
    if made.suffix != ".parquet" or existing.stat().st_size == 0:
        return False
    return _layout(made) == _layout(existing) and pq.read_table(made).equals(pq.read_table(existing))


def _layout(path: Path) -> tuple[int, set[str]]:
    """Return what a writer was told, not what it made of it: how many groups of rows, which compression."""
    metadata = pq.read_metadata(path)
    group = metadata.row_group(0)
    return metadata.num_row_groups, {group.column(at).compression for at in range(metadata.num_columns)}


def _make(source: Path, folder: Path, output: Path) -> None:
    """Make everything in the folder; Parquet that stands in the output as it should is taken from there."""
    home = source.parent
    version, released = version_of(home)
    documents = [segment.segment(document) for document in sources.read(source)]
    splits = {split: [d for d in documents if d.meta.split == split] for split in get_args(Split)}
    corpus = {split: chosen for split, chosen in splits.items() if chosen}
    for name, config in CONFIGS.items():
        (folder / name).mkdir()
        for split, chosen in corpus.items():
            found = [row for document in chosen for row in config.rows(document)]
            if not found:
                continue  # datasets refuses to load a split without rows
            parquet.write(folder / name / f"{split}.parquet", found, config.row, config.layout)
    for made in folder.rglob("*.parquet"):
        existing = output / made.relative_to(folder)
        if _same(made, existing):
            shutil.copyfile(existing, made)  # its bytes are in croissant.json
    _write_manifest(folder, corpus, version)
    files = _files(folder, corpus)
    _write_card(source, folder, corpus, files, version)
    (folder / CROISSANT).write_bytes(croissant.encode(croissant.describe(files, version, released)))


def _files(folder: Path, corpus: Mapping[str, list[Document]]) -> dict[str, dict[str, Path]]:
    """Return the Parquet files by configuration and split."""
    files = {
        name: {split: path for split in corpus if (path := folder / name / f"{split}.parquet").is_file()}
        for name in CONFIGS
    }
    return {name: paths for name, paths in files.items() if paths}


def _write_manifest(folder: Path, corpus: Mapping[str, list[Document]], version: str) -> None:
    stamps = {split: SplitStamp(len(chosen), content_hash(chosen)) for split, chosen in corpus.items()}
    manifest = Manifest(NAME, version, SCHEMA_VERSION, stamps, segment.tools())
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


def _write_card(
    source: Path,
    folder: Path,
    corpus: Mapping[str, list[Document]],
    files: Mapping[str, Mapping[str, Path]],
    version: str,
) -> None:
    written = source.parent / CARD
    if not written.is_file():
        raise InputError([Problem("card", str(written), "no such file", "the dataset card")])
    tables = {
        name: {split: pq.read_table(path) for split, path in paths.items()} for name, paths in files.items()
    }
    sizes = {name: sum(path.stat().st_size for path in paths.values()) for name, paths in files.items()}
    text = written.read_text("utf-8")
    for part, content in card.parts(source, corpus, tables, sizes, version).items():
        text = card.fill(text, part, content, file=written)
    (folder / CARD).write_text(text, "utf-8")


def _refuse_same_version(made: Path, output: Path, changed: list[str]) -> None:
    path = output / MANIFEST
    if not path.is_file() or path.stat().st_size == 0:
        return
    built = msgspec.json.decode(path.read_bytes(), type=Manifest).version
    if built == msgspec.json.decode((made / MANIFEST).read_bytes(), type=Manifest).version:
        expected = f"a higher version than {built} at the top of {CHANGES}"
        hint = "caches know data by its version; if nobody has this version yet, say --unpublished"
        raise InputError(
            [Problem("version", str(path), f"changed data: {', '.join(changed)}", expected, hint=hint)]
        )
