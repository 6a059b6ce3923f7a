"""Files as bytes: opened, decompressed within bounds, cut into lines, written whole or not at all.

Every failure is an ``InputError`` that names the file as the user gave it. Standard input (``-``) is copied
to a temporary file once, so that it can be hashed, decoded and, if it does not decode, validated.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from farrago_schema.problems import InputError, Problem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STANDARD = "-"
LINE_LIMIT = 64 * 2**20
# Predictions compress 10 to 40 times. A file is refused as a bomb above this ratio, once it has grown past
# the floor: a small file of many empty predictions may well compress better.
RATIO_LIMIT = 200
RATIO_FLOOR = 32 * 2**20
BUFFER = 2**17
# A compressed block of a few bytes may hold 128 KiB: this many bytes at a time decompress to 32 MiB at most.
ZSTANDARD_PIECE = 2**10
ZSTANDARD_WINDOW = 2**27


def name_of(path: Path | str) -> str:
    """Return the name that messages use."""
    return "<stdin>" if str(path) == STANDARD else str(path)


def refuse(path: Path | str, code: str, found: str, expected: str, hint: str | None = None) -> InputError:
    """Return the error for a file that cannot be used as a whole."""
    return InputError([Problem(code, name_of(path), found, expected, hint=hint)])


def open_file(path: Path | str) -> io.BufferedReader:
    """Open a regular file, or the copy of standard input, for its bytes as they are stored.

    Raises:
        InputError: there is no such file, it is a folder, a pipe or a device, or it must not be read.
    """
    place = Path(_spooled(sys.stdin.buffer).name, "stdin") if str(path) == STANDARD else Path(path)
    if place.is_dir():
        raise refuse(path, "folder", "a folder", "a file", "name the file inside it")
    try:
        if place.exists() and not place.is_file():
            raise refuse(path, "not-a-file", "a pipe or a device", "a file", "use - to read standard input")
        return place.open("rb")
    except FileNotFoundError as error:
        raise refuse(path, "missing-file", "no such file", "a file") from error
    except (OSError, ValueError) as error:
        raise refuse(path, "unreadable-file", _reason(error), "a file that can be read") from error


def open_bytes(path: Path | str) -> io.BufferedReader:
    """Open a file, or standard input, decompressed by its suffix (``.gz``, ``.zst``).

    Reading raises ``InputError`` as soon as the compressed data ends early, is corrupt, or unfolds to far
    more than any predictions do; memory stays bounded.
    """
    source = open_file(path)
    suffix = Path(path).suffix.lower()
    inner: io.RawIOBase | io.BufferedIOBase = source
    if suffix == ".gz":
        inner = gzip.GzipFile(fileobj=source, mode="rb")
    elif suffix == ".zst":
        inner = _Zstandard(source)
    return io.BufferedReader(_Guarded(path, source, inner), BUFFER)


def raw_lines(path: Path | str, *, limit: int = LINE_LIMIT) -> Iterator[tuple[int, bytes]]:
    """Yield number (from 1) and bytes of each line, with its line ending.

    Raises:
        InputError: the file cannot be read, or a line has more than ``limit`` bytes.
    """
    number = 0
    with open_bytes(path) as stream:
        while line := stream.readline(limit + 1):
            number += 1
            if len(line) > limit:
                expected = f"one document a line, {limit / 2**20:g} MiB at most"
                problem = Problem(
                    "long-line", name_of(path), f"more than {limit} bytes", expected, line=number
                )
                raise InputError([problem])
            yield number, line


def sha256(path: Path | str) -> str:
    """Return the SHA-256 of the file's bytes as they are stored, in hexadecimal."""
    with open_file(path) as source:
        try:
            return hashlib.file_digest(source, "sha256").hexdigest()
        except OSError as error:
            raise refuse(path, "unreadable-file", _reason(error), "a file that can be read") from error


@contextmanager
def create(path: Path | str) -> Iterator[IO[bytes]]:
    """Open a file for writing, compressed by its suffix; ``-`` is standard output.

    The file appears under its name when everything is written; if writing fails, what was there before stays.
    The same content gives the same bytes.

    Raises:
        InputError: the file cannot be written.
    """
    if str(path) == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = Path(path).resolve()
    partial = place.with_name(f".{place.name}.partial")
    try:
        with partial.open("wb") as target, _compressed(target, place.suffix.lower()) as stream:
            yield stream
        partial.replace(place)
    except OSError as error:
        raise refuse(path, "unwritable-file", _reason(error), "a place that can be written") from error
    finally:
        partial.unlink(missing_ok=True)


def _compressed(target: IO[bytes], suffix: str) -> IO[bytes]:
    if suffix == ".gz":
        # gzip.open takes no time, and the file would differ from second to second.
        return cast("IO[bytes]", gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0))
    if suffix == ".zst":
        import zstandard  # noqa: PLC0415  # only for this suffix

        return zstandard.ZstdCompressor(level=9).stream_writer(target, closefd=False)
    return target


@lru_cache(maxsize=1)
def _spooled(stream: BinaryIO) -> TemporaryDirectory[str]:
    # The folder goes away with the process, or when another stream takes standard input's place.
    folder = TemporaryDirectory(prefix="farrago-")
    with Path(folder.name, "stdin").open("wb") as target:
        copyfileobj(stream, target)
    return folder


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


class _Guarded(io.RawIOBase):
    """A stream whose failures are ``InputError`` and whose growth is bounded by what was read for it."""

    def __init__(self, path: Path | str, source: BinaryIO, inner: io.RawIOBase | io.BufferedIOBase) -> None:
        self._path = path
        self._source = source
        self._inner = inner
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        try:
            size = self._inner.readinto(buffer) or 0
        except EOFError as error:
            found = "compressed data that ends early"
            raise refuse(self._path, "truncated-file", found, "a complete file", "copy it again") from error
        except (OSError, zlib.error) as error:
            raise refuse(self._path, "unreadable-file", _reason(error), "a file that can be read") from error
        self._size += size
        if self._size > RATIO_FLOOR and self._size > RATIO_LIMIT * self._source.tell():
            found = f"compressed data that unfolds to more than {RATIO_LIMIT} times its size"
            raise refuse(
                self._path, "zip-bomb", found, "predictions", "decompress it yourself if you trust it"
            )
        return size

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
            self._source.close()
        super().close()


class _Zstandard(io.RawIOBase):
    """The decompressed bytes of one or more frames; raises ``EOFError`` where the last one ends early.

    The library's own reader takes a truncated frame for the end of the file.
    """

    def __init__(self, source: BinaryIO) -> None:
        import zstandard  # noqa: PLC0415  # only for this suffix

        self._source = source
        self._error = zstandard.ZstdError
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=ZSTANDARD_WINDOW)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._unused = b""
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        while not self._pending:
            if not self._fill():
                return 0
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._pending))
        target[:size] = self._pending[:size]
        self._pending = self._pending[size:]
        return size

    def _fill(self) -> bool:
        data = self._unused or self._source.read(ZSTANDARD_PIECE)
        if not data:
            if self._frame is not None:
                raise EOFError
            return False
        frame = self._frame or self._decompressor.decompressobj()
        try:
            self._pending = memoryview(frame.decompress(data))
        except self._error as error:
            raise OSError(str(error)) from error
        self._unused = frame.unused_data if frame.eof else b""
        self._frame = None if frame.eof else frame
        return True
