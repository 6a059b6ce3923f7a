"""What is wrong with an input, in a form for people and for machines: one ``Problem`` an error."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Problem(Struct, frozen=True, omit_defaults=True):
    """One error: where it is, what was found there, what was expected, and what to do about it.

    ``file`` is a name as the user gave it, ``line`` counts from 1 (for Parquet it is the row), ``path`` is a
    JSON path from the line's root (``$.entities[3].mentions[0].start``). ``code`` is a stable name for the
    kind of error, ``nearest`` the valid value that is closest to what was found.
    """

    code: str
    file: str
    found: str
    expected: str
    line: int | None = None
    document: str | None = None
    path: str | None = None
    nearest: str | None = None
    hint: str | None = None

    @property
    def where(self) -> str:
        """Return ``file:line``, or the file alone when the error is of the whole file."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        place = f"{self.where}: "
        if self.document is not None:
            place += f"document {self.document}: "
        if self.path is not None:
            place += f"{self.path}: "
        text = f"{place}found {self.found}, expected {self.expected}"
        if self.nearest is not None:
            text += f"; did you mean {self.nearest}?"
        if self.hint is not None:
            # A hint of several lines shows a place in a text, and stands below.
            text += "\n    " + self.hint.replace("\n", "\n    ") if "\n" in self.hint else f" ({self.hint})"
        return text


class InputError(Exception):
    """Input that cannot be used; ``problems`` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
