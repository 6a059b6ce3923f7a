"""Outcomes as lines of JSON or CSV, one after the other, for data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import astuple


def json_lines(records: Iterable[Struct]) -> Iterator[str]:
    """Yield one JSON object a line, every field of it."""
    encode = msgspec.json.Encoder().encode
    for record in records:
        yield encode(record).decode() + "\n"


def csv_lines(records: Iterable[Struct], type_: type[Struct]) -> Iterator[str]:
    """Yield a line of names, then one a record, as RFC 4180 has it but for the line ends.

    What is null is empty; several values of one field are separated by spaces.
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(type_.__struct_fields__)
    yield _taken(page)
    for record in records:
        writer.writerow(map(_cell, astuple(record)))
        yield _taken(page)


def _cell(value: Any) -> Any:
    return " ".join(value) if isinstance(value, tuple) else value


def _taken(page: io.StringIO) -> str:
    text = page.getvalue()
    page.seek(0)
    page.truncate()
    return text
