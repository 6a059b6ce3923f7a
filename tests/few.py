"""Data of few documents: tests that count what was done do not change as the corpus grows."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import msgspec

from farrago import data
from farrago_schema import codec
from farrago_schema.types import Document

DATASET = Path(__file__).parents[1] / "dataset"
HOME = TemporaryDirectory()  # goes when the tests end
DATA = Path(HOME.name)
"""Data whose dev has the first four documents of the corpus's, however many that has."""
DOCUMENTS = {document.id: document for document in data.read_split(DATASET, "dev")[:4]}


def _write() -> None:
    manifest = data.manifest(DATASET)
    stamp = data.SplitStamp(len(DOCUMENTS), data.content_hash(DOCUMENTS.values()))
    manifest = msgspec.structs.replace(manifest, splits={**manifest.splits, "dev": stamp})
    (DATA / "documents").mkdir()
    (DATA / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    codec.write(DATA / "documents" / "dev.parquet", DOCUMENTS.values(), Document)
    for name in ("train.parquet", "test.parquet"):
        copyfile(DATASET / "documents" / name, DATA / "documents" / name)


_write()
