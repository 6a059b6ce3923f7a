"""The items of a file, one by one, each typed or with all that keeps it from being so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from farrago_schema.codec import is_parquet
from farrago_schema.codec.explain import explain_value
from farrago_schema.codec.source import name_of, open_file, raw_lines
from farrago_schema.problems import InputError, Problem
from farrago_schema.validate import parse
from farrago_schema.validate.fine import has_distinct_keys
from farrago_schema.validate.place import Path as Steps
from farrago_schema.validate.place import Place, named, steps_of
from farrago_schema.validate.structure import check_structure

T = TypeVar("T", bound=msgspec.Struct)

BOM = b"\xef\xbb\xbf"
# What a file is that is no JSON lines at all, by its first bytes.
_MAGIC = {
    b"\x1f\x8b": ("gzip data", "name the file ….jsonl.gz"),
    b"\x28\xb5\x2f\xfd": ("Zstandard data", "name the file ….jsonl.zst"),
    b"PAR1": ("a Parquet file", "name the file ….parquet"),
    b"PK\x03\x04": ("a zip archive", "unpack it first"),
    b"\xff\xfe": ("UTF-16 text", "save the file as UTF-8"),
    b"\xfe\xff": ("UTF-16 text", "save the file as UTF-8"),
}


class Item(msgspec.Struct, Generic[T], frozen=True):
    """One line or row: what it says, typed if it has the shape of its type, and all that is wrong with that.

    ``broken`` and ``unknown_keys`` are the paths of what the schema refuses.
    """

    place: Place
    typed: T | None
    value: object
    problems: list[Problem]
    warnings: list[Problem] = []
    broken: list[Steps] = []
    unknown_keys: list[Steps] = []
    is_blank: bool = False


def items(path: Path | str, type_: type[T], schema: str) -> Iterator[Item[T]]:
    """Yield the items of a file.

    Raises:
        InputError: the file as a whole, or the rest of it, cannot be read.
    """
    if Path(path).is_dir():
        open_file(path)  # says what is wrong with a folder, whatever it is called
    if is_parquet(path):
        yield from _rows(path, type_, schema)
        return
    decoder = msgspec.json.Decoder(type_)
    for number, line in raw_lines(path):
        if number == 1:
            _refuse_other_formats(line, name_of(path))
        yield _line(line, Place(name_of(path), number), decoder, schema)


def _rows(path: Path | str, type_: type[T], schema: str) -> Iterator[Item[T]]:
    from farrago_schema.codec import parquet  # noqa: PLC0415  # imports pyarrow

    with open_file(path) as source:
        for number, row in enumerate(parquet.rows_of(path, source, type_), 1):
            place = Place(name_of(path), number, named(row.get("id")))
            try:
                yield Item(place, msgspec.convert(row, type_), None, [])
            except msgspec.ValidationError as error:
                yield _explained(error, row, place, [], schema)


def read_item(data: bytes, place: Place, decoder: msgspec.json.Decoder[T], schema: str) -> Item[T]:
    """Decode bytes as the scorer does; what does not decode, or holds a key twice, is read freely."""
    marks = []
    if data.startswith(BOM) and place.line in (None, 1):
        hint = "save the file as UTF-8 without a signature"
        marks.append(place.problem("byte-order-mark", None, "a byte order mark", "UTF-8 text", hint=hint))
        data = data.removeprefix(BOM)
    try:
        typed, error = decoder.decode(data), None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as failure:
        typed, error = None, failure
    if typed is not None and has_distinct_keys(data, typed):
        place = Place(place.file, place.line, getattr(typed, "id", None))
        return Item(place, typed, None, marks)
    parsed = parse.parse(data, place)
    problems = marks + parsed.problems
    if error is None or not parsed.readable:
        return Item(parsed.place, typed, None, problems)
    return _explained(error, parsed.value, parsed.place, problems, schema)


def _line(line: bytes, place: Place, decoder: msgspec.json.Decoder[T], schema: str) -> Item[T]:
    if not line.strip():
        blank = place.problem("blank-line", None, "a blank line", "one document a line")
        return Item(place, None, None, [blank], is_blank=True)
    item = read_item(line, place, decoder, schema)
    if line.endswith(b"\r\n"):
        item.warnings.append(_line_end(place))
    return item


def _explained(
    error: Exception, value: object, place: Place, problems: list[Problem], schema: str
) -> Item[T]:
    """Return an item that does not have the shape of its type, with every reason for that."""
    told = {problem.path for problem in problems}
    wrong = [
        (path, problem) for path, problem in check_structure(value, schema, place) if problem.path not in told
    ]
    problems = [*problems, *(problem for _, problem in wrong)]
    if not problems:
        # The types are stricter than the schema in a way that is not known here.
        problems.append(
            explain_value(
                msgspec.ValidationError(str(error)),
                value,
                file=place.file,
                number=place.line or 0,
                document=place.document,
            )
        )
    unknown = [path for path, problem in wrong if problem.code == "unknown-key"]
    broken = [path for path, problem in wrong if problem.code != "unknown-key"]
    broken += [steps_of(path) for path in told if path is not None]
    return Item(place, None, value, problems, [], broken, unknown)


def _line_end(place: Place) -> Problem:
    hint = "nothing is lost; but a text with CRLF line ends counts other offsets than the gold's"
    return place.problem("crlf", None, "lines that end in CRLF", "lines that end in a line feed", hint=hint)


def _refuse_other_formats(line: bytes, file: str) -> None:
    """Raise for a file that is not JSON lines, before every line of it is complained of."""
    found = hint = None
    for magic, (name, remedy) in _MAGIC.items():
        if line.startswith(magic):
            found, hint = name, remedy
    start = line.removeprefix(BOM).strip()
    if start == b"{":
        found, hint = "JSON spread over several lines", "write each document on a line of its own, unindented"
    elif start.startswith(b"["):
        found, hint = (
            "a list around the documents",
            "write one document a line, without [ ] and commas around",
        )
    elif not line.endswith(b"\n") and b"}\r{" in line:
        found, hint = "lines that end in a carriage return alone", "end lines with a line feed"
    if found:
        raise InputError(
            [Problem("not-json-lines", file, found, "JSON lines: one document a line", line=1, hint=hint)]
        )
