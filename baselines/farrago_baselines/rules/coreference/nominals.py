"""Passes over nominals: appositions, relative pronouns, titles, heads."""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules.coreference.clusters import Clusters
from farrago_baselines.rules.items import Entity, Mention
from farrago_baselines.rules.page import Page

# A nominal of the first type beside a name of the second: the name knows better.
OFTEN_THE_OTHER = {
    *((one, other) for one in ("PER", "FAC", "PRODUCT") for other in ("ORG",)),
    *((one, other) for one in ("ORG",) for other in ("PER", "FAC")),
    *((one, other) for one in ("VEH", "WEA", "FAC") for other in ("PRODUCT",)),
    *((one, other) for one in ("PRODUCT",) for other in ("VEH", "WEA")),
    ("GPE", "LOC"),
    ("LOC", "GPE"),
}


def apposition(clusters: Clusters) -> None:
    """Join a nominal with the name beside it, with a comma or brackets between them or nothing."""
    page = clusters.page
    for mention in clusters.mentions:
        if mention.kind != "nominal" or page.low(mention.last) in {"'s", "'"}:
            continue
        name = _name_after(clusters, mention) or _name_before(clusters, mention)
        if name is not None and _may_be_one(mention, name):
            clusters.link(mention, name, "apposition")


def _name_after(clusters: Clusters, nominal: Mention) -> Mention | None:
    page = clusters.page
    at = nominal.last
    if at in clusters.starts and _same_sentence(page, nominal.last - 1, at):
        return _only_name(clusters.starts[at])
    if page.low(at) not in {",", "–", "("} or not _same_sentence(page, nominal.last - 1, at):
        return None
    for skip in (1, 2):
        other = clusters.starts.get(at + skip)
        if other is not None and _same_sentence(page, at, at + skip) and _closed(page, other):
            capital = skip == 1 or page.tokens[at + 1].capital or page.low(at + 1) == "the"
            return _only_name(other) if capital else None
    return None


def _name_before(clusters: Clusters, nominal: Mention) -> Mention | None:
    page = clusters.page
    at = nominal.first - 1
    if page.low(at) == "whose":
        return None
    while at >= 0 and (
        page.tokens[at].tag in {"det", "poss"} or page.low(at) in {"now", "own", "then", "only", "former"}
    ):
        if page.low(at) == "'s":
            return _possessed(clusters, at)
        at -= 1
    if at < 1 or page.low(at) not in {",", "(", "–"} or not _same_sentence(page, at, nominal.first):
        return None
    if page.tokens[at - 1].text.isdigit() and at - 2 in clusters.ends:
        return _only_name(clusters.ends[at - 2])
    name = clusters.ends.get(at)
    if name is None or _in_list(page, nominal):
        return None
    return _only_name(name)


def _possessed(clusters: Clusters, at: int) -> Mention | None:
    """Return the name in "Khurtsilava, the minister's envoy": the apposition has a possessor of its own."""
    page = clusters.page
    while (
        at > 0
        and page.tokens[at].text != ","
        and page.tokens[at].tag in {"poss", "noun", "adj", "name", "det"}
    ):
        at -= 1
    return _only_name(clusters.ends[at]) if page.tokens[at].text == "," and at in clusters.ends else None


def _only_name(mention: Mention) -> Mention | None:
    return mention if mention.kind == "name" else None


def _same_sentence(page: Page, one: int, other: int) -> bool:
    return other < len(page.tokens) and page.tokens[one].sentence == page.tokens[other].sentence


def _closed(page: Page, name: Mention) -> bool:
    after = page.near(name.last - 1, 1)
    return (
        after is None or after.tag in {"punct", "verb", "aux", "prep"} or after.low in {"who", "which", "and"}
    )


def _in_list(page: Page, nominal: Mention) -> bool:
    """Tell whether the comma before a bare plural is that of a list."""
    after = page.near(nominal.last - 1, 1)
    return after is not None and after.low in {"and", "or"} and page.low(nominal.first - 1) == ","


def _may_be_one(nominal: Mention, name: Mention) -> bool:
    if nominal.number == "p" and name.type == "PER":
        return False
    if nominal.type == name.type:
        return True
    if (nominal.type, name.type) in OFTEN_THE_OTHER and name.last - name.first <= 2 and name.type != "GPE":
        nominal.type = name.type
        return True
    return False


def name_inside(clusters: Clusters) -> None:
    """Join a definite nominal with the name of its type that it begins with: "the Salamov hatchery"."""
    for mention in clusters.mentions:
        if mention.kind != "nominal" or not mention.definite or mention.type in {"PER", "GPE", "LOC"}:
            continue
        name = clusters.starts_with(mention)
        if name is not None and name.type == mention.type and name.last < mention.last:
            clusters.link(mention, name, "the name that it begins with")


def relative(clusters: Clusters) -> None:
    """Join who, whom, whose, which and that with the mention straight before them, a comma allowed."""
    page = clusters.page
    for mention in clusters.mentions:
        low = page.tokens[mention.first].low
        if mention.kind != "pronoun" or low not in {"who", "whom", "whose", "which", "that"}:
            continue
        at = mention.first
        while (
            at > 0
            and (page.tokens[at - 1].tag in {"prep", "punct"} and _same_sentence(page, at - 1, at))
            and page.low(at - 1) not in {'"', ";", ".", ":"}
        ):
            at -= 1
        other = clusters.ends.get(at) or _across_phrase(clusters, at)
        if other is None or (low in {"who", "whom"} and other.type not in {"PER", "ORG", "GPE"}):
            continue
        if low == "which" and other.type == "PER":
            continue
        clusters.link(mention, other, "a relative pronoun")


def _across_phrase(clusters: Clusters, at: int) -> Mention | None:
    """Return the mention that "of" and a place follow: "a payments clerk from Zeeland, who"."""
    page = clusters.page
    for end in range(at - 1, max(at - 6, 0), -1):
        if end in clusters.ends and page.tokens[end].tag == "prep":
            return clusters.ends[end]
    return None


def title_of(clusters: Clusters) -> None:
    """Join a definite nominal with the one person of its story who holds the title that it names."""
    page = clusters.page
    holders: dict[str, list[Entity]] = {}
    for title in clusters.values:
        if title.type != "TITLE":
            continue
        holder = clusters.starts.get(title.last)
        if holder is None and page.low(title.last) == ",":
            holder = clusters.starts.get(title.last + 1)
        holder = holder or next(
            (m for m in clusters.mentions if m.kind == "nominal" and m.head == title.head), None
        )
        if holder is not None and holder.type == "PER":
            holders.setdefault(page.tokens[title.head].lemma, []).append(clusters.of(holder))
    for mention in clusters.mentions:
        if (
            mention.kind != "nominal"
            or not mention.definite
            or mention.type != "PER"
            or mention.number == "p"
        ):
            continue
        found = {
            id(e): e
            for e in holders.get(page.tokens[mention.head].lemma, ())
            if clusters.of(mention) is not e
        }
        same = [e for e in found.values() if any(m.story == mention.story for m in e.mentions)]
        if len(same) == 1 and len(clusters.of(mention).names) == 0:
            clusters.link(mention, same[0].mentions[0], "holds the title")


def head_of_name(clusters: Clusters) -> None:
    """Join a definite nominal with the name that ends in its head: "the commission", "the bridge"."""
    page = clusters.page
    names = [
        m
        for m in clusters.mentions
        if m.kind == "name" and m.type in {"ORG", "FAC", "OCCASION", "LAW", "LOC"}
    ]
    for mention in clusters.mentions:
        if mention.kind != "nominal" or not mention.definite or clusters.of(mention).names:
            continue
        head = page.tokens[mention.head].lemma
        fitting = [n for n in names if n.type == mention.type and n.text.lower().split()[-1] == head]
        chosen = _nearest(fitting, mention)
        if chosen is not None and chosen.story == mention.story:
            clusters.link(mention, chosen, "the head of a name")


def _nearest(fitting: Sequence[Mention], mention: Mention) -> Mention | None:
    before = [other for other in fitting if other.start < mention.start]
    return before[-1] if before else (fitting[0] if fitting else None)


def same_head(clusters: Clusters) -> None:
    """Join nominals with the same head, if no modifier of the later one is new.

    Lee et al., strict head match.
    """
    page = clusters.page
    nominals = [m for m in clusters.mentions if m.kind == "nominal"]
    for number, mention in enumerate(nominals):
        if not mention.definite and not _again(page, mention):
            continue
        for other in reversed(nominals[:number]):
            if _same_thing(page, mention, other) and not _apart(clusters, mention, other):
                clusters.link(mention, other, "the same head")
                break


def _again(page: Page, mention: Mention) -> bool:
    """Tell whether a nominal without an article may be meant again: police, and what headlines name."""
    return page.low(mention.head) in {"police", "parliament", "customs"} or page.line_of(mention.first).titled


def _same_thing(page: Page, mention: Mention, other: Mention) -> bool:
    head = page.tokens[mention.head]
    if (
        head.lemma != page.tokens[other.head].lemma
        or mention.type != other.type
        or mention.story != other.story
    ):
        return False
    if mention.number != other.number:
        return False
    return _modifiers(page, mention) <= _modifiers(page, other)


def _modifiers(page: Page, mention: Mention) -> set[str]:
    return {t.lemma for t in page.walk(mention.first, mention.head) if t.tag in {"noun", "adj", "name"}}


def _apart(clusters: Clusters, mention: Mention, other: Mention) -> bool:
    """Tell whether two mentions have names that differ, or possessors that do."""
    one, two = clusters.of(mention), clusters.of(other)
    if one.name and two.name and one.name != two.name:
        return True
    return (
        clusters.page.low(mention.first - 1) == "'s"
        and clusters.page.low(other.first - 1) == "'s"
        and (clusters.page.low(mention.first - 2) != clusters.page.low(other.first - 2))
    )
