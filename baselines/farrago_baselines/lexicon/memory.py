"""What ``lexicon`` keeps of train: tables from words to the label that they bear most often."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from farrago_schema.types import Document, Input, Realis, Relation, Span

Words = tuple[str, ...]
Place = tuple[int, int]  # first token, and the one after the last
Key = TypeVar("Key")
Label = TypeVar("Label", bound=str)
Counts = dict[Key, Counter[Label]]


@dataclass(frozen=True)
class Memory:
    """Labels by words, realis by trigger words, relations by pair of names, roles by event type."""

    mentions: Mapping[Words, str]
    triggers: Mapping[Words, str]
    realis: Mapping[Words, Realis]
    relations: Mapping[tuple[str, str], str]
    roles: Mapping[str, tuple[str, ...]]


def remember(train: Sequence[Document]) -> Memory:
    """Build the tables from the gold of the training documents."""
    realis: Counts[Words, Realis] = defaultdict(Counter)
    relations: Counts[tuple[str, str], str] = defaultdict(Counter)
    roles: Counts[str, str] = defaultdict(Counter)
    for document in train:
        words, place = words_of(document), _placer(document.tokens)
        for event in document.events:
            roles[event.type].update(argument.role for argument in event.arguments)
            for trigger in event.triggers:
                first, last = place(trigger.start, trigger.end)
                realis[fold(words[first:last])][event.realis] += 1
        for pair, relation in _named_pairs(document):
            relations[pair][relation.type] += 1
    return Memory(
        _labels(train, _mention_places, lambda words: words),
        _labels(train, _trigger_places, fold),
        {words: _most(counter) for words, counter in realis.items()},
        {pair: _most(counter) for pair, counter in relations.items()},
        {type_: tuple(sorted(counter, key=lambda r: (-counter[r], r))) for type_, counter in roles.items()},
    )


def words_of(document: Document | Input) -> Words:
    """Return the text of each token."""
    return tuple(document.text[token.start : token.end] for token in document.tokens)


def fold(words: Words) -> Words:
    """Return the words without their case."""
    return tuple(word.casefold() for word in words)


def longest_matches(words: Words, known: Collection[Words]) -> Iterator[Place]:
    """Yield where known sequences stand, from left to right, longest first, without overlap."""
    longest = max(map(len, known), default=0)
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + longest), first, -1):
            if words[first:last] in known:
                yield first, last
                first = last
                break
        else:
            first += 1


def _labels(
    train: Sequence[Document],
    places: Callable[[Document], Mapping[Place, str]],
    normalise: Callable[[Words], Words],
) -> dict[Words, str]:
    """Return the label of each word sequence that bears it in more than half of its occurrences in train."""
    marked: Counts[Words, str] = defaultdict(Counter)
    for document in train:
        words = normalise(words_of(document))
        for (first, last), label in places(document).items():
            marked[words[first:last]][label] += 1
    seen: Counter[Words] = Counter()
    for document in train:
        words, labelled = normalise(words_of(document)), places(document)
        everywhere = set(longest_matches(words, marked)) | set(labelled)
        seen.update(words[first:last] for first, last in everywhere)
    best = {words: _most(counter) for words, counter in marked.items()}
    return {words: label for words, label in best.items() if 2 * marked[words][label] > seen[words]}


def _mention_places(document: Document) -> dict[Place, str]:
    place = _placer(document.tokens)
    return {
        place(mention.start, mention.end): entity.type
        for entity in document.entities
        for mention in entity.mentions
        if mention.kind in ("name", "value")
    }


def _trigger_places(document: Document) -> dict[Place, str]:
    place = _placer(document.tokens)
    return {place(t.start, t.end): event.type for event in document.events for t in event.triggers}


def _named_pairs(document: Document) -> Iterator[tuple[tuple[str, str], Relation]]:
    names = {entity.id: entity.name for entity in document.entities}
    for relation in document.relations:
        head, tail = names[relation.head], names[relation.tail]
        if head and tail and relation.status == "current":
            yield (head, tail), relation


def _placer(tokens: Sequence[Span]) -> Callable[[int, int], Place]:
    """Return a function from offsets to the tokens that they touch."""
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    return lambda start, end: (bisect_right(ends, start), bisect_left(starts, end))


def _most(counter: Counter[Label]) -> Label:
    """Return the commonest label; of equals the first in the alphabet, so that the answer never varies."""
    return min(counter, key=lambda label: (-counter[label], label))
