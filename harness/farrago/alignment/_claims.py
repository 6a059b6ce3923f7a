"""What mentions lay claim to, and who gets what: the same answer in any order of the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from farrago.alignment._finding import RULES, Finder, normalised
from farrago.matching import Span
from farrago.matching.identity import EntityKey, EventKey, MentionKey, entity_key, event_key, mention_key
from farrago_schema.results import Unplaced
from farrago_schema.types import Document, Input, PredictedMention, Prediction

BY_OFFSETS, BY_OCCURRENCE, BY_SENTENCE, BY_TEXT = range(4)
"""How closely a mention says where it is; who says more is placed first."""

OF_ENTITIES = ("entities", "")

OwnerKey = EntityKey | EventKey


class Owner(Struct, frozen=True):
    """An entity, a value or an event: what it is, and among whom no two may hold one place.

    Entities share one ``scope``, values have one for each type, and so have events.
    """

    scope: tuple[str, str]
    key: OwnerKey

    @property
    def is_entity(self) -> bool:
        """Whether it is an entity, and no value and no event."""
        return self.scope == OF_ENTITIES

    @property
    def is_event(self) -> bool:
        """Whether its mentions are triggers."""
        return self.scope[0] == "events"


class Claim(Struct, frozen=True):
    """A mention, where it may be, and by which rule its text was found there."""

    owner: Owner
    key: MentionKey
    level: int
    length: int
    rule: str
    places: tuple[Span, ...]
    takes_all: bool

    @property
    def order(self) -> tuple[int, int, int, tuple[Span, ...], tuple[str, str]]:
        """What claims are settled by: who says most, then the longest text; equal for rivals."""
        rank = list(RULES).index(self.rule)
        return self.level, -self.length, rank, self.places, self.owner.scope


class Verdict(Struct, frozen=True):
    """Where a mention is and by which rule it was found, or why it is nowhere."""

    places: tuple[Span, ...] = ()
    rule: str | None = None
    reason: Unplaced | None = None


Item = tuple[Owner, PredictedMention]


def items(prediction: Prediction, values: Collection[str]) -> Iterator[tuple[str, Item]]:
    """Yield every mention and trigger with its JSON path and its owner."""
    keys = {entity.id: entity_key(entity) for entity in prediction.entities or ()}
    for i, entity in enumerate(prediction.entities or ()):
        owner = Owner(("values", entity.type) if entity.type in values else OF_ENTITIES, keys[entity.id])
        for j, mention in enumerate(entity.mentions):
            yield f"$.entities[{i}].mentions[{j}]", (owner, mention)
    for i, event in enumerate(prediction.events or ()):
        owner = Owner(("events", event.type), event_key(event, keys))
        for j, trigger in enumerate(event.triggers):
            yield f"$.events[{i}].triggers[{j}]", (owner, trigger)


class Claims:
    """Settles who stands where in one document.

    Args:
        document: its text and its sentences.
        items: all mentions and triggers of a prediction.
    """

    def __init__(self, document: Document | Input, items: Iterable[Item]) -> None:
        self._document = document
        self._finder = Finder(document.text)
        self._board = _Board()
        self._verdicts: dict[tuple[Owner, MentionKey], Verdict] = {}
        claims = []
        for owner, mention in dict.fromkeys(items):
            if mention.start is not None and mention.end is not None:
                self._board.take(owner, (mention.start, mention.end))
            else:
                claims.append(self._claim(owner, mention))
        self._settle([claim for claim in dict.fromkeys(claims) if claim is not None])

    def verdict(self, owner: Owner, mention: PredictedMention) -> Verdict:
        """Return what became of a mention without offsets."""
        return self._verdicts[owner, mention_key(mention)]

    def _claim(self, owner: Owner, mention: PredictedMention) -> Claim | None:
        key, text = mention_key(mention), mention.text or ""
        anywhere = False
        for rule in RULES:
            found = self._finder.find(rule, text)
            anywhere = anywhere or bool(found)
            places = self._meant(mention, found)
            if places:
                length, level = len(normalised(text)), _level(mention)
                # A kind says nothing of a trigger: one word names one event.
                takes_all = level == BY_TEXT and mention.kind == "name" and not owner.is_event
                return Claim(owner, key, level, length, rule, places, takes_all)
        self._verdicts[owner, key] = Verdict(reason="elsewhere" if anywhere else "absent")
        return None

    def _meant(self, mention: PredictedMention, found: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return those of the places of a text that a mention's occurrence and sentence admit."""
        if mention.occurrence is not None:
            found = found[mention.occurrence - 1 : mention.occurrence]
        if mention.sentence is None:
            return found
        sentences = self._document.sentences[mention.sentence : mention.sentence + 1]
        return tuple(
            place for place in found for each in sentences if each.start <= place[0] and place[1] <= each.end
        )

    def _settle(self, claims: Iterable[Claim]) -> None:
        ordered = sorted(
            claims, key=lambda claim: (claim.order, not claim.takes_all, claim.owner.key, claim.key)
        )
        for _, group in groupby(ordered, lambda claim: claim.order):
            rivals = list(group)
            if rivals[0].owner.is_entity and len({claim.owner for claim in rivals}) > 1:
                self._contest(rivals)
            else:
                for claim in rivals:
                    self._verdicts[claim.owner, claim.key] = self._board.settle(claim)

    def _contest(self, rivals: Sequence[Claim]) -> None:
        """Give nobody what two entities claim; nobody else gets it either."""
        nobody = Owner(OF_ENTITIES, ((), "", ""))
        self._board.settle(replace(rivals[0], owner=nobody))
        for claim in rivals:
            self._verdicts[claim.owner, claim.key] = Verdict(reason="contested")


class _Board:
    """Who holds which place."""

    def __init__(self) -> None:
        self._holders: dict[tuple[tuple[str, str], Span], set[Owner]] = {}
        self._held: dict[Owner, set[Span]] = {}

    def take(self, owner: Owner, place: Span) -> None:
        self._holders.setdefault((owner.scope, place), set()).add(owner)
        self._held.setdefault(owner, set()).add(place)

    def settle(self, claim: Claim) -> Verdict:
        """Give a claim the places that it can have: all of them, or the first."""
        free = [place for place in claim.places if self._is_free(claim, place)]
        own = [place for place in claim.places if claim.owner in self._holding(claim, place)]
        # What its own entity holds already is said twice.
        places = (free if claim.takes_all else free[:1]) or own[:1]
        if not places:
            return Verdict(reason="taken")
        for place in places:
            self.take(claim.owner, place)
        return Verdict(tuple(places), claim.rule)

    def _is_free(self, claim: Claim, place: Span) -> bool:
        if self._holding(claim, place):
            return False
        if claim.level == BY_OCCURRENCE:
            return True
        owners = self._entities() if claim.takes_all else [claim.owner]
        return not any(_is_longer(held, place) for owner in owners for held in self._held.get(owner, ()))

    def _holding(self, claim: Claim, place: Span) -> Collection[Owner]:
        return self._holders.get((claim.owner.scope, place), ())

    def _entities(self) -> Iterator[Owner]:
        return (owner for owner in self._held if owner.is_entity)


def _is_longer(one: Span, other: Span) -> bool:
    return one[0] <= other[0] and other[1] <= one[1] and one != other


def _level(mention: PredictedMention) -> int:
    if mention.occurrence is not None:
        return BY_OCCURRENCE
    return BY_TEXT if mention.sentence is None else BY_SENTENCE
