"""What the rules know of words: the lists beside this module, and what the training documents add to them.

From train come heads of nominals, jobs, crimes and triggers, each with the label that it bears in more than
half of the places where it stands; the lists written by hand come first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from farrago_baselines.rules import lists, page, tagging, words
from farrago_baselines.rules.triggers import Phrases, Rule, phrases_of, read_rules
from farrago_schema.types import Document

ENTITY_TYPES = ("PER", "ORG", "GPE", "LOC", "FAC", "VEH", "WEA", "PRODUCT", "LAW", "OCCASION")
AGENT_SUFFIXES = ("er", "or", "ist", "man", "woman", "men", "women")


@dataclass(frozen=True)
class Knowledge:
    """Types by head noun, jobs, crimes, and trigger rules by lemma and part of speech."""

    heads: dict[str, str]
    jobs: frozenset[str]
    crimes: frozenset[str]
    triggers: dict[tuple[str, str], list[Rule]]
    phrases: Phrases = field(default_factory=dict)
    learned: frozenset[str] = field(default_factory=frozenset)  # heads that only train knows

    def head_type(self, low: str) -> tuple[str, str] | None:
        """Return the entity type of what a noun refers to, and the rule that says so."""
        base = words.lemma(low, "noun")
        for form in (low, base):
            if form in self.heads:
                return self.heads[form], "train" if form in self.learned else "head noun"
        if "-" in base:
            last = base.rpartition("-")[2]
            if last in self.heads:
                return self.heads[last], "head noun of a compound"
        return ("PER", "agent noun") if is_agent_noun(base) else None

    def is_job(self, low: str) -> bool:
        """Tell whether a noun names a job that could stand on a visiting card."""
        return low in self.jobs or low.rpartition("-")[2] in self.jobs


def is_agent_noun(base: str) -> bool:
    """Tell whether a noun is made from a verb by -er or -or, or ends in -ist, -man, -woman."""
    if base in lists.words("generic", "never") or len(base) < 5:
        return False
    if base.endswith(("woman", "women")) and base not in {"woman", "women"}:
        return True
    if base.endswith(("man", "woman", "ist")) and "noun" in words.lookup(base):
        return base not in {
            "woman",
            "list",
            "mist",
            "fist",
            "wrist",
            "twist",
            "waist",
            "exist",
            "human",
            "roman",
            "german",
        }
    if not base.endswith(("er", "or")):
        return False
    stem = base[:-2]
    forms = {stem, stem + "e", stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem}
    return any("verb" in words.lookup(form) for form in forms)


def learn(train: Sequence[Document]) -> Knowledge:
    """Return the lists with what the training documents add."""
    heads: dict[str, str] = {}
    for type_ in ENTITY_TYPES:
        for word in lists.words("heads", type_):
            heads.setdefault(word, type_)
    for word in lists.words("heads", "TRADES"):
        heads[word] = "ORG"
    for word in lists.words("people", "jobs") | lists.words("people", "kin"):
        heads.setdefault(word, "PER")
    added = {word: type_ for word, type_ in _heads(train).items() if word not in heads}
    jobs = lists.words("people", "jobs") | _last_words(train, "TITLE")
    crimes = lists.words("crimes", "nouns") | _last_words(train, "CRIME")
    triggers = _triggers(train)
    return Knowledge(heads | added, jobs, crimes, triggers, phrases_of(triggers), frozenset(added))


def _heads(train: Iterable[Document]) -> dict[str, str]:
    """Return the type of each head noun that train marks in more than half of its occurrences."""
    marked: dict[str, Counter[str]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    for document in train:
        seen.update(words.lemma(w, "noun") for w in _words(document))
        for entity in document.entities:
            for mention in entity.mentions:
                if mention.kind == "nominal":
                    marked[words.lemma(mention.text.lower().split()[-1], "noun")][entity.type] += 1
    best = {word: counter.most_common(1)[0] for word, counter in marked.items()}
    return {
        word: type_
        for word, (type_, count) in best.items()
        if count > 1 and 2 * count > seen[word] and "noun" in words.lookup(word) and len(word) > 2
    }


def _words(document: Document) -> Iterable[str]:
    return (document.text[t.start : t.end].lower() for t in document.tokens)


def _last_words(train: Iterable[Document], type_: str) -> frozenset[str]:
    return frozenset(
        mention.text.lower().split()[-1]
        for document in train
        for entity in document.entities
        if entity.type == type_
        for mention in entity.mentions
        if " " not in mention.text and mention.text.isascii()
    )


def _triggers(train: Iterable[Document]) -> dict[tuple[str, str], list[Rule]]:
    """Return the rules of the list, and for words that it lacks the type that they bear most in train."""
    rules = read_rules()
    marked: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen: Counter[tuple[str, str]] = Counter()
    for document in train:
        tokens = page.read(document.input())
        tagging.tag(tokens)
        seen.update((t.lemma, t.tag[0]) for t in tokens.tokens)
        for event in document.events:
            for trigger in event.triggers:
                first, last = tokens.place(trigger.start, trigger.end)
                if last - first == 1:
                    token = tokens.tokens[first]
                    marked[token.lemma, token.tag[0]][event.type] += 1
    for key, counter in sorted(marked.items()):
        type_, count = min(counter.items(), key=lambda item: (-item[1], item[0]))
        if key not in rules and count > 1 and 2 * count > seen[key] and key[1] in "nvj":
            rules[key] = [Rule(type_, key[0], key[1], (), "train")]
    return rules
