"""Differences in mentions, types, kinds, chains and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from farrago.corpus.agreement._found import ONLY_A, ONLY_B, Found, Layer, overlapping, short
from farrago.corpus.agreement.matched import Matched
from farrago.matching import Span
from farrago_schema.types import Document, Entity, Mention

Held = tuple[Entity, Mention]
Key = tuple[Span, str]


def unshared(matched: Matched) -> Iterator[Found]:
    """Yield mentions of entities whose span the other side does not mark: another span, or none at all."""
    a, b = _entity_mentions(matched, matched.a), _entity_mentions(matched, matched.b)
    yield from _unmatched(
        {(span, held[0].type): held for span, held in a.items() if span not in b},
        {(span, held[0].type): held for span, held in b.items() if span not in a},
        layer="entities",
    )


def values(matched: Matched) -> Iterator[Found]:
    """Yield values that the other side does not mark, or with another span or type."""
    a, b = _value_mentions(matched, matched.a), _value_mentions(matched, matched.b)
    alone_a = {key: held for key, held in a.items() if key not in b}
    alone_b = {key: held for key, held in b.items() if key not in a}
    for span in sorted({span for span, _ in alone_a} & {span for span, _ in alone_b}):
        key_a = min(key for key in alone_a if key[0] == span)
        key_b = min(key for key in alone_b if key[0] == span)
        one, two = alone_a.pop(key_a), alone_b.pop(key_b)
        yield Found("values", "type", f"{key_a[1]}/{key_b[1]}", (span,), _reading(one), _reading(two))
    yield from _unmatched(alone_a, alone_b, layer="values")


def forms(matched: Matched) -> Iterator[Found]:
    """Yield shared values whose normal forms differ."""
    b = _value_mentions(matched, matched.b)
    for key, one in _value_mentions(matched, matched.a).items():
        two = b.get(key)
        if two is not None and one[0].value != two[0].value:
            yield Found("values", "value", key[1], (key[0],), _reading(one), _reading(two))


def retyped(matched: Matched) -> Iterator[Found]:
    """Yield entities that stand for each other and differ in type, with all the mentions that they share."""
    for (one, two), spans in _shared(matched).items():
        entity, other = matched.a_entities[one], matched.b_entities[two]
        if entity.type != other.type and matched.entity_of.get(two) == one:
            label = f"{entity.type}/{other.type}"
            words = _words(matched.a, spans)
            yield Found(
                "entities",
                "type",
                label,
                spans,
                f"{entity.type}: {words} of {short(entity)}",
                f"{other.type}: {words} of {short(other)}",
            )


def kinds(matched: Matched) -> Iterator[Found]:
    """Yield mentions that both sides mark, as different kinds."""
    b = _entity_mentions(matched, matched.b)
    for span, one in _entity_mentions(matched, matched.a).items():
        two = b.get(span)
        if two is not None and one[1].kind != two[1].kind:
            yield Found("entities", "kind", one[0].type, (span,), _reading(one), _reading(two))


def chains(matched: Matched) -> Iterator[Found]:
    """Yield the mentions that both sides mark and put into entities that do not stand for each other."""
    for (one, two), spans in _shared(matched).items():
        if matched.entity_of.get(two) != one:
            entity, other = matched.a_entities[one], matched.b_entities[two]
            words = _words(matched.a, spans)
            yield Found(
                "coref",
                "entity",
                entity.type,
                spans,
                f"{words} in {_chain(entity, spans)}",
                f"{words} in {_chain(other, spans)}",
            )


def _shared(matched: Matched) -> dict[tuple[str, str], tuple[Span, ...]]:
    """Return the spans that an entity of A and one of B share, for all that share any."""
    b = _entity_mentions(matched, matched.b)
    found: dict[tuple[str, str], list[Span]] = {}
    for span, (entity, _) in _entity_mentions(matched, matched.a).items():
        if span in b:
            found.setdefault((entity.id, b[span][0].id), []).append(span)
    return {pair: tuple(sorted(spans)) for pair, spans in found.items()}


def _unmatched(a: Mapping[Key, Held], b: Mapping[Key, Held], layer: Layer) -> Iterator[Found]:
    """Yield spans of one type that overlap as one difference, and all others alone."""
    pairs = list(overlapping(a, b))
    for one, two in pairs:
        yield Found(layer, "span", one[1], (one[0], two[0]), _reading(a[one]), _reading(b[two]))
    for key in a.keys() - {one for one, _ in pairs}:
        yield Found(layer, ONLY_A, _label(a[key]), (key[0],), _reading(a[key]), None)
    for key in b.keys() - {two for _, two in pairs}:
        yield Found(layer, ONLY_B, _label(b[key]), (key[0],), None, _reading(b[key]))


def _label(held: Held) -> str:
    entity, mention = held
    return entity.type if mention.kind == "value" else f"{entity.type} {mention.kind}"


def _reading(held: Held) -> str:
    """Return a mention as one side has it; that it is the only one of its entity is worth a word."""
    entity, mention = held
    if mention.kind == "value":
        form = f" = {entity.value}" if entity.value is not None else ""
        return f"[{mention.text}] {entity.type} {entity.id}{form}"
    alone = ", its only mention" if len(entity.mentions) == 1 else ""
    return f"[{mention.text}] {mention.kind} of {short(entity)}{alone}"


def _words(document: Document, spans: Iterable[Span]) -> str:
    return ", ".join(f"[{document.text[start:end]}]" for start, end in spans)


def _chain(entity: Entity, spans: Iterable[Span]) -> str:
    """Return an entity, and how many mentions it has besides those in question."""
    others = len({(mention.start, mention.end) for mention in entity.mentions} - set(spans))
    return f"{short(entity)} with {others} other{'' if others == 1 else 's'}"


def _entity_mentions(matched: Matched, side: Document) -> dict[Span, Held]:
    return {
        (mention.start, mention.end): (entity, mention)
        for entity in side.entities
        if not matched.is_value(entity)
        for mention in entity.mentions
    }


def _value_mentions(matched: Matched, side: Document) -> dict[tuple[Span, str], Held]:
    return {
        ((mention.start, mention.end), entity.type): (entity, mention)
        for entity in side.entities
        if matched.is_value(entity)
        for mention in entity.mentions
    }
