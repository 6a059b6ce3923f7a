"""Verbs that state a relation between their subject and their object or prepositional object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.page import Token
from farrago_baselines.rules.relations.graph import Found, Graph


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb, the preposition that its other end hangs on.

    Or none, the relation, and whether the ends swap.
    """

    verb: str
    preposition: str
    relation: str
    swapped: bool = False


FRAMES = [
    *(Frame(v, "", "leads") for v in "lead head run chair captain command manage direct govern".split()),
    *(Frame(v, "", "owns") for v in "own operate".split()),
    *(Frame(v, "", "founded") for v in "found establish start co-found set".split()),
    *(
        Frame(v, "", "makes")
        for v in "make manufacture design develop build invent produce write publish".split()
    ),
    *(Frame(v, "", "employed_by", swapped=True) for v in "employ".split()),
    Frame("hold", "of", "owns"),
    Frame("hold", "in", "owns"),
    Frame("work", "for", "employed_by"),
    Frame("work", "at", "employed_by"),
    Frame("serve", "in", "employed_by"),
    Frame("play", "for", "member_of"),
    Frame("sit", "on", "member_of"),
    Frame("join", "", "member_of"),
    Frame("belong", "to", "member_of"),
    Frame("live", "in", "lives_in"),
    Frame("live", "at", "lives_in"),
    Frame("live", "near", "lives_in"),
    Frame("reside", "in", "lives_in"),
    Frame("study", "at", "studied_at"),
    Frame("graduate", "from", "studied_at"),
    Frame("train", "at", "studied_at"),
    Frame("act", "for", "represents"),
    Frame("speak", "for", "represents"),
    Frame("defend", "", "represents"),
    Frame("represent", "", "represents"),
    Frame("succeed", "", "succeeds"),
    Frame("replace", "", "succeeds"),
    Frame("marry", "", "family_of"),
]
PASSIVE = {
    "make": "makes",
    "manufacture": "makes",
    "design": "makes",
    "develop": "makes",
    "own": "owns",
    "lead": "leads",
    "head": "leads",
    "run": "leads",
    "found": "founded",
    "employ": "employed_by",
    "operate": "owns",
}
BLOCKS = frozenset({";", ":", '"', "”", "“", "–"})


def clauses(graph: Graph) -> Iterator[Found]:
    """Yield the relations that verbs state in the indicative."""
    table: dict[str, list[Frame]] = {}
    for frame in FRAMES:
        table.setdefault(frame.verb, []).append(frame)
    for token in graph.page.tokens:
        if token.tag != "verb" or token.lemma not in table or _is_unreal(graph, token):
            continue
        if _is_passive(graph, token):
            yield from _passive(graph, token)
            continue
        for frame in table[token.lemma]:
            found = _active(graph, token, frame)
            if found is not None:
                yield found
                break


def _is_unreal(graph: Graph, verb: Token) -> bool:
    page = graph.page
    return any(
        page.low(verb.index - back)
        in {"to", "would", "will", "may", "could", "if", "not", "never", "should", "n't"}
        for back in (1, 2, 3)
        if page.near(verb.index, -back) is not None
    )


def _is_passive(graph: Graph, verb: Token) -> bool:
    page = graph.page
    after = page.near(verb.index, 1)
    before = page.near(verb.index, -1)
    while before is not None and before.tag == "adv":
        before = page.near(before.index, -1)
    be = before is not None and before.low in {"is", "was", "are", "were", "been", "being", "be"}
    return verb.form == "past" and (be or (after is not None and after.low == "by"))


def _subject(graph: Graph, verb: Token) -> Mention | None:
    """Return the nearest mention before a verb that may be its subject.

    A relative pronoun stands for its antecedent.
    """
    page = graph.page
    index = verb.index - 1
    while (token := page.near(verb.index, index - verb.index)) is not None and verb.index - index < 14:
        if token.text in BLOCKS:
            return None
        mention = graph.ending(index + 1)
        if mention is not None and not _behind_preposition(graph, mention):
            return mention
        index -= 1
    return None


def _behind_preposition(graph: Graph, mention: Mention) -> bool:
    page = graph.page
    at = mention.first - 1
    while at >= 0 and page.tokens[at].tag in {"det", "poss", "adj", "num"}:
        at -= 1
    return at >= 0 and page.tokens[at].tag == "prep" and mention.kind != "pronoun"


def _active(graph: Graph, verb: Token, frame: Frame) -> Found | None:
    subject = _subject(graph, verb)
    if subject is None:
        return None
    other = _object(graph, verb, frame.preposition)
    if other is None or other is subject:
        return None
    head, tail = (other, subject) if frame.swapped else (subject, other)
    return Found(
        frame.relation,
        head,
        tail,
        f"X {verb.low} {frame.preposition} Y".replace("  ", " "),
        "current",
        verb.index,
    )


def _object(graph: Graph, verb: Token, preposition: str) -> Mention | None:
    """Return the mention that follows a verb, or the preposition after it, within its clause."""
    page = graph.page
    seen = not preposition
    for step in range(1, 9):
        token = page.near(verb.index, step)
        if token is None or token.text in BLOCKS or (token.tag == "verb" and step > 1) or token.text == ",":
            return None
        if not seen and token.low == preposition:
            seen = True
            continue
        mention = graph.starting(token.index)
        if seen and mention is not None and token.low not in {"who", "which", "that"}:
            return mention
        if seen and token.tag == "prep" and step > 1:
            return None
    return None


def _passive(graph: Graph, verb: Token) -> Iterator[Found]:
    relation = PASSIVE.get(verb.lemma)
    if relation is None:
        return
    page = graph.page
    for step in range(1, 6):
        if page.low(verb.index + step) == "by" and page.near(verb.index, step) is not None:
            agent = graph.after(verb.index + step + 1)
            patient = _subject(graph, verb)
            if agent is not None and patient is not None:
                head, tail = (patient, agent) if relation == "employed_by" else (agent, patient)
                yield Found(relation, head, tail, f"Y {verb.low} by X", "current", verb.index)
            return
