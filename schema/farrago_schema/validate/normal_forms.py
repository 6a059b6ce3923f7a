"""The normal forms of values: ISO 8601 with the additions of TIMEX3, ISO 4217 amounts, numbers and units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from farrago_schema.ontology import Ontology
from farrago_schema.problems import Problem
from farrago_schema.validate.place import Place, quoted

# TIMEX3 (Saurí et al. 2006, TimeML annotation guidelines 1.2.1): X stands for an unknown digit.
_YEAR = r"(?:BC)?[\dX]{4}"
_MONTH = r"(?:0[1-9]|1[0-2]|XX)"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|[0-3]?X{1,2})"
_WEEK = r"W(?:0[1-9]|[1-4]\d|5[0-3]|XX)"
_DATE = rf"{_YEAR}(?:-{_MONTH}(?:-{_DAY})?|-{_WEEK}(?:-(?:[1-7X]|WE))?|-(?:SP|SU|FA|WI)|-Q[1-4X]|-H[12X])?"
_HOUR = r"(?:[01]\d|2[0-4]|XX)"
_MINUTE = r"(?:[0-5]\d|XX)"
_CLOCK = rf"{_HOUR}(?::{_MINUTE}(?::{_MINUTE}(?:\.\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?"
_TIME = rf"T(?:{_CLOCK}|MO|MI|AF|EV|NI|DT|PM|AM)"
_POINT = rf"(?:{_DATE}(?:{_TIME})?|{_TIME}|[\dX]{{2,3}})"
_NUMBER = r"(?:\d+(?:\.\d+)?|X+)"
_CALENDAR = rf"(?:{_NUMBER}(?:Y|M|WE|W|DE|D|CE|C|Q|H|SP|SU|FA|WI))"
_DURATION = rf"P(?=.)(?:{_CALENDAR})*(?:T(?=.)(?:{_NUMBER}(?:H|M|S|MO|AF|EV|NI|DT))+)?"
_REFERENCE = r"PAST_REF|PRESENT_REF|FUTURE_REF"

_SHAPES = {
    "TIME": rf"(?:{_POINT}|{_DURATION}|{_POINT}/(?:{_POINT}|{_DURATION})|{_REFERENCE})",
    "MONEY": r"[A-Z]{3} \d+(?:\.\d+)?",
    "QUANTITY": r"-?\d+(?:\.\d+)?(?: \S+)+|-?\d+(?:\.\d+)?|\d+(?:[-:]\d+)+(?: \d+(?:[-:]\d+)+)*",
    "COUNT": r"\d+(?:\.\d+)?",
}


@cache
def _pattern(type_: str) -> re.Pattern[str] | None:
    """Return the pattern of a type; to compile all takes milliseconds, and few runs need one."""
    return re.compile(_SHAPES[type_]) if type_ in _SHAPES else None


def check_value(value: str, type_: str, path: str, ontology: Ontology, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with the normal form of a value of a known type."""
    if not ontology.is_value(type_):
        found = f"{quoted(value)} for an entity, of type {type_}"
        yield place.problem("value", path, found, "no value: only values have a normal form")
        return
    form = ontology.value_types[type_].normal_form
    if form is None:
        found = f"{quoted(value)} for a {type_}"
        yield place.problem("value", path, found, f"no value: {type_} has no normal form")
        return
    pattern = _pattern(type_)
    if pattern is not None and not (pattern.fullmatch(value) and _is_in_calendar(value)):
        near = _mended(value, pattern)
        yield place.problem("value", path, quoted(value), form, nearest=near)


def _is_in_calendar(value: str) -> bool:
    """Tell whether every full date in the value exists."""
    for found in re.findall(r"(?<![\dX-])\d{4}-\d\d-\d\d(?!\d)", value):
        try:
            date.fromisoformat(found)
        except ValueError:
            return False
    return True


def _mended(value: str, pattern: re.Pattern[str]) -> str | None:
    """Return the value with its commonest slips mended, if the pattern has what that makes of it."""
    slips: tuple[Callable[[str], str], ...] = (
        str.strip,
        lambda text: text.replace(",", ""),
        lambda text: re.sub(r"^(\d+(?:\.\d+)?) ?([A-Z]{3})$", r"\2 \1", text.replace(",", "")),
        lambda text: re.sub(r"^(\d+(?:\.\d+)?)(\D+)$", r"\1 \2", text),
        lambda text: text.replace("–", "-"),
        str.upper,
    )
    mended = (slip(value) for slip in slips)
    return next((text for text in mended if text != value and pattern.fullmatch(text)), None)
