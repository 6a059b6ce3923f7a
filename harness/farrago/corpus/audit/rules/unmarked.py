"""Words that usually are something, and are not marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit
from farrago.corpus.audit.page import Page, Word

TITLED = ("headline", "teaser", "caption")  # where every word may have a capital
DIGITS = re.compile(r"(?<![\w.,])[$€£¥]?\d[\d.,:/-]*(?:\s?(?:%|percent|per cent))?")
YEAR = re.compile(r"(?:19|20)\d\d")


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
    """Find capitalised words inside sentences that no mention touches. Names that were passed over."""
    run: list[Word] = []
    for word in page.words:
        if _is_capital(page, word):
            if run and page.text[run[-1].end : word.start] == " ":
                run.append(word)
                continue
            yield from _capitals(page, run)
            run = [word]
        else:
            yield from _capitals(page, run)
            run = []
    yield from _capitals(page, run)


def _capitals(page: Page, run: list[Word]) -> Iterator[Hit]:
    while run and page.starts_sentence(run[0].start) and len(run) == 1:
        run = []
    shouted = len(run) > 2 and all(word.text.isupper() for word in run)
    if run and not shouted and any(len(word.text) > 1 for word in run):
        sure = 0.5 if len(run) > 1 else 0.4
        yield Hit(sure, "capitalised, and no mention", run[0].start, run[-1].end)


def _is_capital(page: Page, word: Word) -> bool:
    kind = page.zone_kind(word.start)
    return (
        word.text[0].isupper()
        and kind not in (*TITLED, "boilerplate", "dateline")
        and re.split(r"['’]", word.text.lower())[0] not in words.FORMS_OF_ADDRESS | words.FIRST_AND_SECOND
        and page.is_free(word.start, word.end)
        and (word.start, word.end) not in page.trigger_spans
    )


def unmarked_digits(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find numbers that no mention touches: sums and percentages surely, years mostly, others seldom."""
    for match in DIGITS.finditer(page.text):
        if page.zone_kind(match.start()) == "boilerplate" or not page.is_free(*match.span()):
            continue
        text = match[0]
        money = text[0] in words.CURRENCIES or text[0] == "$"
        sure = 0.8 if money or text.endswith(("%", "cent")) else 0.5 if YEAR.fullmatch(text) else 0.2
        yield Hit(sure, "digits, and no value", *match.span())


RULES = (unmarked_pronoun, unmarked_capitals, unmarked_digits)
