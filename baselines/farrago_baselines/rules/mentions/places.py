"""Places and nations inside longer names and beside them (GUIDELINES 4, Names)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from farrago_baselines.rules import gazetteer, lists
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.mentions.runs import JOINED, Name
from farrago_baselines.rules.page import Page

# With only a place before it, a name even with a small letter; as what it acts or as what it stands.
PUBLIC = {
    "police": "ORG",
    "council": "ORG",
    "court": "ORG",
    "parliament": "ORG",
    "assembly": "ORG",
    "university": "ORG",
    "school": "ORG",
    "hospital": "FAC",
    "airport": "FAC",
    "port": "FAC",
    "harbour": "FAC",
    "station": "FAC",
    "prison": "FAC",
    "stadium": "FAC",
}
PUBLIC_PAIRS = {
    ("fire", "brigade"): "ORG",
    ("city", "hall"): "ORG",
    ("town", "hall"): "ORG",
    ("prosecutor", "'s"): "ORG",
    ("city", "council"): "ORG",
    ("district", "court"): "ORG",
}


def is_language(page: Page, name: Name) -> bool:
    """Tell whether a name that may be a language is one: "in Kannada", "from the French"."""
    before, after = page.near(name.first, -1), page.near(name.last - 1, 1)
    ends = after is None or after.tag in {"punct", "prep"}
    if gazetteer.state_code(name.text) is None:
        return before is not None and before.low in {"in", "into", "speaks", "speak", "spoke"}
    if before is None or not ends:
        return False
    second = page.near(before.index, -1)
    return before.low in {"in", "into"} or (
        before.low == "the" and second is not None and second.low == "from"
    )


def demonym_nouns(page: Page, names: Sequence[Mention]) -> list[Mention]:
    """Turn a demonym that stands for persons ("a Finn", "two Zambians") into a nominal of persons."""
    result = []
    for name in names:
        if name.type in {"GPE", "ORG"} and _is_person(page, name):
            first = name.first
            while (
                (before := page.near(first, -1)) is not None and before.tag == "adj" and before.low.isalpha()
            ):
                first = before.index
            start = page.tokens[first].start
            result.append(
                Mention(
                    first,
                    name.last,
                    start,
                    name.end,
                    "PER",
                    "nominal",
                    "a demonym noun for persons",
                    head=name.head,
                    number="p" if name_text(page, name).endswith("s") else "s",
                    definite=page.low(first - 1) in {"the", "this"},
                )
            )
        else:
            result.append(name)
    return result


def name_text(page: Page, name: Mention) -> str:
    """Return the text of a mention that has none yet."""
    return page.text[name.start : name.end]


def _is_person(page: Page, name: Mention) -> bool:
    text = name_text(page, name)
    folded = gazetteer.fold(text)
    if folded not in gazetteer.demonyms():
        return _is_people(page, name, text)
    before, after = page.near(name.first, -1), page.near(name.last - 1, 1)
    if after is not None and after.tag in {"noun", "adj", "name"}:
        return False
    if text in lists.words("places", "persons"):
        return True
    plural = text.endswith("s") and folded.removesuffix("s") in gazetteer.demonyms()
    counted = before is not None and (
        before.tag == "num" or before.low in {"a", "an", "the", "other", "them"}
    )
    return counted and (plural or text.endswith(("an", "i", "er", "man")))


def _is_people(page: Page, name: Mention, text: str) -> bool:
    """Tell whether an unknown plural in -ans is a people: "the Styrians", "22 dead Moluccans"."""
    before = page.near(name.first, -1)
    return (
        name.last - name.first == 1
        and text.endswith(("ians", "ans"))
        and before is not None
        and before.tag in {"det", "adj", "num"}
    )


def nested(page: Page, names: Sequence[Mention]) -> list[Mention]:
    """Return the places inside the names of bodies, buildings, happenings and laws."""
    known = {gazetteer.fold(name_text(page, n)) for n in names if n.type in {"GPE", "LOC"}}
    found = _hyphenated(page, names)
    for name in names:
        if name.type in {"GPE", "LOC", "PER"} or name.last - name.first < 2:
            continue
        for first, last in _runs(name):
            start, end = page.span(first, last)
            type_ = _inner_type(page.text[start:end], known) or _seat(page, name, first, last)
            if type_ is not None:
                found.append(
                    Mention(first, last, start, end, type_, "name", "a place in a longer name", head=last - 1)
                )
                break
    return found


def _hyphenated(page: Page, names: Sequence[Mention]) -> list[Mention]:
    """Return the places in words like "Kecskemét-based"; a part of a compound counts alone."""
    found = []
    inside = {i for n in names for i in range(n.first, n.last) if n.last - n.first > 1}
    for token in page.tokens:
        if not token.low.endswith(JOINED) or not token.capital or token.index in inside:
            continue
        ending = next(e for e in JOINED if token.low.endswith(e))
        end = token.end - len(ending)
        found.append(
            Mention(
                token.index,
                token.index + 1,
                token.start,
                end,
                "GPE",
                "name",
                f"a place before {ending}",
                head=token.index,
            )
        )
    return found


def _runs(name: Mention) -> Iterator[tuple[int, int]]:
    for length in (2, 1):
        for first in range(name.first, name.last - length + 1):
            if length < name.last - name.first:
                yield first, first + length


def _inner_type(text: str, known: set[str]) -> str | None:
    key = gazetteer.fold(text)
    if gazetteer.state_code(text) or (key in known and len(key) > 2):
        return "GPE"
    if key in gazetteer.regions() and key not in known:
        return "LOC"
    return (
        "GPE"
        if text[:1].isupper() and len(key) > 3 and key in gazetteer.towns() and not _is_word(text)
        else None
    )


def _seat(page: Page, name: Mention, first: int, last: int) -> str | None:
    """Return GPE for a first word that is no English before the word of a public body or school."""
    if first != name.first or last != first + 1 or page.tokens[name.last - 1].text not in SEATED:
        return None
    return None if _is_word(page.tokens[first].text) or name.type != "ORG" else "GPE"


SEATED = frozenset("College University School Court Police Council Hospital Academy Airport Prison".split())


def _is_word(text: str) -> bool:
    from farrago_baselines.rules import words  # noqa: PLC0415  # keeps the imports of this small module few

    return bool(words.lookup(text.lower()))


def compounds(page: Page, names: Sequence[Mention]) -> list[Mention]:
    """Return public bodies and buildings that a place before them names.

    "Graz police", "Austrian parliament".
    """
    found = []
    for name in names:
        if name.type != "GPE" or page.low(name.first - 1) in {"a", "an"}:
            continue
        after = page.near(name.last - 1, 1)
        if after is None or (page.line_of(name.first).titled and after.text.isupper()):
            continue
        pair = PUBLIC_PAIRS.get((after.low, page.low(after.index + 1)))
        type_ = PUBLIC.get(after.low) if pair is None else pair
        last = after.index + (1 if pair is None else 2)
        if pair is not None and page.low(after.index + 1) == "'s":
            last += 1
        if type_ is None or last > len(page.tokens) or _goes_on(page, last):
            continue
        start, end = name.start, page.tokens[last - 1].end
        found.append(
            Mention(name.first, last, start, end, type_, "name", "a place and a public body", head=last - 1)
        )
    return found


def _goes_on(page: Page, last: int) -> bool:
    """Tell whether another noun follows, so that the public body is only part of a longer phrase."""
    after = page.near(last - 1, 1)
    return after is not None and after.tag == "noun"
