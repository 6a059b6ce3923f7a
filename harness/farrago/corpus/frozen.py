"""Whether a text is still the frozen one, and where it is not, down to the code point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from farrago_schema.problems import InputError, Problem

MAX_DIFFERENCES = 20  # more than these are one slip that shifted the rest, or another text
SAME_PLACE = 3  # edits with fewer code points between them are shown as one
CONTEXT = 30
VISIBLE = {ord("\n"): "⏎", ord("\r"): "␍", ord("\t"): "⇥", 0xA0: "⍽"}


@dataclass(frozen=True)
class Difference:
    """A stretch ``start``–``end`` of the text where the frozen one has ``expected`` at ``frozen_start``."""

    start: int
    end: int
    found: str
    frozen_start: int
    expected: str


def read(path: Path) -> str:
    """Return a frozen text as it stands, line ends included; raises ``InputError`` unless it is UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        found, expected = error.strerror or str(error), "a frozen text"
        raise InputError([Problem("file", str(path), found, expected)]) from error
    except UnicodeDecodeError as error:
        found = f"byte 0x{error.object[error.start]:02x} at {error.start}"
        raise InputError([Problem("frozen-text", str(path), found, "UTF-8")]) from error


def differences(text: str, frozen: str) -> Iterator[Difference]:
    """Yield where ``text`` differs from ``frozen``, in order, with edits close together taken as one."""
    start = end = frozen_start = frozen_end = -1
    for edit in Levenshtein.opcodes(text, frozen):
        if edit.tag == "equal":
            continue
        if start >= 0 and edit.src_start - end < SAME_PLACE:
            end, frozen_end = edit.src_end, edit.dest_end
            continue
        if start >= 0:
            yield Difference(start, end, text[start:end], frozen_start, frozen[frozen_start:frozen_end])
        start, end = edit.src_start, edit.src_end
        frozen_start, frozen_end = edit.dest_start, edit.dest_end
    if start >= 0:
        yield Difference(start, end, text[start:end], frozen_start, frozen[frozen_start:frozen_end])


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1; a line ends with a line feed."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def caret(text: str, start: int, end: int) -> str:
    """Return two lines: the text around the stretch, and carets under it."""
    before = text[max(0, start - CONTEXT) : start].translate(VISIBLE)
    inside = text[start:end].translate(VISIBLE)
    after = text[end : end + CONTEXT].translate(VISIBLE)
    return f"{before}{inside}{after}\n{' ' * len(before)}{'^' * max(1, len(inside))}"
