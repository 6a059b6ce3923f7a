"""Differences in zones: where they begin and end, what they are, and which story they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from farrago.corpus.agreement._found import ONLY_A, ONLY_B, Found, overlapping
from farrago.corpus.agreement.matched import Matched
from farrago.matching import Span
from farrago_schema.types import Zone


def zones(matched: Matched) -> Iterator[Found]:
    """Yield zones that differ; where the sides cut the text differently, those that overlap most together."""
    a = {(zone.start, zone.end): zone for zone in matched.a.zones}
    b = {(zone.start, zone.end): zone for zone in matched.b.zones}
    for span in a.keys() & b.keys():
        one, two = a[span], b[span]
        for kind, differs in (("kind", one.kind != two.kind), ("story", one.story != two.story)):
            if differs:
                yield Found("zones", kind, one.kind, (_first(span),), _reading(one), _reading(two))
    alone_a, alone_b = (
        [(span, "") for span in sorted(side)] for side in (a.keys() - b.keys(), b.keys() - a.keys())
    )
    pairs = list(overlapping(alone_a, alone_b))
    for (one_span, _), (two_span, _) in pairs:
        one, two = a[one_span], b[two_span]
        places = tuple(dict.fromkeys((_first(one_span), _first(two_span))))
        yield Found("zones", "span", one.kind, places, _reading(one), _reading(two))
    done = {key for pair in pairs for key in pair}
    for span, _ in (key for key in alone_a if key not in done):
        yield Found("zones", ONLY_A, a[span].kind, (_first(span),), _reading(a[span]), None)
    for span, _ in (key for key in alone_b if key not in done):
        yield Found("zones", ONLY_B, b[span].kind, (_first(span),), None, _reading(b[span]))


def _first(span: Span) -> Span:
    """Return the first character: a whole zone marked in its own context would mark everything."""
    return span[0], min(span[0] + 1, span[1])


def _reading(zone: Zone) -> str:
    return f"{zone.kind} of {zone.story or 'no story'}, {zone.start} to {zone.end}"
