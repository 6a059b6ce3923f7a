"""Offsets that do not fit the text, and the way of counting that they come from.

Offsets are code points, end exclusive. Most wrong ones are right in another way of counting: UTF-16 code
units (JavaScript, Java), bytes of UTF-8 (Rust, Go), line ends of two characters, ends that are inclusive,
counting from 1. One mention proves little, so a document's mentions are judged together: a way of counting is
named if it explains more of them than ours does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import ceil

from msgspec import Struct

from farrago_schema.problems import Problem
from farrago_schema.validate.place import Place, quoted

Pair = tuple[int, int]
Recount = Callable[[int, int], "Pair | None"]


class Located(Struct, frozen=True):
    """A mention or trigger that gives offsets: its JSON path, its span, and its text if it gives one."""

    path: str
    start: int
    end: int
    text: str | None


class _Counting(Struct, frozen=True):
    code: str
    name: str
    remedy: str
    recount: Recount


def check_offsets(text: str, spans: Sequence[Located], place: Place) -> Iterator[Problem]:
    """Yield what is wrong with the offsets of one document's mentions and triggers."""
    wrong = [span for span in spans if not _fits(text, span)]
    if not wrong:
        return
    counting = _way_of_counting(text, spans)
    for span in wrong:
        meant = counting and _recounted(text, span, counting)
        if counting and meant:
            yield _other_counting(text, span, meant, counting, place)
        else:
            yield _misfit(text, span, place)


def _fits(text: str, span: Located) -> bool:
    inside = span.start < span.end <= len(text)
    return inside and (span.text is None or text[span.start : span.end] == span.text)


def _way_of_counting(text: str, spans: Sequence[Located]) -> _Counting | None:
    """Return the way of counting that explains most mentions with a text.

    It must explain more of them than ours does, and two of three: a lucky hit would name the wrong cause.
    """
    told = [span for span in spans if span.text]
    best, most = None, max(sum(_fits(text, span) for span in told), ceil(len(told) * 2 / 3) - 1)
    for counting in _countings(text):
        explained = sum(_recounted(text, span, counting) is not None for span in told)
        if explained > most:
            best, most = counting, explained
    return best


def _recounted(text: str, span: Located, counting: _Counting) -> Pair | None:
    meant = counting.recount(span.start, span.end)
    if meant is None or not 0 <= meant[0] < meant[1] <= len(text):
        return None
    return meant if text[slice(*meant)] == span.text else None


def _countings(text: str) -> Iterator[_Counting]:
    """Yield the known ways of counting, those with the simplest explanation first."""
    yield _Counting("inclusive-ends", "inclusive ends", "add 1 to every end", lambda s, e: (s, e + 1))
    if "\n" in text and "\r" not in text:
        crlf = _units(text, lambda character: 1 + (character == "\n"))
        remedy = "count in the text as it is, where a line ends in one character"
        yield _Counting("crlf-offsets", "offsets into a text with CRLF line ends", remedy, _recount(crlf, 0))
    if not text.isascii():
        utf16 = _units(text, lambda character: 1 + (ord(character) > 0xFFFF))
        utf8 = _units(text, lambda character: len(character.encode(errors="surrogatepass")))
        code_points = "count code points, as Python's len does"
        for units, code, name in ((utf16, "utf-16-offsets", "UTF-16"), (utf8, "byte-offsets", "UTF-8 byte")):
            yield _Counting(code, f"{name} offsets", code_points, _recount(units, 0))
            both = f"{name} offsets with inclusive ends"
            yield _Counting(code, both, f"{code_points}, and make ends exclusive", _recount(units, 1))
    yield _Counting(
        "one-based-offsets", "offsets that count from 1", "subtract 1 from both", lambda s, e: (s - 1, e - 1)
    )
    yield _Counting(
        "one-based-offsets",
        "offsets that count from 1 with inclusive ends",
        "subtract 1 from every start",
        lambda s, e: (s - 1, e),
    )


def _units(text: str, size: Callable[[str], int]) -> dict[int, int]:
    """Map each boundary between characters, counted in units, to the same boundary in code points."""
    return {units: i for i, units in enumerate(accumulate(map(size, text), initial=0))}


def _recount(boundaries: dict[int, int], inclusive: int) -> Recount:
    def recount(start: int, end: int) -> Pair | None:
        first, last = boundaries.get(start), boundaries.get(end + inclusive)
        return None if first is None or last is None else (first, last)

    return recount


def _other_counting(text: str, span: Located, meant: Pair, counting: _Counting, place: Place) -> Problem:
    return place.problem(
        counting.code,
        span.path,
        f"{_slice(text, span)}, and your text says {quoted(span.text)}",
        "code points, end exclusive",
        nearest=f"[{meant[0]}:{meant[1]}]",
        hint=f"these look like {counting.name}: {counting.remedy}",
    )


def _slice(text: str, span: Located) -> str:
    """Say what stands at the span."""
    if span.start >= span.end:
        return f"[{span.start}:{span.end}] holds nothing"
    beyond = f" and ends past the text's {len(text)}" if span.end > len(text) else ""
    return f"text[{span.start}:{span.end}] is {quoted(text[span.start : span.end])}{beyond}"


def _misfit(text: str, span: Located, place: Place) -> Problem:
    found = f"[{span.start}:{span.end}]"
    near = _nearest_occurrence(text, span)
    if span.start >= span.end:
        hint = "a span of one character is [n:n+1]: ends are exclusive" if span.start == span.end else None
        return place.problem("span-order", span.path, found, "start < end", nearest=near, hint=hint)
    if span.end > len(text):
        expected = f"offsets within the text, which has {len(text)} code points"
        return place.problem(
            "span-range", span.path, found, expected, nearest=near, hint=_longer(text, span.end)
        )
    slice_ = text[span.start : span.end]
    return place.problem(
        "span-text",
        span.path,
        quoted(span.text),
        f"{quoted(slice_)}, which is text{found}",
        nearest=near,
        hint=_difference(span.text or "", slice_, near),
    )


def _nearest_occurrence(text: str, span: Located) -> str | None:
    """Return the place of the mention's text that is closest to where the offsets point, or ``None``."""
    if not span.text:
        return None
    before = text.rfind(span.text, 0, max(span.start, 0) + len(span.text))
    after = text.find(span.text, max(span.start, 0))
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    start = min(found, key=lambda at: abs(at - span.start))
    return f"[{start}:{start + len(span.text)}]"


def _longer(text: str, end: int) -> str | None:
    """Say in which units the text would be long enough."""
    for name, length in (("UTF-16 code units", _utf16(text)), ("bytes of UTF-8", len(text.encode()))):
        if end <= length:
            return f"the text has {length} {name}: were these counted?"
    return "is this the text of another document?"


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _difference(given: str, slice_: str, near: str | None) -> str | None:
    import unicodedata  # noqa: PLC0415  # only a mismatch needs it

    if not given:
        return "leave text out, or give what stands there"
    if given.split() == slice_.split():
        return "they differ in white space only; text is copied, never cleaned"
    if given.casefold() == slice_.casefold():
        return "they differ in case only; text is copied, never changed"
    if unicodedata.normalize("NFKC", given) == unicodedata.normalize("NFKC", slice_):
        return "they differ in Unicode normalisation only; text is copied, never normalised"
    return None if near else "this string does not stand in the document at all"
