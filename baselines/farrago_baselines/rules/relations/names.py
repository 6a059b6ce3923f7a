"""What names say by what they include.

A place in a club's or an agency's name, a firm's name in a subsidiary's.
"""

from __future__ import annotations

from collections.abc import Iterator

from farrago_baselines.rules import gazetteer
from farrago_baselines.rules.relations import nouns
from farrago_baselines.rules.relations.graph import Found, Graph


def inside_names(graph: Graph) -> Iterator[Found]:
    """Yield the relations that names entail."""
    for name in graph.mentions:
        if name.kind != "name" or graph.of(name).type not in {"ORG", "FAC"}:
            continue
        for inner in graph.inside(name):
            if inner.kind != "name" or graph.of(inner).type not in {"GPE", "LOC"}:
                continue
            if graph.of(name).type == "FAC":
                yield Found("located_in", name, inner, "a place in a building's name", "current", name.head)
            else:
                yield from nouns.seat(
                    graph, name, inner, graph.page.tokens[name.head].low, "a place in a name"
                )
    yield from _subsidiaries(graph)


def _subsidiaries(graph: Graph) -> Iterator[Found]:
    bodies = [e for e in graph.entities if e.type == "ORG" and e.name]
    for longer in bodies:
        words = gazetteer.fold(longer.name or "").split()
        for other in bodies:
            first = gazetteer.fold(other.name or "").split()[:1]
            whole = gazetteer.fold(other.name or "").split()
            if other is longer or len(words) < 2 or not whole:
                continue
            rest = words[1:]
            if first == words[:1] and any(gazetteer.state_code(word) for word in rest) and whole != words:
                yield Found(
                    "part_of",
                    longer.names[0],
                    other.names[0],
                    "a firm's name in a subsidiary's",
                    "current",
                    longer.names[0].head,
                )
                break
