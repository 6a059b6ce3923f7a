"""The pass for "the firm" and "the club": they mean the body of that kind that the story speaks of."""

from __future__ import annotations

from farrago_baselines.rules.coreference.clusters import Clusters
from farrago_baselines.rules.items import Mention

# Nouns for a body of any kind: they look for the nearest body that the page speaks most of.
ANY_BODY = frozenset(
    "firm company group outfit organisation organization body agency business operator".split()
)
KINDS = {
    "club": "club team side",
    "team": "club team side visitors",
    "side": "club team side",
    "charity": "charity foundation trust",
    "bank": "bank lender",
    "lender": "bank lender",
    "airline": "airline carrier airways",
    "regulator": "regulator authority agency bureau panel commission board office room service",
    "watchdog": "regulator authority agency bureau panel commission",
    "maker": "maker manufacturer works factory",
    "union": "union guild federation",
    "court": "court tribunal chamber",
    "chamber": "court chamber",
    "agency": "agency wire",
    "ministry": "ministry department",
    "paper": "paper newspaper daily",
}


def kind_of_body(clusters: Clusters) -> None:
    """Join "the firm", "the club" with the body of that kind, or of any, that its story speaks most of."""
    page = clusters.page
    for mention in clusters.mentions:
        if (
            mention.kind != "nominal"
            or mention.type != "ORG"
            or not mention.definite
            or mention.number == "p"
        ):
            continue
        entity = clusters.of(mention)
        head = page.tokens[mention.head].lemma
        if entity.names or (head not in ANY_BODY and head not in KINDS):
            continue
        chosen = _body(clusters, mention, head)
        if chosen is not None:
            clusters.link(mention, chosen, "a noun for a body of its kind")


def _body(clusters: Clusters, mention: Mention, head: str) -> Mention | None:
    kind = set(KINDS.get(head, "").split())
    best: tuple[float, int, Mention] | None = None
    for other in clusters.before(mention):
        entity = clusters.of(other)
        if other.kind != "name" or entity.type != "ORG" or other.story != mention.story:
            continue
        described = {clusters.page.tokens[m.head].lemma for m in entity.mentions if m.kind == "nominal"}
        named = {word.lower() for word in (entity.name or "").split()}
        if kind and not kind & (described | named):
            continue
        if not kind and named & {
            "police",
            "court",
            "council",
            "ministry",
            "parliament",
            "commission",
            "bureau",
        }:
            continue
        distance = clusters.page.tokens[mention.first].sentence - clusters.page.tokens[other.first].sentence
        score = len(entity.mentions) - 1.5 * distance
        if best is None or (score, other.start) > (best[0], best[1]):
            best = (score, other.start, other)
    return best[2] if best is not None else None
