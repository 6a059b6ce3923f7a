"""Runs a system that is a program of its own: documents in, predictions out, a JSON line each.

The program gets all documents (``id``, ``text``, ``date``, ``lang``, ``sentences``, ``tokens``) on its
standard input, which then closes, and prints predictions in the same order; it may answer each at once, or
all at the end. What it prints to standard error is passed on.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

import msgspec
from msgspec.structs import replace

from farrago.systems.answers import Answers
from farrago_schema.codec.explain import explain_line
from farrago_schema.problems import InputError, Problem
from farrago_schema.types import Input, Prediction

AHEAD = 100
"""How many answers are read before they are asked for: the program waits then, and memory stays small."""
LAST_WORDS = 10
"""How many lines of its standard error an error repeats."""


def run(command: Sequence[str], documents: Sequence[Input], timeout: float) -> Answers:
    """Yield line and prediction of a program's answers, in the order in which they come.

    Args:
        command: the program and its arguments; no shell reads them.
        documents: what it is asked.
        timeout: how many seconds may pass without an answer, and until it ends after the last one.

    Raises:
        InputError: it cannot be started, says nothing for too long, ends early or with an error, or prints a
            line that is no prediction. What was yielded before is as good as ever.
    """
    program = _Program(command, documents, timeout)
    try:
        yield from program.answers()
    finally:
        program.stop()


class _Program:
    def __init__(self, command: Sequence[str], documents: Sequence[Input], timeout: float) -> None:
        self.name = Path(command[0]).name
        self.documents, self.timeout = documents, timeout
        try:
            self.process = subprocess.Popen(  # noqa: S603  # running the user's program is what is asked for
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # so that what it starts can be ended with it
            )
        except OSError as error:
            expected = "a program that can be run"
            raise InputError(
                [Problem("command", command[0], error.strerror or str(error), expected)]
            ) from error
        self.lines: Queue[bytes | None] = Queue(AHEAD)
        self.last_words: deque[str] = deque(maxlen=LAST_WORDS)
        self.stopped = False
        self.threads = [Thread(target=each, daemon=True) for each in (self._feed, self._read, self._listen)]
        for thread in self.threads:
            thread.start()

    def answers(self) -> Answers:
        decode = msgspec.json.Decoder(Prediction).decode
        number = 0
        while (line := self._next(number)) is not None:
            number += 1
            try:
                yield number, decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                problem = explain_line(error, line.rstrip(b"\n"), file=self.name, number=number)
                hint = problem.hint or "messages belong on standard error"
                raise InputError([replace(problem, document=self._awaited(number - 1), hint=hint)]) from error
        self._check_end(number)

    def _next(self, number: int) -> bytes | None:
        try:
            return self.lines.get(timeout=self.timeout)
        except Empty:
            document = self._awaited(number)
            expected = "its answer" if document else "the program to end after its last answer"
            raise self._error("timeout", f"nothing for {self.timeout:g} s", expected, number) from None

    def _check_end(self, number: int) -> None:
        """Refuse an end that came with an error, or before the last answer."""
        try:
            code = self.process.wait(self.timeout)
        except subprocess.TimeoutExpired:
            raise self._error("timeout", "closed output", "the program to end as well", number) from None
        self.threads[-1].join(1)  # its last words may still be on their way
        if code < 0:
            ended = f"killed by signal {-code} ({signal.strsignal(-code)})"
        else:
            ended = f"ended with exit code {code}"
        missing = len(self.documents) - number
        if code != 0 or missing > 0:
            expected = "exit code 0"
            if missing > 0:
                expected = "its answer" + (f" and {missing - 1} more" if missing > 1 else "")
            found = f"{ended} after {number} of {len(self.documents)} answers"
            raise self._error("ended", found, expected, number)

    def _error(self, code: str, found: str, expected: str, number: int) -> InputError:
        words = "".join(self.last_words).rstrip()
        hint = f"the last that it said on standard error:\n{words}" if words else None
        document = self._awaited(number)
        line = number + 1 if document else None
        return InputError([Problem(code, self.name, found, expected, line, document, hint=hint)])

    def _awaited(self, number: int) -> str | None:
        return self.documents[number].id if number < len(self.documents) else None

    def stop(self) -> None:
        """End the program and all that it has started, if they have not ended themselves."""
        self.stopped = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()
        with contextlib.suppress(Empty):
            while True:  # the reader may be waiting for room
                self.lines.get_nowait()

    def _feed(self) -> None:
        encode = msgspec.json.encode
        with contextlib.suppress(OSError, ValueError), _stream(self.process.stdin) as stream:
            for document in self.documents:
                stream.write(encode(document) + b"\n")
                stream.flush()

    def _read(self) -> None:
        with _stream(self.process.stdout) as stream:
            for line in stream:
                if self.stopped:
                    return
                self.lines.put(line)
        self.lines.put(None)

    def _listen(self) -> None:
        with _stream(self.process.stderr) as stream:
            for line in stream:
                text = line.decode(errors="replace")
                self.last_words.append(text)
                sys.stderr.write(text)


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # all three are pipes
    return stream
