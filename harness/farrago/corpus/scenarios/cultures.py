"""The naming cultures: every locale of Faker whose names English prose can write.

Names come from Faker, countries' names from Babel, what is too well known from wordfreq. A surname that the
English word list holds more often than about once in six million words is left out: names of living persons
in the news are among those, and so are ordinary words.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from faker import Faker

# Scripts that anyascii turns into what a newspaper would print; of others it loses the vowels.
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")
LEFT_OUT = {
    "fr_QC": "the same as fr_CA, under its old name",
    "en": "no country of its own",
    "es": "no country of its own",
    "es_CA": "the same surnames as es_ES",
    "de_LI": "given names are placeholders",
    "de_LU": "given names are placeholders",
}
COUNTRIES = {"sw": "TZ", "ga_IE": "IE"}  # where Faker's locale names no country
WELL_KNOWN = 2.2  # on wordfreq's Zipf scale, log10 of occurrences in a thousand million words
GENDERS: tuple[Literal["f", "m"], ...] = ("f", "m")
SAMPLE = 400
LEAST_SURNAMES = 45  # a culture comes up some six times, with three or four people each


class Culture:
    """How people of one country or people are called."""

    def __init__(self, locale: str) -> None:
        from babel import Locale  # noqa: PLC0415  # two heavy libraries that only drawing needs
        from faker import Faker  # noqa: PLC0415

        self.locale = locale
        language, _, country = locale.partition("_")
        english = Locale("en")
        self.country = str(english.territories.get(COUNTRIES.get(locale, country), locale))
        self.label = self.country if language == "en" else f"{self.country} ({english.languages[language]})"
        self.faker: Faker = Faker(locale, use_weighting=False)

        self.surnames = self._surnames()

    def _surnames(self) -> list[str]:
        """Return a sample of the surnames that are not too well known, sorted."""
        self.seed(0)
        sample = {self.surname(gender) for _ in range(SAMPLE) for gender in GENDERS}
        return sorted(name for name in sample if name and not is_well_known(name))

    def seed(self, seed: int) -> None:
        """Start the series of names again."""
        self.faker.seed_instance(f"{seed} {self.locale}")

    def given(self, gender: Literal["f", "m"]) -> str:
        """Return the next given name."""
        faker = self.faker
        return latin(faker.first_name_female() if gender == "f" else faker.first_name_male())

    def surname(self, gender: Literal["f", "m"]) -> str:
        """Return the next surname, in the form of the gender."""
        faker = self.faker
        return latin(faker.last_name_female() if gender == "f" else faker.last_name_male())


@cache
def all_of_them() -> tuple[Culture, ...]:
    """Return the cultures with enough usable surnames, by locale."""
    from faker.config import AVAILABLE_LOCALES  # noqa: PLC0415  # see above

    usable = []
    for locale in sorted(set(AVAILABLE_LOCALES) - LEFT_OUT.keys()):
        if _has_names(locale):
            culture = Culture(locale)
            if len(culture.surnames) >= LEAST_SURNAMES:
                usable.append(culture)
    return tuple(usable)


def latin(name: str) -> str:
    """Return a name in Latin letters, with its accents if it has them, else transliterated.

    Empty if its script cannot be transliterated well, or if the entry is no name of one person.
    """
    from anyascii import anyascii  # noqa: PLC0415  # see above

    name = unicodedata.normalize("NFC", " ".join(name.split()))
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}
    if not scripts <= set(SCRIPTS):
        return ""
    if scripts - {"LATIN"}:
        name = anyascii(name.replace("ъ", "а")).replace("'", "").title()  # Bulgarian; elsewhere it is mute
        if "GREEK" in scripts:
            name = name.replace("oy", "ou").replace("Oy", "Ou")  # as Greek names are spelt abroad
    return name if len(name) > 2 and name[0].isupper() and not set(name) & set("./()") else ""


def is_well_known(name: str) -> bool:
    """Tell whether English texts hold the word often."""
    from anyascii import anyascii  # noqa: PLC0415  # see above
    from wordfreq import zipf_frequency  # noqa: PLC0415

    return max(zipf_frequency(word, "en") for word in (name, anyascii(name))) >= WELL_KNOWN


def _has_names(locale: str) -> bool:
    from importlib.util import find_spec  # noqa: PLC0415

    return find_spec(f"faker.providers.person.{locale}") is not None
