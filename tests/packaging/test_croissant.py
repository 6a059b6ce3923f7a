"""``croissant.json`` describes the files as they are: ``mlcroissant`` reads what stands in them."""

import hashlib
import json
import logging
from itertools import islice
from pathlib import Path

import mlcroissant
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from farrago import data
from farrago.corpus import build

DATASET = Path(__file__).parents[2] / "dataset"
SPLITS = ("dev", "test", "train")
"""In the order of the files' names, as a file set has them."""
RECORDS = 60


@pytest.fixture(scope="module")
def described():
    return json.loads((DATASET / "croissant.json").read_bytes())


@pytest.fixture(scope="module")
def dataset():
    """The description as the library reads it: its files have relative paths, so that no network is asked."""
    return mlcroissant.Dataset(jsonld=str(DATASET / "croissant.json"))


def test_the_library_finds_no_error(dataset):
    assert not dataset.metadata.ctx.issues.errors
    unpublished = {warning for warning in dataset.metadata.ctx.issues.warnings if "datePublished" in warning}
    assert set(dataset.metadata.ctx.issues.warnings) == unpublished


def test_version_and_licence_are_those_of_the_data(dataset):
    version = data.manifest(DATASET).version
    assert dataset.metadata.version == version
    assert version in dataset.metadata.cite_as
    assert dataset.metadata.cite_as in (DATASET / "README.md").read_text("utf-8")
    assert dataset.metadata.license == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_context_is_the_standard_one(caplog):
    with caplog.at_level(logging.WARNING, logger="absl"):
        mlcroissant.Dataset(jsonld=str(DATASET / "croissant.json"))
    assert "not standard" not in caplog.text


def test_every_parquet_file_is_there_with_its_hash_and_size(described):
    files = {part["@id"]: part for part in described["distribution"] if part["@type"] == "cr:FileObject"}
    found = {path.relative_to(DATASET).as_posix(): path.read_bytes() for path in DATASET.glob("*/*.parquet")}
    assert {name: (part["sha256"], part["contentSize"]) for name, part in files.items()} == {
        name: (hashlib.sha256(content).hexdigest(), f"{len(content)} B") for name, content in found.items()
    }


def plain(value):
    """Return a value of the library as Python has it."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value


def part_of(value, path):
    for name in path.split("."):
        value = value[name]
    return value


def described_part(field, row):
    """Return what a field describes of a row."""
    value = row[field["name"]]
    if "subField" not in field:
        return value
    parts = {sub["@id"]: sub["name"] for sub in field["subField"]}
    if not field.get("isArray"):
        return {id_: part_of(value, path) for id_, path in parts.items()}
    return [{id_: part_of(item, path) for id_, path in parts.items()} for item in value]


@pytest.mark.parametrize("config", build.CONFIGS)
def test_first_records_are_the_rows_of_the_files(config, described, dataset):
    """Every described field, at least over all of dev, or over its first rows where there are many."""
    (record_set,) = (each for each in described["recordSet"] if each["@id"] == config)
    split, *fields = record_set["field"]
    rows = (
        {split["@id"]: name} | {field["@id"]: described_part(field, row) for field in fields}
        for name in SPLITS
        for row in pq.read_table(DATASET / config / f"{name}.parquet").slice(0, RECORDS).to_pylist()
    )
    records = dataset.records(config)
    read = [plain(record) for record in islice(records, RECORDS)]
    there = sum(pq.read_metadata(path).num_rows for path in (DATASET / config).glob("*.parquet"))
    assert len(read) == min(RECORDS, there)
    assert read == list(islice(rows, len(read)))


def undescribed(type_, before=""):
    """Yield what the library cannot read: a list of objects, within an object of a list."""
    for field in type_:
        if pa.types.is_struct(field.type):
            yield from undescribed(field.type, f"{before}{field.name}.")
        elif pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type):
            yield f"{before}{field.name}"


@pytest.mark.parametrize("config", build.CONFIGS)
def test_every_column_is_described_or_said_to_be_left_out(config, described):
    (record_set,) = (each for each in described["recordSet"] if each["@id"] == config)
    _, *fields = record_set["field"]
    schema = pq.read_schema(DATASET / config / "dev.parquet")
    assert [field["name"] for field in fields] == schema.names
    for field, column in zip(fields, schema, strict=True):
        inner = column.type.value_type if pa.types.is_list(column.type) else column.type
        if pa.types.is_struct(inner):
            left_out = list(undescribed(inner))
            assert len(field["subField"]) + len(left_out) == sum(
                part.type.num_fields if pa.types.is_struct(part.type) else 1 for part in inner
            )
            assert all(name in field["description"] for name in left_out)
