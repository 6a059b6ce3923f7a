"""Passes over names: the same name, and names that are short for others."""

from __future__ import annotations

from farrago_baselines.rules import gazetteer
from farrago_baselines.rules.coreference.clusters import Clusters
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.mentions.typing import is_part


def same_name(clusters: Clusters) -> None:
    """Join names that are equal but for case and accents, and the names and adjectives of one state."""
    first: dict[tuple[str, str], Mention] = {}
    for mention in clusters.mentions:
        if mention.kind != "name":
            continue
        code = gazetteer.state_code(mention.text) if mention.type == "GPE" else None
        key = (mention.type, code or gazetteer.fold(mention.text))
        if key in first:
            clusters.link(mention, first[key], "the same name" if code is None else "names of one state")
        else:
            first[key] = mention


def short_name(clusters: Clusters) -> None:
    """Join a short name to the fullest one that it may be short for.

    The last before it, else the first after.
    """
    names = [m for m in clusters.mentions if m.kind == "name"]
    fullest = {clusters.of(m).name or "" for m in names}
    for mention in names:
        if mention.type in {"GPE", "LOC"}:
            continue
        longer = [
            other
            for other in names
            if other.type == mention.type and other is not mention and _short_for(mention, other)
        ]
        if not longer or clusters.of(mention).name not in fullest:
            continue
        before = [other for other in longer if other.start < mention.start]
        clusters.link(mention, before[-1] if before else longer[0], "short for a longer name")


def _short_for(short: Mention, longer: Mention) -> bool:
    if is_part(short.text, longer.text):
        return True
    if short.type == "PER":
        few, many = gazetteer.fold(short.text).split(), gazetteer.fold(longer.text).split()
        return len(few) == 1 and len(many) > 1 and few[0] in {many[0], many[-1]}
    if short.text.isupper() and 2 <= len(short.text) <= 6:
        return _initials(longer.text) == short.text
    few, many = gazetteer.fold(short.text).split(), gazetteer.fold(longer.text).split()
    return (
        short.type == "ORG" and len(few) < len(many) and (many[: len(few)] == few or many[-len(few) :] == few)
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper())
