"""Keeps every answer as soon as it is there, so that nothing is asked for twice, even after ``kill -9``.

One JSON line an answer or failure, each bound to the request that it is of: whoever changes the model, the
prompt or the text asks anew. A line that a run broke off in is cut when the file is opened.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from threading import Lock
from typing import IO, Any

import msgspec
from msgspec import Struct

from farrago_baselines.prompted.client import Reply
from farrago_schema.problems import InputError, Problem


class Entry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One document that was asked for: its answer, or why there is none."""

    document: str
    request: str
    tries: int
    failure: str | None = None
    text: str | None = None
    finish: str | None = None
    refusal: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None


def fingerprint(url: str, body: dict[str, Any]) -> str:
    """Return the SHA-256 of a request: where it goes, and all that it says."""
    return hashlib.sha256(msgspec.json.encode([url, body], order="deterministic")).hexdigest()


class Journal:
    """The file of answers of one submission; written by several threads, and by one run at a time."""

    def __init__(self, path: Path) -> None:
        self.path, self._lock = path, Lock()
        self._entries: list[Entry] = []
        self._answers: dict[str, Entry] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = path.open("a+b")
        try:
            self._claim()
            self._read()
        except BaseException:
            self._file.close()
            raise

    def answer(self, request: str) -> Entry | None:
        """Return the answer to a request, if there is one."""
        return self._answers.get(request)

    def of(self, requests: Collection[str]) -> list[Entry]:
        """Return all that was ever noted of these requests, failures too."""
        return [entry for entry in self._entries if entry.request in requests]

    def answered(self, document: str, request: str, reply: Reply) -> None:
        """Keep an answer."""
        self._add(
            Entry(
                document,
                request,
                reply.tries,
                None,
                _plain(reply.text),
                reply.finish,
                None if reply.refusal is None else _plain(reply.refusal),
                reply.input_tokens,
                reply.output_tokens,
            )
        )

    def failed(self, document: str, request: str, tries: int, reason: str) -> None:
        """Note that there was no answer; the document is asked for again next time."""
        self._add(Entry(document, request, tries, _plain(reason)))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _add(self, entry: Entry) -> None:
        line = msgspec.json.encode(entry) + b"\n"
        with self._lock:
            if self._file.closed:
                return  # the run has been broken off
            self._file.write(line)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        self._entries.append(entry)
        if entry.failure is None:
            self._answers[entry.request] = entry

    def _read(self) -> None:
        self._file.seek(0)
        content = self._file.read()
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            self._file.truncate(len(whole))
        decode = msgspec.json.Decoder(Entry).decode
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                self._keep(decode(line))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                hint = "move the file away to ask for everything anew"
                problem = Problem("journal", str(self.path), str(error), "an answer", number, hint=hint)
                raise InputError([problem]) from error

    def _claim(self) -> None:
        """Refuse a second run in the same folder, which would ask for the same again."""
        try:
            import fcntl  # noqa: PLC0415  # there is none on Windows
        except ImportError:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            expected = "one run at a time in a folder"
            raise InputError([Problem("journal", str(self.path), "another run", expected)]) from error


def _plain(text: str) -> str:
    """Return a text with a question mark for half of a surrogate pair, which JSON spells and UTF-8 cannot."""
    return text.encode(errors="replace").decode()
