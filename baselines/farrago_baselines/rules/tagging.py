"""Parts of speech by rule: what the lexicon allows, narrowed by the words around it.

After Brill (1992), "A simple rule-based part of speech tagger", and the constraint grammars of Karlsson
(1990): every word begins with all parts of speech that a lexicon gives it, and rules of local context
decide. The rules here were written by hand; nothing is learnt.
"""

from __future__ import annotations

from functools import cache

from farrago_baselines.rules import lists, words
from farrago_baselines.rules.closed import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NUMBERS,
    POSSESSIVES,
    PREDICATES,
    PREPOSITIONS,
    PRONOUNS,
    SAME_PARTICIPLE,
    SUBJECTS,
)
from farrago_baselines.rules.page import Line, Page, Tag, Token

TITLED_SHARE = 0.6  # of the longer words of a line that begin with a capital, for the line to be Title Case


def tag(page: Page) -> None:
    """Give every token of the page its part of speech and, where it is a verb, its form."""
    for line in page.lines:
        line.titled = _is_titled(page, line)
    for token in page.tokens:
        token.tag = _first(page, token)
    for token in page.tokens:
        if token.low == "that" and _is_determiner(page, token):
            token.tag = "det"
        elif token.tag in {"noun", "verb", "adj", "adv"} and token.low not in ADVERBS:
            token.tag = _decide(page, token)
            if token.tag == "verb":
                token.form = verb_form(token.low)
    for token in page.tokens:
        token.lemma = words.lemma(token.low, token.tag if token.tag in {"verb", "adj"} else "noun")


def verb_form(low: str) -> str:
    """Return the form of a verb: base, s, ing, past (or participle, which looks the same)."""
    base = words.lemma(low, "verb")
    if low == base:
        return "base"
    if low.endswith("ing"):
        return "ing"
    return "s" if low.endswith("s") else "past"


def _is_titled(page: Page, line: Line) -> bool:
    longer = [t for t in page.walk(line.first, line.last) if len(t.text) > 3 and t.text[0].isalpha()]
    english = [t for t in longer if words.lookup(t.low)]
    longer = english if len(english) >= 2 else longer  # names have capitals anywhere
    capitals = sum(t.capital for t in longer)
    ends = page.tokens[line.last - 1].text
    credit = any(t.low in {"photo", "picture", "image"} for t in page.walk(line.first, line.last))
    return (
        not credit
        and len(longer) >= 2
        and capitals / len(longer) >= TITLED_SHARE
        and line.last - line.first < 24
        and (ends not in {".", '"', "”"} or capitals / len(longer) > 0.8)
    )


def _closed(low: str) -> Tag | None:
    if low in POSSESSIVES:
        return "poss"
    if low in AUXILIARIES:
        return "aux"
    if low in {"that", "which"}:
        return "pron"
    if low in DETERMINERS:
        return "det"
    if low in PRONOUNS:
        return "pron"
    if low in CONJUNCTIONS:
        return "conj"
    if low in PREPOSITIONS:
        return "prep"
    return None


def _first(page: Page, token: Token) -> Tag:
    """Return a token's part of speech as far as the word alone tells it."""
    low = token.low
    if not any(c.isalnum() for c in low):
        return "punct"
    if low in {"'s", "’s"}:
        return _apostrophe(page, token)
    if low[0].isdigit() or low in NUMBERS or (low[:1] in "$€£¥" and len(low) > 1):
        return "num"
    closed = _closed(low)
    if closed is not None and token.text != "WHO":
        return closed
    if low in ADVERBS:
        return "adv"
    found = words.lookup(low)
    if token.capital and not page.lines[token.line].titled and _inside(page, token):
        return "name"
    if not found:
        return "name" if token.capital and not _is_inflected(low) else _guess(low)
    for kind in ("noun", "verb", "adj", "adv"):
        if kind in found:
            return kind
    return "noun"


def _is_inflected(low: str) -> bool:
    """Tell whether an unknown word is a known one with an ending: "Stubbled"."""
    for ending in ("ed", "d", "ing", "ly", "s", "er"):
        if low.endswith(ending) and len(low) > 5 and low.removesuffix(ending) in words.entries():
            return True
    return False


def _guess(low: str) -> Tag:
    """Return the part of speech that the ending of an unknown word suggests."""
    if low.endswith("ly"):
        return "adv"
    if low.endswith(("ed", "ing")):
        return "verb"
    if low.endswith(("ous", "ful", "less", "ish", "ive", "able", "based", "old", "born")):
        return "adj"
    return "noun"


def _is_determiner(page: Page, token: Token) -> bool:
    before, after = page.near(token.index, -1), page.near(token.index, 1)
    return before is not None and before.tag == "prep" and after is not None and after.tag in {"noun", "adj"}


def _inside(page: Page, token: Token) -> bool:
    """Tell whether a token stands where a common word has no capital."""
    before = page.near(token.index, -1)
    while before is not None and before.text in {'"', "“", "‘", "'", "(", "–", "-"}:
        before = page.near(before.index, -1)
    return before is not None and before.text not in {":", "/", "|", "…", ".", "!", "?"}


def _apostrophe(page: Page, token: Token) -> Tag:
    before = page.near(token.index, -1)
    if before is not None and before.low in SUBJECTS | {"here", "what", "where"}:
        return "aux"
    return "poss"


def _decide(page: Page, token: Token) -> Tag:
    """Choose among the parts of speech that the lexicon gives, by the words on either side."""
    found = set(words.lookup(token.low)) or {token.tag}
    if len(found) == 1:
        return found.pop()  # type: ignore[return-value]
    before = _before(page, token)
    after = page.near(token.index, 1)
    if "verb" in found:
        verb = _verb_by_context(page, token, before, after, found)
        if verb is True:
            return "verb"
        if verb is False:
            found.discard("verb")
    return _noun_or_adjective(token, before, after, found)


def _before(page: Page, token: Token) -> Token | None:
    """Return the token before, adverbs skipped."""
    before = page.near(token.index, -1)
    while before is not None and before.tag == "adv" and page.near(before.index, -1) is not None:
        before = page.near(before.index, -1)
    return before


def _verb_by_context(
    page: Page, token: Token, before: Token | None, after: Token | None, found: set[str]
) -> bool | None:
    """Tell whether a word that may be a verb is one; None if the context does not say."""
    form = verb_form(token.low)
    if before is None:
        return form in {"ing", "past"} and "noun" not in found
    if before.tag == "aux":
        return _after_auxiliary(before, token.low, form, found, after)
    if before.low == "to":
        return form == "base" and not (after is not None and after.tag == "punct" and "noun" in found)
    if before.low in SUBJECTS and before.tag == "pron":
        return form != "ing"
    if before.tag in {"det", "poss", "num"}:
        return False
    if before.tag == "prep":
        return form == "ing" and _opens_phrase(after)
    if before.tag == "adj":
        return False
    return _after_noun(page, token, before, after, form)


def _after_auxiliary(before: Token, token_low: str, form: str, found: set[str], after: Token | None) -> bool:
    if before.low in MODALS | DO:
        return form == "base"
    if form == "past" or token_low in SAME_PARTICIPLE:
        return True
    if before.low in HAVE:
        return False
    return form == "ing" and ("noun" not in found or _opens_phrase(after))


def _after_noun(page: Page, token: Token, before: Token, after: Token | None, form: str) -> bool | None:
    if before.tag in {"noun", "name", "verb", "punct", "conj"} and form == "past":
        return True
    if before.tag in {"noun", "name"} and form in {"s", "base"}:
        plural = before.low.endswith("s") or before.low in {"police", "people", "men", "women"}
        agrees = (form == "s") != plural
        titled = page.lines[token.line].titled or _is_terse(page, page.lines[token.line])
        if form == "s" and not plural and not titled and _is_only_verb(page, token):
            return True
        if form == "base" and (_has_article(page, before) or token.low in _persons()):
            return False
        return agrees and (_opens_phrase(after) or (titled and after is not None and after.tag != "punct"))
    if before.tag == "punct" and form == "s":
        return after is not None and after.tag in {"det", "poss", "pron", "name"}
    if form == "ing":
        return before.tag in {"punct", "conj", "noun", "verb", "name"} and _opens_phrase(after)
    if before.tag == "conj" and before.low in {"and", "or", "but"}:
        return _opens_phrase(after) and form in {"s", "past"}
    return None


def _is_terse(page: Page, line: Line) -> bool:
    """Tell whether a line is short and has no full stop, as headlines that leave out articles."""
    return line.last - line.first < 18 and page.tokens[line.last - 1].text not in {".", "”", '"', "?", "…"}


def _is_only_verb(page: Page, token: Token) -> bool:
    """Tell whether a sentence has no other word that can only be a verb: "The conviction stands."."""
    return not any(
        other.tag == "aux" or (other.tag == "verb" and other.index < token.index)
        for index in page.sentence_of(token.index)
        if (other := page.tokens[index]).index != token.index
    )


@cache
def _persons() -> frozenset[str]:
    """Return nouns for persons that could be verbs, too: "minister", "guard", "pilot"."""
    return lists.words("heads", "PER")


def _has_article(page: Page, noun: Token) -> bool:
    """Tell whether a noun phrase begins with a or an.

    Then a plural in it is no subject ("a former payments clerk").
    """
    token: Token | None = noun
    while token is not None and token.tag in {"noun", "adj", "name"}:
        token = page.near(token.index, -1)
    return token is not None and token.low in {"a", "an"}


def _opens_phrase(token: Token | None) -> bool:
    """Tell whether what follows is the beginning of an object or a complement."""
    return token is not None and (
        token.tag in {"det", "poss", "pron", "name", "num", "prep", "adv"} or token.low in {"to", "that"}
    )


def _noun_or_adjective(token: Token, before: Token | None, after: Token | None, found: set[str]) -> Tag:
    if (
        token.low in PREDICATES
        and before is not None
        and (before.tag in {"aux", "verb", "adv"} or before.low == "as")
    ):
        return "adj"
    found.discard("verb") if len(found) > 1 else None
    if len(found) == 1:
        return found.pop()  # type: ignore[return-value]
    if "adj" in found and after is not None and after.tag in {"noun", "adj", "name"}:
        return "adj"
    for kind in ("noun", "adj", "adv"):
        if kind in found:
            return kind
    return "verb"
