"""Parquet ⇄ types, by an Arrow schema derived from the types."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
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


def write(path: Path | str, items: Iterable[T], type_: type[T]) -> None:
    """Write items in row groups of ``ROWS``; raises ``InputError`` like ``codec.write``."""
    schema = arrow_schema(type_)
    rest = iter(items)
    with (
        create(path) as stream,
        pq.ParquetWriter(stream, schema, compression="zstd", store_schema=False) as out,
    ):
        while batch := list(islice(rest, ROWS)):
            try:
                rows = pa.RecordBatch.from_pylist([_plain(item) for item in batch], schema=schema)
            except (UnicodeEncodeError, pa.ArrowException) as error:
                problem = Problem(
                    "unwritable-value", name_of(path), str(error), "what a Parquet column can hold"
                )
                raise InputError([problem]) from error
            out.write_batch(rows)


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
