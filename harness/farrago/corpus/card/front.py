"""The computed part of the card's YAML: what the Hub and ``datasets`` read before they open a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import yaml

DEFAULT_CONFIG = "documents"
SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))


def front(
    tables: Mapping[str, Mapping[str, pa.Table]], sizes: Mapping[str, int], *, version: str, documents: int
) -> str:
    """Return the computed part of the card's YAML: what there is, where, and in which form.

    Args:
        tables: for each configuration, the rows of each split.
        sizes: for each configuration, the bytes of its files.
        version: the version of the data, which keys the local cache of ``datasets``.
        documents: how many documents there are in all.
    """
    size = next((name for limit, name in SIZES if documents < limit), "100K<n<1M")
    return yaml.safe_dump(
        {
            "size_categories": [size],
            "configs": [_config(name, tuple(splits), version) for name, splits in tables.items()],
            "dataset_info": [_information(name, splits, sizes[name]) for name, splits in tables.items()],
        },
        sort_keys=False,
        allow_unicode=True,
    )


def _information(name: str, splits: Mapping[str, pa.Table], size: int) -> dict[str, Any]:
    (schema,) = {table.schema for table in splits.values()}
    return {
        "config_name": name,
        "features": [_feature(field) for field in schema],
        "splits": [
            {"name": split, "num_bytes": table.nbytes, "num_examples": table.num_rows}
            for split, table in splits.items()
        ],
        "download_size": size,
        "dataset_size": sum(table.nbytes for table in splits.values()),
    }


def _config(name: str, splits: Sequence[str], version: str) -> dict[str, Any]:
    default = {"default": True} if name == DEFAULT_CONFIG else {}
    files = [{"split": split, "path": f"{name}/{split}.parquet"} for split in splits]
    return {"config_name": name, "version": version, **default, "data_files": files}


def _feature(field: pa.Field) -> dict[str, Any]:
    """Return a field as the YAML of ``datasets`` has it: with ``list``, never ``sequence``."""
    return {"name": field.name, **_type(field.type)}


def _type(type_: pa.DataType) -> dict[str, Any]:
    if pa.types.is_struct(type_):
        return {"struct": [_feature(field) for field in type_]}
    if pa.types.is_list(type_):
        inner = _type(type_.value_type)
        return {"list": inner.get("dtype") or inner.get("struct") or inner}
    return {"dtype": str(type_)}
