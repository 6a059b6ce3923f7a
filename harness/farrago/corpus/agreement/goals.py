"""Goals for an agreement: a JSON object of least scores, by the key of a line, ``{"names": 0.99, …}``."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import msgspec

from farrago.corpus.agreement.figures import LINES
from farrago_schema.problems import InputError, Problem


def read(path: Path) -> dict[str, float]:
    """Return the goals in a file.

    Raises:
        InputError: it cannot be read, is not such an object, names no line, or asks for more than 1.
    """
    try:
        goals = msgspec.json.decode(path.read_bytes(), type=dict[str, float])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        expected = 'an object of least scores, {"names": 0.99}'
        raise InputError([Problem("goals", str(path), str(error), expected)]) from error
    problems = []
    for key, goal in goals.items():
        if key not in LINES:
            nearest = next(iter(get_close_matches(key, LINES, n=1)), None)
            expected = f"one of: {', '.join(LINES)}"
            problems.append(
                Problem("goals", str(path), repr(key), expected, path=f"$.{key}", nearest=nearest)
            )
        elif not 0 <= goal <= 1:
            problems.append(Problem("goals", str(path), f"{goal:g}", "a rate from 0 to 1", path=f"$.{key}"))
    if problems:
        raise InputError(problems)
    return goals
