"""Every difference between two passes over one document, each once, in the form that an adjudicator needs.

What follows from another difference is not listed again: the arguments of an event that one side lacks stand
with the event, mentions that sit in another chain stand with that chain, an entity of another type is one
difference however many mentions it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, get_args

from msgspec import Struct

from farrago.corpus.agreement import _context, _events, _mentions, _relations, _zones
from farrago.corpus.agreement._found import Found, Layer
from farrago.corpus.agreement.matched import Matched
from farrago.corpus.agreement.passes import Passes

LAYERS: tuple[Layer, ...] = get_args(Layer)
Side = Literal["a", "b"]


class Difference(Struct, frozen=True):
    """One difference: where it is, what it is, and what each side says there (null: nothing).

    ``number`` counts within the document, by layer and then by place. ``kind`` is ``only A`` or ``only B``
    (one marks, the other does not), or what differs: ``span``, ``type``, ``kind``, ``entity``, ``value``,
    ``direction``, ``status``, ``story``, ``event``, ``realis``, ``role``, ``filler``. ``label`` is the type,
    ``start`` and ``end`` the place in code points, ``line`` its line in the text, from 1. ``context`` holds
    the lines that it concerns, each with its number, the places between ⟦ and ⟧. ``note`` says where it
    follows from another difference, or is none for the scorer.
    """

    document: str
    number: int
    layer: Layer
    kind: str
    label: str
    start: int
    end: int
    line: int
    a: str | None
    b: str | None
    context: tuple[str, ...]
    note: str | None = None


def differences(
    passes: Passes, *, layers: Sequence[str] = (), documents: Sequence[str] = ()
) -> Iterator[Difference]:
    """Yield all differences by document, layer and place; or those of some layers or documents alone.

    Numbers do not depend on what is asked for.
    """
    for one, two in zip(passes.first, passes.second, strict=True):
        if documents and one.id not in documents:
            continue
        for each in in_document(Matched(one, two, passes.labels), kinds=passes.kinds):
            if not layers or each.layer in layers:
                yield each


def in_document(matched: Matched, *, kinds: bool = True) -> Iterator[Difference]:
    """Yield the differences of one document; ``kinds`` tells whether both sides say mentions' kinds."""
    zoned = ("zones",) if matched.a.zones and matched.b.zones else ()
    annotated = (*zoned, *matched.a.layers)
    finders: Mapping[str, Iterable[Callable[[Matched], Iterable[Found]]]] = {
        "zones": (_zones.zones,),
        "entities": (_mentions.unshared, _mentions.retyped, *((_mentions.kinds,) if kinds else ())),
        "coref": (_mentions.chains,),
        "values": (_mentions.values, _mentions.forms),
        "relations": (_relations.relations,),
        "events": (_events.triggers, _events.arguments),
        "event_coref": (_events.identities,),
        "realis": (_events.realis,),
    }
    found = chain.from_iterable(
        finder(matched) for layer, each in finders.items() if layer in annotated for finder in each
    )
    ordered = sorted(found, key=_order)
    for number, each in enumerate(ordered, 1):
        start, end = each.places[0]
        yield Difference(
            matched.a.id,
            number,
            each.layer,
            each.kind,
            each.label,
            start,
            end,
            _context.line_of(matched.a.text, start),
            each.a,
            each.b,
            _context.lines(matched.a.text, each.places),
            each.note,
        )


def _order(each: Found) -> tuple[object, ...]:
    return LAYERS.index(each.layer), each.places, each.label, each.kind, each.a or "", each.b or ""
