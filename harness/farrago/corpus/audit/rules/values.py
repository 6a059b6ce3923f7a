"""Values whose normal form does not say what their words say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Marked, Page

DAY = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NEAR = 7  # days within which a bare weekday is meant
# What shares an entity when it is the same: how sure it is that two of one form are one.
SHARED = {"TIME": 0.6, "MONEY": 0.3, "TITLE": 0.35, "CRIME": 0.4, "PENALTY": 0.4}


def wrong_weekday(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find weekdays resolved to another day of the week (always wrong), or to a far one (mostly)."""
    for mention, value in _values(page, "TIME"):
        names = [word for word in re.findall(r"[a-z]+", mention.text.lower()) if word in words.WEEKDAYS]
        day = _date_in(value)
        if not names or day is None:
            continue
        if words.WEEKDAYS[day.weekday()] not in names:
            yield _hit(mention, 0.95, f"{value} is a {words.WEEKDAYS[day.weekday()].capitalize()}")
            continue
        today = _date_in(page.document.meta.date)
        bare = len(mention.text.split()) == 1
        if today is not None and bare and abs((day - today).days) > NEAR:
            yield _hit(mention, 0.35, f"{value} is {abs((day - today).days)} days from {today}")


def wrong_date(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find dates with another month, year or day than the words name. Nearly always wrong."""
    for mention, value in _values(page, "TIME"):
        text = mention.text.lower()
        month = next((m for m in words.MONTHS if re.search(rf"\b{m}\b", text)), None)
        if month and re.match(r"\d{4}-\d\d", value) and int(value[5:7]) != words.MONTHS.index(month) + 1:
            yield _hit(mention, 0.9, f"{month.capitalize()} as {value}")
        year = re.search(r"\b(?:19|20)\d\d\b", text)
        if year and re.match(r"\d{4}", value) and value[:4] != year[0] and "/" not in value:
            yield _hit(mention, 0.9, f"{year[0]} as {value}")
        day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
        full = re.match(r"\d{4}-\d\d-(\d\d)", value)
        if month and day and full and int(day[1]) != int(full[1]):
            yield _hit(mention, 0.85, f"day {day[1]} as {value}")


def wrong_currency(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find sums whose currency sign is another currency's. Nearly always wrong."""
    for mention, value in _values(page, "MONEY"):
        for sign, code in words.CURRENCIES.items():
            if sign in mention.text and not value.startswith(code):
                yield _hit(mention, 0.85, f"{sign} as {value}")


def wrong_number(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find sums, counts and measures whose number is not the one that the words say. Mostly wrong."""
    for type_ in ("MONEY", "COUNT", "QUANTITY"):
        for mention, value in _values(page, type_):
            said, noted = _number_said(mention.text), NUMBER.findall(value)
            if said is not None and len(noted) == 1 and abs(said - float(noted[0])) > 1e-6 * max(said, 1):
                yield _hit(mention, 0.75, f"{said:g} as {value}")


def value_twice(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find two entities for one value: equal times are one mostly, equal sums and offices often."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in page.entities.values():
        if entity.type in SHARED and page.of_entity[entity.id]:
            form = entity.value or page.of_entity[entity.id][0].text.casefold()
            groups[entity.type, form].append(entity.id)
    for (type_, form), ids in groups.items():
        for one, other in combinations(ids, 2):
            mention = page.of_entity[other][0]
            vague = type_ == "TIME" and form.startswith(("P", "T"))  # three days; night
            sure = 0.2 if vague else SHARED[type_]
            yield hit_at(mention, sure, f"two {type_} values {form!r}", one, other)


def _values(page: Page, type_: str) -> Iterator[tuple[Marked, str]]:
    for mention in page.mentions:
        if mention.entity.type == type_ and mention.entity.value:
            yield mention, mention.entity.value


def _date_in(value: str) -> date | None:
    found = DAY.match(value)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _number_said(text: str) -> float | None:
    """Return the one number that the words say, in digits or as a small word; ``None`` if it is not plain."""
    found = NUMBER.findall(text)
    small = [words.NUMERALS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in words.NUMERALS]
    if len(found) + len(small) != 1 or re.search(
        r"half|quarter|third|dozen|score|hundred|[½¼¾/]", text.lower()
    ):
        return None
    if small:
        number: float = small[0]
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", found[0]):
        number = float(found[0].replace(",", ""))
    else:
        return None
    powers = [
        power for word, power in words.MAGNITUDES.items() if re.search(rf"(?:\b|\d){word}\b", text.lower())
    ]
    if len(set(powers)) > 1 or re.search(
        r"[a-z]+-(?:one|two|three|four|five|six|seven|eight|nine)", text.lower()
    ):
        return None
    return number * 10 ** powers[0] if powers else number


def _hit(mention: Marked, sure: float, reason: str) -> Hit:
    return hit_at(mention, sure, reason, mention.entity.id)


RULES = (wrong_weekday, wrong_date, wrong_currency, wrong_number, value_twice)
