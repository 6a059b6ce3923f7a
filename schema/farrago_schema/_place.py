"""Where an error is: every rule makes its problems from one ``Place``."""

from __future__ import annotations

import json

from msgspec import Struct

from farrago_schema.problems import Problem

_LONGEST = 80


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
