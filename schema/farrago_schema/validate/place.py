"""Where an error is: every rule makes its problems from one ``Place``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from msgspec import Struct

from farrago_schema.problems import Problem

Path = tuple[str | int, ...]
"""The steps from a line's root to a value: keys of objects, indices of lists."""

_LONGEST = 80
_PLAIN = re.compile(r"[\w-]+", re.ASCII)
_STEP = re.compile(r'\.([\w-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]', re.ASCII)


class Place(Struct, frozen=True):
    """A line of a file and the document that stands there."""

    file: str
    line: int | None = None
    document: str | None = None

    def problem(  # noqa: PLR0913  # the fields of a problem
        self,
        code: str,
        path: str | None,
        found: str,
        expected: str,
        *,
        nearest: str | None = None,
        hint: str | None = None,
    ) -> Problem:
        """Return a problem at this place."""
        return Problem(
            code=code,
            file=self.file,
            line=self.line,
            document=self.document,
            path=path,
            found=found,
            expected=expected,
            nearest=nearest,
            hint=hint,
        )


def json_path(path: Iterable[str | int]) -> str:
    """Return a path as it is printed: ``$.entities[3].mentions``, ``$["an odd key"]``."""
    return "$" + "".join(map(_step, path))


def steps_of(path: str) -> Path:
    """Return the steps of a printed path."""
    found = _STEP.findall(path)
    return tuple(key or (int(index) if index else str(json.loads(odd))) for key, index, odd in found)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _PLAIN.fullmatch(step) else f"[{json.dumps(step)}]"


def named(id_: object) -> str | None:
    """Return the id of a document, printable whatever it holds; ``None`` if it can be none."""
    return id_.encode(errors="backslashreplace").decode() if isinstance(id_, str) and id_ else None


def quoted(value: object) -> str:
    """Return a value as JSON, shortened in its middle; what JSON cannot say, as Python does."""
    try:
        text = json.dumps(value, ensure_ascii=False)
        text.encode()
    except (UnicodeEncodeError, TypeError, ValueError):
        text = ascii(value)
    if len(text) <= _LONGEST:
        return text
    return f"{text[:50]} … {text[-20:]}"
