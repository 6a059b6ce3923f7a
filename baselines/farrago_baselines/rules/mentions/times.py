"""Dates, clock times and durations, resolved against the day of publication.

A small grammar of atoms that join into one time, as in TIMEX3 taggers such as HeidelTime (Strötgen and
Gertz 2010).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from farrago_baselines.rules.mentions.calendar import MONTHS, PARTS, UNITS, WEEKDAYS, Clock
from farrago_baselines.rules.mentions.numbers import NUMBER
from farrago_baselines.rules.mentions.time_readers import FEASTS, READERS, Time

_MONTH = "|".join(m.capitalize() for m in MONTHS) + r"|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec"
_WEEKDAY = "|".join(d.capitalize() for d in WEEKDAYS)
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_SHIFT = "(?i:last|next|this|that|previous|following|same|final)"
_YEAR = r"(?:19|20)\d\d"
_AGO = r"(?P<ago>\s+(?:ago|earlier|later|before|previously))?"
_MOVABLE = "Easter|Ramadan|Diwali|Eid|Dashain|Passover|Pentecost|Whitsun|Candlemas|Nowruz|Lent"

GRAMMAR: dict[str, str] = {
    "day_month": rf"(?P<dm_day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm_month>{_MONTH})\b(?:\.?,?\s+(?P<dm_year>{_YEAR}))?",
    "month_day": rf"(?P<md_month>{_MONTH})\.?\s(?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)(?:,?\s+(?P<md_year>{_YEAR}))?",
    "month_year": rf"(?:mid-)?(?P<my_month>{_MONTH})\s+(?P<my_year>{_YEAR})",
    "weekday": rf"(?:(?P<wd_shift>{_SHIFT})\s+)?(?P<wd>{_WEEKDAY})(?!s\b)(?=\W|$)",
    "clock": r"(?P<c_hour>\d{1,2})(?:[:.]|\s?h\s?)(?P<c_minute>[0-5]\d)(?:\s?(?P<c_half>[ap]\.?m\.?)(?![a-z]))?(?:\s+(?:[A-Z]{3}|local time)\b)?",
    "hour": r"(?P<h_hour>\d{1,2})\s?(?P<h_half>[ap]\.?m\.?)(?![a-z])(?:\s+[A-Z]{3}\b)?",
    "noon": r"(?P<noon>noon|midday|midnight)",
    "part": rf"(?:(?P<p_shift>{_SHIFT}|first)\s+)?(?P<part>{_PART})(?!s\b)\b",
    "today": r"(?P<today>today|yesterday|tomorrow|tonight)(?!['’])\b",
    "month_shift": rf"(?:(?P<ms_shift>{_SHIFT})\s+)(?P<ms>{_MONTH})\b",
    "unit_shift": r"(?P<us_shift>(?i:last|next|this|previous|following))\s+(?P<us>week|month|year|quarter|season|weekend)\b(?!-)",
    "weekend": r"(?P<weekend>weekend)\b",
    "season": rf"(?:(?P<s_shift>last|next|this|previous|following)\s+)?(?P<s>spring|summer|autumn|winter)(?:\s+(?:of\s+)?(?P<s_year>{_YEAR}))?\b",
    "half": rf"(?P<half>first|second)\s+half\s+of\s+(?P<half_year>{_YEAR})|(?P<quarter>first|second|third|fourth)\s+quarter(?:\s+of\s+(?P<q_year>{_YEAR}))?",
    "half_unit": r"(?P<hu>half\s+an?\s+(?:hour|year|day))",
    "duration": rf"(?P<number>{NUMBER}|\b(?:an?|the)\s)\s*-?\s*(?P<unit>{_UNIT})s?\b(?!-old)(?!\s+old\b)"
    + _AGO,
    "season_year": rf"(?P<sy>{_YEAR})(?:/\d\d|\s+season)\b",
    "decade": r"(?P<decade>(?:19|20)\d)0s\b",
    "century": r"(?P<century>\d\d)th\s+century",
    "feast": rf"(?P<feast>{'|'.join(sorted(FEASTS, key=len, reverse=True))})\b|(?P<movable>{_MOVABLE})\b",
    "nth": r"(?<=the )(?P<nth>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:[a-z]{3,}|[A-Z]))",
    "month": rf"(?:mid-)?(?P<m>{_MONTH})\b",
    "year": rf"(?P<year>{_YEAR})\b(?![-–]\d|,\d)",
}
_ATOM = re.compile(
    r"(?<![\w€$£])(?:" + "|".join(f"(?P<{name}_>{shape})" for name, shape in GRAMMAR.items()) + r")(?![\w])"
)
_JOINS = re.compile(r",?\s+(?:(?:on|at|in|of|towards?)\s+)?(?:the\s+)?$|,\s*$")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|of|until|till|by|from|to|before|after|during|late|early|mid|through|between|and|for|for)\s+$",
    re.I,
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|of|until|till|by|from|to|before|after|during|late|early|and|through|between|for|around|about|season)\s+$",
    re.I,
)
_BEFORE_SEASON = re.compile(
    r"\b(?:in|since|until|by|before|after|during|this|late|early|of)\s+(?:the\s+)?$", re.I
)
_BEFORE_A_UNIT = re.compile(
    r"\b(?:for|in|within|after|over|under|than|about|nearly|almost|before|during|just|took|lasted|only|past|last|only|half|spent|hours|early|late|to)\s+$",
    re.I,
)
_SOME_DAY = re.compile(r"\b(?:a|an|the)\s+$")
_NTH = re.compile(r"\b(?:second|third|fourth|all|one|no|for the|a)\s+$")
_RECURRING = re.compile(r"\b(?:every|each|per)\s+$", re.I)
_HABIT = re.compile(r"\b(?:once|twice|times|[a-z]+s|million|billion|thousand)\s+$")


def find(text: str, begin: int, clock: Clock, future: Callable[[int], bool]) -> list[Time]:
    """Return the times in a line that starts at offset ``begin``; ``future`` tells the tense at an offset."""
    atoms = [atom for atom in _atoms(text, begin, clock, future) if atom.value is not None]
    joined: list[Time] = []
    for atom in atoms:
        if joined and _JOINS.match(text[joined[-1].end - begin : atom.start - begin] or "x"):
            both = _join(joined[-1], atom)
            if both is not None:
                joined[-1] = both
                continue
        joined.append(atom)
    return joined


def _join(one: Time, other: Time) -> Time | None:
    """Return two times as one, if no two parts of them say the same."""
    if one.other is not None or other.other is not None:
        return None
    if (one.clock and other.clock) or (one.part and other.part):
        return None
    if one.day and other.day and not {one.rule, other.rule} & {"weekday"}:
        return None
    day = other.day if one.rule == "weekday" and other.day else one.day or other.day
    clock, part = one.clock or other.clock, one.part or other.part
    if (
        clock
        and part in {"TNI", "TEV", "TAF"}
        and int(clock[:2]) < 12
        and not (part == "TNI" and int(clock[:2]) < 5)
    ):
        clock = f"{int(clock[:2]) + 12}{clock[2:]}"
    return replace(
        one, end=other.end, day=day, clock=clock, part=None if clock else part, rule="joined times"
    )


def _atoms(text: str, begin: int, clock: Clock, future: Callable[[int], bool]) -> Iterator[Time]:
    for match in _ATOM.finditer(text):
        rule = next(name for name in GRAMMAR if match[f"{name}_"] is not None)
        before = text[: match.start()]
        if _RECURRING.search(before) or not _may_stand(rule, match, before, text[match.end() :]):
            continue
        start, end = match.span()
        start += _determiner(rule, match)
        atom = Time(begin + start, begin + end, rule)
        read = READERS[rule]
        made = read(atom, match, clock, future(begin + match.start()))
        if rule == "clock" and not before and made.clock:
            made = replace(made, day=clock.today.isoformat(), rule="a time stamp")
        yield made


def _determiner(rule: str, match: re.Match[str]) -> int:
    """Return the length of an article that the grammar needs and the mention leaves out."""
    if rule == "duration" and match["number"].strip().lower() in {"a", "an", "the"}:
        return match.start("unit") - match.start()
    if match[0].startswith(("first ", "same ")) and rule == "part":
        return 0
    return 0


def _may_stand(rule: str, match: re.Match[str], before: str, after: str) -> bool:
    """Tell whether the words around allow what may also be something else."""
    if rule == "month":
        ambiguous = match["m"] in {"May", "March", "Sep", "Jan", "Dec"}
        return bool(_BEFORE_MONTH.search(before)) or not ambiguous
    if rule in {"year"}:
        return bool(_BEFORE_YEAR.search(before))
    if rule == "season":
        return bool(match["s_shift"] or match["s_year"] or _BEFORE_SEASON.search(before))
    if rule == "clock":
        return bool(match["c_half"] or ":" in match[0] or "h" in match[0] or not before)
    if rule == "weekday":
        return bool(match["wd_shift"]) or not _SOME_DAY.search(before)
    if rule == "part" and _NTH.search(before):
        return False
    if rule == "part":
        return not after.startswith("-") and not (
            match["part"] in {"night", "morning"} and after.startswith(" shift")
        )
    if rule == "duration":
        return _is_duration(match, before)
    return True


def _is_duration(match: re.Match[str], before: str) -> bool:
    if match["number"].strip().lower() in {"a", "an", "the"}:
        if match["ago"] and match["number"].strip().lower() != "the":
            return True
        if match["number"].strip().lower() == "the":
            return False
        return bool(_BEFORE_A_UNIT.search(before)) and not _HABIT.search(before[-12:].replace("hours ", ""))
    return match["unit"] != "second" or "second" in match[0]
