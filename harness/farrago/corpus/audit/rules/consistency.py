"""The same words, marked here and not there, or marked as two things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from farrago.corpus.audit import words
from farrago.corpus.audit.corpus import Corpus
from farrago.corpus.audit.finding import Hit, hit_at
from farrago.corpus.audit.page import Marked, Page

# Types that share a span by rule: the office inside the person, the term inside the penalty.
NESTED = ({"PER", "TITLE"}, {"PENALTY", "TIME"}, {"PENALTY", "MONEY"})
EXACT = ("TIME", "MONEY", "QUANTITY")  # values that are marked wherever they stand


def unmarked_name(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find a name that is marked in one place and not in another. Nearly always wrong outside boilerplate."""
    for text, mentions in _by_text(page, "name").items():
        if len(text) < 2 or not any(letter.isupper() for letter in text):
            continue
        for start, end in page.occurrences(text):
            if (start, end) in page.spans or page.zone_kind(start) == "boilerplate":
                continue
            around = [m for m in page.mentions if m.start <= start and end <= m.end]
            # Inside a longer name only places are marked again: [[Lima] police].
            marked_again = _is_place(mentions) and not any(
                _is_place([m]) and m.kind == "name" for m in around
            )
            sure = 0.85 if not around else 0.6 if marked_again else 0.0
            if any(m.start < end and start < m.end for m in page.mentions) and not around:
                sure = 0.3  # it crosses another mention
            if sure and not _part_of_longer_name(page, start, end, around):
                where = "inside another mention" if around else "here"
                yield Hit(sure, f"marked as a name elsewhere and not {where}", start, end, _ids(mentions))


def unmarked_nominal(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find "the" with a nominal that is marked elsewhere and not here. As often generic as forgotten."""
    for text, mentions in _by_text(page, "nominal").items():
        for start, end in page.occurrences(text):
            inside = any(m.start <= start and end <= m.end for m in page.mentions)
            definite = page.text[max(start - 4, 0) : start].lower() == "the "
            if not inside and definite and page.zone_kind(start) != "boilerplate":
                yield Hit(0.5, "marked as a nominal elsewhere and not here", start, end, _ids(mentions))


def unmarked_value(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find a time, sum or measure that is marked in one place and not in another. Mostly wrong."""
    for text, mentions in _by_text(page, "value").items():
        if mentions[0].entity.type not in EXACT or not _is_telling(text):
            continue
        for start, end in page.occurrences(text):
            inside = any(m.start <= start and end <= m.end for m in page.mentions)
            if not inside and page.zone_kind(start) != "boilerplate":
                sure = 0.75 if any(letter.isdigit() for letter in text) else 0.5
                yield Hit(sure, "marked as a value elsewhere and not here", start, end, _ids(mentions))


def two_types(page: Page, _: Corpus) -> Iterator[Hit]:
    """Find words that bear two types on one page. Right where a page speaks of two things, else wrong."""
    seen: dict[tuple[str, str], Marked] = {}
    for mention in page.mentions:
        if mention.kind == "pronoun" or mention.entity.type == "COUNT":
            continue
        earlier = seen.setdefault((mention.text.casefold(), mention.kind), mention)
        types = {earlier.entity.type, mention.entity.type}
        if len(types) == 2 and not any(types <= pair for pair in NESTED):
            # A town and its club, a firm and its building share names.
            namesakes = types <= {"GPE", "ORG", "FAC", "LOC"}
            sure = 0.6 if mention.kind == "name" and not namesakes else 0.35
            reason = f"{mention.entity.type} here, {earlier.entity.type} at {earlier.start}"
            yield hit_at(mention, sure, reason, earlier.entity.id, mention.entity.id)


def types_across(page: Page, corpus: Corpus) -> Iterator[Hit]:
    """Find names with another type than most documents give them. Worth a look, oftener right than not."""
    told: set[str] = set()
    for mention in page.mentions:
        types = corpus.names.get(mention.text, {})
        if mention.kind != "name" or len(types) < 2 or mention.text in told:
            continue
        told.add(mention.text)
        counts = Counter({type_: len(documents - {page.id}) for type_, documents in types.items()})
        (usual, most), *_ = counts.most_common(1)
        if most > counts[mention.entity.type] and usual != mention.entity.type:
            reason = f"{mention.entity.type} here, {usual} in {most} other documents"
            yield hit_at(mention, 0.35, reason, mention.entity.id)


def _by_text(page: Page, kind: str) -> dict[str, list[Marked]]:
    found: dict[str, list[Marked]] = defaultdict(list)
    for mention in page.mentions:
        if mention.kind == kind:
            found[mention.text].append(mention)
    return found


def _is_telling(text: str) -> bool:
    """Tell whether a value's words are a value wherever they stand: "14 May", not "third"."""
    lower = text.lower()
    calendar = any(name in lower for name in (*words.MONTHS, *words.WEEKDAYS))
    return calendar or " " in text or any(letter.isdigit() for letter in text)


def _is_place(mentions: list[Marked]) -> bool:
    return any(mention.entity.type in ("GPE", "LOC") for mention in mentions)


def _part_of_longer_name(page: Page, start: int, end: int, around: list[Marked]) -> bool:
    """Tell whether the words belong to a longer capitalised run ("Graz" of "Graz-Umgebung")."""
    text = page.text
    hyphened = text[start - 1 : start] in ("-", "–") or text[end : end + 1] in ("-", "–")
    return bool(around) and hyphened


def _ids(mentions: list[Marked]) -> tuple[str, ...]:
    return tuple(sorted({mention.entity.id for mention in mentions}))


RULES = (unmarked_name, unmarked_nominal, unmarked_value, two_types, types_across)
