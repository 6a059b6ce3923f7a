"""Words that usually are something, and are not marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit
from farrago.corpus.audit.page import Page, Word

TITLED = ("headline", "teaser")  # where every word may have a capital
DIGITS = re.compile(r"(?<![\w.,])[$€£¥]?\d[\d.,:/-]*(?:\s?(?:%|percent|per cent))?")
YEAR = re.compile(r"(?:19|20)\d\d")
AGE = re.compile(r"^, \d\d,$")  # Ruiz, 57, quit
RARE = 3.0  # on wordfreq's Zipf scale: once in a million words


def unmarked_pronoun(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find personal and relative pronouns that are not marked. Right for lost antecedents, else wrong."""
    people = words.HE | words.SHE
    for word in page.words:
        lower = re.split(r"['’]", word.text.lower())[0]
        sure = 0.45 if lower in people else 0.3 if lower in words.THEY | words.RELATIVE else 0.0
        if word.text == "US" or not sure or page.zone_kind(word.start) == "boilerplate":
            continue
        if page.is_free(word.start, word.start + len(lower)):
            yield Hit(sure, "a pronoun that is linked to nothing", word.start, word.start + len(lower))


def unmarked_capitals(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find capitalised words that no mention touches. Names that were passed over, or words like Sunday."""
    run: list[Word] = []
    for word in page.words:
        if run and not (_is_capital(page, word) and page.text[run[-1].end : word.start] == " "):
            yield from _capitals(page, run)
            run = []
        if _is_capital(page, word):
            run.append(word)
    yield from _capitals(page, run)


def _capitals(page: Page, run: list[Word]) -> Iterator[Hit]:
    """Yield a run of capitalised words; what a sentence or a headline begins or holds must be rare, too."""
    shouted = len(run) > 2 and all(word.text.isupper() for word in run)
    capital_by_rule = page.zone_kind(run[0].start) in TITLED if run else True
    if run and page.starts_sentence(run[0].start) and not _is_rare(run[0].text):
        run = run[1:]
    if capital_by_rule:
        run = [word for word in run if _is_rare(word.text)]
    if run and not shouted and any(len(word.text) > 1 for word in run):
        sure = 0.5 if len(run) > 1 and not capital_by_rule else 0.4
        yield Hit(sure, "capitalised, and no mention", run[0].start, run[-1].end)


def _is_capital(page: Page, word: Word) -> bool:
    return (
        word.text[0].isupper()
        and page.zone_kind(word.start) not in ("boilerplate", "dateline")
        and re.split(r"['’]", word.text.lower())[0] not in words.FORMS_OF_ADDRESS | words.FIRST_AND_SECOND
        and page.is_free(word.start, word.end)
        and (word.start, word.end) not in page.trigger_spans
    )


def _is_rare(word: str) -> bool:
    """Tell whether English texts seldom hold the word, and then mostly as a name."""
    from wordfreq import zipf_frequency  # noqa: PLC0415  # large, and only this rule needs it

    parts = re.split(r"['’-]", word)
    return all(zipf_frequency(part, "en") < RARE for part in parts if len(part) > 1)


def unmarked_digits(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find numbers that no mention touches: sums and measures surely, ages and years mostly."""
    for match in DIGITS.finditer(page.text):
        start, end = match.span()
        if page.zone_kind(start) == "boilerplate" or not page.is_free(start, end):
            continue
        after = re.match(r"[\s-]([^\W\d_]+)", page.text[end:])
        money = match[0][0] in {"$", *words.CURRENCIES}
        if money or match[0].endswith(("%", "cent")):
            sure = 0.8
        elif after and after[1].lower() in corpus.units:
            sure = 0.6
        elif AGE.search(page.text[max(start - 2, 0) : end + 1]) or YEAR.fullmatch(match[0]):
            sure = 0.5
        else:
            sure = 0.2
        yield Hit(sure, "digits, and no value", start, end)


RULES = (unmarked_pronoun, unmarked_capitals, unmarked_digits)
