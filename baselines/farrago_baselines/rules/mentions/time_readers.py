"""What each atom of the grammar of times means, reckoned from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from farrago_baselines.rules.mentions.calendar import MONTHS, PARTS, SEASONS, Clock, duration
from farrago_baselines.rules.mentions.numbers import amount, plain

FEASTS = {
    "Christmas": "12-25",
    "Christmas Eve": "12-24",
    "New Year's Eve": "12-31",
    "New Year's Day": "01-01",
}


@dataclass(frozen=True, slots=True)
class Time:
    """A time in the text: offsets, the parts of its normal form, and the rule that read it."""

    start: int
    end: int
    rule: str
    day: str | None = None
    clock: str | None = None
    part: str | None = None
    other: str | None = None

    @property
    def value(self) -> str | None:
        """The normal form."""
        if self.other is not None:
            return self.other
        return (self.day or "") + (f"T{self.clock}" if self.clock else self.part or "") or None


def _day_month(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, day=_date(clock, match["dm_day"], match["dm_month"], match["dm_year"], future))


def _month_day(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, day=_date(clock, match["md_day"], match["md_month"], match["md_year"], future))


def _date(clock: Clock, day: str, month: str, year: str | None, future: bool) -> str | None:
    return clock.day(int(day), _month_number(month), int(year) if year else None, future=future)


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _month_year(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, other=f"{match['my_year']}-{_month_number(match['my_month']):02}")


def _weekday(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    shift = (match["wd_shift"] or "").lower()
    ahead = shift == "next" or (future and shift not in {"last", "previous", "final"})
    return replace(atom, day=clock.weekday(match["wd"], future=ahead, last=shift == "last").isoformat())


def _clock(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, clock=_hours(match["c_hour"], match["c_minute"], match["c_half"]))


def _hour(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, clock=_hours(match["h_hour"], "00", match["h_half"]))


def _hours(hour: str, minute: str, half: str | None) -> str | None:
    number = int(hour)
    if half and half.lower().startswith("p") and number < 12:
        number += 12
    if half and half.lower().startswith("a") and number == 12:
        number = 0
    return f"{number:02}:{minute}" if number <= 24 else None


def _noon(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, clock="24:00" if match["noon"] == "midnight" else "12:00")


def _part(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    part, shift = PARTS[match["part"]], (match["p_shift"] or "").lower()
    day: date | None = None
    if shift == "this":
        day = clock.today
    elif shift == "last":
        day = clock.today - timedelta(days=1)
    elif shift in {"same", "next", "following", "previous", "final"}:
        day = None
    return replace(atom, part=part, day=day.isoformat() if day else None)


def _today(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    word = match["today"]
    day = clock.today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return replace(atom, day=day.isoformat(), part="TNI" if word == "tonight" else None)


def _month_shift(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    number, shift = _month_number(match["ms"]), match["ms_shift"].lower()
    ahead = shift == "next" or (shift == "this" and future)
    value = clock.month(number, future=ahead)
    if shift == "last" and value == f"{clock.today.year}-{clock.today.month:02}":
        value = f"{clock.today.year - 1}-{number:02}"
    return replace(atom, other=value)


def _unit_shift(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(match["us_shift"].lower(), 0)
    if match["us"] == "weekend":
        return replace(atom, other=_weekend_value(clock, shift, future))
    return replace(atom, other=clock.unit(match["us"], shift))


def _weekend(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, other=_weekend_value(clock, 0, future))


def _weekend_value(clock: Clock, shift: int, future: bool) -> str:
    if (shift == 0 and not future and clock.today.weekday() < 5) or (
        shift < 0 and clock.today.weekday() >= 5
    ):
        shift = -1
    return f"{clock.week(min(shift, 0) if not future else max(shift, 0))}-WE"


def _season(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    code = SEASONS[match["s"]]
    if match["s_year"]:
        return replace(atom, other=f"{match['s_year']}-{code}")
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(match["s_shift"], 0)
    return replace(atom, other=clock.season(code, shift=shift, future=future))


def _half(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    order = ["first", "second", "third", "fourth"]
    if match["half"]:
        return replace(atom, other=f"{match['half_year']}-H{order.index(match['half']) + 1}")
    year = match["q_year"] or str(clock.today.year)
    return replace(atom, other=f"{year}-Q{order.index(match['quarter']) + 1}")


def _half_unit(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    values = {"hour": "PT30M", "year": "P6M", "day": "PT12H"}
    return replace(atom, other=values[match["hu"].split()[-1]])


def _duration(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    word, unit = match["number"].strip().lower(), match["unit"]
    number = amount("1" if word in {"a", "an"} else word)
    if number is None:
        return atom
    ago = (match["ago"] or "").strip()
    if ago == "ago" and number % 1 == 0:
        value = clock.ago(int(number), unit)
        if value is not None:
            return replace(atom, other=value, rule="so long ago")
    return replace(atom, other=duration(plain(number), unit))


def _simple(group: str, shape: str = "{}") -> Callable[[Time, re.Match[str], Clock, bool], Time]:
    return lambda atom, match, clock, future: replace(atom, other=shape.format(match[group]))


def _century(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, other=str(int(match["century"]) - 1))


def _feast(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    if match["movable"]:
        return replace(atom, other=str(clock.today.year))
    month, day = map(int, FEASTS[match["feast"]].split("-"))
    return replace(atom, day=clock.day(day, month, None, future=future))


def _nth(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    day = int(match["nth"])
    return replace(atom, day=clock.day_of_month(day, future=future) if day <= 31 else None)


def _month(atom: Time, match: re.Match[str], clock: Clock, future: bool) -> Time:
    return replace(atom, other=clock.month(_month_number(match["m"]), future=future))


READERS: dict[str, Callable[[Time, re.Match[str], Clock, bool], Time]] = {
    "day_month": _day_month,
    "month_day": _month_day,
    "month_year": _month_year,
    "weekday": _weekday,
    "clock": _clock,
    "hour": _hour,
    "noon": _noon,
    "part": _part,
    "today": _today,
    "month_shift": _month_shift,
    "unit_shift": _unit_shift,
    "weekend": _weekend,
    "season": _season,
    "half": _half,
    "half_unit": _half_unit,
    "duration": _duration,
    "season_year": _simple("sy"),
    "decade": _simple("decade"),
    "century": _century,
    "feast": _feast,
    "nth": _nth,
    "month": _month,
    "year": _simple("year"),
}
