"""Values share an entity when their normal forms agree, titles, crimes and penalties when their words do."""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules.items import Entity, Mention

BY_WORDS = frozenset({"TITLE", "CRIME", "PENALTY"})


def group(values: Sequence[Mention]) -> list[Entity]:
    """Return the values of a page as entities; ages and counts stay apart, for each is of somebody else."""
    found: dict[tuple[object, ...], Entity] = {}
    for mention in values:
        key: tuple[object, ...] = (mention.start, mention.end, mention.type)
        if mention.type in BY_WORDS:
            key = (mention.type, mention.text.lower())
        elif mention.value is not None and _is_shared(mention):
            key = (mention.type, mention.value)
        if key in found:
            found[key].links.append((mention, found[key].mentions[0], "the same value"))
            found[key].mentions.append(mention)
        else:
            found[key] = Entity([mention], mention.type)
    return list(found.values())


def _is_shared(mention: Mention) -> bool:
    value = mention.value or ""
    if mention.type == "TIME":
        return value[:1].isdigit() and value[:4].isdigit()
    return mention.type == "MONEY" or (mention.type == "QUANTITY" and "year" not in value and "-" in value)
