"""Dates reckoned from the day of publication, in the normal forms of GUIDELINES 6 (after TIMEX3)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
PARTS = {
    **dict.fromkeys(["morning", "dawn", "daybreak", "sunrise"], "TMO"),
    "afternoon": "TAF",
    **dict.fromkeys(["evening", "dusk", "sunset"], "TEV"),
    **dict.fromkeys(["night", "overnight"], "TNI"),
}
UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "morning": "D",
    "matchday": "D",
    "evening": "D",
    "week": "W",
    "fortnight": "2W",
    "month": "M",
    "quarter": "3M",
    "year": "Y",
    "summer": "Y",
    "winter": "Y",
    "season": "Y",
    "term": "Y",
    "decade": "10Y",
    "century": "100Y",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The day of publication, from which all else is reckoned."""

    today: date

    def weekday(self, name: str, *, future: bool = False, last: bool = False) -> date:
        """Return the latest such weekday not after today, or the first after it."""
        wanted = WEEKDAYS.index(name.lower())
        back = (self.today.weekday() - wanted) % 7
        if future:
            return self.today + timedelta(days=7 - back if back else 7)
        if last and back == 0:
            back = 7
        return self.today - timedelta(days=back)

    def month(self, number: int, *, future: bool = False) -> str:
        """Return year and month of the latest such month, or of the next."""
        year = self.today.year
        if future and number < self.today.month:
            year += 1
        elif not future and number > self.today.month:
            year -= 1
        return f"{year}-{number:02}"

    def day(self, day: int, month: int, year: int | None, *, future: bool = False) -> str | None:
        """Return a day of a month, in the year that is given or that the tense tells."""
        if year is None:
            year = self.today.year
            if not future and (month, day) > (self.today.month, self.today.day):
                year -= 1
            elif future and (month, day) < (self.today.month, self.today.day):
                year += 1
        if not 1 <= day <= monthrange(year, month)[1]:
            return None
        return f"{year}-{month:02}-{day:02}"

    def day_of_month(self, day: int, *, future: bool = False) -> str | None:
        """Return the latest such day of any month, or the first to come."""
        current = self.today.replace(day=1)
        if not future and day > self.today.day:
            current -= relativedelta(months=1)
        elif future and day < self.today.day:
            current += relativedelta(months=1)
        return self.day(day, current.month, current.year)

    def week(self, shift: int) -> str:
        """Return the ISO week, so many weeks from this one."""
        year, week, _ = (self.today + timedelta(weeks=shift)).isocalendar()
        return f"{year}-W{week:02}"

    def season(self, code: str, *, shift: int = 0, future: bool = False) -> str:
        """Return a season with the year that it begins in."""
        year = self.today.year
        begun = SEASON_START[code] <= self.today.month
        if shift < 0 or (not begun and not future):
            year -= 1 if not begun or shift < 0 else 0
        elif shift > 0 or (future and begun and SEASON_START[code] + 3 <= self.today.month):
            year += 1 if begun else 0
        return f"{year}-{code}"

    def ago(self, number: int, unit: str) -> str | None:
        """Return the date that long ago, with no finer unit than the words have."""
        if unit in {"day", "night"}:
            return (self.today - timedelta(days=number)).isoformat()
        if unit in {"week", "fortnight"}:
            return self.week(-number * (2 if unit == "fortnight" else 1))
        if unit == "month":
            then = self.today - relativedelta(months=number)
            return f"{then.year}-{then.month:02}"
        if unit in {"year", "decade", "summer", "winter", "season"}:
            return str(self.today.year - number * (10 if unit == "decade" else 1))
        return None

    def unit(self, unit: str, shift: int) -> str | None:
        """Return this, the last or the next week, month, quarter, year."""
        if unit == "week":
            return self.week(shift)
        if unit == "month":
            then = self.today + relativedelta(months=shift)
            return f"{then.year}-{then.month:02}"
        if unit == "quarter":
            then = self.today + relativedelta(months=3 * shift)
            return f"{then.year}-Q{(then.month - 1) // 3 + 1}"
        if unit in {"year", "season"}:
            return str(self.today.year + shift)
        return None


def duration(number: str, unit: str) -> str | None:
    """Return a duration in ISO 8601, in the unit of the words; ``None`` where that needs a fraction."""
    code = UNITS[unit]
    factor = "".join(c for c in code if c.isdigit())
    letter = code.strip("0123456789")
    if "." in number:
        return None
    total = int(number) * int(factor or 1)
    return f"PT{total}{letter[1:]}" if letter.startswith("T") else f"P{total}{letter}"
