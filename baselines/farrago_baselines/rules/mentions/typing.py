"""What a name names: the type with most evidence on the whole page wins.

Evidence is gathered from every place where the name, or a part of it, stands (one sense per discourse: Gale,
Church and Yarowsky 1992; internal and external evidence: McDonald 1996). What a name says by itself counts
once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from farrago_baselines.rules import gazetteer, words
from farrago_baselines.rules.chunks import Chunk
from farrago_baselines.rules.knowledge import Knowledge
from farrago_baselines.rules.mentions.after_names import after_it
from farrago_baselines.rules.mentions.before_names import before
from farrago_baselines.rules.mentions.evidence import Evidence, Said
from farrago_baselines.rules.mentions.inside_names import gazetteers, shape
from farrago_baselines.rules.mentions.runs import SUFFIXES, Name
from farrago_baselines.rules.page import Page


def types(
    page: Page, names: Sequence[Name], chunks: Sequence[Chunk], knowledge: Knowledge
) -> list[tuple[str, str]]:
    """Return for each name its type and the rule that decided."""
    groups = _groups(names)
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    heads = {chunk.head: chunk for chunk in chunks}
    starts = {chunk.first: chunk for chunk in chunks}
    spoken = [
        [*before(page, name, heads, knowledge), *after_it(page, name, starts, knowledge)] for name in names
    ]
    first: set[str] = set()
    for name, said in zip(names, spoken, strict=True):
        if name.text not in first:
            first.add(name.text)
            said += [*shape(page, name), *gazetteers(name)]
    _stand_alone(names, spoken, groups)
    for name, said in zip(names, spoken, strict=True):
        for type_, weight, rule in said:
            evidence[groups[name.text]].add(type_, weight, rule)
    for group in set(groups.values()):
        _by_default(group, evidence[group])
    return [_locally(evidence[groups[name.text]], said) for name, said in zip(names, spoken, strict=True)]


def _locally(of: Evidence, said: Sequence[Said]) -> tuple[str, str]:
    """Return the type of one place of a name.

    A club goes by its town's name on the same page (GUIDELINES 5).
    """
    type_, rule = of.best()
    if (
        {"GPE", "ORG"} <= of.weights.keys()
        and min(of.weights["GPE"], of.weights["ORG"]) >= 2.0
        and type_ in {"GPE", "ORG"}
    ):
        here = Evidence()
        for each, weight, why in said:
            if each in {"GPE", "ORG"} and not why.startswith(("a town", "a province")):
                here.add(each, weight, why)
        if here.weights and max(here.weights.values()) >= 1.0:
            return here.best()
    return type_, rule


def _stand_alone(names: Sequence[Name], spoken: Sequence[Sequence[Said]], groups: dict[str, str]) -> None:
    """Take the first word of a longer name for a place of its own, where its own places say so ("Parsa")."""
    places: dict[str, float] = defaultdict(float)
    for name, said in zip(names, spoken, strict=True):
        places[gazetteer.fold(name.text)] += sum(weight for type_, weight, _ in said if type_ == "GPE")
    for text, group in groups.items():
        short = gazetteer.fold(text)
        if gazetteer.fold(group).startswith(f"{short} ") and places[short] >= 2.0:
            groups[text] = text


def _groups(names: Sequence[Name]) -> dict[str, str]:
    """Return for each name the fullest name that it is a part of: its last word, or its first ones."""
    fullest: dict[str, str] = {}
    texts = sorted({name.text for name in names}, key=lambda t: (-len(t.split()), t))
    for text in texts:
        fullest[text] = next((longer for longer in texts if longer != text and is_part(text, longer)), text)
    return {text: _top(text, fullest) for text in texts}


def _top(text: str, fullest: dict[str, str]) -> str:
    while fullest[text] != text:
        text = fullest[text]
    return text


@lru_cache(maxsize=1 << 15)
def is_part(short: str, longer: str) -> bool:
    """Tell whether a name is short for another: the same but for case, its first words, or its last."""
    few, many = gazetteer.fold(short).split(), gazetteer.fold(longer).split()
    if few == many:
        return len(short) < len(longer) or (len(short) == len(longer) and short > longer and short.isupper())
    if len(few) >= len(many) or gazetteer.place_type(short):
        return False
    if words.lookup(few[-1]) and short not in SUFFIXES:
        return False
    return many[: len(few)] == few or many[-len(few) :] == few or (len(few) == 1 and few[0] in many)


def _by_default(group: str, of: Evidence) -> None:
    """Let a name's length decide where little else speaks."""
    if len(group.split()) >= 2:
        of.add("PER", 0.6, "a name of several words")
    else:
        of.add("ORG", 0.7, "a name of one word")
        of.add("PER", 0.3, "a name of one word")
