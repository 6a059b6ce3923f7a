"""Triggers: words of the list, in the context that their line asks for (see ``lists/triggers.toml``)."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules import words
from farrago_baselines.rules.events.scene import Scene
from farrago_baselines.rules.items import Mention, Trigger
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.page import Token
from farrago_baselines.rules.triggers import Condition, Rule

# Types that a verb and its meaning may bear at once: two triggers on one word.
DOUBLE = {"assassinate", "murder", "massacre", "lynch", "behead", "assassination"}
PHRASE_LIMIT = 3


def triggers(scene: Scene, knowledge: Knowledge) -> list[Trigger]:
    """Return the triggers of a page, in order; a word has two only where it asserts both types."""
    phrases = knowledge.phrases
    found: list[Trigger] = []
    taken = -1
    for token in scene.page.tokens:
        if token.index <= taken or not _may_trigger(scene, token):
            continue
        phrase = _phrase_at(scene, token, phrases)
        if phrase is not None:
            rule, last = phrase
            found.append(_trigger(scene, token.index, last, rule))
            taken = last - 1
            continue
        found.extend(
            _trigger(scene, token.index, token.index + 1, rule) for rule in _matching(scene, token, knowledge)
        )
    return found


def _trigger(scene: Scene, first: int, last: int, rule: Rule) -> Trigger:
    start, end = scene.page.span(first, last)
    return Trigger(first, last, start, end, rule.type, rule.name, text=scene.page.text[start:end])


def _may_trigger(scene: Scene, token: Token) -> bool:
    if scene.page.line_of(token.index).layout == "boilerplate" or not token.text[0].isalpha():
        return False
    if token.index in scene.timed:
        return False
    name = scene.covered.get(token.index)
    if name is not None and name.type != "OCCASION":
        return False
    return not any(m.type == "TITLE" and m.first <= token.index < m.last for m in _titles(scene, token))


def _titles(scene: Scene, token: Token) -> Iterator[Mention]:
    for back in range(4):
        yield from scene.starts.get(token.index - back, ())


def _phrase_at(
    scene: Scene, token: Token, phrases: dict[str, list[tuple[tuple[str, ...], Rule]]]
) -> tuple[Rule, int] | None:
    lemma = words.lemma(token.low, "verb") if token.low not in phrases else token.low
    for parts, rule in phrases.get(lemma, ()):
        following = tuple(scene.page.low(token.index + n) for n in range(1, len(parts)))
        if following == parts[1:] and _holds(scene, token, rule):
            return rule, token.index + len(parts)
    return None


def _matching(scene: Scene, token: Token, knowledge: Knowledge) -> Iterator[Rule]:
    """Yield the first rule that holds for a word; both types for a word that asserts two."""
    seen: set[str] = set()
    for key in _keys(scene, token):
        for rule in knowledge.triggers.get(key, ()):
            if (
                rule.type not in seen
                and _holds(scene, token, rule)
                and not _names_a_kind(scene, token, key[1])
            ):
                seen.add(rule.type)
                yield rule
                if key[0] not in DOUBLE:
                    return


def _keys(scene: Scene, token: Token) -> Iterator[tuple[str, str]]:
    """Yield lemma and part of speech of a word, and others that it may have where its tag is unsure."""
    found = words.lookup(token.low)
    first = {"verb": "v", "noun": "n", "adj": "j"}.get(token.tag)
    lemma = token.lemma
    if first is not None:
        yield lemma, first
    if token.tag in {"adj", "adv"} and "verb" in found and token.low.endswith(("ed", "n", "t")):
        yield found["verb"], "v"
    titled = scene.page.line_of(token.index).titled
    if (titled or token.tag == "name") and token.capital:
        for kind, code in (("verb", "v"), ("noun", "n"), ("adj", "j")):
            if (
                kind in found
                and code != first
                and not (kind == "verb" and token.low == found[kind] and token.tag == "noun" and not titled)
            ):
                yield found[kind], code
    if token.tag == "verb" and "noun" in found and token.form == "base":
        yield found["noun"], "n"
    if token.tag == "verb" and token.form == "ing" and "noun" in found:
        yield found["noun"], "n"


def _names_a_kind(scene: Scene, token: Token, part: str) -> bool:
    """Tell whether an event noun only says what kind another noun is: "arrest warrant"."""
    if part != "n" or token.tag != "noun":
        return False
    after = scene.page.near(token.index, 1)
    return (
        after is not None
        and after.tag == "noun"
        and after.low not in {"site", "victims", "scene", "survivors", "victim"}
        and not scene.page.line_of(token.index).titled
    )


def _holds(scene: Scene, token: Token, rule: Rule) -> bool:
    return all(_shows(scene, token, condition) != condition.turned for condition in rule.conditions)


def _shows(scene: Scene, token: Token, condition: Condition) -> bool:
    page, wanted = scene.page, condition.words
    if condition.test == "passive":
        return scene.is_passive(token.index)
    if condition.test == "attributive":
        after = page.near(token.index, 1)
        return after is not None and after.tag in {"noun", "adj"}
    if condition.test in {"obj", "subj"}:
        return _argument(scene, token, condition.test, wanted)
    if condition.test == "has":
        return any(_type(scene, m) in wanted for m in scene.in_sentence(token.index))
    if condition.test == "prep":
        return any(
            page.low(token.index + n) in wanted for n in range(1, 8) if page.near(token.index, n) is not None
        )
    if condition.test == "next":
        return any(
            other.lemma in wanted or other.low in wanted
            for n in range(1, 4)
            if (other := page.near(token.index, n)) is not None
        )
    if condition.test == "near":
        return any(
            i != token.index and (page.tokens[i].lemma in wanted or page.tokens[i].low in wanted)
            for i in page.sentence_of(token.index)
        )
    return any(
        other.lemma in wanted or other.low in wanted for other in page.tokens if other.index != token.index
    )


def _type(scene: Scene, mention: Mention) -> str:
    return scene.of(mention).type


def _argument(scene: Scene, token: Token, test: str, wanted: frozenset[str]) -> bool:
    """Tell whether the subject or the nearest object of a verb has one of the types."""
    if test == "subj":
        subject = scene.subject(token.index)
        return subject is not None and _type(scene, subject) in wanted
    objects, _ = scene._after(token.index + 1)
    if not objects:
        return "none" in wanted
    return any(_type(scene, m) in wanted for m in objects[:2])
