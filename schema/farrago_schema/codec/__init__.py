"""Files of documents and predictions ⇄ types: JSON lines, plain or compressed, and Parquet.

The suffix names the format: ``.jsonl``, ``.jsonl.gz``, ``.jsonl.zst``, ``.parquet``; ``-`` is standard input
or output, as JSON lines. Reading streams, and stops with ``InputError`` at the first line that does not
decode; ``farrago_schema.validate`` finds all errors at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from farrago_schema.codec.explain import explain_line
from farrago_schema.codec.source import (
    LINE_LIMIT,
    STANDARD,
    create,
    name_of,
    open_bytes,
    raw_lines,
    refuse,
    sha256,
)
from farrago_schema.problems import InputError, Problem

__all__ = [
    "LINE_LIMIT",
    "STANDARD",
    "SUFFIXES",
    "is_parquet",
    "name_of",
    "open_bytes",
    "raw_lines",
    "read",
    "read_numbered",
    "sha256",
    "write",
]

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
T = TypeVar("T", bound=msgspec.Struct)


def read(path: Path | str, type_: type[T]) -> Iterator[T]:
    """Yield the items of a file, typed.

    Raises:
        InputError: the file cannot be read, or an item does not have the shape of its type.
    """
    for _, item in read_numbered(path, type_):
        yield item


def read_numbered(path: Path | str, type_: type[T]) -> Iterator[tuple[int, T]]:
    """Yield line number (row number for Parquet; both from 1) and item of a file.

    Raises:
        InputError: the file cannot be read, or an item does not have the shape of its type.
    """
    if is_parquet(path):
        from farrago_schema.codec import parquet  # noqa: PLC0415  # imports pyarrow

        yield from parquet.read_numbered(path, type_)
        return
    decode = msgspec.json.Decoder(type_).decode
    for number, line in raw_lines(path):
        try:
            yield number, decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problem = explain_line(error, line, file=name_of(path), number=number)
            raise InputError([problem]) from error


def write(path: Path | str, items: Iterable[T], type_: type[T]) -> None:
    """Write items of one type. The same items give the same bytes, whatever machine or day it is.

    Raises:
        InputError: the file cannot be written, or a string holds half a surrogate pair.
    """
    if is_parquet(path):
        from farrago_schema.codec import parquet  # noqa: PLC0415  # imports pyarrow

        parquet.write(path, items, type_)
        return
    encode = msgspec.json.Encoder().encode
    with create(path) as stream:
        for number, item in enumerate(items, 1):
            try:
                stream.write(encode(item) + b"\n")
            except UnicodeEncodeError as error:
                problem = Problem(
                    "lone-surrogate", name_of(path), str(error), "Unicode characters", line=number
                )
                raise InputError([problem]) from error


def is_parquet(path: Path | str) -> bool:
    """Tell whether the file is Parquet and not JSON lines, by its suffix.

    Raises:
        InputError: the suffix is none of ``SUFFIXES``.
    """
    name = Path(path).name.lower()
    if str(path) != STANDARD and not name.endswith(SUFFIXES):
        found = f"the suffix {Path(path).suffix!r}" if Path(path).suffix else "no suffix"
        raise refuse(path, "file-type", found, f"one of: {', '.join(SUFFIXES)}")
    return name.endswith(".parquet")
