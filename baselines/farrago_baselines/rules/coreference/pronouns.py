"""The last pass: pronouns, to the best of the antecedents that agree in number, gender and kind.

Salience is that of Lappin and Leass 1994, cut down to what parts of speech tell: nearness in sentences,
subjects before objects, names before nominals, and how much the page speaks of someone. The first pronoun
of a paragraph may be one whose antecedent went with the paragraph above: then only who the story speaks of
most is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from farrago_baselines.rules.coreference.clusters import Clusters, first_name_gender
from farrago_baselines.rules.items import Entity, Mention
from farrago_baselines.rules.page import Page

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
IT = frozenset("it its itself".split())
THEY = frozenset("they them their theirs themselves".split())
REFLEXIVE = frozenset("himself herself itself themselves".split())
OBJECTS = frozenset("him them it me us".split())
REACH = 3  # sentences back
GROUPS = frozenset({"PER", "ORG", "GPE"})


@dataclass(slots=True)
class Candidate:
    """An antecedent and how well it fits."""

    mention: Mention
    score: float


def personal(clusters: Clusters) -> None:
    """Join each personal pronoun with its best antecedent, from left to right."""
    for mention in clusters.mentions:
        if mention.kind != "pronoun" or len(clusters.of(mention).mentions) > 1:
            continue
        low = clusters.page.low(mention.first)
        if low not in HE | SHE | IT | THEY:
            continue
        best = _best(clusters, mention, low)
        if best is not None:
            entity = clusters.of(best)
            if clusters.link(mention, best, f"{low}: the most salient that agrees") and low in HE | SHE:
                entity.gender = entity.gender or ("m" if low in HE else "f")


def _best(clusters: Clusters, mention: Mention, low: str) -> Mention | None:
    page = clusters.page
    candidates = []
    bound: set[int] = set()  # entities that stand in the pronoun's own clause
    for other in clusters.before(mention):
        distance = page.tokens[mention.first].sentence - page.tokens[other.first].sentence
        if distance > REACH or page.tokens[other.first].line < page.tokens[mention.first].line - 1:
            break
        if other.story != mention.story or not _agrees(clusters.of(other), low, other):
            continue
        if other.last <= mention.first and _bound(page, mention, other, low):
            bound.add(id(clusters.of(other)))
        if other.last > mention.first or id(clusters.of(other)) in bound:
            continue
        candidates.append(Candidate(other, _salience(clusters, mention, other, distance)))
    if candidates:
        return max(candidates, key=lambda c: (c.score, c.mention.start)).mention
    return _main_character(clusters, mention, low, bound) or _ahead(clusters, mention, low)


def _agrees(entity: Entity, low: str, mention: Mention) -> bool:
    if mention.kind == "pronoun" and len(entity.mentions) == 1:
        return False
    if low in HE | SHE:
        if entity.type != "PER" or mention.number == "p" or _plural(entity):
            return False
        wanted = "m" if low in HE else "f"
        known = entity.gender or _by_name(entity)
        return known in {"", wanted}
    if low in IT:
        return entity.type != "PER" and not (mention.kind == "nominal" and mention.number == "p")
    if entity.type == "PER":
        return _plural(entity)
    return entity.type == "ORG" or mention.number == "p"


def _by_name(entity: Entity) -> str:
    return first_name_gender(entity.name) if entity.name else ""


def _plural(entity: Entity) -> bool:
    return any(m.number == "p" for m in entity.mentions if m.kind != "pronoun") and not entity.names


def _bound(page: Page, mention: Mention, other: Mention, low: str) -> bool:
    """Tell whether binding forbids it.

    An object pronoun and the subject of its own clause (Chomsky's principle B).
    """
    same = page.tokens[mention.first].sentence == page.tokens[other.first].sentence
    if not same or low in REFLEXIVE:
        return False
    is_object = low in OBJECTS or (low == "her" and not _possessive(page, mention))
    if not is_object:
        return False
    between = list(page.walk(other.last, mention.first))
    verbs = sum(t.tag == "verb" for t in between)
    return verbs == 1 and not any(t.tag == "conj" or t.text in {",", ";", ":", '"'} for t in between)


def _possessive(page: Page, mention: Mention) -> bool:
    after = page.near(mention.first, 1)
    return (after is not None and after.tag in {"noun", "adj", "num", "name"}) or (
        after is not None and after.low == "own"
    )


def _salience(clusters: Clusters, mention: Mention, other: Mention, distance: int) -> float:
    page = clusters.page
    entity = clusters.of(other)
    score = -1.6 * distance + 0.15 * min(len(entity.mentions), 8)
    if page.tokens[other.first].line != page.tokens[mention.first].line:
        score -= 1.0
    if _is_subject(page, other):
        score += 1.5
    if other.kind == "name":
        score += 0.4
    if other.kind == "nominal" and not entity.names:
        score -= 0.3
    if entity.gender and entity.gender == mention.gender:
        score += 1.0
    if _within(clusters, other):
        score -= 1.0
    if distance == 0:
        score -= 0.02 * (mention.first - other.last)
    return score


def _within(clusters: Clusters, other: Mention) -> bool:
    """Tell whether a mention stands inside a longer one."""
    return any(
        m is not other and m.first <= other.first and other.last <= m.last and m.kind != "pronoun"
        for m in clusters.mentions[
            max(0, clusters.mentions.index(other) - 3) : clusters.mentions.index(other)
        ]
    )


def _is_subject(page: Page, mention: Mention) -> bool:
    """Tell whether a mention stands before its clause's verb, not behind a preposition or a verb."""
    before = page.near(mention.first, -1)
    while before is not None and before.tag in {"det", "adj", "num"}:
        before = page.near(before.index, -1)
    if before is not None and before.tag in {"prep", "verb", "poss"}:
        return False
    for step in range(6):
        after = page.near(mention.last - 1, step + 1)
        if after is None:
            return False
        if after.tag in {"verb", "aux"}:
            return True
    return False


def _main_character(clusters: Clusters, mention: Mention, low: str, bound: set[int]) -> Mention | None:
    """Return whom the story speaks of most, for a pronoun that opens a paragraph."""
    if low not in HE | SHE:
        return None
    wanted = "m" if low in HE else "f"
    counts: dict[int, tuple[int, Mention]] = {}
    for other in clusters.mentions:
        entity = clusters.of(other)
        if other.kind != "name" or entity.type != "PER" or other.story != mention.story:
            continue
        if id(entity) not in bound and (entity.gender or _by_name(entity)) == wanted:
            counts[id(entity)] = (len(entity.mentions), entity.mentions[0])
    ranked = sorted(counts.values(), key=lambda c: (-c[0], c[1].start))
    if not ranked or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + 2):
        return None
    return ranked[0][1]


def _ahead(clusters: Clusters, mention: Mention, low: str) -> Mention | None:
    """Return the subject that follows in the same sentence: "Its officers arrested", "In her lab, Vella"."""
    page = clusters.page
    for other in clusters.mentions:
        if (
            other.first <= mention.first
            or page.tokens[other.first].sentence != page.tokens[mention.first].sentence
        ):
            continue
        if other.kind == "name" and _agrees(clusters.of(other), low, other) and _is_subject(page, other):
            return other
    return None
