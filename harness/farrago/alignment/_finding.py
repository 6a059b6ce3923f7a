"""Where a string stands in a text: as it is, in other letter case, or with other spaces, quotes and dashes.

A text is compared character by character as a reader sees them: a letter and the marks that combine with it
are one unit, and so is a run of white space. A match never begins or ends within a unit or within a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

from farrago.matching import Span

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
QUOTES = dict.fromkeys("'`´ʹʼʻ‘’‚‛′‹›", "'") | dict.fromkeys('"“”„‟«»″', '"')
INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
"""Soft hyphens, zero-width spaces, marks of direction: a reader does not see them, and models drop them."""

JOINERS = "_\u00ad\u200c\u200d"
"""What holds two characters together: soft hyphens, and the joiners of letters and of pictures."""

Folding = Callable[[str], str]
"""Maps a unit of text to what it is compared by."""


class View:
    """A text as a folding shows it, with the way back to offsets.

    Args:
        units: what is compared as a whole, in the order of the text; joined, they are the text.
        folding: what each of them is compared by.
    """

    def __init__(self, units: Iterable[str], folding: Folding) -> None:
        shown: list[str] = []
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        at = offset = 0
        for unit in units:
            form = folding(unit)
            if form:
                self._starts[at] = offset
                at += len(form)
                self._ends[at] = offset + len(unit)
                shown.append(form)
            offset += len(unit)
        self.string = "".join(shown)

    def occurrences(self, wanted: str) -> Iterator[Span]:
        """Yield the spans of the text that show the string, from left to right."""
        for at in _positions(self.string, wanted):
            start, end = self._starts.get(at), self._ends.get(at + len(wanted))
            if start is not None and end is not None:
                yield start, end


class Finder:
    """Finds strings in one text. A rule's view of the text is made when it is first needed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[tuple[str, str], tuple[Span, ...]] = {}

    def find(self, rule: str, wanted: str) -> tuple[Span, ...]:
        """Return all places of a string under a rule of ``RULES``, in order; they do not overlap."""
        key = rule, RULES[rule](wanted)
        if key not in self._found:
            self._found[key] = tuple(_apart(filter(self._is_whole, self._spans(*key))))
        return self._found[key]

    def _spans(self, rule: str, wanted: str) -> Iterable[Span]:
        if rule == "exact":
            return ((at, at + len(wanted)) for at in _positions(self._text, wanted))
        view = self._casefolded if rule == "casefolded" else self._normalised
        return view.occurrences(wanted)

    @cached_property
    def _casefolded(self) -> View:
        return View(units(self._text), casefolded)

    @cached_property
    def _normalised(self) -> View:
        return View(runs(self._text), _normalised_run)

    def _is_whole(self, span: Span) -> bool:
        start, end = span
        outer = self._text[start].isspace() or self._text[end - 1].isspace()
        return not outer and is_boundary(self._text, start) and is_boundary(self._text, end)


def is_boundary(text: str, at: int) -> bool:
    """Tell whether an offset between two characters does not lie within a word or a number.

    Scripts that are written without spaces, whose characters are wide, have a boundary at every character.
    """
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if is_mark(after) or after in JOINERS or before in JOINERS:
        return False
    if _is_wide(before) or _is_wide(after):
        return True
    if _is_letter(before) and _is_letter(after):
        return False
    return not (_splits_number(text, at) or _splits_number(text, at - 1))


def units(text: str) -> Iterator[str]:
    """Yield each character with the marks that combine with it; joined, they are the text."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not is_mark(text[at]):
            yield text[start:at]
            start = at


def runs(text: str) -> Iterator[str]:
    """Yield units, and runs of white space or of dashes as one; joined, they are the text."""
    for filling, group in groupby(units(text), _filling):
        if filling is None:
            yield from group
        else:
            yield "".join(group)


def is_mark(character: str) -> bool:
    """Tell whether a character combines with the one before it."""
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def casefolded(string: str) -> str:
    """Return the form of canonical caseless matching (Unicode 3.13, D145); ß and İ grow longer by it."""
    if string.isascii():
        return string.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", string).casefold())


def normalised(string: str) -> str:
    """Return the case-folded form with plain quotes, one hyphen for dashes, one space for white space."""
    return "".join(map(_normalised_run, runs(string))).strip()


def _normalised_run(run: str) -> str:
    filling = _filling(run[0])
    if filling == " ":
        return " " if any(map(str.isspace, run)) else ""
    if filling == "-":
        return "-"
    return "".join(QUOTES.get(each, each) for each in casefolded(run))


RULES: Mapping[str, Folding] = {"exact": str, "casefolded": casefolded, "normalised": normalised}
"""How a string is compared, the strictest first: the first rule under which a text has it counts."""


def _filling(unit: str) -> str | None:
    """Return what a unit is a run of, or ``None`` if it stands for itself."""
    if unit.isspace() or unit in INVISIBLE:
        return " "
    return "-" if unit in DASHES else None


def _positions(string: str, wanted: str) -> Iterator[int]:
    at = string.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = string.find(wanted, at + 1)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    last = 0
    for span in spans:
        if span[0] >= last:
            yield span
            last = span[1]


def _is_letter(character: str) -> bool:
    return character.isalnum() or is_mark(character)


def _is_wide(character: str) -> bool:
    return character > "\u10ff" and unicodedata.east_asian_width(character) in "WF"


def _splits_number(text: str, at: int) -> bool:
    """Tell whether the character is the point or comma of a number: ``300`` is not in ``1,300``."""
    return text[at] in ".," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
