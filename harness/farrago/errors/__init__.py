"""What went wrong, item by item: every gold and every predicted item in exactly one record.

A layer bears the name of a metric, and its records reproduce that metric's counts: as many records have a
gold side as it counts gold items, as many have a predicted side as it counts predicted ones, and as many lack
``METRIC.recall`` or ``METRIC.precision`` among their costs as it finds correct. ``coref`` and ``event_coref``
reproduce CEAFm, whose correct mentions stand in the aligned entity; ``argument`` reproduces its ``plus_*``.
What is ignored or a duplicate is counted by no metric, and has a predicted side alone.

A record is of the first of these kinds that fits; a pair is looked for in this order, each time so that the
most items find a partner, and among equals the first in the order of the text:

==================  =======================================================================================
right               as the metric has it
ignored             a predicted item that the metric leaves out: denied by gold, implied by it, not annotated
duplicate           said a second time, or a mention that another entity holds: collapsed before anything
                    is counted
wrong_status        a right relation with another status; right for ``relation``, not for its ``status_*``
wrong_value         the same typed span, another normal form
wrong_realis        the same typed trigger, another realis
wrong_end_type      a relation that is right but for the entity type of an end
wrong_type          mentions, triggers: the same span; relations: the same ends; arguments: the same trigger,
                    role and filler; entities: aligned; and another type
wrong_span          mentions, values, triggers: the spans overlap, whatever the types
wrong_mentions      an aligned entity of the right type that shares half of the mentions or fewer
wrong_role          the same event and filler
wrong_attachment    a mention in an entity that is not aligned with its own (``event_coref``: a trigger); a
                    relation with its ends swapped, or one of them another entity; an argument of another
                    event of the type, or with another filler
missed, spurious    what has no partner
==================  =======================================================================================

Mentions and triggers are paired by the alignment of ``mention_partial``, entities and events by those that
``relation`` and ``argument`` are scored with.

``cause`` names the layer whose error an error follows from: what is not found cannot be attached, what has no
entity cannot be related. Those without a cause are where to begin.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from farrago.errors import arguments, clusters, duplicates, mentions, relations
from farrago.errors.confusion import Confusion
from farrago.errors.items import Found
from farrago.errors.scene import Scene
from farrago.matching import Span
from farrago.matching.identity import NOWHERE
from farrago_schema.errors import ERROR_LAYERS, ErrorLayer, Outcome

__all__ = ["Confusion", "Found", "Scene", "found", "outcomes"]

FINDERS: dict[ErrorLayer, Callable[[Scene], Iterable[Found]]] = {
    "mention": mentions.mentions,
    "value": mentions.values,
    "coref": clusters.coref,
    "entity": clusters.entities,
    "relation": relations.relations,
    "trigger": mentions.triggers,
    "realis": mentions.realis,
    "event_coref": clusters.event_coref,
    "argument": arguments.arguments,
}


def outcomes(scene: Scene, layers: Collection[ErrorLayer], source: str | None = None) -> Iterator[Outcome]:
    """Yield what became of every item of a document, layer by layer, in the order of the text.

    Args:
        scene: the document and what is said of it.
        layers: those to look at: that gold has and the system attempts.
        source: file and line of the prediction.
    """
    for each in found(scene, layers):
        yield each.outcome(scene, source)


def found(scene: Scene, layers: Collection[ErrorLayer]) -> Iterator[Found]:
    """Yield the same before it is put into words, which is what takes time."""
    repeated = duplicates.duplicates(scene)
    for layer in ERROR_LAYERS:
        if layer in layers:
            items = [*FINDERS[layer](scene), *(each for each in repeated if each.layer == layer)]
            yield from sorted(items, key=_start)  # those of one place stay in their order, which is canonical


def _start(item: Found) -> Span:
    return item.main.span or (NOWHERE, NOWHERE)
