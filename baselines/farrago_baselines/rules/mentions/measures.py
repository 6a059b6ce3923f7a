"""Sums of money, measures, percentages, scores, tallies and ages, by regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from farrago_baselines.rules import gazetteer
from farrago_baselines.rules.mentions.numbers import NUMBER, amount, plain


@dataclass(frozen=True, slots=True)
class Measure:
    """A value in the text: offsets, type, normal form, and the rule that read it."""

    start: int
    end: int
    type: str
    value: str | None
    rule: str


SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "R$": "BRL",
    "₴": "UAH",
    "₺": "TRY",
    "₽": "RUB",
    "₦": "NGN",
}
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
UNITS = (
    "square kilometre|square metre|square mile|cubic metre|metric ton|percentage point|percent|per cent|%|"
    "kilometre|kilometer|kilogram|kilowatt|megawatt|gigawatt|millimetre|centimetre|metre|meter|tonne|ton|kilo|gram|"
    "gramme|litre|liter|mile|hectare|acre|degree|knot|barrel|bushel|bale|inch|foot|feet|yard|pint|gallon|ounce|carat|"
    "volt|watt|point|vote|run|stroke|length|lap|km/h|mph|kph|km|kg|cm|mm|MW|GW|kW|kWh|MWh|bitcoin|megabyte|gigabyte|terabyte"
)
_MONEY_SIGN = re.compile(rf"(?<!\w)(?P<sign>{_SIGN}|R(?=\d))\s?(?P<number>{NUMBER})(?!\w)")
_MONEY_CODE = re.compile(
    rf"\b(?P<code>[A-Z]{{3}})\s?(?P<number>{NUMBER})(?!\w)|(?<!\w)(?P<number2>{NUMBER})\s(?P<code2>[A-Z]{{3}})\b"
)
_MONEY_WORD = re.compile(
    rf"(?<!\w)(?P<number>{NUMBER})[\s-]+(?P<words>(?:(?!of\b)[A-Za-zÀ-ž]+\s+)?(?P<unit>[a-zÀ-ž]+|rand|lei))\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    rf"(?<![\w€$£.])(?P<number>minus\s+)?(?P<n>{NUMBER}|\b(?:half\s)?an?(?=\s))"
    rf"[\s-]?(?P<unit>(?i:{UNITS}))(?P<s>s|es)?(?![\w])"
)
_RICHTER = re.compile(r"magnitude[\s-](\d(?:\.\d)?)", re.IGNORECASE)
_SCORES = re.compile(r"(?<![\w-])\d{1,3}[-–]\d{1,3}(?:,?\s\d{1,3}[-–]\d{1,3})*(?![\w-])")
_TALLY = re.compile(
    rf"(?<!\w)(?P<one>{NUMBER})\s+(?:votes?|runs?|sets?|points?|goals?|games?)?\s?to\s+(?P<two>{NUMBER})(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"(?<![\w])(?P<age>{NUMBER})[\s-](?P<unit>years?|months?|weeks?|days?)[\s-]olds?\b", re.IGNORECASE
)
_AGED = re.compile(r"\baged\s+(?P<age>\d{1,3})(?:\s+(?P<unit>months?|weeks?))?\b(?![\d-])")
_OF_YEARS = re.compile(
    rf"\b(?:boy|girl|man|woman|child|baby)\s+of\s+(?P<all>(?P<age>{NUMBER})\s+(?P<unit>years?|months?))\b"
)
_BARE_AGE = re.compile(r"(?<=[\w’'”\"\)]),\s(?P<age>[1-9]\d?|1[01]\d)(?=,|\.|;|\)| –|$)")
_BRACKET_AGE = re.compile(r"(?<=\w)\s\((?P<age>[1-9]\d)\)")
_SINGULAR = {"feet": "foot", "per cent": "%", "percent": "%", "liter": "litre"}
_WORDS_TOO = {"won", "real", "som", "sum", "pound", "crowns", "bucks"}  # that are more often something else
_NO_SUM = {"people", "tonnes", "years", "days", "hours"}


def find(text: str, begin: int, countries: Iterable[str]) -> list[Measure]:
    """Return the values in a line at offset ``begin``, the longer where they overlap, in order of the text.

    ``countries`` are those that the page names: they decide whose pesos are meant.
    """
    found = [
        *_money(text, tuple(countries)),
        *_ages(text),
        *_tallies(text),
        *_measures(text),
    ]
    taken: list[Measure] = []
    for measure in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(measure.end <= other.start or other.end <= measure.start for other in taken):
            taken.append(measure)
    moved = (Measure(m.start + begin, m.end + begin, m.type, m.value, m.rule) for m in taken)
    return sorted(moved, key=lambda m: m.start)


def _money(text: str, countries: tuple[str, ...]) -> Iterator[Measure]:
    code: str | None
    for match in _MONEY_SIGN.finditer(text):
        code = "ZAR" if match["sign"] == "R" else SIGNS[match["sign"]]
        yield _sum(match, code, match["number"], "currency sign")
    for match in _MONEY_CODE.finditer(text):
        code = match["code"] or match["code2"]
        if gazetteer.is_currency(code):
            yield _sum(match, code, match["number"] or match["number2"], "currency code")
    for match in _MONEY_WORD.finditer(text):
        words = match["words"].lower()
        first, _, second = words.partition(" ")
        nation = bool(second) and gazetteer.state_code(first) is not None
        for candidate in (words, match["unit"].lower()) if nation or not second else (words,):
            code = gazetteer.currency(candidate, countries)
            if code and match["unit"].lower() not in _NO_SUM:
                yield _sum(match, code, match["number"], "currency name")
                break
        else:
            code = gazetteer.currency(first, countries)
            if code and first not in _NO_SUM | _WORDS_TOO:
                end = match.start("words") + len(first)
                yield Measure(match.start(), end, "MONEY", _value(code, match["number"]), "currency name")


def _sum(match: re.Match[str], code: str, number: str, rule: str) -> Measure:
    return Measure(match.start(), match.end(), "MONEY", _value(code, number), rule)


def _value(code: str, number: str) -> str | None:
    value = amount(number)
    return None if value is None else f"{code} {plain(value)}"


def _measures(text: str) -> Iterator[Measure]:
    for match in _MEASURE.finditer(text):
        word = match["n"].strip().lower()
        if word in {"a", "an"} and match["unit"] not in {
            "mile",
            "tonne",
            "percentage point",
            "litre",
            "kilo",
            "point",
        }:
            continue
        start = match.start("unit") if word in {"a", "an"} else match.start()
        number = amount("1" if word in {"a", "an"} else word)
        if word.startswith("half"):
            number = amount("0.5")
        if number is None or (match["unit"] in {"run", "length", "lap", "yard", "foot"} and not match["s"]):
            continue
        low = match["unit"].lower()
        unit = _SINGULAR.get(low, low if match["unit"].istitle() else match["unit"])
        sign = "-" if match["number"] else ""
        yield Measure(start, match.end(), "QUANTITY", f"{sign}{plain(number)} {unit}", "number and unit")
    for match in _RICHTER.finditer(text):
        yield Measure(match.start(), match.end(), "QUANTITY", match[1], "magnitude")


def _tallies(text: str) -> Iterator[Measure]:
    for match in _SCORES.finditer(text):
        value = match[0].replace("–", "-").replace(",", "")
        yield Measure(match.start(), match.end(), "QUANTITY", value, "score")
    for match in _TALLY.finditer(text):
        one, two = amount(match["one"]), amount(match["two"])
        context = text[max(0, match.start() - 12) : match.end() + 12]
        if one is not None and two is not None and re.search(r"\b(vote|run|set|goal|by|won|points)", context):
            yield Measure(match.start(), match.end(), "QUANTITY", f"{plain(one)}-{plain(two)}", "tally")


def _ages(text: str) -> Iterator[Measure]:
    for match in _AGE.finditer(text):
        yield _age(match, match.start(), match.end(), "so many years old")
    for match in _AGED.finditer(text):
        yield _age(match, match.start("age"), match.end(), "aged so many")
    for match in _OF_YEARS.finditer(text):
        yield _age(match, match.start("all"), match.end("all"), "a child of so many years")
    for shape in (_BARE_AGE, _BRACKET_AGE):
        for match in shape.finditer(text):
            if re.search(
                r"[A-ZÀ-Ž][\w'’-]+\W*$|\b(?:boy|girl|man|woman|son|daughter|brother|sister|wife|husband|pensioner)$",
                text[: match.start()],
            ):
                yield Measure(
                    match.start("age"),
                    match.end("age"),
                    "QUANTITY",
                    f"{match['age']} year",
                    "age between commas",
                )


def _age(match: re.Match[str], start: int, end: int, rule: str) -> Measure:
    number = amount(match["age"])
    unit = (match["unit"] or "year").rstrip("s")
    return Measure(start, end, "QUANTITY", None if number is None else f"{plain(number)} {unit}", rule)
