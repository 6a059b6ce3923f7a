"""The dataset card: written by hand, with parts between markers that are computed from the data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from farrago_schema.problems import InputError, Problem

DEFAULT_CONFIG = "documents"
SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))


def fill(card: str, part: str, content: str, *, file: Path) -> str:
    """Return the card with the content in the place of what stands between the markers of the part.

    The markers are lines, ``<!-- begin generated: PART -->`` or, in the YAML, ``# begin generated: PART``,
    and the same with ``end``.

    Raises:
        InputError: the card has not exactly one such pair.
    """
    marker = r"^(?:<!-- |# ){} generated: " + re.escape(part) + r"(?: -->)?\n"
    pattern = re.compile(f"({marker.format('begin')}).*?({marker.format('end')})", re.MULTILINE | re.DOTALL)
    filled, count = pattern.subn(lambda match: f"{match[1]}{content.strip()}\n{match[2]}", card)
    if count != 1:
        expected = f"one line with 'begin generated: {part}' and one with 'end generated: {part}'"
        raise InputError([Problem("card", str(file), f"{count} such pairs of markers", expected)])
    return filled


def front(tables: Mapping[str, Mapping[str, pa.Table]], *, version: str, documents: int) -> str:
    """Return the computed part of the card's YAML: what there is, where, and in which form.

    Args:
        tables: for each configuration, the rows of each split.
        version: the version of the data, which keys the local cache of ``datasets``.
        documents: how many documents there are in all.
    """
    size = next((name for limit, name in SIZES if documents < limit), "100K<n<1M")
    return yaml.safe_dump(
        {
            "size_categories": [size],
            "configs": [_config(name, tuple(splits), version) for name, splits in tables.items()],
            "dataset_info": [_information(name, splits) for name, splits in tables.items()],
        },
        sort_keys=False,
        allow_unicode=True,
    )


def _information(name: str, splits: Mapping[str, pa.Table]) -> dict[str, Any]:
    (schema,) = {table.schema for table in splits.values()}
    return {
        "config_name": name,
        "features": [_feature(field) for field in schema],
        "splits": [
            {"name": split, "num_bytes": table.nbytes, "num_examples": table.num_rows}
            for split, table in splits.items()
        ],
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
