"""Parquet ⇄ types, by an Arrow schema derived from the types."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from farrago_schema.codec.columns import said
from farrago_schema.codec.explain import explain_value
from farrago_schema.codec.source import create, name_of, open_file, refuse
from farrago_schema.problems import InputError, Problem

T = TypeVar("T", bound=msgspec.Struct)
ROWS = 256
_LEAVES = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}


@dataclass(frozen=True)
class Layout:
    """How rows lie in a file; what they say is the same in every layout.

    ``rows`` is the number of rows in a group. ``repeated`` names the fields that get a dictionary of their
    values, null for all. ``extremes`` tells whether the least and greatest value of each column are kept: for
    texts these are two whole texts. ``differences`` stores whole numbers as their distance from the one
    before, which suits offsets that rise.
    """

    rows: int = ROWS
    compression: str = "zstd"
    level: int | None = None
    repeated: frozenset[str] | None = None
    extremes: bool = True
    differences: bool = False


LABELS = frozenset(
    {
        *("type", "head_type", "tail_type", "entity_type", "event_type", "kind", "story", "role", "realis"),
        *("status", "statuses", "labels", "ner_tags"),
    }
)
"""The fields that hold labels: few different ones, many times."""
QUICK = Layout()
"""What is written in passing: little memory, little time."""
SMALL = Layout(rows=1 << 20, compression="brotli", level=11, repeated=LABELS, extremes=False)
"""What is written once and kept: the corpus takes a quarter of the space, and some seconds more to write."""
SMALL_RISING = replace(SMALL, differences=True)
"""The same, for rows that hold long lists of offsets in their order."""


@cache
def arrow_schema(type_: type[msgspec.Struct]) -> pa.Schema:
    """Return the Arrow schema of a type: its fields in order, offsets as int32, every field nullable.

    Raises:
        TypeError: the type holds something that a Parquet column cannot say, such as a free dictionary.
    """
    return pa.schema(_fields(type_))


def read_numbered(path: Path | str, type_: type[T]) -> Iterator[tuple[int, T]]:
    """Yield row number (from 1) and item; raises ``InputError`` like ``codec.read_numbered``."""
    number = 0
    with open_file(path) as source:
        for row in rows_of(path, source, type_):
            number += 1
            try:
                item = msgspec.convert(row, type_)
            except msgspec.ValidationError as error:
                document = row.get("id") if isinstance(row.get("id"), str) else None
                problem = explain_value(error, row, file=name_of(path), number=number, document=document)
                raise InputError([problem]) from error
            yield number, item


def write(path: Path | str, items: Iterable[T], type_: type[T], layout: Layout = QUICK) -> None:
    """Write items in the groups of rows of a layout; raises ``InputError`` like ``codec.write``."""
    schema = arrow_schema(type_)
    leaves = list(_leaves(schema))
    numbers = [each for each, kind in leaves if layout.differences and pa.types.is_integer(kind)]
    repeated = [
        each
        for each, _ in leaves
        if layout.repeated is None or each.removesuffix(".list.element").rpartition(".")[2] in layout.repeated
    ]
    rest = iter(items)
    with (
        create(path) as stream,
        pq.ParquetWriter(
            stream,
            schema,
            compression=layout.compression,
            compression_level=layout.level,
            use_dictionary=repeated or False,
            write_statistics=layout.extremes,
            column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED") or None,
            store_schema=False,
        ) as out,
    ):
        while group := list(islice(_batches(path, rest, schema), -(-layout.rows // ROWS))):
            out.write_table(pa.Table.from_batches(group), row_group_size=layout.rows)


def _batches(path: Path | str, items: Iterator[T], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the items as columns, ``ROWS`` at a time: columns take less memory than items."""
    while batch := list(islice(items, ROWS)):
        try:
            yield pa.RecordBatch.from_pylist([_plain(item) for item in batch], schema=schema)
        except (UnicodeEncodeError, pa.ArrowException) as error:
            problem = Problem("unwritable-value", name_of(path), str(error), "what a Parquet column can hold")
            raise InputError([problem]) from error


def _leaves(schema: pa.Schema) -> Iterator[tuple[str, pa.DataType]]:
    """Yield the path of each column, as Parquet names it, and its type."""

    def below(type_: pa.DataType, path: str) -> Iterator[tuple[str, pa.DataType]]:
        if pa.types.is_list(type_):
            yield from below(type_.value_type, f"{path}.list.element")
        elif pa.types.is_struct(type_):
            for field in type_:
                yield from below(field.type, f"{path}.{field.name}")
        else:
            yield path, type_

    for field in schema:
        yield from below(field.type, field.name)


def rows_of(
    path: Path | str, source: typing.BinaryIO, type_: type[msgspec.Struct]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of an open file, without nulls for what has a default.

    Raises:
        InputError: it is not whole Parquet.
    """
    try:
        for batch in pq.ParquetFile(source).iter_batches(batch_size=ROWS):
            for row in batch.to_pylist():
                yield said(row, type_)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise refuse(path, "unreadable-file", str(error), "a complete Parquet file") from error


def _fields(type_: type[msgspec.Struct]) -> list[pa.Field]:
    hints = get_type_hints(type_, include_extras=False)
    return [pa.field(name, _arrow(hints[name])) for name in type_.__struct_fields__]


def _arrow(hint: Any) -> pa.DataType:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _arrow(arguments[0])
    if origin is Literal:
        return pa.string()
    if origin in {Union, types.UnionType} and len(arguments) == 2 and arguments[1] is type(None):
        return _arrow(arguments[0])
    if origin is tuple and arguments[1:] == (...,):
        return pa.list_(_arrow(arguments[0]))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return pa.struct(_fields(hint))
    if hint in _LEAVES:
        return _LEAVES[hint]
    raise TypeError(f"a Parquet column cannot hold {hint!r}")


def _plain(value: Any) -> Any:
    # msgspec.to_builtins leaves out defaults, which would come back as null.
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
