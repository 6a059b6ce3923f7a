"""The account of a metric for a terminal: headed paragraphs, at whatever width it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from farrago.manual.reading import AVERAGES, SECTIONS, Account

INDENT = 2
_VERBATIM = "Formula"


def paragraphs(known: Account, width: int) -> Iterator[tuple[str, str]]:
    """Yield headings and texts, which are indented and no wider than the width; the first one is the name."""
    yield known.name, _flowing("\n\n".join(filter(None, (known.line, known.prose))), width)
    for name in SECTIONS:
        if text := known.sections.get(name):
            yield name, (_lines if name == _VERBATIM else _flowing)(text, width)
    yield (
        "Columns",
        _flowing(f"{', '.join(known.columns)}. The primary one is {known.metric.primary}.", width),
    )
    yield "Layers", _flowing(", ".join(known.metric.layers), width)
    yield "Breakdowns", _flowing(", ".join(known.facets), width)
    for each in known.examples:
        yield f"Example: {_bare(each.title)}".removesuffix(": "), _lines(each.source, width)


def scores(known: Account) -> list[str]:
    """Return the columns that are scores to compare systems by, without averages of them."""
    ends = ("f1", "accuracy", known.metric.primary)
    return [each for each in known.columns if each.endswith(ends) and not each.startswith(AVERAGES)]


def one_line(known: Account) -> str:
    """Return what the metric counts, in a sentence."""
    return _bare(known.line)


def _flowing(text: str, width: int) -> str:
    """Fill paragraphs; a point of a list is one of its own, and hangs."""
    parts = re.split(r"\n\n|\n(?=- )", _bare(text))
    gaps = re.findall(r"\n\n|\n(?=- )", _bare(text))
    filled = [_filled(part, width, hang=2 if part.startswith("- ") else 0) for part in parts]
    return "".join(part + gap for part, gap in zip(filled, [*gaps, ""], strict=True))


def _lines(text: str, width: int) -> str:
    """Keep lines as they are, but for those that are too long; what went on in a second line is one again."""
    joined = re.sub(r"\n +", " ", _bare(text))
    return "\n".join(_filled(line, width, hang=4) for line in joined.splitlines())


def _filled(text: str, width: int, hang: int) -> str:
    start, rest = " " * INDENT, " " * (INDENT + hang)
    return "\n".join(wrap(text, width, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False))


def _bare(text: str) -> str:
    return text.replace("``", "")
