"""The forms that results are printed in: tables in Markdown, LaTeX and CSV, and strangers' text in them.

Every command that prints numbers takes ``--format`` from here, and every table goes through here: what a
type, a file or a system is called comes from strangers, and must neither break a table nor command a
terminal.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

NULL = "–"
"""What stands for a number that there is not."""


LATEX_PREAMBLE = r"% \usepackage{booktabs}"
"""What tables in LaTeX need."""


Name = TypeVar("Name", bound=str)


class Format(StrEnum):
    """How a result is printed."""

    text = "text"
    json = "json"
    markdown = "markdown"
    latex = "latex"
    csv = "csv"


def chosen(format_: Name, *, as_json: bool) -> Name:
    """Return the format that is asked for; ``--json`` is short for ``--format json``.

    Raises:
        ValueError: two different ones are asked for.
    """
    if as_json and format_ not in {"text", "json"}:
        raise ValueError(f"--json is short for --format json, and --format says {format_}")
    return type(format_)("json") if as_json else format_


_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~&!@$^]|:(?=//)")
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # \textquotedbl exists in some encodings only; this is the straight one in all fonts of one width.
    '"': r"{\ttfamily\char34}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    NULL: r"\textendash{}",
    # A row that began with one of these would be read as an option of the line end above it.
    **{character: f"{{{character}}}" for character in "[]*"},
    **{character: f"\\{character}" for character in "&%$#_"},
}
_BREAKS = frozenset("\t\n\r\v\f\x85\u2028\u2029")
_COMMANDS = re.compile(
    "[\0-\x1f\x7f-\x9f"  # controls: the category Cc
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # what turns the direction
    "\u2028\u2029"  # line and paragraph ends
    "\ud800-\udfff]"  # halves of characters: the category Cs
)


def plain(text: str) -> str:
    """Return the text on one line, without characters that command a terminal or turn the direction."""
    if text.isascii() and text.isprintable():
        return text  # as almost all are
    return _COMMANDS.sub(_harmless, text)


def markdown(text: str) -> str:
    """Return the text such that Markdown prints it as it stands, in a table too."""
    return _MARKDOWN.sub(r"\\\g<0>", plain(text))


def latex(text: str) -> str:
    """Return the text such that LaTeX prints it as it stands, in a table too.

    Letters outside of ASCII stay: LaTeX reads UTF-8, and needs a font that has them. The straight quotes are
    those of ``textcomp``, which LaTeX loads by itself since 2020.
    """
    escaped = "".join(_LATEX.get(character, character) for character in plain(text))
    return re.sub("-(?=-)", "-{}", escaped)  # two hyphens in a row would be joined to a dash


def markdown_code(text: str) -> str:
    """Return the text as code in a line of Markdown, between more backticks than it holds in a row."""
    text = plain(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column stands left and the others, numbers, right; cells are Markdown."""
    lines = [headings, ["---", *["--:"] * (len(headings) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def latex_table(  # noqa: PLR0913  # a table has these parts
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str,
    label: str,
    signature: str,
    notes: Iterable[str] = (),
) -> str:
    """Return a table for a paper, which needs the package ``booktabs``; all texts are plain, and are escaped.

    The signature stands above the table as a comment, for tools, and below it as a note, for readers; the
    ``notes`` stand there, too.
    """
    below = [latex(note) for note in notes] + [_breakable(signature)]
    lines = [
        f"% {plain(signature)}",
        r"\begin{table}",
        r"  \centering",
        f"  \\caption{{{latex(caption)}}}",
        f"  \\label{{{label}}}",
        f"  \\begin{{tabular}}{{l{'r' * (len(headings) - 1)}}}",
        r"    \toprule",
        f"    {' & '.join(map(latex, headings))} \\\\",
        r"    \midrule",
        *(f"    {' & '.join(map(latex, row))} \\\\" for row in rows),
        r"    \bottomrule",
        r"  \end{tabular}",
        *(f"  \\par\\smallskip\n  {{\\footnotesize\\raggedright {note}\\par}}" for note in below),
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """Return CSV by RFC 4180, but for its line ends; numbers in full, and nothing for ``None``."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return page.getvalue()


def _breakable(signature: str) -> str:
    """Return the signature for LaTeX, which may break its line after a separator."""
    parts = re.split(r"(?<=[|,:#@/])", plain(signature))
    return "\\texttt{" + r"\allowbreak{}".join(map(latex, parts)) + "}"


def _harmless(found: re.Match[str]) -> str:
    return " " if found[0] in _BREAKS else "\N{REPLACEMENT CHARACTER}"
