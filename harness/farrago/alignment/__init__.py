"""Finds the mentions of a prediction that come as text, without offsets: deterministic, whatever its order.

A string is looked for as it is (``exact``), then in any letter case (``casefolded``), then with plain quotes,
dashes and spaces (``normalised``), on word boundaries; the first rule that finds it where it may be counts.

- With ``occurrence`` it is the n-th in the document, on word boundaries; with ``sentence`` the first free one
  in that sentence; with both, the n-th in the document, if it is in that sentence.
- Otherwise a ``name`` takes all occurrences that are free and do not lie inside a longer mention of any
  entity. Anything else takes the first one that is free and not inside a longer mention of its own entity.
- A place is free that no other mention holds: an entity may share a place with a value, and events of
  different types one with another. Who says more of where it is comes first (offsets, occurrence, sentence),
  then who has the longer text, then whose text was found by the stricter rule.
- A string that two entities claim with nothing to tell between them is given to neither (``contested``).
  Values, and events of one type, take one after the other, in the order of what they say.
- Exact duplicates stand together.

What is nowhere keeps its text, and the scorer counts it as predicted and wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from farrago.alignment._claims import Claims, Item, Owner, items
from farrago.alignment._finding import RULES
from farrago.matching.identity import MentionKey, is_placed, mention_key
from farrago_schema.results import Unlocated
from farrago_schema.types import Document, Input, PredictedMention, Prediction

__all__ = ["RULES", "Aligned", "align"]


class Aligned(Struct, frozen=True):
    """A prediction with offsets wherever its texts were found, and what was found how.

    ``located`` counts mentions and triggers by the rule that found them; ``unlocated`` lists the others.
    """

    prediction: Prediction
    located: Mapping[str, int]
    unlocated: tuple[Unlocated, ...]


def align(prediction: Prediction, document: Document | Input, values: Collection[str] = ()) -> Aligned:
    """Locate the mentions and triggers of a valid prediction that have no offsets.

    Args:
        prediction: what a system says of the document; its references hold.
        document: the text and its sentences; gold in it is not looked at.
        values: the types whose mentions are values, which may share a place with an entity.
    """
    if is_placed(prediction):
        return Aligned(prediction, {}, ())
    found = list(items(prediction, values))
    claims = Claims(document, (item for _, item in found))
    located: dict[str, int] = {}
    unlocated = []
    for path, (owner, mention) in found:
        if mention.start is None:
            verdict = claims.verdict(owner, mention)
            if verdict.rule is not None:
                located[verdict.rule] = located.get(verdict.rule, 0) + 1
            if verdict.reason is not None:
                unlocated.append(Unlocated(prediction.id, path, mention.text or "", verdict.reason))
    placed = _with_places(prediction, (item for _, item in found), claims, document.text)
    return Aligned(placed, {rule: located[rule] for rule in RULES if rule in located}, tuple(unlocated))


def _with_places(prediction: Prediction, found: Iterable[Item], claims: Claims, text: str) -> Prediction:
    rest = iter(found)
    entities = [
        replace(entity, mentions=_placed(rest, len(entity.mentions), claims, text))
        for entity in prediction.entities or ()
    ]
    events = [
        replace(event, triggers=_placed(rest, len(event.triggers), claims, text))
        for event in prediction.events or ()
    ]
    return replace(
        prediction,
        entities=None if prediction.entities is None else tuple(entities),
        events=None if prediction.events is None else tuple(events),
    )


def _placed(rest: Iterator[Item], number: int, claims: Claims, text: str) -> tuple[PredictedMention, ...]:
    """Return the next mentions, all of one owner, at their places."""
    placed: list[PredictedMention] = []
    seen: set[MentionKey] = set()
    for _ in range(number):
        owner, mention = next(rest)
        if mention.start is None:
            placed += _at_places(mention, _places(claims, owner, mention, seen), text)
        else:
            placed.append(mention)
    return tuple(placed)


def _places(
    claims: Claims, owner: Owner, mention: PredictedMention, seen: set[MentionKey]
) -> tuple[tuple[int, int], ...]:
    """Return a mention's places; for its exact duplicate the first, which counts as one duplicate."""
    places = claims.verdict(owner, mention).places
    key = mention_key(mention)
    if key in seen:
        return places[:1]
    seen.add(key)
    return places


def _at_places(
    mention: PredictedMention, places: tuple[tuple[int, int], ...], text: str
) -> Iterator[PredictedMention]:
    if not places:
        yield mention
    for start, end in places:
        yield PredictedMention(start, end, text[start:end], mention.kind, score=mention.score)
