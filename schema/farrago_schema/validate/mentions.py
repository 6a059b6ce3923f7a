"""Where the mentions and triggers of a prediction stand: by offsets, or by their text."""

from __future__ import annotations

from collections.abc import Iterator

from farrago_schema.ontology import Ontology
from farrago_schema.problems import Problem
from farrago_schema.types import Document, Input, PredictedMention, Prediction
from farrago_schema.validate.offsets import Located, check_offsets
from farrago_schema.validate.place import Place, quoted
from farrago_schema.validate.references import no_such_sentence
from farrago_schema.validate.sides import AnyEntity, Side, all_mentions, entities_of, is_value, mentions_of


def check_spans(side: Side, text: str, place: Place) -> Iterator[Problem]:
    """Yield the spans that do not fit the text."""
    located = [
        Located(path, mention.start, mention.end, mention.text)
        for path, mention in all_mentions(side)
        if mention.start is not None and mention.end is not None
    ]
    yield from check_offsets(text, located, place)


def check_places(prediction: Prediction, place: Place) -> Iterator[Problem]:
    """Yield the mentions and triggers that say too little of where they are."""
    for path, mention in all_mentions(prediction):
        if isinstance(mention, PredictedMention):
            yield from _completeness(mention, path, place)


def check_selectors(prediction: Prediction, document: Document | Input, place: Place) -> Iterator[Problem]:
    """Yield the sentences that the document does not have.

    A string, or an occurrence of it, that the text does not have is no error: it is scored as spurious.
    """
    number = len(document.sentences)
    for path, mention in all_mentions(prediction):
        sentence = mention.sentence if isinstance(mention, PredictedMention) else None
        if sentence is not None and sentence >= number:
            yield no_such_sentence(sentence, number, f"{path}.sentence", place)


def check_shared_spans(side: Side, ontology: Ontology | None, place: Place) -> Iterator[Problem]:
    """Yield the spans that are mentions of two entities; a value may share its span with an entity.

    A predicted entity that is an exact duplicate of another is no error: the scorer collapses and counts it.
    """
    owners: dict[tuple[int, int], int] = {}
    entities = entities_of(side)
    for i, entity in enumerate(entities):
        if is_value(entity, ontology):
            continue
        for j, mention in enumerate(mentions_of(entity)):
            if mention.start is None or mention.end is None:
                continue
            owner = owners.setdefault((mention.start, mention.end), i)
            if owner != i and not (isinstance(side, Prediction) and _same(entities[owner], entity)):
                found = f"[{mention.start}:{mention.end}], a mention of {quoted(entities[owner].id)} already"
                hint = "a span belongs to one entity; a value may share it; --compat conll lets it pass"
                yield place.problem(
                    "shared-span",
                    f"$.entities[{i}].mentions[{j}]",
                    found,
                    "each span in one entity",
                    hint=hint,
                )


def _same(one: AnyEntity, other: AnyEntity) -> bool:
    """Tell whether two entities have the same type and the same spans."""
    spans = ({(mention.start, mention.end) for mention in mentions_of(entity)} for entity in (one, other))
    return one.type == other.type and len(set(map(frozenset, spans))) == 1


def _completeness(mention: PredictedMention, path: str, place: Place) -> Iterator[Problem]:
    expected = "start and end, or text"
    if (mention.start is None) != (mention.end is None):
        given, missing = ("start", "end") if mention.end is None else ("end", "start")
        yield place.problem("half-span", path, f"{given} without {missing}", expected)
    elif mention.start is None and not (mention.text and mention.text.strip()):
        found = (
            "neither offsets nor text"
            if mention.text is None
            else f"no offsets, and text {quoted(mention.text)}"
        )
        yield place.problem("no-place", path, found, expected)
