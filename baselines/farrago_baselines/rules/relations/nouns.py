"""What a noun for a person says of whose it is: the relation that "X's N" and "N of X" state."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules import lists
from farrago_baselines.rules.items import Mention
from farrago_baselines.rules.relations.graph import Found, Graph

SPEAKERS = frozenset("spokesman spokeswoman spokesperson envoy ambassador consul mouthpiece".split())
UNITS = frozenset(
    "agency department unit arm branch subsidiary division wing offshoot section office "
    "ministry police service bureau group patrol force".split()
)
PUBLIC = frozenset(
    "police army ministry parliament court council agency authority regulator "
    "government bureau department assembly navy office room "
    "senate commission service panel inspectorate registry tribunal chamber prosecutor's "
    "intendencia board watchdog".split()
)


def between(graph: Graph, noun: Mention, other: Mention, lemma: str, rule: str) -> Iterator[Found]:
    """Yield the relations of a mention, by its noun, to the one whose it is."""
    kind, owner = graph.of(noun).type, graph.of(other).type
    status = graph.is_former(noun)
    if kind == "PER":
        lemma = _office(graph, noun) or lemma
        for type_, head, tail in _of_person(noun, other, lemma, owner, _is_deputy(graph, noun)):
            yield Found(type_, head, tail, f"{rule}: {lemma}", status, noun.head)
    elif kind == "ORG":
        yield from _of_body(graph, noun, other, lemma, rule)
    elif kind in {"FAC", "VEH", "PRODUCT", "WEA"} and owner == "ORG":
        made = "owns" if kind in {"FAC", "VEH"} else "makes"
        yield Found(made, other, noun, f"{rule}: a body's {kind}", status, noun.head)
    elif kind in {"FAC", "LOC", "GPE"} and owner in {"GPE", "LOC"}:
        yield Found("located_in", noun, other, f"{rule}: a place's place", status, noun.head)


def _office(graph: Graph, noun: Mention) -> str:
    """Return an office of two words that a nominal ends in: "managing director", "chief executive"."""
    two = " ".join(t.low for t in graph.page.walk(noun.last - 2, noun.last))
    return two if noun.last - noun.first > 1 and two in lists.words("people", "leaders") else ""


def _is_deputy(graph: Graph, noun: Mention) -> bool:
    return any(
        t.low in {"deputy", "vice", "assistant", "technical", "finance"}
        for t in graph.page.walk(noun.first, noun.last)
    )


def _of_person(
    noun: Mention, other: Mention, lemma: str, owner: str, deputy: bool
) -> Iterator[tuple[str, Mention, Mention]]:
    """Yield type, head and tail for a noun for a person."""
    if lemma in lists.words("people", "kin"):
        yield "family_of", other, noun
    elif lemma in lists.words("people", "associates"):
        yield "associate_of", other, noun
    elif lemma == "predecessor":
        yield "succeeds", other, noun
    elif lemma == "successor":
        yield "succeeds", noun, other
    elif lemma in lists.words("people", "owners"):
        yield "owns", noun, other
    elif lemma in lists.words("people", "founders"):
        yield "founded", noun, other
    elif lemma in lists.words("people", "makers") and owner in {"PRODUCT", "VEH", "WEA"}:
        yield "makes", noun, other
    elif lemma in lists.words("people", "represents"):
        yield "represents", noun, other
        if lemma in SPEAKERS:
            yield "employed_by", noun, other
    elif lemma in {"student", "pupil", "graduate"}:
        yield "studied_at", noun, other
    elif owner == "PER":
        return
    elif lemma in lists.words("people", "members"):
        yield "member_of", noun, other
    elif lemma in lists.words("people", "leaders") and not deputy:
        yield "leads", noun, other
    elif lemma in {"resident", "inhabitant", "native"}:
        yield "lives_in", noun, other
    elif lemma in {"citizen", "national"}:
        yield "citizen_of", noun, other
    else:
        yield "employed_by", noun, other


def _of_body(graph: Graph, noun: Mention, other: Mention, lemma: str, rule: str) -> Iterator[Found]:
    owner = graph.of(other).type
    if owner in {"ORG"} and (lemma in UNITS or noun.kind == "name"):
        yield Found("part_of", noun, other, f"{rule}: a part of a body", "current", noun.head)
    elif owner in {"GPE", "LOC", "FAC"}:
        yield from seat(graph, noun, other, lemma, rule)
    elif owner == "PER" and lemma in {"employer"}:
        yield Found("employed_by", other, noun, f"{rule}: employer", "current", noun.head)


def seat(graph: Graph, body: Mention, place: Mention, lemma: str, rule: str) -> Iterator[Found]:
    """Yield what a place beside a body says: a public body is part of it, another has its seat there."""
    words = {w.lower() for m in graph.of(body).mentions if m.kind != "pronoun" for w in m.text.split()}
    public = lemma in PUBLIC or bool(words & PUBLIC)
    yield Found(
        "part_of" if public else "based_in",
        body,
        place,
        f"{rule}: {'public body' if public else 'seat'}",
        "current",
        body.head,
    )
