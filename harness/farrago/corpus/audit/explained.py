"""Findings that somebody looked at and that are no errors: a file of explanations, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from farrago.corpus.audit.finding import Finding
from farrago_schema.problems import InputError, Problem

STALE = "stale-explanation"


class Explanation(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding, named by rule, document, place and ids as ``--json`` prints them, and why it is no error."""

    rule: str
    document: str
    start: int | None
    end: int | None
    ids: tuple[str, ...]
    why: str

    @property
    def key(self) -> tuple[str, str, int | None, int | None, tuple[str, ...]]:
        """What it has in common with its finding."""
        return self.rule, self.document, self.start, self.end, self.ids


def read(path: Path) -> list[Explanation]:
    """Read explanations.

    Raises:
        InputError: there is no such file, or with every line that is no explanation or has no reason.
    """
    expected = "rule, document, start, end, ids and why"
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError([Problem("file", str(path), error.strerror or str(error), expected)]) from error
    found: list[Explanation] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        try:
            explanation = msgspec.json.decode(line, type=Explanation)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problems.append(Problem("explanation", str(path), str(error), expected, number))
            continue
        if not explanation.why.strip():
            problems.append(
                Problem("explanation", str(path), "no reason", "why", number, explanation.document)
            )
        found.append(explanation)
    if problems:
        raise InputError(problems)
    return found


def apart(
    findings: Sequence[Finding], explanations: Iterable[Explanation], documents: Iterable[str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that are not explained, and those that are.

    An explanation of one of the documents that explains nothing any more is a finding, too.
    """
    known = {explanation.key: explanation for explanation in explanations}
    open_ = [finding for finding in findings if finding.key not in known]
    closed = [finding for finding in findings if finding.key in known]
    left = known.keys() - {finding.key for finding in closed}
    audited = set(documents)
    stale = [
        Finding(
            STALE, e.document, 1.0, e.start, e.end, "", "", f"{e.rule} does not find it now: {e.why}", e.ids
        )
        for key, e in known.items()
        if key in left and e.document in audited
    ]
    return sorted([*stale, *open_], key=lambda finding: finding.rank), closed
